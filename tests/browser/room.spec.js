// Trust: what was taken out can be seen where it stood; the file can be searched, checked and taken along; a post can be cited.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

import { bibtex, chicago, gbt7714 } from "../../www/js/lazy/citation.js";
import { sha256Here } from "../../www/js/lazy/digest.js";
import { waybackUrl } from "../../www/js/article/wayback.js";
import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

/** @param {import("@playwright/test").Page} page @param {string} name @param {string} [path] */
async function open(page, name, path = post(name)) {
  await page.goto("/");
  await dropFiles(page, [path]);
  await expect(page.getByRole("article")).toBeVisible();
}

/** @param {import("@playwright/test").Page} page @param {string} heading */
async function openPanel(page, heading) {
  const panel = page.locator("details.panel", { has: page.getByRole("heading", { name: heading }) });
  await panel.locator("summary").first().click();
  return panel;
}

test("what was taken out stands in its place by one click, marked, and goes again", async ({
  page,
  outsideRequests,
}) => {
  await open(page, "furniture.md");
  const body = page.locator(".post-body");
  const before = await body.locator(":scope > *").allTextContents();
  const record = await openPanel(page, "What was cleaned");
  const advert = record.getByRole("listitem").filter({ hasText: "An advertisement or its placeholder" });
  const show = advert.getByRole("button", { name: "Show in place" });
  await show.focus();
  await page.keyboard.press("Enter");

  const mark = body.getByRole("group", { name: "Removed: An advertisement or its placeholder" });
  await expect(mark).toBeFocused();
  await expect(mark).toContainText("Boats for everyone.");
  await expect(mark).toBeInViewport();
  await expect(mark.locator("img")).toHaveAttribute("src", "https://img.example/boat.jpg");
  expect(await mark.evaluate((node) => node.previousElementSibling?.textContent)).toContain("eleven minutes late");
  expect(await mark.evaluate((node) => node.nextElementSibling?.textContent)).toBe("The harbour master");
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  await expect(mark.locator("h1, h2, h3, script")).toHaveCount(0);

  await advert.getByRole("button", { name: "Remove again" }).click();
  await expect(mark).toHaveCount(0);
  expect(await body.locator(":scope > *").allTextContents()).toEqual(before);
  expect(outsideRequests.map((request) => request.url()).filter((url) => url.includes("count.example"))).toEqual([]);
});

test("everything that had a place comes back at once; what had none says so and shows its text", async ({ page }) => {
  await open(page, "furniture.md");
  const record = await openPanel(page, "What was cleaned");
  await record.getByRole("button", { name: "Show everything in place" }).click();
  await expect(page.locator(".was-removed")).toHaveCount(2);
  await expect(record.getByRole("button", { name: "Remove again" })).toHaveCount(2);
  const counter = record.getByRole("listitem").filter({ hasText: "A tracking pixel" });
  await expect(counter).toContainText("It can’t be shown in place");
  await expect(counter).toContainText("https://count.example/pixel.gif");
  await expect(counter.getByRole("button")).toHaveCount(0);
  const script = record.getByRole("listitem").filter({ hasText: "A script" });
  if (await script.count()) await expect(script.getByRole("button", { name: /place/ })).toHaveCount(0);
  await record.getByRole("button", { name: "Remove everything again" }).click();
  await expect(page.locator(".was-removed")).toHaveCount(0);
});

test("a picture in the account is loaded when somebody asks for it, and not before", async ({
  page,
  outsideRequests,
}) => {
  await open(page, "furniture.md");
  const record = await openPanel(page, "What was cleaned");
  const boat = () => outsideRequests.filter((request) => request.url().includes("boat.jpg")).length;
  const button = record.getByRole("button", { name: "Show the picture (loads from img.example)" });
  await expect(button).toBeVisible();
  expect(boat()).toBe(0);
  await button.click();
  await expect(record.locator(".record-thumbnail")).toHaveJSProperty("complete", true);
  expect(boat()).toBe(1);
});

test("an embedded post shows what was taken out of it, too", async ({ page }) => {
  await page.goto("/");
  const body = await readFile(post("furniture.md"), "utf8");
  await page.route("**/posts/furniture.md", (route) =>
    route.fulfill({ body, contentType: "text/markdown; charset=utf-8" }),
  );
  await page.goto(`/embed.html?src=${encodeURIComponent("posts/furniture.md")}`);
  await expect(page.getByRole("article")).toBeVisible();
  await page.getByText("What was cleaned").click();
  await page.getByRole("button", { name: "Show everything in place" }).click();
  await expect(page.locator(".was-removed")).toHaveCount(2);
  // What needs a page of its own is not offered in somebody else's.
  await expect(page.getByText("Copy and save")).toHaveCount(0);
});

