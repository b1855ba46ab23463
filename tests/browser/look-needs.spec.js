// What readers set over our design, on the first screen, the lists and their messages; look-settings.spec.js has the article.
// WCAG 2.2: text spacing (1.4.12), 200 % zoom (1.4.4), 320 pixels (1.4.10), motion, forced colours.

import { FAULTLESS, lookAt } from "./support/look.js";
import { screen } from "./support/screens.js";
import { expect, test } from "./support/test.js";
import { VIEWS } from "./support/views.js";

test.use({ allowHosts: ["img.example"] });

const shown = VIEWS.filter(({ name }) =>
  [
    "home",
    "samples",
    "library",
    "library-search",
    "library-narrowed",
    "nothing-found",
    "reading-archive",
    "not-opened",
    "article-in-archive",
    "add-or-replace",
    "paste",
    "keys",
  ].includes(name),
);

/**
 * Puts rules over ours, as a reader's own style sheet has them, while something is looked at.
 *
 * @param {import("@playwright/test").Page} page
 * @param {string} rules
 * @param {() => Promise<void>} look
 */
async function under(page, rules, look) {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, rules);
  await page.waitForTimeout(100);
  await look();
  await page.evaluate(() => void document.adoptedStyleSheets.pop());
}

/** @param {import("@playwright/test").Page} page @returns {Promise<string[]>} controls that nothing but a ground tells from text */
const bareControls = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("button, select, input, textarea")]
      .filter((node) => node.checkVisibility({ opacityProperty: true }) && !node.matches(".look-choice input, .picker"))
      .filter((node) => {
        const { borderTopWidth, borderBottomWidth, textDecorationLine } = getComputedStyle(node);
        const hasEdge = parseFloat(borderTopWidth) > 0 || parseFloat(borderBottomWidth) > 0;
        return !hasEdge && textDecorationLine === "none" && !node.matches("[type=checkbox], [type=radio]");
      })
      .map((node) => node.className || node.localName),
  );

/** @param {import("@playwright/test").Page} page @returns {Promise<string[]>} what moves by itself */
const movingParts = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((node) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(node);
        return /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth";
      })
      .map((node) => node.className || node.localName),
  );

const SPACING =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }";

for (const { name, show } of shown) {
  test(`${name} gives way to what the reader sets`, async ({ page }, info) => {
    test.setTimeout(60_000);
    const look = async (/** @type {string} */ what) => {
      await page.screenshot({ path: screen(`needs-${what}-${name}`) });
      expect(await lookAt(page), what).toEqual(FAULTLESS);
    };
    await page.setViewportSize({ width: 320, height: 640 });
    await show(page, info);
    await look("320");
    await page.setViewportSize({ width: 390, height: 844 });
    await under(page, SPACING, () => look("spacing"));
    // At twice the size a window has half the room; browsers that enlarge text alone leave it all.
    await page.setViewportSize({ width: 640, height: 450 });
    await page.waitForTimeout(100);
    await look("640");
    await page.setViewportSize({ width: 1280, height: 800 });
    await under(page, ":root { font-size: 32px }", () => look("text"));

    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await movingParts(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: "active" });
    await page.screenshot({ path: screen(`needs-forced-${name}`) });
    expect(await bareControls(page)).toEqual([]);
    // A ground alone is gone there.
    const edge = (/** @type {Element} */ node) => getComputedStyle(node).borderInlineStartColor;
    const chosen = await page.locator("[aria-pressed=true]").all();
    for (const one of chosen)
      expect(await one.evaluate(edge)).not.toBe(await page.locator("[aria-pressed=false]").first().evaluate(edge));
  });
}

test("what moves and what has no edge is seen", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("h1:not(.waiting)")).toBeVisible();
  expect(await movingParts(page)).not.toEqual([]);
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await under(page, ".button { border: 0 !important }", async () =>
    expect(await bareControls(page)).toContain("button button-first"),
  );
});
