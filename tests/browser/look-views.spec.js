// Every view but the article by itself (look.spec.js), as a reader sees it: on a telephone and on a desk, in the light and in
// the dark. Pictures are left in target/screens/, to be looked at; what a machine can measure in them fails here.

import { FAULTLESS, lookAt } from "./support/look.js";
import { DEVICES, screen, shiftsOf, THEMES, watchShifts } from "./support/screens.js";
import { expect, test } from "./support/test.js";
import { VIEWS } from "./support/views.js";

test.use({ allowHosts: ["img.example"] });

for (const [device, viewport] of Object.entries(DEVICES)) {
  test.describe(device, () => {
    test.use({ viewport });

    for (const { name, show, answers = false } of VIEWS) {
      test(`${name} is fit to be read`, async ({ page }, info) => {
        await watchShifts(page);
        await show(page, info);
        for (const theme of THEMES) {
          // The look goes by the reader's system, also while the page stands.
          await page.emulateMedia({ colorScheme: theme });
          await page.screenshot({ path: screen(`view-${name}-${device}-${theme}`) });
          expect(await lookAt(page), theme).toEqual(FAULTLESS);
        }
        const { shifts, shifted } = await shiftsOf(page);
        if (!answers) expect(shifts, shifted.join("\n")).toBeLessThan(0.01);
      });
    }
  });
}
