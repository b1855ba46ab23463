// The list of what is open: rows as high as what they say, what is looked at read first, filters that can be taken off, keys.

import { readFile } from "node:fs/promises";

import { axeFaults } from "./support/axe.js";
import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { openArchive, written } from "./support/views.js";
import { post } from "./posts.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").TestInfo} Info */

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
const search = (/** @type {Page} */ page) => page.getByRole("searchbox");
const rows = (/** @type {Page} */ page) => page.getByRole("list", { name: "Posts" }).getByRole("listitem");
const status = (/** @type {Page} */ page) => page.locator(".search-status");

/** @param {number} nth @returns {string} a day, later for a higher number */
const day = (nth) => new Date(Date.UTC(2000, 0, 1 + nth)).toISOString().slice(0, 10);

/** Posts that say little or much, in title and text. @param {number} count */
const unlike = (count) =>
  zip(
    Array.from({ length: count }, (_, nth) => ({
      name: `_posts/${day(nth)}-${nth}.md`,
      bytes: postText(
        `Number ${nth}${" of the harbour's log".repeat((nth % 3) * 2)}`,
        "The tide was as the table had it. ".repeat((nth % 4) * 2) || "Calm.",
        `author: Keeper ${nth % 30}\nfrom: https://log${nth % 2}.example/${nth}\n`,
      ),
    })),
  );

/** @param {Page} page @param {Info} info @param {number} count */
async function openUnlike(page, info, count) {
  await page.goto("/");
  await dropFiles(page, [written(info, "log.zip", unlike(count))]);
  await expect(heading(page)).toHaveText(`${count.toLocaleString("en")} posts`);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.locator(".list-excerpt").first()).toBeVisible();
}

/** @param {Page} page @returns {Promise<{ at: number, top: number, bottom: number }[]>} rows in the document, in px of the window */
const places = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".virtual-rows > .list-row")].map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return { at: Number(row.getAttribute("aria-posinset")), top, bottom };
    }),
  );

for (const [name, width, height, least] of /** @type {const} */ ([
  ["a desktop", 1280, 800, 7],
  ["a phone", 390, 844, 4],
])) {
  test(`rows are as high as what they say: ${least} or more on ${name}`, async ({ page }, info) => {
    await page.setViewportSize({ width, height });
    await openUnlike(page, info, 400);
    const first = await places(page);
    expect(first.filter(({ bottom }) => bottom <= height).length).toBeGreaterThanOrEqual(least);
    expect(new Set(first.map(({ top, bottom }) => Math.round(bottom - top))).size).toBeGreaterThan(1);
    for (const to of [0, 9000, 1e7]) {
      await page.evaluate((to) => window.scrollTo(0, to), to);
      // No two rows overlap, and none leaves a gap, wherever the reader jumps to.
      await expect
        .poll(async () => {
          const found = await places(page);
          const gaps = found.slice(1).map(({ top }, nth) => Math.abs(top - found[nth].bottom));
          return Math.max(...gaps) < 1 && found[0].top <= 300 && (found.at(-1)?.bottom ?? 0) > height - 400;
        })
        .toBe(true);
    }
    const last = await places(page);
    expect(last.at(-1)?.at).toBe(400);
    const end = await page.locator(".virtual-rows").evaluate((list) => list.getBoundingClientRect().bottom);
    expect(Math.abs((last.at(-1)?.bottom ?? 0) - end)).toBeLessThan(2);
  });
}

test("what is seen stays where it is when rows above it turn out higher", async ({ page }, info) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openUnlike(page, info, 2000);
  await page.evaluate(() => window.scrollTo(0, 90_000));
  await expect.poll(async () => (await places(page)).some(({ top }) => top > 0 && top < 844)).toBe(true);
  for (let step = 0; step < 12; step += 1) {
    const before = (await places(page)).find(({ top }) => top > 200);
    await page.mouse.wheel(0, -120);
    // Rows above are rendered, and measured, on the way; the wheel moves what is seen by as much as it was turned.
    await expect
      .poll(async () => {
        const after = (await places(page)).find(({ at }) => at === before?.at);
        // The page scrolls by whole pixels.
        return Math.abs((after?.top ?? 0) - (before?.top ?? 0) - 120) < 2;
      })
      .toBe(true);
  }
});

