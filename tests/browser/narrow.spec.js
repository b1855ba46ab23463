// Nothing scrolls sideways, and nothing of the interface is cut off, on the narrowest screens.

import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"], viewport: { width: 320, height: 640 } });

/** @param {import("@playwright/test").Page} page */
const sideways = (page) =>
  page.evaluate(() => ({
    page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cut: [...document.querySelectorAll("button, select, summary, h1, a")]
      .filter((node) => {
        const { left, right, width } = node.getBoundingClientRect();
        const scroller = node.closest("table, pre");
        return width > 1 && !scroller && !node.matches(".skip") && (left < 0 || right > innerWidth);
      })
      .map((node) => node.outerHTML.slice(0, 80)),
  }));

for (const locale of ["en-GB", "zh-CN"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("at 320 pixels no view scrolls sideways", async ({ page }) => {
      await page.goto("/");
      await expect(page.locator("h1:not(.waiting)")).toBeVisible();
      expect(await sideways(page)).toEqual({ page: 0, cut: [] });

      await dropFiles(page, ["wide.md", "bridge.md", "empty.md"].map(post));
      await expect(page.getByRole("listitem").first()).toBeVisible();
      expect(await sideways(page)).toEqual({ page: 0, cut: [] });

      await page.getByRole("link", { name: /^一篇很宽的文章/ }).click();
      await expect(page.getByRole("article").locator("img")).toHaveJSProperty("naturalWidth", 640);
      for (const panel of await page.locator("details").all()) await panel.locator("summary").click();
      await expect(page.locator(".original pre")).toBeVisible();
      expect(await sideways(page)).toEqual({ page: 0, cut: [] });
    });
  });
}
