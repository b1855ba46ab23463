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
  const config = {
    name: "site-main/_config.yml",
    bytes:
      "name: The Weir\nurl: https://example.org\ncollections:\n  news: {output: true, title: From the town}\n  p: {}\n",
  };
  await writeFile(path, zip([...FILES, file("_news/1", "title: A bridge", "It is open."), config]));
  await page.goto("/");
  await dropFiles(page, [path]);
  await expect(page.locator(".shelves .shelf-name")).toHaveText("The Weir");
  await expect(page.locator(".shelf-file")).toHaveText("site.zip");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Collection" })).toBeVisible();
  await page.getByRole("button", { name: "From the town 1" }).click();
  await expect(page.locator(".search-status")).toHaveText("1 of 4 posts. Filtered by Collection: From the town.");
});

test("links lead by a site's permalinks, and moments are shown in its time zone", async ({ page }, info) => {
  const path = info.outputPath("site.zip");
  const config = {
    name: "site-main/_config.yml",
    bytes: "title: The Weir\npermalink: /:year/:month/:title/\ntimezone: Asia/Tokyo\n",
  };
  const posts = [
    file("_posts/2020-05-01-pier", "title: The pier", "See [the other pier](/2021/06/pier/) and [us](/about/)."),
    file("_posts/2021-06-30-pier", 'title: Another pier\ndate: "2021-06-29T20:30:00Z"', "It is new."),
    file("pages/us", "title: Who we are\npermalink: /about/", "Two people."),
  ];
  await writeFile(path, zip([config, ...posts]));
  await page.goto("/");
  await dropFiles(page, [path]);
  const day = page.locator(".list-row").filter({ hasText: "Another pier" }).locator("time");
  await expect(day).toHaveText("30 Jun 2021");
  await page.getByRole("link", { name: "The pier", exact: true }).click();
  await page.getByRole("link", { name: "the other pier" }).click();
  await expect(heading(page)).toHaveText("Another pier");
  await expect(page.locator(".post-head time, .facts time").first()).toContainText("30 June 2021 at 05:30");
  await page.goBack();
  await page.getByRole("link", { name: "us", exact: true }).click();
  await expect(heading(page)).toHaveText("Who we are");
});
