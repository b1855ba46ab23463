// What is open as one list: searching as one types, narrowing, sorting, stepping through places, addresses and keys.

import { readFile, writeFile } from "node:fs/promises";

import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

/** @typedef {import("@playwright/test").Page} Page */

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
const search = (/** @type {Page} */ page) => page.getByRole("searchbox", { name: "Search all posts" });
const found = (/** @type {Page} */ page) => page.locator(".search-status");
const titles = (/** @type {Page} */ page) => page.getByRole("listitem").getByRole("heading", { level: 2 });

const front = (/** @type {Record<string, string>} */ fields) =>
  Object.entries(fields)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");

/** Five posts of two sources in two languages and scripts. */
const POSTS = [
  [
    "2019-03-01-bridge",
    "石桥修好以后",
    "石桥修好了。老杨走过石桥，石桥很长。",
    { author: "老杨", from: "https://bridge.example/1" },
  ],
  [
    "2020-04-02-lamp",
    "灯",
    "楊先生說：這座橋是老楊修的。",
    { author: "小叔", from: "https://lamp.example/2", tags: "[灯, 桥]" },
  ],
  [
    "2021-05-03-ferry",
    "The Ferry Leaves",
    "The FERRY leaves at ten. See [the bridge](https://bridge.example/1) and [the lamp](/2020/04/02/lamp.html).",
    { from: "https://bridge.example/ferry" },
  ],
  [
    "2021-06-04-market",
    "Market Day",
    "Fish and bread. No boats here.",
    { author: "Ann Lee", from: "https://lamp.example/4" },
  ],
  [
    "2021-07-05-night",
    "Night Train",
    "The night train passes the ferry once.",
    { author: "Ann Lee", from: "https://lamp.example/5" },
  ],
].map(([name, title, body, fields]) => ({
  name: `site/_posts/${name}.md`,
  bytes: postText(String(title), String(body), front(/** @type {any} */ (fields))),
}));

/** @param {Page} page @param {import("@playwright/test").TestInfo} info */
async function openArchive(page, info) {
  const file = info.outputPath("site.zip");
  await writeFile(file, zip([...POSTS, { ...POSTS[0], name: "site/archived/2019-03-01-bridge.md" }]));
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("5 posts");
  await expect(page.getByText(/posts read/)).toHaveCount(0);
  return file;
}

test("as one types: exact, any script, any field, true counts, in order", async ({ page }, info) => {
  await openArchive(page, info);
  await search(page).pressSequentially("石桥");
  // Twice in the title and the text of one, in the words of its script.
  await expect(found(page)).toHaveText("4 matches for “石桥” in 1 of 5 posts.");
  await expect(page.locator("mark").first()).toHaveText("石桥");

  await search(page).fill("老楊");
  await expect(found(page)).toContainText("“老楊”");
  await expect(found(page)).toHaveText(/ in 2 of 5 posts\.$/);
  await search(page).fill("ferry");
  // The address that the first was saved from has it too.
  await expect(found(page)).toHaveText("4 matches for “ferry” in 2 of 5 posts.");
  await expect(titles(page)).toHaveText(["The Ferry Leaves", "Night Train"]);
  await search(page).fill("ferry -train");
  await expect(titles(page)).toHaveText(["The Ferry Leaves"]);
  await search(page).fill('"night train" author:ann');
  await expect(titles(page)).toHaveText(["Night Train"]);
  await search(page).fill("after:2021-06-01 before:2021-07");
  await expect(titles(page)).toHaveText(["Market Day"]);
  await search(page).fill("tag:桥");
  await expect(titles(page)).toHaveText(["灯"]);
  await search(page).fill("market OR 灯 -train");
  await expect(titles(page)).toHaveCount(2);
  await search(page).fill("2021-06..2021-06");
  await expect(titles(page)).toHaveText(["Market Day"]);
  await search(page).fill("zeppelin ferry");
  await expect(page.getByText("No matches for “zeppelin”, “ferry”.")).toBeVisible();
  await expect(page.locator(".terms-apart li")).toHaveText(["“zeppelin”: 0 posts", "“ferry”: 2 posts"]);
  await page.getByRole("button", { name: "“ferry”: 2 posts" }).click();
  await expect(search(page)).toHaveValue("ferry");
  await expect(titles(page)).toHaveText(["The Ferry Leaves", "Night Train"]);
  await search(page).fill("zeppelin");
  await expect(page.getByText("No matches for “zeppelin”.")).toBeVisible();
  await expect(page.locator(".terms-apart")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(titles(page)).toHaveCount(5);
});

test("what an input method composes is not searched for before it is done", async ({ page }, info) => {
  await openArchive(page, info);
  await search(page).focus();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "shi", selectionStart: 3, selectionEnd: 3 });
  await expect(search(page)).toHaveValue("shi");
  await page.waitForTimeout(300);
  await expect(titles(page)).toHaveCount(5);
  await session.send("Input.insertText", { text: "石" });
  await expect(found(page)).toHaveText(/for “石” in 1 of 5 posts/);
});

