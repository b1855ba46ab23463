// Every view but the article by itself (look.spec.js), as readers find it: on a telephone and on a desk, in the light and in
// the dark, in Chinese and in English. Pictures are left in target/screens/, to be looked at; what a machine can measure in
// them fails here, what axe-core finds in any theme, and what screen readers would have no name for.

import { axeFaults } from "./support/axe.js";
import { FAULTLESS, lookAt } from "./support/look.js";
import { nameless } from "./support/names.js";
import { DEVICES, screen, shiftsOf, THEMES, watchShifts } from "./support/screens.js";
import { expect, test } from "./support/test.js";
import { VIEWS } from "./support/views.js";

// The headless shell asks for a lazy picture from further away.
test.use({ allowHosts: ["img.example", "slow.example.org"] });
test.setTimeout(60_000);

/** @typedef {import("@playwright/test").Page} Page */

/** @param {Page} page */
async function namesAreThere(page) {
  // A dialog is all there is while it stands: the page behind it is out of the tree.
  const dialog = page.locator("dialog:modal");
  const snapshot = await ((await dialog.count()) > 0 ? dialog : page.locator("body")).ariaSnapshot();
  expect(snapshot.length).toBeGreaterThan(50);
  expect(nameless(snapshot)).toEqual([]);
}

// In the run of all checks each view is shown on one device, and its window then gets the size of the other.
const isUsual = process.env.STORIES === "usual";

for (const [nth, device] of /** @type {const} */ (["phone", "desk"]).entries()) {
  test.describe(device, () => {
    test.use({ viewport: DEVICES[device], locale: device === "phone" ? "zh-CN" : "en-GB" });

    for (const { name, show, answers = false } of VIEWS.filter((_, at) => !isUsual || at % 2 === nth)) {
      test(`${name} is fit to be read`, async ({ page }, info) => {
        // Colours that are on their way to others are neither.
        await page.emulateMedia({ reducedMotion: "reduce" });
        await watchShifts(page);
        await show(page, info);
        for (const theme of THEMES) {
          // The look goes by the reader's system, also while the page stands.
          await page.emulateMedia({ reducedMotion: "reduce", colorScheme: theme });
          // Under CI nobody looks at them.
          if (!process.env.CI) await page.screenshot({ path: screen(`view-${name}-${device}-${theme}`) });
          expect(await lookAt(page), theme).toEqual(FAULTLESS);
        }
        const { shifts, shifted } = await shiftsOf(page);
        if (!answers) expect(shifts, shifted.join("\n")).toBeLessThan(0.01);
        await namesAreThere(page);
        if (device === "desk" || isUsual) expect(await axeFaults(page)).toEqual([]);
        if (!isUsual) return;
        await page.setViewportSize(DEVICES[device === "desk" ? "phone" : "desk"]);
        expect(await lookAt(page), "in the other size").toEqual(FAULTLESS);
      });
    }
  });
}
