// What can be measured of the looks, in each engine's own fonts and boxes; pictures are left in target/screens/engines/.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { FAULTLESS, lookAt } from "../../browser/support/look.js";
import { openSample, openSite } from "../support/files.js";

/** @typedef {import("../support/run.js").Stage} Stage */

const SCREENS = fileURLToPath(new URL("../../../target/screens/engines/", import.meta.url));

/** @type {Record<string, (stage: Stage) => Promise<void>>} */
const VIEWS = {
  async first({ page, site }) {
    await page.open(site.url);
    await page.shows("h1", /^Read archived news posts/);
  },
  list: (stage) => openSite(stage),
  article: (stage) => openSample(stage, "2020-11-08-the-night-train-is-back.md"),
  chinese: (stage) => openSample(stage, "2021-03-14-守灯人：岬角上的最后一班.md"),
  async settings(stage) {
    await VIEWS.article(stage);
    await stage.page.click(".look-button");
    await stage.page.find(".look");
  },
  async vertical(stage) {
    await stage.page.open(stage.site.url);
    await stage.page.evaluate(() => localStorage.setItem("archive-viewer.writing", "down"));
    await openSample(stage, "2020-09-30-巷口的小圖書館.md");
    await stage.page.until(() => document.querySelector("article[tabindex='0']") !== null);
    // For the views that follow.
    await stage.page.evaluate(() => localStorage.removeItem("archive-viewer.writing"));
  },
};

/** @type {import("../support/run.js").Story[]} */
export const LOOKS = [
  ["desktop", 1280, 900],
  ["phone", 390, 844],
].map(([device, width, height]) => ({
  name: `on a ${device} nothing runs over, is cut off, lies on other text or is too pale`,
  minutes: 3,
  async play(stage) {
    const { page, engine } = stage;
    mkdirSync(SCREENS, { recursive: true });
    await page.resize(Number(width), Number(height));
    for (const [name, show] of Object.entries(VIEWS)) {
      await show(stage);
      await page.screenshot(join(SCREENS, `${engine.name}-${device}-${name}.png`));
      const faults = await lookAt(/** @type {any} */ (page));
      assert.deepEqual(faults, FAULTLESS, name);
    }
  },
}));
