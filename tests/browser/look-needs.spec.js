// What readers set over our design, on the first screen, the lists and their messages; look-settings.spec.js has the article.
// WCAG 2.2: text spacing (1.4.12), 200 % zoom (1.4.4), 320 pixels (1.4.10), motion, forced colours.

import { FAULTLESS, lookAt } from "./support/look.js";
import { screen } from "./support/screens.js";
import { expect, test } from "./support/test.js";
import { VIEWS } from "./support/views.js";

test.use({ allowHosts: ["img.example"] });

const shown = VIEWS.filter(({ name }) =>
  ["home", "samples", "library", "library-search", "library-narrowed", "nothing-found", "reading-archive", "not-opened", "article-in-archive", "add-or-replace", "paste", "keys"].includes(name),
);

/** @param {import("@playwright/test").Page} page rules over ours, as a reader's own style sheet has them */
const set = (page, /** @type {string} */ rules) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, rules);

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

for (const { name, show } of shown) {
  test(`${name}: spacing that the reader sets cuts nothing off`, async ({ page }, info) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await show(page, info);
    await set(page, "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
    await page.waitForTimeout(100);
    await page.screenshot({ path: screen(`needs-spacing-${name}`) });
    expect(await lookAt(page)).toEqual(FAULTLESS);
  });

  test(`${name}: type of twice the size cuts nothing off`, async ({ page }, info) => {
    await show(page, info);
    // As browsers do it that enlarge text alone.
    await set(page, ":root { font-size: 32px }");
    await page.waitForTimeout(100);
    await page.screenshot({ path: screen(`needs-text-${name}`) });
    expect(await lookAt(page)).toEqual(FAULTLESS);
  });

  for (const [what, viewport] of Object.entries({ "320 wide": { width: 320, height: 640 }, "at 200 %": { width: 640, height: 450 } })) {
    test(`${name}: ${what}, everything is there`, async ({ page }, info) => {
      await page.setViewportSize(viewport);
      await show(page, info);
      await page.screenshot({ path: screen(`needs-${viewport.width}-${name}`) });
      expect(await lookAt(page)).toEqual(FAULTLESS);
    });
  }

  test(`${name}: nothing moves where the reader wants no motion`, async ({ page }, info) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await show(page, info);
    expect(await movingParts(page)).toEqual([]);
  });

  test(`${name}: in forced colours every control has an edge, and what is chosen is seen`, async ({ page }, info) => {
    await page.emulateMedia({ forcedColors: "active" });
    await show(page, info);
    await page.screenshot({ path: screen(`needs-forced-${name}`) });
    expect(await bareControls(page)).toEqual([]);
    // A ground alone is gone there.
    const chosen = page.locator("[aria-pressed=true]");
    for (const one of await chosen.all()) expect(await one.evaluate((node) => getComputedStyle(node).borderInlineStartColor)).not.toBe(await page.locator("[aria-pressed=false]").first().evaluate((node) => getComputedStyle(node).borderInlineStartColor));
  });
}

test("what moves and what has no edge is seen", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("h1:not(.waiting)")).toBeVisible();
  expect(await movingParts(page)).not.toEqual([]);
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await set(page, ".button { border: 0 !important }");
  expect(await bareControls(page)).toContain("button button-first");
});
