// The discussion below a post: counted, named, folded where it is long, searched, saved, printed and embedded.

import { readFile, writeFile } from "node:fs/promises";

import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { written } from "./support/openers.js";

test.use({ allowHosts: ["img.example"] });

/** @typedef {import("@playwright/test").Page} Page */

/** @param {object[]} comments @returns {string} lines of front matter */
const comments = (comments) => `comments:\n${comments.map((one) => `  - ${JSON.stringify(one)}\n`).join("")}`;

const TALK = comments([
  { authorID: 7, date: "2021-05-04T08:00:00Z", content: "The **ferry** was late again.\n\n# Not a title of the page" },
  {
    author: "Ben Wright",
    date: "2021-05-04",
    content: "By eleven minutes. ![pier](https://img.example/pier.png) See [the bridge](/bridge/).",
    replies: [
      {
        authorID: 7,
        content: "Thirteen.",
        replies: [{ authorID: "5f8d0d55b54764421b7156c9", content: "Whose clock?" }],
      },
      { content: "<script>pwned = 1</script><p onclick='pwned = 1'>No name, no date.</p>" },
    ],
  },
]);

/** Longer than the comments below it, which in a page would be the article otherwise. */
const LOG = "The ferry left at ten, as it does when the tide is low, and the pier was full before it came back.";

const MANY = 1500;
const COUNTED = `${MANY.toLocaleString("en")} comments`;

const USER = { name: "harbour/_users/7.md", bytes: "---\nuserID: 7\nuserName: Ann Lee\n---\n" };
const POSTS = [
  {
    name: "harbour/_posts/2021-05-03-late.md",
    bytes: postText("The Ferry Is Late", `${LOG}\n\n${LOG}`, `authorID: 7\n${TALK}`),
  },
  {
    name: "harbour/_posts/2021-05-02-bridge.md",
    bytes: postText("The Bridge", "It is long.", "permalink: /bridge/\n"),
  },
];

const discussion = (/** @type {Page} */ page) => page.locator(".discussion");
const summary = (/** @type {Page} */ page) => discussion(page).locator("> summary");

/** @param {Page} page @param {string[]} paths */
async function drop(page, paths) {
  await page.goto("/");
  await dropFiles(page, paths);
}

/** @param {Page} page @param {string} heading */
async function openPanel(page, heading) {
  const panel = page.locator("details.panel", { has: page.getByRole("heading", { name: heading }) });
  await panel.locator("summary").first().click();
  return panel;
}

/** What a reader knows of each comment. @param {Page} page */
const told = (page) =>
  page.locator(".comment").evaluateAll((all) =>
    all.map((one) => {
      let depth = 0;
      for (let at = one.parentElement; at && !at.matches(".discussion"); at = at.parentElement)
        if (at.matches("li")) depth += 1;
      return [
        depth,
        one.getAttribute("aria-label"),
        one.querySelector("time")?.dateTime,
        /** @type {HTMLElement | null} */ (one.querySelector(".comment-text"))?.innerText.replace(/\s+/g, " "),
        [...one.querySelectorAll("img")].map((img) => img.alt).join(),
      ].join("|");
    }),
  );

