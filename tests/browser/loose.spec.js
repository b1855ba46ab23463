// Posts that are given one by one are a library from the second one on: searched, narrowed, sorted, addressed and read on.

import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { chooseSetting } from "./support/settings.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

/** @typedef {import("@playwright/test").Page} Page */

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
const search = (/** @type {Page} */ page) => page.getByRole("searchbox", { name: "Search all posts" });
const status = (/** @type {Page} */ page) => page.locator(".search-status");
const titles = (/** @type {Page} */ page) => page.locator(".list-row").getByRole("heading");
const messages = (/** @type {Page} */ page) => page.getByRole("region", { name: "Messages" });

/** @param {Page} page @param {string[]} paths */
async function pick(page, paths) {
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open files" }).first().click();
  await (await chosen).setFiles(paths);
}

const LIBRARY = /\/(archives|lazy\/library|views\/(archive|virtual|facets|find)|parts\/library-)/;

/** @param {Page} page @returns {string[]} the library's modules that it asked for, which grow */
function libraryModules(page) {
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => LIBRARY.test(request.url()) && asked.push(request.url()));
  return asked;
}

test("the first post comes without a library, and the second brings it", async ({ page }) => {
  const asked = libraryModules(page);
  await page.goto("/");
  await dropFiles(page, [post("lighthouse.md")]);
  await expect(heading(page)).toHaveText("A Lighthouse Keeps Its Keeper");
  expect(asked).toEqual([]);
  expect(page.workers()).toHaveLength(1);

  await dropFiles(page, [post("ferry.md")]);
  await expect(heading(page)).toHaveText(/^The Ferry/);
  expect(asked).not.toEqual([]);
  await page.getByRole("link", { name: "All 2 posts" }).click();
  await search(page).fill("keeper");
  await expect(titles(page)).toHaveText(["A Lighthouse Keeps Its Keeper"]);
});

test("dropped files are searched, narrowed, sorted, addressed and read on", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, ["ferry.md", "bridge.md", "lighthouse.md"].map(post));
  await expect(titles(page)).toHaveText([/^老桥重开/, /^A Lighthouse/, /^The Ferry/]);
  // They have no name of their own, and nothing to close.
  await expect(page.getByRole("list", { name: "Open archives and folders" })).toHaveCount(0);
  await page.getByLabel("Sort by").selectOption("oldest");
  await expect(titles(page)).toHaveText([/^The Ferry/, /^A Lighthouse/, /^老桥重开/]);
  await page.getByRole("button", { name: /^harbour\.example/ }).click();
  await expect(page).toHaveURL(/#\/search\/\?sort=oldest&source=harbour\.example$/);
  await search(page).fill("lighthouse");
  await expect(status(page)).toContainText("in 1 of 3 posts");
  await titles(page).getByRole("link").click();
  await expect(page.locator(".find-bar")).toBeVisible();
  await page.goBack();
  await expect(search(page)).toHaveValue("lighthouse");
  await search(page).fill("");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("link", { name: /^老桥/ }).click();
  expect(new URL(page.url()).hash).toBe("#/post/bridge.md");
  await page.locator(".neighbours a[rel=prev]").click();
  await expect(heading(page)).toHaveText("A Lighthouse Keeps Its Keeper");
});

test("files that an address asked for again lead to it", async ({ page }) => {
  const files = ["ferry.md", "bridge.md", "lighthouse.md"].map(post);
  await page.goto("/#/search/lighthouse?sort=oldest");
  await expect(messages(page)).toContainText("Please drop or open them again");
  await dropFiles(page, files);
  await expect(search(page)).toHaveValue("lighthouse");
  await expect(titles(page)).toHaveText(["A Lighthouse Keeps Its Keeper"]);
  await page.goto("/#/post/ferry.md");
  await page.reload();
  await expect(messages(page)).toContainText("“ferry.md”");
  await dropFiles(page, files);
  await expect(heading(page)).toHaveText(/^The Ferry/);
});

test("picked and pasted posts join what is searched", async ({ page }) => {
  await page.goto("/");
  await pick(page, ["lighthouse.md", "ferry.md"].map(post));
  await expect(heading(page)).toHaveText("2 posts");
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "---\ntitle: By Hand\n---\n\nA word on barnacles.\n");
    window.dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
  });
  await expect(heading(page)).toHaveText("By Hand");
  await page.getByRole("link", { name: "All 3 posts" }).click();
  await search(page).fill("barnacles");
  await expect(titles(page)).toHaveText(["By Hand"]);
  await titles(page).getByRole("link").click();
  await expect(page.getByRole("article")).toContainText("A word on barnacles.");
});

