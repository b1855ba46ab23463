// Reading on: where one stopped, from one post to the next, and a look that is there before anything is painted.

import { inflateSync } from "node:zlib";

import { dropFiles } from "./support/drop.js";
import { pageScripts } from "./support/page-scripts.js";
import { postText, zip } from "./support/pack.js";
import { picturesStand } from "./support/screens.js";
import { expect, test } from "./support/test.js";
import { openArchive, written } from "./support/openers.js";

/** @typedef {import("@playwright/test").Page} Page */

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
const scrolled = (/** @type {Page} */ page) => page.evaluate(() => Math.round(window.scrollY));
const long = (/** @type {string} */ about) =>
  Array.from({ length: 60 }, (_, at) => `Paragraph ${at + 1} ${about}.`).join("\n\n");

const POSTS = [
  {
    name: "_posts/2021-01-01-first.md",
    bytes: postText("The First", `${long("of the first")}\n\nSee [the second](/2020/01/01/second.html).`),
  },
  { name: "_posts/2020-01-01-second.md", bytes: postText("The Second", long("of the second"), "lang: en\n") },
  { name: "_posts/2019-01-01-third.md", bytes: postText("The Third", "It is short.") },
];

/** @param {Page} page @param {import("@playwright/test").TestInfo} info */
async function openPosts(page, info) {
  await page.goto("/");
  await dropFiles(page, [written(info, "three.zip", zip(POSTS))]);
  await expect(heading(page)).toHaveText("3 posts");
  await page.getByRole("link", { name: "The First" }).click();
  await expect(page.locator(".neighbours")).toBeVisible();
}

test("where one stopped is kept on this device, as long as one wants that", async ({ page, context }) => {
  await page.setViewportSize({ width: 390, height: 500 });
  await page.goto("/?sample");
  await page.locator(".content a").first().click();
  await expect(page.locator("article.post")).toBeVisible();
  const title = await heading(page).textContent();
  const address = page.url();
  await page.evaluate(() => window.scrollTo(0, 700));
  await page.goto("about:blank");

  const again = await context.newPage();
  await again.goto(address);
  await expect(heading(again)).toHaveText(title ?? "");
  await expect.poll(() => scrolled(again)).toBe(700);
  await again.getByRole("button", { name: "Reading settings" }).click();
  await again.getByLabel("Remember where I stopped, what I read and my favourites").uncheck();
  const kept = () => again.evaluate(() => localStorage.getItem("archive-viewer.positions"));
  expect(await kept()).toBeNull();
  await again.goto("/");
  expect(await kept()).toBeNull();
  await again.goto(address);
  await expect(heading(again)).toHaveText(title ?? "");
  expect(await scrolled(again)).toBe(0);
});

test("whoever comes back to a post goes on where they stopped, by whatever way", async ({ page }, info) => {
  await openPosts(page, info);
  await page.evaluate(() => window.scrollTo(0, 900));

  // Each neighbour's title is in its own language.
  await expect(page.locator(".neighbours bdi").first()).toHaveAttribute("lang", "en");

  // To the next one and back again, by keys.
  await page.keyboard.press("j");
  await expect(heading(page)).toHaveText("The Second");
  expect(await scrolled(page)).toBe(0);
  await page.evaluate(() => window.scrollTo(0, 600));
  await page.keyboard.press("k");
  await expect(heading(page)).toHaveText("The First");
  await expect.poll(() => scrolled(page)).toBe(900);
  await expect(heading(page)).toBeFocused();
  const told = page.locator(".resumed");
  await expect(told).toContainText("Resumed where you stopped reading.");

  // By the list.
  await page.evaluate(() => window.scrollTo(0, 1000));
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".reading-back a")).click());
  await expect(heading(page)).toHaveText("3 posts");
  await expect(told).toHaveCount(0);
  expect(await scrolled(page)).toBe(0);
  await page.getByRole("link", { name: "The First" }).click();
  await expect.poll(() => scrolled(page)).toBe(1000);

  // By a link of another post, and through the history.
  await page
    .getByRole("link", { name: "the second", exact: true })
    .evaluate((link) => /** @type {HTMLElement} */ (link).click());
  await expect(heading(page)).toHaveText("The Second");
  await expect.poll(() => scrolled(page)).toBe(600);
  await page.goBack();
  await expect(heading(page)).toHaveText("The First");
  await expect.poll(() => scrolled(page)).toBe(1000);

  // Or from the beginning.
  await page.keyboard.press("j");
  await expect.poll(() => scrolled(page)).toBe(600);
  await page.getByRole("button", { name: "Start from the top" }).click();
  expect(await scrolled(page)).toBe(0);
  await expect(heading(page)).toBeFocused();
  await expect(told).toHaveCount(0);
});

