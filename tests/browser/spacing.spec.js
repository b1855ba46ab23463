// Line spacing, line ends and typefaces as the reader wants them: at once, before the first paint after a reload, for text that runs
// across and down, and from this device's own fonts alone.

import { dropFiles } from "./support/drop.js";
import { pageScripts } from "./support/page-scripts.js";
import { postText } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { written } from "./support/openers.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").TestInfo} Info */

const HAN = "渡船晚了十一分鐘才開，碼頭上沒有人說一句話。Harbour 的燈亮了一百零二年。".repeat(8);
const LETTERS = "The ferry left eleven minutes late, and nobody on the quay said a word. ".repeat(8);

/** @param {Page} page @param {Info} info @param {string} lang */
async function openPost(page, info, lang) {
  await page.goto("/");
  const text = postText("渡船", lang === "en" ? LETTERS : HAN, `lang: ${lang}\n`);
  await dropFiles(page, [written(info, `${lang}.md`, text)]);
  await expect(page.getByRole("article")).toBeVisible();
}

/** @param {Page} page @param {string} name @param {string} value */
async function choose(page, name, value) {
  await page.locator(".look-button").click();
  await page.locator(`.look input[name=${name}][value=${value}]`).check();
  await page.keyboard.press("Escape");
}

/** @param {Page} page */
const set = (page) =>
  page
    .locator(".post-body p")
    .first()
    .evaluate((node) => {
      const { lineHeight, fontSize, textAlign, fontFamily, writingMode } = getComputedStyle(node);
      return {
        leading: Number.parseFloat(lineHeight) / Number.parseFloat(fontSize),
        align: textAlign,
        font: fontFamily,
        isDown: writingMode !== "horizontal-tb",
      };
    });

/** As if this device had these families, whose letters are wider. @param {Page} page @param {string[]} families */
const withFonts = (page, families) =>
  page.addInitScript((families) => {
    const measure = CanvasRenderingContext2D.prototype.measureText;
    CanvasRenderingContext2D.prototype.measureText = function (text) {
      const isHere = families.some((family) => this.font.includes(family));
      return isHere ? /** @type {any} */ ({ width: 1 }) : measure.call(this, text);
    };
  }, families);

for (const [lang, writing] of [
  ["en", "across"],
  ["zh-Hant", "across"],
  ["zh-Hant", "down"],
])
  test(`lines of ${lang}, ${writing}, have the spacing and the ends that are chosen, and keep them`, async ({
    page,
  }, info) => {
    await page.addInitScript((writing) => localStorage.setItem("archive-viewer.writing", writing), writing);
    await openPost(page, info, lang);
    const before = await set(page);
    expect(before.isDown).toBe(writing === "down");
    await choose(page, "leading", "tight");
    const tight = await set(page);
    await choose(page, "leading", "loose");
    const loose = await set(page);
    expect(tight.leading).toBeLessThan(before.leading - 0.1);
    expect(loose.leading).toBeGreaterThan(before.leading + 0.2);
    // The length of a line, whichever way it runs.
    const article = page.getByRole("article");
    const length = () => article.evaluate((node) => Number.parseFloat(getComputedStyle(node).inlineSize));
    const medium = await length();
    await choose(page, "width", "narrow");
    expect(await length()).toBeLessThan(medium - 20);
    await choose(page, "justify", "justified");
    expect((await set(page)).align).toBe("justify");
    await choose(page, "justify", "ragged");
    expect((await set(page)).align).toBe("start");

    // The page has the look before it has a post, and before its modules run.
    await page.route((await pageScripts(page)).page, (route) =>
      route.fulfill({ contentType: "text/javascript", body: "" }),
    );
    await page.reload();
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({
      leading: "loose",
      justify: "ragged",
    });
  });

test("typefaces of this device are offered, those that it lacks are named", async ({ page }, info) => {
  await withFonts(page, ["AR PL UKai TW"]);
  await openPost(page, info, "zh-Hant");
  await page.locator(".look-button").click();
  const panel = page.getByRole("dialog", { name: "Reading settings" });
  await expect(panel.getByRole("radio", { name: "Kai", exact: true })).toBeAttached();
  await expect(panel.getByRole("radio", { name: "Dyslexia-friendly" })).toHaveCount(0);
  await expect(panel.getByText("Not on this device: Fangsong, Dyslexia-friendly.")).toBeVisible();
  await page.keyboard.press("Escape");

  await choose(page, "font", "kai");
  expect((await set(page)).font).toMatch(/^"?Kaiti TC.*AR PL UKai TW.*Songti TC/);
  // Letters in it keep their own.
  const latin = page.locator(".post-body .latin").first();
  await expect(latin).toHaveCSS("font-family", /^"?Iowan Old Style/);
  await choose(page, "font", "mono");
  expect((await set(page)).font).toMatch(/^ui-monospace/);
  await expect(latin).toHaveCSS("font-family", /^ui-monospace/);
  await choose(page, "font", "system");
  expect((await set(page)).font).toMatch(/^system-ui/);
  await page.reload();
  expect(await page.evaluate(() => document.documentElement.dataset.font)).toBe("system");
});

test("a typeface that the device no longer has stays what was chosen, and something stands in", async ({
  page,
}, info) => {
  await withFonts(page, []);
  await page.addInitScript(() => localStorage.setItem("archive-viewer.font", "kai"));
  await openPost(page, info, "en");
  // Kai is for Han text.
  expect((await set(page)).font).toMatch(/^"?Iowan Old Style/);
  await page.locator(".look-button").click();
  await expect(page.getByRole("radio", { name: "Kai", exact: true })).toBeChecked();
});