test("one file dropped twice is one post, and another one of its name has a number", async ({ page }, info) => {
  const [one, other] = [info.outputPath("a", "same.md"), info.outputPath("b", "same.md")];
  for (const [path, title] of [
    [one, "The One"],
    [other, "The Other"],
  ]) {
    await mkdir(join(path, ".."), { recursive: true });
    await writeFile(path, postText(title));
  }
  await page.goto("/");
  await pick(page, [one]);
  await expect(heading(page)).toHaveText("The One");
  await pick(page, [one, other, post("ferry.md")]);
  await expect(heading(page)).toHaveText("3 posts");
  await page.getByRole("link", { name: "The Other" }).click();
  expect(decodeURIComponent(new URL(page.url()).hash)).toBe("#/post/same.md (2)");
  await page.goBack();
  await pick(page, [other]);
  await expect(heading(page)).toHaveText("The Other");
  await expect(page.getByRole("link", { name: "All 3 posts" })).toBeVisible();
});

test("where one of two files can't be read, the other one opens", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("empty.md"), post("ferry.md")]);
  await expect(heading(page)).toHaveText(/^The Ferry/);
  await expect(messages(page)).toContainText("“empty.md” was not opened: the file is empty.");
  await expect(page.getByRole("link", { name: /^All/ })).toHaveCount(0);
});

test("where none can, the reader stays where they are", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("empty.md"), post("picture.md")]);
  await expect(messages(page).getByRole("listitem")).toHaveCount(2);
  await expect(heading(page)).toHaveText(/^Read archived news posts/);
});

test("what repeats in files dropped together goes, as it does in an archive", async ({ page }, info) => {
  const line = "The Harbour Herald is printed on paper from the old mill by the weir.";
  const paths = Array.from({ length: 12 }, (_, at) => info.outputPath(`2020-01-${at + 10}-log.md`));
  for (const [at, path] of paths.entries()) {
    const body = `The log of day ${at} says that the tide was in at ${at}.\n\nBoats: ${at * 7}.\n\n${line}`;
    await writeFile(path, postText(`Log ${at}`, body, `from: https://herald.example/${at}\n`));
  }
  await page.goto("/");
  await dropFiles(page, paths);
  await expect(heading(page)).toHaveText("12 posts");
  await search(page).fill("paper from the old mill");
  await expect(status(page)).toContainText("No matches");
  await search(page).fill("");
  await page.getByRole("link", { name: "Log 11", exact: true }).click();
  await expect(page.getByRole("article")).toContainText("The log of day 11");
  await expect(page.getByRole("article").locator(".post-body")).not.toContainText(line);
});

test("an archive takes the place of single posts, or stands beside them", async ({ page }, info) => {
  const file = info.outputPath("two.zip");
  await writeFile(
    file,
    zip([1, 2].map((n) => ({ name: `_posts/2020-01-0${n}-a.md`, bytes: postText(`Number ${n}`) }))),
  );
  await page.goto("/");
  await dropFiles(page, [post("lighthouse.md"), post("ferry.md")]);
  await expect(heading(page)).toHaveText("2 posts");
  await dropFiles(page, [file]);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Already open: 2 single posts.");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(heading(page)).toHaveText("4 posts");
  await page.getByRole("button", { name: "Close two.zip" }).click();
  await expect(heading(page)).toHaveText("2 posts");
  await dropFiles(page, [file]);
  await dialog.getByRole("button", { name: "Replace" }).click();
  await expect(titles(page)).toHaveText(["Number 2", "Number 1"]);
});

test("521 real posts are listed at once and searched", async ({ page }) => {
  const folder = join(process.env.ARCHIVE_VIEWER_CORPUS ?? "", "corpus/posts");
  test.skip(!process.env.ARCHIVE_VIEWER_CORPUS || !existsSync(folder), "ARCHIVE_VIEWER_CORPUS has no such posts");
  test.setTimeout(120_000);
  const names = readdirSync(folder);
  await page.goto("/");
  await chooseSetting(page, "pictures", "never");
  await dropFiles(
    page,
    names.map((name) => join(folder, name)),
  );
  await expect(heading(page)).toHaveText(/^5\d\d posts$/, { timeout: 60_000 });
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 60_000 });
  await expect(messages(page)).toHaveCount(0);
  await search(page).fill("的");
  await expect(status(page)).toContainText(/matches for “的” in \d+ of 5\d\d posts/);
  await titles(page).first().getByRole("link").click();
  await expect(page.locator("article.post")).toBeVisible();
});