test("what was read to its end begins anew, and so does the page", async ({ page }, info) => {
  await openPosts(page, info);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await page.locator(".neighbours").getByRole("link", { name: "The Second" }).click();
  await expect(heading(page)).toHaveText("The Second");
  await page.keyboard.press("k");
  await expect(heading(page)).toHaveText("The First");
  expect(await scrolled(page)).toBe(0);
  await expect(page.locator(".resumed")).toHaveCount(0);
});

test("what tells of it goes when the reader goes on", async ({ page }, info) => {
  await openPosts(page, info);
  await page.evaluate(() => window.scrollTo(0, 900));
  await page.keyboard.press("j");
  await expect(heading(page)).toHaveText("The Second");
  await page.keyboard.press("k");
  await expect(page.locator(".resumed")).toBeVisible();
  await page.mouse.wheel(0, 500);
  await expect(page.locator(".resumed")).toHaveCount(0);
});

test("a key that is pressed as soon as a post stands leads on", async ({ page }, info) => {
  await openPosts(page, info);
  // In the same task in which the headline comes, when the library was not asked for the post's neighbours yet.
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      if (document.querySelector("h1")?.textContent !== "The Second") return;
      watch.disconnect();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.press("j");
  await expect(heading(page)).toHaveText("The Third");
});

test("upright text goes on where it was, too", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("archive-viewer.writing", "down"));
  await page.goto("/?sample");
  await page.getByRole("link", { name: "巷口的小圖書館" }).click();
  const article = page.getByRole("article");
  const along = () => article.evaluate((node) => Math.round(node.scrollLeft));
  await expect(article).toHaveCSS("writing-mode", "vertical-rl");
  await picturesStand(page);
  await article.evaluate((node) => node.scrollTo({ left: -300 }));
  await expect.poll(along).toBe(-300);
  await page.keyboard.press("j");
  await expect(heading(page)).not.toHaveText("巷口的小圖書館");
  await page.keyboard.press("k");
  await expect(heading(page)).toHaveText("巷口的小圖書館");
  await expect.poll(along).toBe(-300);
});

test("samples and single posts have neighbours as well", async ({ page }) => {
  await page.goto("/?sample");
  await expect(page.getByRole("listitem")).toHaveCount(9);
  const titles = await page.getByRole("heading", { level: 2 }).allTextContents();
  await page.getByRole("link", { name: titles[1] }).click();
  await expect(page.getByRole("navigation", { name: `Post 2 of ${titles.length}` }).getByRole("link")).toHaveText([
    `← ${titles[0]}`,
    `${titles[2]} →`,
  ]);
  await page.getByRole("link", { name: "Next post" }).click();
  await expect(heading(page)).toHaveText(titles[2]);
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await expect(heading(page)).toHaveText(titles[0]);
  await expect(page.getByRole("link", { name: "Previous post" })).toHaveCount(0);
});

test.describe("on a telephone", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test("list and article are two views, and the way between them is at hand", async ({ page }, info) => {
    await openPosts(page, info);
    await expect(page.getByRole("list", { name: "Posts" })).toHaveCount(0);
    const back = page.getByRole("navigation", { name: "Posts" });
    for (const link of await back.getByRole("link").all()) {
      const { width, height } = (await link.boundingBox()) ?? { width: 0, height: 0 };
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(28);
    }
    // Out of the way while one reads on; back as soon as one goes up.
    await page.mouse.wheel(0, 900);
    await expect(back).not.toBeInViewport();
    await page.mouse.wheel(0, -60);
    await expect(back.getByRole("link", { name: "Next post" })).toBeInViewport();
    await back.getByRole("link", { name: "Next post" }).tap();
    await expect(heading(page)).toHaveText("The Second");
    await back.getByRole("link", { name: "Previous post" }).tap();
    await expect(heading(page)).toHaveText("The First");
    await page.mouse.wheel(0, -60);
    await back.getByRole("link", { name: "All 3 posts" }).tap();
    await expect(heading(page)).toHaveText("3 posts");
    await expect(page.getByRole("article")).toHaveCount(0);
  });

  test("by keyboard it is there whenever it has the focus", async ({ page }, info) => {
    await openPosts(page, info);
    await page.mouse.wheel(0, 900);
    const back = page.getByRole("link", { name: "All 3 posts" });
    await expect(back).not.toBeInViewport();
    await page.evaluate(() =>
      /** @type {HTMLElement} */ (document.querySelector(".post-headline")).focus({ preventScroll: true }),
    );
    await page.keyboard.press("Shift+Tab");
    await expect(page.locator(".reading-back :focus")).toBeInViewport();
  });
});