test("the original file has numbered lines and a search that goes from place to place", async ({ page }, testInfo) => {
  const lines = Array.from(
    { length: 6000 },
    (_, at) =>
      `Line ${at + 1} of a long log${at % 1000 === 999 ? " with a Needle.* in it" : ""}${at % 100 === 50 ? " that wraps".repeat(40) : ""}.`,
  );
  const path = testInfo.outputPath("long.txt");
  await writeFile(path, lines.join("\n"));
  await open(page, "", path);
  const panel = await openPanel(page, "Original file");
  const region = panel.getByRole("region", { name: "Original file" });
  const field = panel.getByRole("searchbox", { name: "Search the file" });
  // The text itself is below the window when the search begins.
  await page.setViewportSize({ width: 1280, height: 500 });
  await field.evaluate((node) => node.scrollIntoView({ block: "end" }));
  await field.fill("needle.*");
  await expect(panel.locator(".original-told")).toHaveText("1 of 6, line 1000");
  await field.press("Enter");
  await expect(panel.locator(".original-told")).toHaveText("2 of 6, line 2000");
  await field.press("Shift+Enter");
  await field.press("Shift+Enter");
  await expect(panel.locator(".original-told")).toHaveText("6 of 6, line 6000");
  // It scrolls in steps, as distant lines get their heights, and rests where the last step leads.
  const found = () =>
    region.evaluate((node) => {
      const range = [...(CSS.highlights.get("original-place") ?? [])][0];
      const { top, bottom } = /** @type {Range} */ (range).getBoundingClientRect();
      const box = node.getBoundingClientRect();
      const middle = (top + bottom) / 2;
      const inside = middle > Math.max(0, box.top) && middle < Math.min(innerHeight, box.bottom);
      return { text: range.toString(), visible: inside };
    });
  await expect.poll(found).toEqual({ text: "Needle.*", visible: true });
  await page.waitForTimeout(300);
  expect(await found()).toEqual({ text: "Needle.*", visible: true });
  await field.fill("no such thing");
  await expect(panel.locator(".original-told")).toHaveText("No matches");
  expect((await region.locator("pre").allTextContents()).join("")).toBe(lines.join("\n"));
});

test("a file is known by its SHA-256, whatever its encoding", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("2020-01-02-old.txt");
  // `秋天` in GB18030, with a line of ASCII: the text that is shown has other bytes.
  const bytes = Buffer.concat([
    Buffer.from("c7efccecb5c4cafac7efccecb5c4cafac7efccecb5c4caf7a1a3", "hex"),
    Buffer.from("\nA line.\n"),
  ]);
  await writeFile(path, bytes);
  for (const file of [path, post("furniture.md")]) {
    await open(page, "", file);
    const panel = await openPanel(page, "File details");
    const digest = createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
    await expect(panel.locator(".file-digest")).toHaveText(digest);
  }
});

test("the fallback of SHA-256 is SHA-256", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000, 70_000]) {
    const bytes = Buffer.from(Array.from({ length }, (_, at) => (at * 31 + length) % 256));
    expect(Buffer.from(sha256Here(bytes)).toString("hex")).toBe(createHash("sha256").update(bytes).digest("hex"));
  }
});

test("the cleaned post is saved as a document by itself, and as Markdown that opens to the same article", async ({
  page,
}, testInfo) => {
  await open(page, "furniture.md");
  const text = await page.locator(".post-body").innerText();
  const panel = await openPanel(page, "Copy and save");
  const [html] = await Promise.all([
    page.waitForEvent("download"),
    panel.getByRole("button", { name: "Save as HTML" }).click(),
  ]);
  expect(html.suggestedFilename()).toBe("furniture.html");
  const document = await readFile(await html.path(), "utf8");
  expect(document).toContain("<figcaption>The pier at eight in the morning.</figcaption>");
  expect(document).toContain("https://news.example/local/ferry-late");
  expect(document).not.toMatch(/<script|onerror|Buy a boat/);

  const [markdown] = await Promise.all([
    page.waitForEvent("download"),
    panel.getByRole("button", { name: "Save as Markdown" }).click(),
  ]);
  const path = testInfo.outputPath(markdown.suggestedFilename());
  await markdown.saveAs(path);
  await open(page, "", path);
  expect(await page.locator(".post-body").innerText()).toBe(text);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The Ferry Is Late Again");
  await expect(page.getByRole("article").locator("header time")).toHaveText("2 April 2019");
  await expect(page.locator(".panel").nth(1)).toContainText("nothing");
});

