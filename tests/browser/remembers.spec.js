// What was read and what is a favourite: noticed, chosen by button and key, shown in lists and filtered by, known again
// wherever the same post opens, and forgotten by one switch.

import { axeFaults } from "./support/axe.js";
import { dropFiles } from "./support/drop.js";
import { nameless } from "./support/names.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { written } from "./support/openers.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").TestInfo} Info */

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
const tool = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.locator(".reader-tools").getByRole("button", { name, exact: true });
const row = (/** @type {Page} */ page, /** @type {string} */ title) =>
  page.locator(".list-row", { has: page.getByRole("link", { name: title, exact: true }) });
const sign = (/** @type {Page} */ page, /** @type {string} */ title, /** @type {string} */ name) =>
  row(page, title).getByRole("img", { name, exact: true });
const filter = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.locator(".facets").getByRole("button", { name: new RegExp(`^${name} \\d`) });
const titles = (/** @type {Page} */ page) => page.locator(".list-row").getByRole("heading");

/** A post longer than the window, of some 900 words. */
const LONG = Array.from(
  { length: 60 },
  (_, at) => `${at + 1} boats lay at the quay in the grey morning, and nobody counted them again.`,
).join("\n\n");

/** @param {number} at @param {string} [text] */
const numbered = (
  at,
  text = `The harbour log, number ${at}, in which ${at % 3 === 0 ? "a ferry" : "a bridge"} is named.`,
) => ({
  name: `_posts/2021-0${1 + (at % 9)}-1${at % 10}-log-${at}.md`,
  bytes: postText(`Log ${at}`, text, `source: https://example.org/log/${at}\n`),
});

/** @param {Page} page @param {Info} info @param {{ name: string, bytes: string | Buffer }[]} posts @param {string} [name] */
async function open(page, info, posts, name = "harbour.zip") {
  await dropFiles(page, [written(info, name, zip(posts))]);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
}

/** @param {Page} page @param {string} title */
async function read(page, title) {
  await page.getByRole("link", { name: title, exact: true }).click();
  await expect(heading(page)).toHaveText(title);
}

const back = (/** @type {Page} */ page) => page.locator(".reading-back a").first().click();

test("a post whose end was seen is read, and is set back to unread", async ({ page }, info) => {
  await page.goto("/");
  await open(page, info, [numbered(1), numbered(2)]);
  // A glance is no reading.
  await read(page, "Log 2");
  await back(page);
  await read(page, "Log 1");
  await expect(tool(page, "Read")).toHaveAttribute("aria-pressed", "false");
  await expect(tool(page, "Read")).toHaveAttribute("aria-pressed", "true");
  await back(page);
  await expect(sign(page, "Log 1", "Read")).toBeVisible();
  await expect(row(page, "Log 2").getByRole("img")).toHaveCount(0);

  await read(page, "Log 1");
  await expect(tool(page, "Read")).toHaveAttribute("aria-pressed", "true");
  await tool(page, "Read").click();
  await expect(tool(page, "Read")).toHaveAttribute("aria-pressed", "false");
  await back(page);
  await expect(heading(page)).toHaveText("2 posts");
  await expect(page.locator(".row-marks")).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem("archive-viewer.reading"))).toBeNull();
});

test("half the time that a long post takes is reading too, and an hour away is none", async ({ page }, info) => {
  await page.clock.install();
  await page.goto("/");
  await open(page, info, [numbered(1, LONG), numbered(2)]);
  await read(page, "Log 1");
  await page.clock.runFor(5000);
  await expect(tool(page, "Read")).toHaveAttribute("aria-pressed", "false");
  // 900 words take four minutes. The reader goes away, and comes back.
  await page.clock.runFor(3_600_000);
  await expect(tool(page, "Read")).toHaveAttribute("aria-pressed", "false");
  for (const from of [200, 300, 400]) {
    await page.mouse.move(from, from);
    await page.clock.runFor(40_000);
  }
  await expect(tool(page, "Read")).toHaveAttribute("aria-pressed", "true");
});