test.describe("before anything is painted", () => {
  /** @param {Buffer} png of eight bits a channel @returns {number[]} red, green and blue of its first pixel */
  function firstPixel(png) {
    /** @type {Buffer[]} */
    const parts = [];
    for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
      if (png.toString("latin1", at + 4, at + 8) === "IDAT")
        parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    }
    // Nothing stands before it, so that every filter leaves it as it is.
    return [...inflateSync(Buffer.concat(parts)).subarray(1, 4)];
  }

  /** @param {Page} page whose modules never come @returns {Promise<number[]>} the ground of the page as it is painted without them */
  async function ground(page) {
    await page.route((await pageScripts(page)).page, () => {});
    await page.goto("/", { waitUntil: "commit" });
    await page.waitForFunction(
      () => document.querySelector(".masthead") && performance.getEntriesByType("paint").length > 0,
    );
    return firstPixel(await page.screenshot());
  }

  test.use({ colorScheme: "light" });

  test("a dark page that the reader chose is dark", async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem("archive-viewer.theme", "dark"));
    expect(await ground(page)).toEqual([0x17, 0x16, 0x14]);
  });

  test("and without what sees to it, it would flash", async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem("archive-viewer.theme", "dark"));
    await page.route((await pageScripts(page)).firstPaint, (route) =>
      route.fulfill({ contentType: "text/javascript", body: "" }),
    );
    expect(await ground(page)).toEqual([0xfb, 0xfa, 0xf6]);
  });

  test("what is no choice is as good as none", async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem("archive-viewer.theme", "plaid"));
    await page.goto("/");
    await expect(heading(page)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBeUndefined();
  });
});

test("the list comes back as it was, with its row", async ({ page }, info) => {
  await page.setViewportSize({ width: 390, height: 600 });
  await openArchive(page, info);
  const row = page.getByRole("link", { name: "石桥修好以后" });
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  // Keys that come faster than the rows go on from the one that is on its way.
  await expect(page.locator(".list-row[aria-posinset='12'] .list-link")).toBeFocused();
  const name = (await page.locator(":focus").textContent()) ?? "";
  const before = await scrolled(page);
  expect(before).toBeGreaterThan(300);
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText(name);
  await page.goBack();
  await expect(page.getByRole("link", { name })).toBeFocused();
  // Rows that are measured anew may differ by a line.
  expect(Math.abs((await scrolled(page)) - before)).toBeLessThan(24);
  await expect(row).toBeAttached();
});

const chapters = Array.from({ length: 5 }, (_, at) => `## Chapter ${at + 1}\n\n${long(`of chapter ${at + 1}`)}`).join(
  "\n\n",
);

test("contents stand beside a long text where there is room, and say where one is", async ({ page }, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "book.md", postText("A Book", chapters))]);
  const contents = page.getByRole("navigation", { name: "Contents" });
  const chapter = (/** @type {number} */ at) => contents.getByRole("button", { name: `Chapter ${at}` });
  await expect(chapter(1)).toBeVisible();
  const [beside, text] = await Promise.all([contents.boundingBox(), page.locator(".post-body").boundingBox()]);
  expect((beside?.x ?? 0) + (beside?.width ?? 0)).toBeLessThan(text?.x ?? 0);
  expect(beside?.x).toBeGreaterThanOrEqual(0);
  await chapter(3).click();
  await expect(chapter(3)).toHaveAttribute("aria-current", "location");
  await expect(contents.locator("[aria-current]")).toHaveCount(1);
  await expect(chapter(3)).toBeInViewport();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => window.scrollTo(0, 0));
  const [above, below] = await Promise.all([contents.boundingBox(), page.locator(".post-body").boundingBox()]);
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
});

test("while one scrolls, a long text says how much is left", async ({ page }, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "book.md", postText("A Book", `${chapters}\n\n${chapters}`))]);
  await expect(heading(page)).toHaveText("A Book");
  const told = page.locator(".reading-progress");
  await expect(told).toHaveCount(0);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect(told).toHaveText("100 % · 0 min left");
  await expect(told).toHaveCount(0);
  // 600 paragraphs of five words, and ten headings of two.
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2));
  await expect(told).toHaveText(/^[45]\d % · [67] min left$/);
});
