// What axe-core finds in each of the views that look-views.spec.js looks at, in each theme.

import AxeBuilder from "@axe-core/playwright";

import { expect, test } from "./support/test.js";
import { VIEWS } from "./support/views.js";

test.use({ allowHosts: ["img.example"] });

for (const { name, show } of VIEWS) {
  test(`${name}: axe finds nothing, whatever the theme`, async ({ page }, info) => {
    test.setTimeout(60_000);
    // Colours that are on their way to others are neither.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await show(page, info);
    for (const theme of ["paper", "light", "dark", "black"]) {
      await page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
      expect(faults, theme).toEqual([]);
    }
  });
}
