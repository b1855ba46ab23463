// An archive teaches its own boilerplate: what repeats in its posts goes once it has been read whole, says where it stands,
// and comes back by one click.

import { writeFile } from "node:fs/promises";

import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { LINE } from "./support/weir.js";

/** @typedef {import("@playwright/test").Page} Page */

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
const article = (/** @type {Page} */ page) => page.getByRole("article");
const body = (/** @type {Page} */ page) => page.locator(".post-body");
const search = (/** @type {Page} */ page) => page.getByRole("searchbox", { name: "Search all posts" });
const found = (/** @type {Page} */ page) => page.locator(".search-status");
const titles = (/** @type {Page} */ page) => page.getByRole("listitem").getByRole("heading", { level: 2 });

/** @param {number} count @param {(n: number) => string} words */
const posts = (count, words) =>
  zip(
    Array.from({ length: count }, (_, n) => ({
      name: `_posts/2020-01-01-${n}.md`,
      bytes: postText(`Number ${n}`, `${words(n)}\n\n${LINE}`, `from: https://weir.example/${n}\n`),
    })),
  );

test("what repeats in an archive is gone from its posts and from their search, and comes back", async ({
  page,
}, info) => {
  const file = info.outputPath("weir.zip");
  await writeFile(
    file,
    posts(30, (n) => `The heron stood in the water.${" It stood there.".repeat(n)}`),
  );
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("30 posts");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await search(page).fill('"on every pier"');
  await expect(found(page)).toHaveText("No matches for “on every pier”.");
  await search(page).fill("heron");
  await expect(found(page)).toHaveText("30 matches for “heron” in 30 of 30 posts.");
  await titles(page).getByRole("link", { name: "Number 7", exact: true }).click();
  await expect(body(page)).toContainText("The heron stood in the water.");
  await expect(article(page)).not.toContainText(LINE);
  await expect(article(page)).not.toContainText("read whole");

  await page.getByText("What was cleaned").click();
  await expect(page.getByText("Stands in 30 of 30 posts of weir.example")).toBeVisible();
  await page.getByRole("button", { name: "Show in place" }).click();
  await expect(body(page).locator("ins")).toContainText(LINE);
  await expect(body(page).locator("ins")).toHaveAttribute(
    "aria-label",
    "Removed: Stands in 30 of 30 posts of weir.example",
  );
});

test("a post that is opened before its archive is read whole says so and stays as it is", async ({ page }, info) => {
  test.setTimeout(60_000);
  const file = info.outputPath("long.zip");
  // Each of its own words: copies of one article teach nothing.
  const word = (/** @type {number} */ n) => n.toString().replace(/\d/g, (digit) => "abcdefghij"[Number(digit)]);
  await writeFile(
    file,
    posts(1500, (n) => `A line of many words that says nothing but ${word(n)}.\n\n`.repeat(600)),
  );
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("1,500 posts");
  await page.getByRole("list", { name: "Posts" }).getByRole("link").first().click();
  const note = page.getByText("The archive has not been read whole yet.");
  await expect(note).toBeVisible();
  await expect(body(page).getByText(LINE)).toHaveCount(1);
  await page.goBack();
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 50_000 });
  await page.getByRole("list", { name: "Posts" }).getByRole("link").first().click();
  await expect(body(page).getByText("A line of many words").first()).toBeVisible();
  await expect(note).toHaveCount(0);
  await expect(body(page).getByText(LINE)).toHaveCount(0);
});