test("narrowed by source, author and time, sorted, and all of it in the address", async ({ page }, info) => {
  const file = await openArchive(page, info);
  await page.getByRole("button", { name: "lamp.example 3" }).click();
  await expect(titles(page)).toHaveText(["Night Train", "Market Day", "灯"]);
  await expect(page.getByRole("button", { name: "bridge.example 2" })).toBeVisible();
  await page.getByRole("button", { name: /^2021 2/ }).click();
  await expect(titles(page)).toHaveText(["Night Train", "Market Day"]);
  await page.getByRole("button", { name: /^Jul 1/ }).click();
  await expect(titles(page)).toHaveText(["Night Train"]);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("combobox", { name: "Sort by" }).selectOption("title");
  await expect(titles(page)).toHaveText(["Market Day", "Night Train", "The Ferry Leaves", "灯", "石桥修好以后"]);
  await page.getByRole("combobox", { name: "Sort by" }).selectOption("oldest");
  await expect(titles(page).first()).toHaveText("石桥修好以后");

  await page.getByRole("button", { name: "lamp.example 3" }).click();
  await search(page).fill("the");
  await expect(titles(page)).toHaveText(["Night Train"]);
  await expect(page).toHaveURL(/#\/a\/site\.zip\/search\/the\?sort=oldest&source=lamp\.example$/);
  await page.reload();
  await expect(page.getByRole("region", { name: "Messages" })).toContainText(
    "a search in “site.zip”, which is not open here",
  );
  await dropFiles(page, [file]);
  await expect(titles(page)).toHaveText(["Night Train"]);
  await expect(search(page)).toHaveValue("the");
});

test("from a place to the next, on to the neighbours, and back to the row", async ({ page }, info) => {
  await openArchive(page, info);
  await search(page).fill("石桥");
  await titles(page).getByRole("link", { name: "石桥修好以后" }).click();
  const bar = page.getByRole("group", { name: "Matches" });
  // One in the title, three in the text: the first is gone to.
  await expect(bar).toContainText("1 of 4");
  expect(await page.evaluate(() => /** @type {any} */ (CSS).highlights.get("found").size)).toBe(4);
  expect(await page.locator("article mark").count()).toBe(0);
  await bar.getByRole("button", { name: "Next match" }).click();
  await page.keyboard.press("n");
  await expect(bar).toContainText("3 of 4");
  await page.goBack();
  await expect(search(page)).toHaveValue("石桥");
  await expect(page.getByRole("link", { name: "石桥修好以后" })).toBeFocused();

  await search(page).fill("");
  await titles(page).getByRole("link", { name: "Market Day" }).click();
  const neighbours = page.getByRole("navigation", { name: "Post 2 of 5" });
  await expect(neighbours.getByRole("link")).toHaveText(["← Night Train", "The Ferry Leaves →"]);
  await page.keyboard.press("j");
  await expect(heading(page)).toHaveText("The Ferry Leaves");
  await page.keyboard.press("k");
  await expect(heading(page)).toHaveText("Market Day");
});

test("links among posts of the archive stay inside", async ({ page }, info) => {
  await openArchive(page, info);
  await titles(page).getByRole("link", { name: "The Ferry Leaves" }).click();
  const link = page.getByRole("link", { name: "the bridge" });
  await expect(link).toHaveAttribute("href", /#\/a\/site\.zip\/post\//);
  await expect(page.getByRole("link", { name: "the lamp" })).toHaveAttribute("href", /2020-04-02-lamp\.md$/);
  await link.click();
  await expect(heading(page)).toHaveText("石桥修好以后");
});

test("posts that were saved from nowhere lead to each other, and elsewhere such links are text", async ({
  page,
}, info) => {
  const files = [
    [
      "2020-01-01-quay",
      "The Quay",
      "From here to [the mill](../mill/2020-02-02-mill.html), [the weir](/weir) and [a script](#av-post:2020-02-02-mill).",
    ],
    [
      "2020-02-02-mill",
      "The Mill",
      'Back to [the quay]({% post_url 2020-01-01-quay %}#boats) or to <a href="{{ site.baseurl }}{% link river/2020-01-01-quay.md %}">its page</a>.',
      "from: https://far.example/mill\n",
    ],
  ].map(([name, title, body, fields]) => ({
    name: `${title.slice(4).toLowerCase()}/${name}.md`,
    bytes: postText(title, body, fields),
  }));
  files[0].name = "river/2020-01-01-quay.md";
  const file = info.outputPath("river.zip");
  await writeFile(file, zip(files));
  await page.goto("/");
  await dropFiles(page, [file]);
  await titles(page).getByRole("link", { name: "The Quay" }).click();
  const link = page.getByRole("link", { name: "the mill", exact: true });
  await expect(link).toHaveAttribute("href", /#\/a\/river\.zip\/post\/.*2020-02-02-mill\.md$/);
  await expect(link).toHaveAttribute("title", "../mill/2020-02-02-mill.html");
  // What names no post that is open, and what only looks like such a link, is text.
  await expect(page.locator(".post-body")).toContainText("the weir and a script.");
  await expect(page.locator(".post-body").getByRole("link")).toHaveCount(1);
  await link.click();
  await expect(heading(page)).toHaveText("The Mill");
  // Never an address of the site that the post was saved from.
  await expect(page.getByRole("link", { name: "its page" })).toHaveAttribute("href", /2020-01-01-quay\.md$/);
  await page.getByRole("link", { name: "the quay", exact: true }).click();
  await expect(heading(page)).toHaveText("The Quay");
  expect(await page.content()).not.toContain("av-post:");

  await page.goto("/");
  const alone = info.outputPath("quay.md");
  await writeFile(alone, files[0].bytes);
  await dropFiles(page, [alone]);
  await expect(page.locator(".post-body")).toContainText("From here to the mill, the weir and a script.");
  await expect(page.locator(".post-body").getByRole("link")).toHaveCount(0);
  expect(await page.locator(".post-body").evaluate((body) => body.innerHTML)).not.toContain("av-post:");
});

test("by keyboard alone: search, rows, article, back", async ({ page }, info) => {
  await openArchive(page, info);
  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
  await page.keyboard.type("the");
  await expect(found(page)).toHaveText(/ in 2 of 5 posts\.$/);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: "The Ferry Leaves" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("link", { name: "Night Train" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("Night Train");
  await page.goBack();
  await expect(page.getByRole("link", { name: "Night Train" })).toBeFocused();
});

test("the same post twice is one row, and single posts are found with the rest", async ({ page }, info) => {
  await openArchive(page, info);
  await expect(page.getByRole("listitem").filter({ hasText: "石桥修好以后" })).toContainText("2 copies");
  await expect(page.locator(".shelf")).toContainText("6 files, 5 posts: 1 is a copy");
  await page.getByRole("link", { name: "石桥修好以后" }).click();
  await page.locator(".post-copies summary").click();
  const before = page.url();
  await page.locator(".post-copies").getByRole("link").click();
  await expect(page).not.toHaveURL(before);
  await expect(heading(page)).toHaveText("石桥修好以后");
  await page.goBack();
  await page.goBack();
  await dropFiles(page, [post("lighthouse.md")]);
  await expect(heading(page)).toHaveText("A Lighthouse Keeps Its Keeper");
  await page.goBack();
  await expect(heading(page)).toHaveText("6 posts");
  await search(page).fill("lighthouse");
  await titles(page).getByRole("link", { name: "A Lighthouse Keeps Its Keeper" }).click();
  await expect(page.getByRole("article")).toBeVisible();
});

test("reading a large archive can be stopped, and what was read is found", async ({ page }, info) => {
  const file = info.outputPath("long.zip");
  const body = "A line of many words that says nothing new.\n\n".repeat(600);
  await writeFile(
    file,
    zip(
      Array.from({ length: 1500 }, (_, n) => ({
        name: `_posts/2020-01-01-${n}.md`,
        bytes: postText(`Number ${n}`, `${body}${n}`),
      })),
    ),
  );
  test.setTimeout(60_000);
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("1,500 posts");
  // The list is there to be used meanwhile.
  await expect(titles(page).first()).toBeVisible();
  // Rows are drawn anew as posts come; the one with the focus keeps it, and leads on to others.
  await page.getByRole("list", { name: "Posts" }).getByRole("link").first().focus();
  await expect(page.getByText(/^[1-9]\d* of 1,500 posts read/)).toBeVisible();
  for (let step = 2; step < 6; step += 1) {
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("listitem").filter({ has: page.locator(":focus") })).toHaveAttribute(
      "aria-posinset",
      String(step),
    );
  }
  await page.getByRole("button", { name: "Stop reading long.zip" }).click();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await search(page).fill("number");
  await expect(found(page)).toHaveText(/of 1,500 posts have been read\.$/);
  await search(page).fill("zeppelin");
  await expect(found(page)).toHaveText(/^No matches for “zeppelin” so far; [\d,]+ of 1,500 posts have been read\.$/);
  await search(page).fill("number");
  await expect(found(page)).toHaveText(/^[\d,]+ matches for “number” in [\d,]+ posts so far/);
  await titles(page).first().getByRole("link").click();
  await expect(page.getByRole("article")).toBeVisible();
});

test("a hundred thousand rows by keyboard and by screen reader", async ({ page }, info) => {
  test.setTimeout(120_000);
  const file = info.outputPath("rows.zip");
  // A zip of this size needs no zip64 below 65,535 entries; two of them make the number.
  const half = (/** @type {number} */ from) =>
    zip(
      Array.from({ length: 50_000 }, (_, n) => ({
        name: `_posts/2020-01-01-${from + n}.md`,
        bytes: `---\ntitle: Row ${from + n}\n---\nIt is one of many.\n`,
      })),
    );
  await writeFile(file, half(0));
  const other = info.outputPath("more.zip");
  await writeFile(other, half(50_000));
  await page.goto("/");
  await dropFiles(page, [file, other]);
  await expect(heading(page)).toHaveText("100,000 posts", { timeout: 60_000 });
  await page.getByRole("list", { name: "Posts" }).getByRole("link").first().focus();
  await page.keyboard.press("End");
  const last = page.getByRole("listitem").filter({ has: page.locator(":focus") });
  await expect(last).toHaveAttribute("aria-posinset", "100000");
  await expect(last).toHaveAttribute("aria-setsize", "100000");
  await page.keyboard.press("ArrowUp");
  await expect(last).toHaveAttribute("aria-posinset", "99999");
  expect(await page.locator(".list-row").count()).toBeLessThan(100);
  await page.keyboard.press("Home");
  await expect(last).toHaveAttribute("aria-posinset", "1");
});

test("a post's picture stands in the list where it came with the archive", async ({ page }, info) => {
  const file = info.outputPath("pictures.zip");
  const picture = await readFile(post("picture.png"));
  await writeFile(
    file,
    zip([
      { name: "_posts/2020-01-01-with.md", bytes: postText("With", "![A heron](/images/heron.png)") },
      {
        name: "_posts/2020-01-02-elsewhere.md",
        bytes: postText("Elsewhere", "![A heron](https://elsewhere.example/heron.png)"),
      },
      { name: "images/heron.png", bytes: picture },
    ]),
  );
  await page.goto("/");
  // The story's watch fails it if elsewhere is asked.
  await dropFiles(page, [file]);
  const rows = page.getByRole("list", { name: "Posts" }).getByRole("listitem");
  await expect(rows.filter({ hasText: "With" }).locator("img")).not.toHaveJSProperty("naturalWidth", 0);
  await expect(rows.filter({ hasText: "Elsewhere" }).locator("img")).toBeHidden();
});

test("the link to a post and to one of its paragraphs", async ({ page, context }, info) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const file = info.outputPath("long.zip");
  const body = Array.from({ length: 60 }, (_, n) => `Paragraph number ${n + 1} of this long post.`).join("\n\n");
  await writeFile(file, zip([{ name: "_posts/2020-01-01-long.md", bytes: postText("Long", body) }, POSTS[0]]));
  await page.goto("/");
  await dropFiles(page, [file]);
  await titles(page).getByRole("link", { name: "Long" }).click();
  await page.getByRole("button", { name: "Copy link to this post" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Link copied." })).toHaveCount(1);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());

  await page.getByText("Paragraph number 40 of").hover();
  await page.getByRole("button", { name: "Copy link to paragraph 40" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\?p=40$/);
  await page.goBack();
  await page.evaluate((link) => (location.href = link), link);
  await expect(page.getByText("Paragraph number 40 of")).toBeFocused();
  await expect(page.getByText("Paragraph number 40 of")).toBeInViewport();
});