test("comments are counted, named in any order of files, nested, and safe", async ({ page }, info) => {
  for (const [order, entries] of Object.entries({ first: [USER, ...POSTS], last: [...POSTS, USER] })) {
    await drop(page, [written(info, `${order}.zip`, zip(entries))]);
    await page.getByRole("link", { name: "The Ferry Is Late" }).click();
    await expect(page.locator(".comment")).toHaveCount(5);
    await expect(page.locator(".comment-author").first()).toHaveText("Ann Lee");
  }
  await expect(discussion(page)).toMatchAriaSnapshot(`
    - group:
      - heading "5 comments" [level=2]
      - list:
        - listitem:
          - article "Ann Lee":
            - heading "Ann Lee" [level=3]
            - time: 4 May 2021
            - paragraph
            - heading "Not a title of the page" [level=4]
        - listitem:
          - article "Ben Wright":
            - heading "Ben Wright" [level=3]
          - list:
            - listitem:
              - article "Ann Lee"
              - list:
                - listitem:
                  - article "User 5f8d0d55b547…"
            - listitem:
              - article "Comment 5"
  `);
  // Its pictures and links are those of a post.
  await expect(page.locator(".comment img")).not.toHaveJSProperty("naturalWidth", 0);
  await page.getByRole("link", { name: "the bridge", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The Bridge");
  await expect(discussion(page)).toHaveCount(0);
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
});

test("a long discussion is folded, opened in steps, found and reached", async ({ page }, info) => {
  const many = Array.from({ length: MANY }, (_, at) => ({
    author: `Reader ${at % 40}`,
    content:
      at === MANY - 20 ? "A zeppelin over the pier." : `Line ${at} of a long talk about the ferry and its times.`,
  }));
  const post = {
    name: "_posts/2021-05-03-talk.md",
    bytes: postText("A Long Talk", "A zeppelin left.", comments(many)),
  };
  await drop(page, [written(info, "talk.zip", zip([post, ...POSTS]))]);
  await page.getByRole("searchbox").fill("zeppelin");
  await expect(page.locator(".search-status")).toHaveText("2 matches for “zeppelin” in 1 of 3 posts.");
  await expect(page.locator(".list-row")).toContainText(COUNTED);
  await page.getByRole("searchbox").fill("comment:zeppelin");
  await expect(page.locator(".list-row")).toContainText(/In the comments: .*A zeppelin over the pier/);
  await page.getByRole("searchbox").fill("zeppelin");
  await page.getByRole("link", { name: "A Long Talk" }).click();
  await expect(summary(page)).toHaveText(COUNTED);
  await expect(discussion(page)).not.toHaveAttribute("open");
  await expect(page.locator(".find-place")).toHaveText("1 of 2");
  await expect(discussion(page)).not.toHaveAttribute("open");
  await page.keyboard.press("n");
  await expect(page.locator(".find-place")).toHaveText("2 of 2");
  await expect(discussion(page)).toHaveAttribute("open");
  await expect(page.getByText("A zeppelin over the pier.")).toBeInViewport();
  expect(await page.evaluate(() => [...(CSS.highlights.get("found") ?? [])].map((range) => String(range)).join())).toBe(
    "zeppelin,zeppelin",
  );

  // Without a search nothing is made before the reader unfolds it.
  await page.goto("/");
  await page.reload();
  await dropFiles(page, [written(info, "talk.md", post.bytes)]);
  await expect(summary(page)).toHaveText(COUNTED);
  await expect(page.locator(".comment")).toHaveCount(0);
  await summary(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".comment").first()).toBeVisible();
  await expect(page.locator(".comment")).toHaveCount(MANY);
});

test("a post is saved and printed with its discussion, or without", async ({ page }, info) => {
  await page.addInitScript(() => {
    window.print = () => {
      Reflect.set(window, "printed", document.querySelector(".discussion")?.matches("[open]"));
      window.dispatchEvent(new Event("afterprint"));
    };
  });
  await drop(page, [written(info, "site.zip", zip([...POSTS, USER]))]);
  await page.getByRole("link", { name: "The Ferry Is Late" }).click();
  await expect(page.locator(".comment-author").first()).toHaveText("Ann Lee");
  const before = await told(page);
  const panel = await openPanel(page, "Copy and save");
  const save = async (/** @type {string} */ name) => {
    const [file] = await Promise.all([page.waitForEvent("download"), panel.getByRole("button", { name }).click()]);
    return readFile(await file.path(), "utf8");
  };
  await expect(page.locator(".post-author")).toHaveText("Ann Lee");
  const whole = panel.getByRole("checkbox", { name: "With the 5 comments" });
  await expect(whole).toBeChecked();
  const [markdown, html] = [await save("Save as Markdown"), await save("Save as HTML")];
  expect(markdown).toContain('\nauthor: "Ann Lee"\n');
  expect(html).toContain("<h2>5 comments</h2>");
  expect(html).toContain('<b class="fn">Ann Lee</b> <time datetime="2021-05-04T08:00:00');
  const print = panel.getByRole("button", { name: "Print" });
  const printed = () => page.evaluate(() => Reflect.get(window, "printed"));
  await print.click();
  await expect.poll(printed).toBe(true);

  await whole.uncheck();
  expect(await save("Save as Markdown")).not.toContain("comments");
  expect(await save("Save as HTML")).not.toContain("Thirteen");
  await print.click();
  await expect.poll(printed).toBe(false);
  await expect(discussion(page)).toHaveAttribute("open");
  // What is open is printed.
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Thirteen.")).toBeVisible();
  await expect(panel).toBeHidden();
  await discussion(page).evaluate((details) => details.removeAttribute("open"));
  await expect(discussion(page)).toBeHidden();
  await page.emulateMedia({ media: "screen" });

  for (const [name, text] of Object.entries({ "again.md": markdown, "again.html": html })) {
    const path = info.outputPath(name);
    await writeFile(path, text);
    await drop(page, [path]);
    await expect(page.locator(".comment")).toHaveCount(5);
    // In a page the id is the name.
    const known = (/** @type {string[]} */ all) =>
      all.map((one) => one.replace(/\|(?:User )?5f8d0d55b547[^|]*/, "|5f8d"));
    expect(known(await told(page))).toEqual(known(before));
  }
});

test("replies to replies to replies are saved, however deep", async ({ page }, info) => {
  const deep = Array.from({ length: 12 }).reduceRight(
    (inside, _, at) =>
      `<ol class="comment-list"><li class="comment"><b class="fn">Reader ${at}</b><p>Reply ${at}.</p>${inside}</li></ol>`,
    "",
  );
  const html = `<title>Deep</title><article><h1>Deep</h1>${`<p>${LOG}</p>`.repeat(6)}</article><section class="comments">${deep}</section>`;
  await drop(page, [written(info, "deep.html", html)]);
  await summary(page).click();
  await expect(page.locator(".comment")).toHaveCount(12);
  const before = await told(page);
  expect(before.map((one) => Number(one[0]))).toEqual([1, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7, 7]);
  const panel = await openPanel(page, "Copy and save");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    panel.getByRole("button", { name: "Save as Markdown" }).click(),
  ]);
  await drop(page, [written(info, "again.md", await readFile(await file.path()))]);
  await summary(page).click();
  await expect(page.locator(".comment")).toHaveCount(12);
  expect(await told(page)).toEqual(before);
});

test("embedded, a discussion is folded, open or left out, as the page says", async ({ page }) => {
  await page.route("**/posts/late.md", (route) =>
    route.fulfill({ body: POSTS[0].bytes, contentType: "text/markdown; charset=utf-8" }),
  );
  const frame = (/** @type {string} */ more) => page.goto(`/embed.html?src=posts/late.md${more}`);
  await frame("&heading-level=3");
  await expect(summary(page)).toHaveText("5 comments");
  await expect(page.locator(".comment")).toHaveCount(0);
  await summary(page).click();
  await expect(page.getByRole("heading", { level: 5, name: "Ben Wright" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 6, name: "Not a title of the page" })).toBeVisible();
  await frame("&discussion=open");
  await expect(page.locator(".comment")).toHaveCount(5);
  await page.locator("archived-post").evaluate((one) => Object.assign(one, { discussion: "none" }));
  await expect(discussion(page)).toHaveCount(0);
  await expect(page.getByRole("article")).toBeVisible();
});