test("a favourite is chosen by button and key, and is one after a reload and in other archives", async ({
  page,
}, info) => {
  const plain = { name: "_posts/2020-05-01-plain.md", bytes: postText("Without an address", "A line.") };
  await page.goto("/");
  await open(page, info, [numbered(1), plain]);
  await read(page, "Log 1");
  await tool(page, "Favourite").click();
  await expect(tool(page, "Favourite")).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".announcer")).toHaveText("Added to favourites.");
  await page.keyboard.press("j");
  await expect(heading(page)).toHaveText("Without an address");
  await page.keyboard.press("s");
  await page.keyboard.press("u");
  await expect(tool(page, "Favourite")).toHaveAttribute("aria-pressed", "true");
  await expect(tool(page, "Read")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const name of ["Favourite, or no longer", "Mark as read or unread"]) await expect(keys).toContainText(name);
  await keys.getByRole("button", { name: "Close" }).click();

  await page.goto("/");
  await open(page, info, [numbered(1), plain, numbered(2)]);
  await expect(sign(page, "Log 1", "Favourite")).toBeVisible();
  await expect(sign(page, "Without an address", "Favourite")).toBeVisible();
  await expect(row(page, "Log 2").getByRole("img")).toHaveCount(0);

  // Under other names: by its address at once, by its contents once it was opened.
  await page.goto("/");
  const moved = { ...plain, name: "elsewhere/another.md" };
  await open(page, info, [{ ...numbered(1), name: "x/y.md" }, moved, numbered(2)], "other.zip");
  await expect(sign(page, "Log 1", "Favourite")).toBeVisible();
  await expect(row(page, "Without an address").getByRole("img")).toHaveCount(0);
  await read(page, "Without an address");
  await expect(tool(page, "Favourite")).toHaveAttribute("aria-pressed", "true");
  await back(page);
  await expect(sign(page, "Without an address", "Favourite")).toBeVisible();

  // Another post that took the place of one is another post.
  await page.goto("/");
  await open(page, info, [{ ...plain, bytes: postText("Something else", "Another line.") }, numbered(2)]);
  await read(page, "Something else");
  await expect(tool(page, "Favourite")).toHaveAttribute("aria-pressed", "false");
  await back(page);
  await expect(row(page, "Something else").getByRole("img")).toHaveCount(0);

  // Files given one by one are known by what they are.
  await page.goto("/");
  await dropFiles(page, [written(info, "loose.md", plain.bytes), written(info, "two.md", numbered(2).bytes)]);
  await expect(sign(page, "Without an address", "Favourite")).toBeVisible();
  await expect(row(page, "Log 2").getByRole("img")).toHaveCount(0);
});

test("lists are filtered by what was read, with words and other filters, and count all posts", async ({
  page,
}, info) => {
  await page.goto("/");
  const posts = Array.from({ length: 300 }, (_, at) => numbered(at));
  await open(page, info, posts);
  await expect(page.locator(".facets").getByText("Your reading")).toHaveCount(0);
  // As if they had been read before: the database is that of the page.
  await page.evaluate(async () => {
    const path = "/js/lazy/reading/store.js";
    const { keep } = await import(path);
    for (let at = 0; at < 300; at += 1) {
      const url = `https://example.org/log/${at}`;
      const [read, favourite] = [at % 2 === 0, at % 50 === 0];
      await keep({ id: url, url, digest: "", places: [], read, favourite, at: 0 });
    }
  });
  await expect(filter(page, "Read")).toHaveText("Read 150");
  await expect(filter(page, "Unread")).toHaveText("Unread 150");
  await expect(filter(page, "Favourites")).toHaveText("Favourites 6");
  await expect(filter(page, "With notes")).toHaveCount(0);

  await filter(page, "Unread").click();
  await expect(page).toHaveURL(/[?&]unread=/);
  await expect(page.locator(".search-status")).toContainText("150 of 300");
  await expect(page.locator(".chips").getByRole("button", { name: "Remove filter Unread" })).toBeVisible();
  await page.getByRole("searchbox").fill("ferry");
  await expect(page.locator(".search-status")).toContainText("in 50 of 300");
  // Read and unread are alternatives, whose numbers are those of the search.
  await expect(filter(page, "Read")).toHaveText("Read 50");
  await filter(page, "Read").click();
  await expect(filter(page, "Unread")).toHaveAttribute("aria-pressed", "false");
  await filter(page, "Favourites").click();
  // They are as long as each other, and so the newest is first.
  await expect(titles(page)).toHaveText(["Log 150", "Log 0"], { useInnerText: true });
  await page.getByRole("button", { name: "Remove filter Read", exact: true }).click();
  await expect(page).toHaveURL(/[?&]favourite=/);
  await expect(page).not.toHaveURL(/read=/);
  await page.reload();
  await open(page, info, posts);
  await expect(page.locator(".chips")).toContainText("Favourites");
  await expect(titles(page)).toHaveCount(2);
  expect(nameless(await page.locator("body").ariaSnapshot())).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
});

