// A question and its answers, each a file of the archive, are one post: listed once, searched together, and shown in order.

import { writeFile } from "node:fs/promises";

import { dropFiles } from "./support/drop.js";
import { zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";

/** @typedef {import("@playwright/test").Page} Page */

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
const names = (/** @type {Page} */ page) => page.locator(".discussion .comment-author");

/** @param {string} name @param {string} front @param {string} text @returns {import("./support/pack.js").Entry} */
const file = (name, front, text) => ({
  name: `site-main/${name}.md`,
  bytes: `---\n${front}\n---\n\n${text}\n`,
});

const FILES = [
  file("_answers/7/10", "user_name: Ann\nupvote: 1", "The ferry left in May.\n\n![](/images/pier.png)"),
  file("_answers/7/9", "user_name: Bo\nupvote: 3\ncomments: [It was June.]", "# A heading\n\nThe ferry stayed."),
  file("_answers/7/13", "title: Of its own\nuser_name: Cy", "This one has a title."),
  file("_answers/8/11", "user_name: Dee", "A lamp."),
  file("_p/7", "title: When did it leave?\ncomments: [A remark]", "Nobody knows."),
  file("_p/8", "title: What was it?", "It was bright."),
];

test("a question and its answers are one post", async ({ page }, info) => {
  const path = info.outputPath("site.zip");
  await writeFile(path, zip(FILES));
  await page.goto("/");
  await dropFiles(page, [path]);
  await expect(heading(page)).toHaveText("3 posts");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Search all posts" }).fill("ferry");
  await expect(page.locator(".search-status")).toHaveText("2 matches for “ferry” in 1 of 3 posts.");
  await page.getByRole("link", { name: "When did it leave?" }).click();
  await expect(heading(page)).toHaveText("When did it leave?");
  await expect(page.locator(".comment-text").first()).toContainText("A heading");
  await expect(names(page)).toHaveText(["Bo", "Comment 2", "Ann", "Comment 4"]);
  await expect(page.locator(".comment-text h4")).toHaveText("A heading");
  await expect(page.locator(".discussion")).not.toContainText("This one has a title.");
});

test("an answer that can't be opened is named", async ({ page }, info) => {
  const path = info.outputPath("site.zip");
  const bytes = zip(FILES);
  const name = "_answers/7/9.md";
  // No block of deflate begins so.
  bytes.fill(0xff, bytes.indexOf(name) + name.length, bytes.indexOf(name) + name.length + 8);
  await writeFile(path, bytes);
  await page.goto("/");
  await dropFiles(page, [path]);
  await expect(heading(page)).toHaveText("3 posts");
  await page.getByRole("link", { name: "When did it leave?" }).click();
  await expect(names(page)).toHaveText(["Ann", "Comment 2"]);
  await expect(page.locator("article.post")).toContainText(`${name}” belongs to this thread, and could not be opened.`);
});

test("an archive has the name of its site, and its collections are a filter", async ({ page }, info) => {
  const path = info.outputPath("site.zip");
  const config = { name: "site-main/_config.yml", bytes: "name: The Weir\nurl: https://example.org\n" };
  await writeFile(path, zip([...FILES, file("_news/1", "title: A bridge", "It is open."), config]));
  await page.goto("/");
  await dropFiles(page, [path]);
  await expect(page.locator(".shelves .shelf-name")).toHaveText("The Weir");
  await expect(page.locator(".shelf-file")).toHaveText("site.zip");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Collection" })).toBeVisible();
  await page.getByRole("button", { name: "news 1" }).click();
  await expect(page.locator(".search-status")).toHaveText("1 of 4 posts. Filtered by Collection: news.");
});
