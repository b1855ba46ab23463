// What a post writes paints nothing outside its own place: a letter may carry thousands of marks, which pile up.

import { writeFile } from "node:fs/promises";
import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";

/** Marks above and below a letter. */
const TOWER = `b${"\u0323".repeat(3000)}${"\u0301".repeat(3000)}`;

/**
 * Whether what is below an element, to the bottom of the window, looks the same without the element's words.
 * @param {import("@playwright/test").Page} page
 * @param {string} selector
 */
async function looksTheSameBelow(page, selector) {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`there is no ${selector}`);
  const { width, height } = /** @type {{ width: number, height: number }} */ (page.viewportSize());
  const y = Math.ceil(box.y + box.height);
  expect(height - y, "there is something below it").toBeGreaterThan(100);
  const clip = { x: 0, y, width, height: height - y };
  const before = await page.screenshot({ clip, animations: "disabled" });
  const style = await page.addStyleTag({ content: `${selector} { visibility: hidden }` });
  const after = await page.screenshot({ clip, animations: "disabled" });
  await style.evaluate((node) => /** @type {Element} */ (node).remove());
  return before.equals(after);
}

test.use({ bypassCSP: true });

test("an article's marks cover nothing below it", async ({ page }, info) => {
  const file = info.outputPath("ink.md");
  await writeFile(file, `---\ntitle: Ink\n---\nWords of a post.\n\n${TOWER}\n`);
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ink");
  expect(await looksTheSameBelow(page, ".post-body")).toBe(true);
  // Not every typeface piles marks up: a shadow lies where they would.
  await page.addStyleTag({ content: ".post-body p { text-shadow: 0 100px }" });
  expect(await looksTheSameBelow(page, ".post-body")).toBe(true);

  // Without the rule they do.
  await page.addStyleTag({ content: ".post-body { overflow: visible !important }" });
  expect(await looksTheSameBelow(page, ".post-body")).toBe(false);
});

test("a headline's marks cover nothing below the header", async ({ page }, info) => {
  const file = info.outputPath("ink.md");
  await writeFile(file, `---\ntitle: ${TOWER}\n---\nWords of a post.\n`);
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(page.getByText("Words of a post.")).toBeVisible();
  expect(await looksTheSameBelow(page, ".post-header")).toBe(true);
});