test("posts with notes are filtered by too", async ({ page }, info) => {
  await page.goto("/");
  await open(page, info, [numbered(1), numbered(2)]);
  await read(page, "Log 2");
  await page.evaluate(() => {
    const text = document.querySelector(".post-body p")?.firstChild;
    if (text) getSelection()?.setBaseAndExtent(text, 0, text, 11);
  });
  await page.getByRole("button", { name: "Mark in green" }).click();
  await expect(page.locator(".announcer")).toHaveText("Note saved.");
  await back(page);
  await expect(sign(page, "Log 2", "With notes")).toBeVisible();
  await filter(page, "With notes").click();
  await expect(titles(page)).toHaveText(["Log 2"]);
});

test("one switch forgets all of it, and nothing is kept while it is off", async ({ page }, info) => {
  await page.goto("/");
  await open(page, info, [numbered(1), numbered(2)]);
  await read(page, "Log 1");
  await tool(page, "Favourite").click();
  await expect.poll(() => page.evaluate(() => localStorage.getItem("archive-viewer.reading"))).not.toBeNull();
  await page.locator(".look-button").click();
  await page.getByRole("checkbox", { name: "Remember where I stopped, what I read and my favourites" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(tool(page, "Favourite")).toBeHidden();
  await expect.poll(() => page.evaluate(() => localStorage.getItem("archive-viewer.reading"))).toBeNull();
  await page.keyboard.press("s");
  await page.waitForTimeout(5000);
  await back(page);
  await expect(titles(page)).toHaveCount(2);
  await expect(page.locator(".row-marks")).toHaveCount(0);
  const kept = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open("archive-viewer-reading");
        request.onsuccess = () => {
          const all = request.result.transaction("posts").objectStore("posts").count();
          all.onsuccess = () => resolve(all.result);
        };
      }),
  );
  expect(kept).toBe(0);
});

test("samples that were read say so in their list", async ({ page }) => {
  await page.goto("/?sample");
  const first = page.locator(".list-row").first();
  await first.getByRole("link").click();
  await tool(page, "Read").click();
  await tool(page, "Favourite").click();
  await expect(tool(page, "Favourite")).toHaveAttribute("aria-pressed", "true");
  await back(page);
  await expect(first.getByRole("img", { name: "Read", exact: true })).toBeVisible();
  await expect(first.getByRole("img", { name: "Favourite", exact: true })).toBeVisible();
});

for (const [locale, names] of /** @type {const} */ ([
  ["zh-CN", ["收藏", "已读", "朗读"]],
  ["zh-TW", ["收藏", "已讀", "朗讀"]],
]))
  test.describe(locale, () => {
    test.use({ locale, viewport: { width: 390, height: 844 } });

    test("its tools have names, and room for a finger", async ({ page }, info) => {
      await page.goto("/");
      await open(page, info, [numbered(1), numbered(2)]);
      await read(page, "Log 1");
      for (const name of names) {
        await expect(tool(page, name)).toBeVisible();
        expect((await tool(page, name).boundingBox())?.height).toBeGreaterThanOrEqual(32);
      }
      await tool(page, names[0]).click();
      await back(page);
      await expect(sign(page, "Log 1", names[0])).toBeVisible();
      await page.locator(".facets-summary").click();
      await expect(filter(page, names[0])).toHaveText(`${names[0]} 1`);
    });
  });