test("the search stays in reach and takes little of a phone's screen", async ({ page }, info) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openUnlike(page, info, 200);
  await page.evaluate(() => window.scrollTo(0, 5000));
  await expect(search(page)).toBeInViewport();
  const head = page.locator(".list-head");
  expect((await head.boundingBox())?.height).toBeLessThan(64);
  // One line: number, field and order beside each other.
  const tops = await head.evaluate((node) =>
    [".list-heading", ".search-field", "select"].map((name) => {
      const box = node.querySelector(name)?.getBoundingClientRect();
      return box ? box.top + box.height / 2 : 0;
    }),
  );
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(8);
  // A row that gets the focus is not below the head.
  await page.keyboard.press("j");
  for (let step = 0; step < 12; step += 1) {
    const before = await page.locator(".list-row:focus-within").getAttribute("aria-posinset");
    await page.keyboard.press("k");
    await expect(page.locator(".list-row:focus-within")).toHaveAttribute("aria-posinset", String(Number(before) - 1));
    const top = (await page.locator(".list-row:focus-within").boundingBox())?.y ?? 0;
    expect(top).toBeGreaterThan(((await head.boundingBox())?.height ?? 0) - 2);
  }
});

test("what is looked at is read first, here and where the reader scrolls to", async ({ page }, info) => {
  test.setTimeout(60_000);
  const body = "A line of many words that says nothing new.\n\n".repeat(500);
  const posts = Array.from({ length: 2000 }, (_, nth) => ({
    name: `_posts/${day(nth)}-${nth}.md`,
    bytes: postText(`Number ${nth}`, `Word${nth}. ${body}`),
  }));
  await page.goto("/");
  await dropFiles(page, [written(info, "long.zip", zip(posts))]);
  await expect(heading(page)).toHaveText("2,000 posts");
  // The newest are listed first, and are the last in the file. All that is seen is read, and little else is.
  /** @returns {{ isReading: boolean, count: number } | null} how far the archive is read when all rows that are seen have been */
  const isReading = () => {
    const seen = [...document.querySelectorAll(".list-row")].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    });
    if (seen.length < 3 || seen.some((row) => !row.querySelector(".list-excerpt"))) return null;
    const count = Number(/^\d+/.exec(document.querySelector(".shelf-progress .shelf-count")?.textContent ?? "")?.[0]);
    return { isReading: document.querySelector(".shelf-progress") !== null, count };
  };
  const first = await (await page.waitForFunction(isReading)).jsonValue();
  expect(first?.isReading).toBe(true);
  expect(first?.count).toBeLessThan(1000);
  await expect(rows(page).first()).toContainText("Word1999.");
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 3));
  const then = await (await page.waitForFunction(isReading)).jsonValue();
  expect(then?.isReading).toBe(true);
  // Each is read once more in its turn, and is still one post.
  await page.getByRole("button", { name: "Stop reading long.zip" }).click();
  await page.evaluate(() => window.scrollTo(0, 0));
  await search(page).fill("word1998");
  await expect(status(page)).toContainText("1 match for “word1998” in 1 post so far");
});

test("a post that is a video has its title at once, and asks no server for its picture", async ({ page }, info) => {
  const picture = await readFile(post("picture.png"));
  const video = {
    name: "_posts/2021-01-01-a.md",
    bytes: postText(
      "The ferry in the fog",
      "[The ferry in the fog](https://www.youtube.com/watch?v=abcdefghijk)\n\n![](https://i.ytimg.com/vi/abcdefghijk/hq.jpg)",
      "from: https://www.youtube.com/watch?v=abcdefghijk\nimage: https://i.ytimg.com/vi/abcdefghijk/hq.jpg\n",
    ),
  };
  await page.goto("/");
  // The story fails if another server is asked for anything.
  await dropFiles(page, [
    written(
      info,
      "video.zip",
      zip([
        video,
        { name: "images/a.png", bytes: picture },
        { ...video, name: "_posts/2021-01-02-b.md", bytes: postText("Another") },
      ]),
    ),
  ]);
  await expect(rows(page).getByRole("link")).toHaveText(["Another", "The ferry in the fog"]);
  await expect(rows(page).nth(1)).toContainText("youtube.com");
  await expect(rows(page).locator("img:visible")).toHaveCount(0);
});

