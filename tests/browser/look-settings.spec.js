// How a text looks is the reader's choice: by keyboard, at once, remembered on this device, and for every script as it wants it.

import { writeFile } from "node:fs/promises";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { dropFiles } from "./support/drop.js";
import { FAULTLESS, lookAt } from "./support/look.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

const SCREENS = fileURLToPath(new URL("../../target/screens/", import.meta.url));
mkdirSync(SCREENS, { recursive: true });

/** @param {import("@playwright/test").Page} page @param {string} [path] */
async function open(page, path = post("furniture.md")) {
  await page.goto("/");
  await dropFiles(page, [path]);
  await expect(page.getByRole("article")).toBeVisible();
}

/** @param {import("@playwright/test").Page} page @param {Record<string, string>} settings */
async function choose(page, settings) {
  await page.addInitScript((chosen) => {
    for (const [name, value] of Object.entries(chosen)) localStorage.setItem(`archive-viewer.${name}`, value);
  }, settings);
}

test("all of it goes by keyboard, holds at once, and is still there after a reload", async ({ page }) => {
  await open(page);
  const article = page.getByRole("article");
  const size = () => article.evaluate((node) => Number.parseFloat(getComputedStyle(node).fontSize));
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await size();
  const button = page.getByRole("button", { name: "Reading settings" });
  await button.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Reading settings" });
  await expect(panel).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(panel.getByRole("combobox", { name: "Language" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(panel.getByRole("radio", { name: "Automatic" })).toBeFocused();
  for (const theme of ["Paper", "Light", "Dark", "Black"]) {
    await page.keyboard.press("ArrowRight");
    await expect(panel.getByRole("radio", { name: theme })).toBeChecked();
  }
  expect(await ground()).toBe("rgb(0, 0, 0)");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await expect.poll(size).toBeCloseTo(before * 1.15, 1);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await expect(article).toHaveCSS("font-family", /sans-serif/);
  await page.screenshot({ path: join(SCREENS, "settings-black.png") });
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(button).toBeFocused();

  await page.reload();
  expect(await ground()).toBe("rgb(0, 0, 0)");
  expect(await page.evaluate(() => document.documentElement.dataset.size)).toBe("1.15");
});

test("lines are as long as the script wants them: at most 40 characters of Han", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("han.md");
  await writeFile(
    path,
    `---\ntitle: 灯塔\nlang: zh-Hans\n---\n\n${"灯塔上的灯亮了一百零二年从来没有停过".repeat(20)}。\n`,
  );
  for (const width of ["narrow", "medium", "wide"]) {
    await page.goto("/");
    await page.evaluate((chosen) => localStorage.setItem("archive-viewer.width", chosen), width);
    await open(page, path);
    const line = await page
      .locator(".post-body p")
      .first()
      .evaluate((node) => {
        const { inlineSize, fontSize, lineHeight } = getComputedStyle(node);
        const size = Number.parseFloat(fontSize);
        return { characters: Number.parseFloat(inlineSize) / size, leading: Number.parseFloat(lineHeight) / size };
      });
    expect(line.characters).toBeCloseTo({ narrow: 27, medium: 34, wide: 40 }[width] ?? 0, 1);
    expect(line.leading).toBeGreaterThanOrEqual(1.5);
  }
});

test("Traditional Chinese stands upright where the reader wants it, and scrolls by keys and wheel", async ({
  page,
}) => {
  await choose(page, { writing: "down" });
  await page.goto("/?sample");
  await page.getByRole("link", { name: "巷口的小圖書館" }).click();
  const article = page.getByRole("article");
  await expect(article).toHaveCSS("writing-mode", "vertical-rl");
  await expect(article).toHaveAttribute("tabindex", "0");
  await page.waitForFunction(() => [...document.images].every((img) => img.complete || img.loading === "lazy"));
  await page.screenshot({ path: join(SCREENS, "vertical-desk.png") });
  const left = () => article.evaluate((node) => node.scrollLeft);
  expect(await left()).toBe(0);
  await article.focus();
  await page.keyboard.press("PageDown");
  await expect.poll(left).toBeLessThan(-100);
  await page.keyboard.press("Home");
  await expect.poll(left).toBe(0);
  await page.mouse.move(640, 400);
  await page.mouse.wheel(0, 300);
  await expect.poll(left).toBeLessThan(-100);
  expect((await lookAt(page)).sideways).toBe(0);
});

test("Simplified Chinese and English never stand upright", async ({ page }) => {
  await choose(page, { writing: "down" });
  await open(page);
  await expect(page.getByRole("article")).toHaveCSS("writing-mode", "horizontal-tb");
});

test("upright text is fit to be read on a telephone too", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await choose(page, { writing: "down" });
  await page.goto("/?sample");
  await page.getByRole("link", { name: "星を見る夜の支度" }).click();
  await expect(page.getByRole("article")).toHaveCSS("writing-mode", "vertical-rl");
  await page.waitForFunction(() => [...document.images].every((img) => img.complete || img.loading === "lazy"));
  await page.screenshot({ path: join(SCREENS, "vertical-phone.png") });
  const { sideways, clipped, pale } = await lookAt(page);
  expect({ sideways, clipped, pale }).toEqual({ sideways: 0, clipped: [], pale: [] });
});

test("a long post has its headings to go to", async ({ page }) => {
  // Without room beside the text.
  await page.setViewportSize({ width: 1000, height: 800 });
  await open(page);
  const contents = page.getByRole("navigation", { name: "Contents" });
  await expect(contents.locator("summary")).toHaveText("Contents3");
  await contents.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(contents.getByRole("button")).toHaveText(["The harbour master", "His pencils", "The coffee"]);
  await contents.getByRole("button", { name: "The coffee" }).click();
  await expect(page.getByRole("heading", { name: "The coffee" })).toBeFocused();
  await expect(page.getByRole("heading", { name: "The coffee" })).toBeInViewport();
});

test("a short post has no contents", async ({ page }) => {
  await open(page, post("bridge.md"));
  await expect(page.getByRole("navigation", { name: "Contents" })).toHaveCount(0);
});

test("a picture is enlarged with its caption, by keys, and the focus comes back", async ({ page, outsideRequests }) => {
  await open(page);
  const button = page.getByRole("button", { name: "Enlarge the picture: The pier at eight in the morning." });
  await page.locator(".picture img").first().scrollIntoViewIfNeeded();
  await expect(button).toBeAttached();
  await page.locator(".picture img").last().scrollIntoViewIfNeeded();
  await expect(page.getByRole("button", { name: "Enlarge the picture: A cup of it." })).toBeAttached();
  const asked = () => [...new Set(outsideRequests.map((request) => request.url()))].sort();
  const onPage = asked();
  await button.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Picture" });
  await expect(dialog).toContainText("The pier at eight in the morning.");
  await expect(dialog).toContainText("1 of 2");
  await expect(dialog.locator("img")).toHaveJSProperty("naturalWidth", 640);
  await page.screenshot({ path: join(SCREENS, "zoom.png") });
  await page.keyboard.press("ArrowRight");
  await expect(dialog).toContainText("A cup of it.");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Fit to window" })).toBeVisible();
  await expect(dialog.getByRole("link", { name: "Wayback Machine" })).toHaveAttribute(
    "href",
    "https://web.archive.org/web/20190402/https://img.example/cup.jpg",
  );
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(button).toBeFocused();
  // What was on the page already is shown larger. Stories run without the browser's cache, so it may be requested again.
  expect(onPage).toHaveLength(2);
  expect(asked()).toEqual(onPage);
  await page.locator(".picture img").last().click();
  await expect(page.getByRole("dialog", { name: "Picture" })).toContainText("2 of 2");
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("a picture is enlarged by a tap and closed by another", async ({ page }) => {
    await open(page);
    const img = page.locator(".picture img").first();
    await img.scrollIntoViewIfNeeded();
    await expect(page.getByRole("button", { name: /^Enlarge/ }).first()).toBeAttached();
    await img.tap();
    const dialog = page.getByRole("dialog", { name: "Picture" });
    await expect(dialog).toBeVisible();
    expect(await lookAt(page)).toMatchObject({ sideways: 0, clipped: [], pale: [] });
    await dialog.getByRole("button", { name: "Close" }).tap();
    await expect(dialog).toHaveCount(0);
  });
});

test("keys are listed on ?, are not heard where somebody writes, and can be switched off", async ({ page }) => {
  await open(page);
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  // Those that do something here.
  await expect(list.locator("kbd")).toHaveText(["?", "s", "u", "l"]);
  await expect(list).toContainText("Show this list");
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);

  await page.getByText("Original file").click();
  const field = page.getByRole("searchbox", { name: "Search the file" });
  await field.press("?");
  await expect(field).toHaveValue("?");
  await expect(list).toHaveCount(0);

  await page.evaluate(() => {
    const event = new KeyboardEvent("keydown", { key: "?", bubbles: true, isComposing: true });
    document.body.dispatchEvent(event);
  });
  await expect(list).toHaveCount(0);

  await page.getByRole("button", { name: "Reading settings" }).click();
  await page.getByRole("checkbox", { name: "Keyboard shortcuts" }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(list).toHaveCount(0);
});

test("on paper the article stands with its date and the whole address of its source", async ({ page }) => {
  await choose(page, { theme: "black", writing: "down" });
  await open(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("article").locator("header time")).toBeVisible();
  const source = page.getByRole("link", { name: /^Source/ });
  expect(await source.evaluate((node) => getComputedStyle(node, "::after").content)).toContain(
    "https://news.example/local/ferry-late",
  );
  for (const gone of [".masthead", ".panels", ".contents", ".picture-enlarge", ".facts-wayback"]) {
    for (const node of await page.locator(gone).all()) await expect(node).toBeHidden();
  }
  expect(await page.getByRole("article").evaluate((node) => getComputedStyle(node).color)).toBe("rgb(0, 0, 0)");
  expect((await lookAt(page)).pale).toEqual([]);
  await page.screenshot({ path: join(SCREENS, "print.png"), fullPage: true });
});

for (const [what, viewport] of Object.entries({
  "at 320 wide": { width: 320, height: 640 },
  "at twice the size": { width: 640, height: 400 },
})) {
  test(`${what} everything is there and nothing scrolls sideways`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await open(page);
    for (const summary of await page.locator("summary").all()) await summary.press("Enter");
    await expect(page.locator(".file-digest")).toHaveText(/^[0-9a-f]{64}$/);
    expect(await lookAt(page)).toEqual(FAULTLESS);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.getByRole("button", { name: "Reading settings" }).click();
    const panel = page.getByRole("dialog", { name: "Reading settings" });
    const { x, y, width, height } = (await panel.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 };
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(viewport.width);
    expect(y + height).toBeLessThanOrEqual(viewport.height);
    await panel.getByRole("button", { name: "Show list" }).scrollIntoViewIfNeeded();
    await panel.getByRole("button", { name: "Show list" }).click();
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  });
}

test("spacing that the reader sets over ours cuts nothing off", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  for (const summary of await page.locator("summary").all()) await summary.press("Enter");
  // WCAG 2.2, 1.4.12.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
    );
    document.adoptedStyleSheets.push(sheet);
  });
  expect(await lookAt(page)).toEqual(FAULTLESS);
});

test("forced colours leave every control with an edge", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page);
  await page.getByRole("button", { name: "Reading settings" }).click();
  await page.screenshot({ path: join(SCREENS, "forced-colours.png") });
  const chosen = page.locator(".look-choice :checked + .look-word").first();
  const other = page.locator(".look-choice :not(:checked) + .look-word").first();
  const edge = (/** @type {import("@playwright/test").Locator} */ word) =>
    word.evaluate((node) => getComputedStyle(node).borderBlockEndColor);
  expect(await edge(chosen)).not.toBe(await edge(other));
});

test("nothing moves where the reader wants no motion", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll("*")].filter((node) => {
        const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(node);
        return transitionDuration !== "0s" || animationDuration !== "0s" || scrollBehavior === "smooth";
      }).length,
  );
  expect(moving).toBe(0);
});