test("signs of Markdown in a text are no Markdown when it is saved", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("signs.html");
  await writeFile(
    path,
    '<p>1. is no list, *this* is no emphasis, _nor_ `this` code; a &lt;b&gt; is no tag &amp; {{ this }} no template.</p><p># no heading</p><p>- no item</p><blockquote><p>他说，<strong>“灯”</strong>不能停。</p></blockquote><ol start="3"><li>three</li><li>four<ul><li>inside</li></ul></li></ol><pre>a\n\n```\nb</pre>',
  );
  await open(page, "", path);
  const html = (/** @type {import("@playwright/test").Page} */ at) => at.locator(".post-body").innerHTML();
  const before = await html(page);
  const panel = await openPanel(page, "Copy and save");
  const [markdown] = await Promise.all([
    page.waitForEvent("download"),
    panel.getByRole("button", { name: "Save as Markdown" }).click(),
  ]);
  const saved = testInfo.outputPath("again.md");
  await markdown.saveAs(saved);
  await open(page, "", saved);
  expect(await html(page)).toBe(before);
});

test("the file itself is saved byte for byte", async ({ page }) => {
  await open(page, "furniture.md");
  const panel = await openPanel(page, "Original file");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    panel.getByRole("button", { name: "Save file" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("furniture.md");
  expect(await readFile(await file.path())).toEqual(await readFile(post("furniture.md")));
});

test.describe("with a clipboard", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("a citation is copied", async ({ page }) => {
    await open(page, "furniture.md");
    const panel = await openPanel(page, "Cite");
    await panel.getByRole("button", { name: "Copy BibTeX" }).click();
    await expect(panel.getByText("Copied.")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("author = {{Ada Verrall}}");
  });
});

test("citations say what the post says, in the form of each style", () => {
  const cited = {
    title: "石桥修好以后",
    author: "沈渔",
    date: { iso: "2017-04-16T08:00:00", original: "", from: "front-matter" },
    source: { url: "https://news.example/a", host: "news.example" },
    sourceText: null,
    lang: "zh-Hans",
  };
  expect(gbt7714(cited, "2026-01-02")).toBe(
    "沈渔. 石桥修好以后[EB/OL]. news.example, (2017-04-16)[2026-01-02]. https://news.example/a.",
  );
  const english = { ...cited, title: "Is It Late?", author: "Ada Verrall", lang: "en" };
  expect(chicago(english, "2026-01-02")).toBe(
    "Ada Verrall. “Is It Late?” news.example. April 16, 2017. https://news.example/a.",
  );
  expect(chicago({ ...english, date: null, author: null, source: null }, "2026-01-02")).toBe(
    "“Is It Late?” Accessed January 2, 2026.",
  );
  expect(bibtex({ ...english, title: "100% {sure} & #1" }, "2026-01-02")).toContain(
    "title = {{100\\% \\{sure\\} \\& \\#1}}",
  );
});

test("the source, a picture that is gone and the enlarged one lead to the Wayback Machine at the post's date", async ({
  page,
}) => {
  await open(page, "furniture.md");
  await expect(
    page.getByRole("article").locator("header").getByRole("link", { name: "Wayback Machine" }),
  ).toHaveAttribute("href", "https://web.archive.org/web/20190402/https://news.example/local/ferry-late");
});

test("of a copy in the Wayback Machine the page that it is of is looked up", async () => {
  const page = "https://news.example/a?b=https://news.example/c";
  expect(waybackUrl(`https://web.archive.org/web/20100502123456im_/${page}`, "2019-04-02")).toBe(
    `https://web.archive.org/web/20190402/${page}`,
  );
  expect(waybackUrl(`http://web.archive.org/web/2010/${page}`, null)).toBe(`https://web.archive.org/web/${page}`);
  expect(waybackUrl(page, null)).toBe(`https://web.archive.org/web/${page}`);
});

test("a post of an archive says where it lies; what is shown in its place keeps the links inside, and the lead wide", async ({
  page,
}, testInfo) => {
  const file = testInfo.outputPath("old-news.zip");
  const text = await readFile(post("furniture.md"), "utf8");
  await writeFile(
    file,
    zip([
      { name: "_posts/2019-04-02-ferry.md", bytes: text },
      {
        name: "_posts/2018-01-01-pencils.md",
        bytes: postText("The Pencils", "They are short.", "from: https://news.example/pencils\n"),
      },
    ]),
  );
  await page.goto("/");
  await dropFiles(page, [file]);
  await page.getByRole("link", { name: "The Ferry Is Late Again" }).click();
  const link = page.locator(".post-body").getByRole("link", { name: "the list" });
  await expect(link).toHaveAttribute("href", /pencils\.md$/);

  const facts = await openPanel(page, "File details");
  await expect(facts).toContainText("_posts/2019-04-02-ferry.md");
  await expect(facts).toContainText("old-news.zip");
  await expect(facts.locator(".file-digest")).toHaveText(createHash("sha256").update(text).digest("hex"));

  const record = await openPanel(page, "What was cleaned");
  await record.getByRole("button", { name: "Show everything in place" }).click();
  await expect(page.locator(".was-removed")).toHaveCount(2);
  await expect(link).toHaveAttribute("href", /pencils\.md$/);
  await expect(page.locator(".paragraph-link")).toHaveCount(1);
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The Pencils");
});