test("chosen filters are chips that can be taken off, and are said", async ({ page }, info) => {
  await openUnlike(page, info, 120);
  const chips = page.getByRole("group", { name: "Filter by" }).getByRole("button");
  await expect(chips).toHaveCount(0);
  await page.getByRole("button", { name: /^log0\.example/ }).click();
  await page.getByRole("button", { name: /^Keeper 10 / }).click();
  await page.getByRole("button", { name: /^2000 / }).click();
  await page.getByRole("button", { name: /^Jan / }).click();
  await expect(chips).toHaveText([
    "Source: log0.example ×",
    "Author: Keeper 10 ×",
    "Time: Jan 2000 ×",
    "Clear filters",
  ]);
  await expect(page.getByRole("status").filter({ hasText: "of 120 posts." })).toContainText(
    "Filtered by Source: log0.example, Author: Keeper 10, Time: Jan 2000.",
  );
  expect(await axeFaults(page)).toEqual([]);
  // The next chip has the focus, and at the end the heading.
  await page.getByRole("button", { name: "Remove filter Source: log0.example" }).press("Enter");
  await expect(page.getByRole("button", { name: "Remove filter Author: Keeper 10" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chips).toHaveText(["Time: Jan 2000 ×", "Clear filters"]);
  await page.keyboard.press("Enter");
  await expect(chips).toHaveCount(0);
  await expect(heading(page)).toBeFocused();
  await expect(status(page)).toBeEmpty();
});

test("the values that a facet leaves out are opened, all of them", async ({ page }, info) => {
  await openUnlike(page, info, 120);
  const values = page.getByRole("button", { name: /^Keeper \d+ \d+$/ });
  await expect(values).toHaveCount(12);
  const more = page.getByRole("button", { name: "18 more (Author)" });
  await more.press("Enter");
  await expect(values).toHaveCount(30);
  await expect(more).toHaveCount(0);
  // The first that was not seen before has the focus.
  await expect(values.nth(12)).toBeFocused();
  expect(await axeFaults(page)).toEqual([]);
  // Another search keeps them open.
  await search(page).fill("tide");
  await expect(status(page)).toContainText("90 of 120 posts");
  await expect(values).toHaveCount(30);
});

test("from the field to the results, along them, into a post and back, by keys", async ({ page }, info) => {
  await openArchive(page, info);
  await page.keyboard.press("/");
  await page.keyboard.type("船");
  await expect(status(page)).toContainText("4 of 13 posts");
  await page.keyboard.press("Enter");
  const links = rows(page).getByRole("link");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(links.nth(1)).toBeFocused();
  // Facets come after the list.
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest(".facets") !== null)).toBe(true);
  await page.keyboard.press("Escape");
  await expect(search(page)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();
  const title = (await links.nth(1).textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText(title);
  await expect(page.getByRole("link", { name: "Back to the results" })).toBeVisible();
  // Escape closes what is open first.
  await page.getByRole("button", { name: "Reading settings" }).press("Enter");
  await page.keyboard.press("Escape");
  await expect(heading(page)).toHaveText(title);
  await page.keyboard.press("Escape");
  await expect(heading(page)).toHaveText("13 posts");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(search(page)).toHaveValue("");
  await expect(status(page)).toBeEmpty();
  await page.keyboard.press("ArrowDown");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "All 13 posts" })).toBeVisible();
});

test("the keys of a list and of a post are listed where they work", async ({ page }, info) => {
  await openArchive(page, info);
  const keys = page.locator(".shortcuts dt");
  await page.keyboard.press("?");
  await expect(keys).toHaveText(["?", "/", "j", "k", "↓ ↑", "Enter", "Escape"]);
  await expect(page.locator(".shortcuts dd").last()).toHaveText("Back to the search field");
  await page.keyboard.press("Escape");
  await rows(page).getByRole("link").first().click();
  await expect(page.locator(".neighbours")).toBeVisible();
  await page.keyboard.press("?");
  await expect(keys).toHaveText(["?", "j", "k", "Escape"]);
  await expect(page.locator(".shortcuts dd").last()).toHaveText("Back to the list");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("article")).toBeVisible();
});

test("j and k go along a list of samples too", async ({ page }) => {
  await page.goto("/?sample");
  const links = page.locator(".list-link");
  await expect(links).toHaveCount(9);
  await page.keyboard.press("j");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(links.nth(1)).toBeFocused();
});

test("rows and neighbours carry the language of their post", async ({ page }, info) => {
  await openArchive(page, info);
  const row = rows(page).filter({ hasText: "石桥修好以后" });
  for (const part of ["heading", "text"]) {
    const node = part === "heading" ? row.getByRole("heading") : row.locator(".list-excerpt");
    await expect(node).toHaveAttribute("lang", "zh-Hans");
  }
  await expect(rows(page).filter({ hasText: "山腰上的茶舖子" }).getByRole("heading")).toHaveAttribute(
    "lang",
    "zh-Hant",
  );
  await row.getByRole("link").click();
  await expect(page.locator(".neighbours bdi").first()).toHaveAttribute("lang", /^(zh-Han[st]|en)$/);
});
