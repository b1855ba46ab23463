// Devices and themes that a reader may have, the folder where pictures of the page are left, and what moved while it came.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SCREENS = fileURLToPath(new URL("../../../target/screens/", import.meta.url));
mkdirSync(SCREENS, { recursive: true });

export const DEVICES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };

export const THEMES = /** @type {const} */ (["light", "dark"]);

/** @param {string} name @returns {string} where a picture of the page is left, to be looked at */
export const screen = (name) => join(SCREENS, `${name}.png`);

/**
 * From now on, and in every page that the story opens.
 * @param {import("@playwright/test").Page} page
 */
export async function watchShifts(page) {
  await page.addInitScript(() => {
    const moved = /** @type {any} */ (window);
    moved.shifts = 0;
    moved.shifted = [];
    new PerformanceObserver((list) => {
      for (const entry of /** @type {any[]} */ (list.getEntries())) {
        // What the reader's own hand moves is no surprise to them, also where a busy machine needs longer than the half
        // second that browsers allow for.
        if (entry.hadRecentInput || (entry.lastInputTime > 0 && entry.startTime - entry.lastInputTime < 1500)) continue;
        moved.shifts += entry.value;
        moved.shifted.push(
          ...entry.sources.map(
            (/** @type {any} */ { node, previousRect, currentRect }) =>
              `${node?.className || node?.nodeName} ${previousRect.top}>${currentRect.top} ${previousRect.height}>${currentRect.height}`,
          ),
        );
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/**
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<{ shifts: number, shifted: string[] }>} the share of the window that moved, as browsers count it, and what it was
 */
export function shiftsOf(page) {
  return page.evaluate(() => {
    const { shifts, shifted } = /** @type {any} */ (window);
    return { shifts, shifted };
  });
}

/** @param {import("@playwright/test").Page} page every picture that is to come has come */
export async function picturesStand(page) {
  await page.waitForFunction(() => [...document.images].every((img) => img.complete || img.loading === "lazy"));
}
