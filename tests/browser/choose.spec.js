// Posts of a list are chosen by mouse, by keyboard and over ranges, beyond a search and a post that is read in between, and exactly
// those are saved.

import { asked, test } from "./support/site.js";
import { dialog, LOG, many, openArchive, savedBy, unpacked } from "./support/export.js";
import { dropFiles } from "./support/drop.js";
import { written } from "./support/openers.js";
import { zip } from "./support/pack.js";
import { expect } from "./support/test.js";

/** @import { Page } from "@playwright/test" */

test.use({ site: { of: "samples", headers: true } });

const list = (/** @type {Page} */ page) => page.getByRole("list", { name: "Posts" });
const row = (/** @type {Page} */ page, /** @type {string} */ title) =>
  list(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: title, exact: true }) });
const box = (/** @type {Page} */ page, /** @type {string} */ title) =>
  list(page).getByRole("checkbox", { name: title, exact: true });
const bar = (/** @type {Page} */ page) => page.getByRole("group", { name: "Choose posts" });
const count = (/** @type {Page} */ page) => bar(page).getByRole("status");
const chooseButton = (/** @type {Page} */ page) => page.getByRole("button", { name: "Choose…" });
const saveChosen = (/** @type {Page} */ page) => bar(page).getByRole("button", { name: "Save…" });

/** Newest first: Post 59 to Post 0. */
const DAYS = Array.from({ length: 60 }, (_, at) => ({
  name: `log/_posts/${new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10)}-post-${at}.md`,
  bytes: `---\ntitle: Post ${at}\n---\n\n${at % 2 ? "An odd" : "An even"} day, number ${at}.\n`,
}));

/** @param {Page} page @param {import("@playwright/test").TestInfo} info */
async function choosing(page, info) {
  await openArchive(page, info, "days.zip", DAYS);
  await chooseButton(page).click();
  await expect(bar(page)).toBeVisible();
}

/** The titles of what is saved as lines of JSON. @param {Page} page */
async function titles(page) {
  const { bytes } = await savedBy(page, saveChosen(page), "JSON Lines");
  const lines = bytes.toString().trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line).title);
}

test("rows are chosen by mouse, ranges by Shift, and exactly these are saved", async ({ page, baseURL }, info) => {
  const paths = asked(page, baseURL);
  await openArchive(page, info, "days.zip", DAYS);
  expect(paths.filter((path) => /choosing/.test(path))).toEqual([]);
  await chooseButton(page).click();
  await expect(count(page)).toHaveText("0 posts chosen");
  await expect(saveChosen(page)).toBeDisabled();
  expect(paths.filter((path) => /choosing/.test(path)).length).toBeGreaterThan(0);
  await row(page, "Post 58").click();
  await expect(box(page, "Post 58")).toBeChecked();
  await expect(count(page)).toHaveText("1 post chosen");
  await row(page, "Post 55").click({ modifiers: ["Shift"] });
  await expect(count(page)).toHaveText("4 posts chosen");
  // A range is as the row is where it begins: these are not chosen.
  await row(page, "Post 57").click();
  await row(page, "Post 56").click({ modifiers: ["Shift"] });
  await expect(count(page)).toHaveText("2 posts chosen");
  await expect(box(page, "Post 56")).not.toBeChecked();
  await box(page, "Post 54").click();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("");
  // By the date of each, as every file of posts.
  expect(await titles(page)).toEqual(["Post 54", "Post 55", "Post 58"]);
});

test("a range over rows that are not in the page", async ({ page }, info) => {
  await choosing(page, info);
  await row(page, "Post 59").click();
  await page.keyboard.press("Escape");
  await chooseButton(page).click();
  await expect(count(page)).toHaveText("1 post chosen");
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(row(page, "Post 0")).toBeVisible();
  await expect(row(page, "Post 59")).toHaveCount(0);
  await row(page, "Post 1").click();
  await page.evaluate(() => scrollTo(0, 0));
  await expect(box(page, "Post 59")).toBeChecked();
  await row(page, "Post 59").click({ modifiers: ["Shift"] });
  await expect(count(page)).toHaveText("59 posts chosen");
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(box(page, "Post 1")).toBeChecked();
  await expect(box(page, "Post 0")).not.toBeChecked();
});

test("rows are chosen by keyboard", async ({ page }, info) => {
  await choosing(page, info);
  // The focus is in the bar; the first key leads to the rows.
  await expect(bar(page).getByRole("checkbox", { name: "All 60" })).toBeFocused();
  await page.keyboard.press("j");
  await expect(row(page, "Post 59").getByRole("link")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(box(page, "Post 59")).toBeChecked();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await expect(box(page, "Post 57")).toBeChecked();
  await expect(count(page)).toHaveText("2 posts chosen");
  // A run of rows, which becomes shorter on the way back.
  for (let nth = 0; nth < 3; nth += 1) await page.keyboard.press("Shift+ArrowDown");
  await expect(row(page, "Post 54").getByRole("link")).toBeFocused();
  await expect(count(page)).toHaveText("5 posts chosen");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(row(page, "Post 55").getByRole("link")).toBeFocused();
  await expect(count(page)).toHaveText("4 posts chosen");
  await expect(box(page, "Post 54")).not.toBeChecked();
  // From box to box, and Space is the box's own.
  await box(page, "Post 55").focus();
  await page.keyboard.press("ArrowDown");
  await expect(box(page, "Post 54")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(count(page)).toHaveText("5 posts chosen");
  await page.keyboard.press("x");
  await expect(count(page)).toHaveText("4 posts chosen");
  await page.keyboard.press("Control+a");
  await expect(count(page)).toHaveText("60 posts chosen");
  await page.keyboard.press("Control+a");
  await expect(count(page)).toHaveText("0 posts chosen");
  await page.keyboard.press("Shift+Home");
  await expect(row(page, "Post 59").locator("input")).toBeFocused();
  await expect(count(page)).toHaveText("6 posts chosen");
  expect(await titles(page)).toEqual([54, 55, 56, 57, 58, 59].map((at) => `Post ${at}`));
  // Enter opens the post, and the way back leads to what was chosen.
  await row(page, "Post 59").getByRole("link").press("Enter");
  await expect(page.locator(".post-headline")).toHaveText("Post 59");
  await page.goBack();
  await expect(count(page)).toHaveText("6 posts chosen");
  await expect(row(page, "Post 59").getByRole("link")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await expect(chooseButton(page)).toBeFocused();
  await expect(list(page).getByRole("checkbox")).toHaveCount(0);
});

test("a search in between keeps what it doesn't show, and says how much that is", async ({ page }, info) => {
  await choosing(page, info);
  await row(page, "Post 59").click();
  await row(page, "Post 58").click();
  const search = page.getByRole("searchbox");
  await search.fill("even");
  await expect(count(page)).toHaveText("2 posts chosen, 1 not in this list");
  await expect(box(page, "Post 58")).toBeChecked();
  await row(page, "Post 56").click();
  await search.fill("number 7");
  await expect(count(page)).toHaveText("3 posts chosen, 3 not in this list");
  await row(page, "Post 7").click();
  await search.fill("even number");
  await bar(page).getByRole("checkbox", { name: "All 30" }).check();
  await expect(count(page)).toHaveText("32 posts chosen, 2 not in this list");
  await bar(page).getByRole("checkbox", { name: "All 30" }).uncheck();
  await expect(count(page)).toHaveText("2 posts chosen, 2 not in this list");
  // Escape in the field clears it first.
  await search.press("Escape");
  await expect(count(page)).toHaveText("2 posts chosen");
  expect(await titles(page)).toEqual(["Post 7", "Post 59"]);
  await bar(page).getByRole("button", { name: "None" }).click();
  await expect(count(page)).toHaveText("0 posts chosen");
  await expect(bar(page).getByRole("checkbox")).toBeFocused();
});

test("every form has the chosen posts alone", async ({ page }, info) => {
  test.setTimeout(90_000);
  await openArchive(page, info, "log.zip", LOG);
  await chooseButton(page).click();
  for (const title of ["The lamp", "渡口"]) await row(page, title).click();
  await expect(count(page)).toHaveText("2 posts chosen");
  for (const form of ["EPUB", "Markdown", "HTML", "Plain text", "JSON Lines", "RIS", "CSL-JSON"]) {
    const { bytes } = await savedBy(page, saveChosen(page), form, async () => {
      await expect(dialog(page).getByRole("heading")).toHaveText("Save 2 posts");
      await expect(dialog(page)).toContainText("The posts that you chose");
    });
    const text = textOf(bytes);
    expect(text, form).toContain("The lamp");
    expect(text, form).toContain("渡口");
    expect(text, form).not.toContain("The ferry came late");
    expect(text, form).not.toMatch(/TI {2}- The ferry|"title":"The ferry"|<h1[^>]*>The ferry/);
  }
});

test("another archive comes and goes, and what is chosen stays", async ({ page }, info) => {
  await choosing(page, info);
  await row(page, "Post 59").click();
  await dropFiles(page, [written(info, "log.zip", zip(LOG))]);
  await dialog(page).getByRole("button", { name: "Add" }).click();
  await expect(bar(page).getByRole("checkbox", { name: "All 63" })).toBeVisible();
  await expect(count(page)).toHaveText("1 post chosen");
  await page.getByRole("searchbox").fill("ferry");
  await expect(count(page)).toHaveText("1 post chosen, 1 not in this list");
  await row(page, "The ferry").click();
  expect(await titles(page)).toEqual(["The ferry", "Post 59"]);
  await page.getByRole("searchbox").press("Escape");
  await page.getByRole("button", { name: /^Close log\.zip/ }).click();
  await expect(count(page)).toHaveText("1 post chosen");
  expect(await titles(page)).toEqual(["Post 59"]);
});

test("all of a long list are chosen at once", async ({ page }, info) => {
  test.setTimeout(120_000);
  await openArchive(page, info, "many.zip", many(3000));
  await chooseButton(page).click();
  await bar(page).getByRole("checkbox", { name: "All 3,000" }).check();
  await expect(count(page)).toHaveText("3,000 posts chosen");
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  await expect(list(page).getByRole("checkbox").first()).toBeChecked();
  const chosen = await list(page)
    .getByRole("checkbox")
    .evaluateAll((boxes) => boxes.every((one) => /** @type {HTMLInputElement} */ (one).checked));
  expect(chosen).toBe(true);
});

/** The texts of a file, packed or not. @param {Buffer} bytes */
function textOf(bytes) {
  if (bytes.subarray(0, 2).toString() !== "PK") return bytes.toString();
  return [...unpacked(bytes).values()].join("\n");
}
