// What axe-core finds in the article view: every panel open, the settings open, a picture enlarged, in each theme and language.

import { axeFaults } from "./support/axe.js";
import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

test("nothing stands in anybody's way", async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto("/");
  expect(await axeFaults(page), "the first screen").toEqual([]);
  await dropFiles(page, [post("furniture.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  for (const summary of await page.locator("summary").all()) await summary.press("Enter");
  await expect(page.locator(".original pre")).toBeVisible();
  await page.getByRole("button", { name: "Show everything in place" }).click();
  await expect(page.locator(".was-removed").first()).toBeVisible();
  expect(await axeFaults(page), "the article, its panels open").toEqual([]);
  await page.getByRole("button", { name: "Reading settings" }).click();
  expect(await axeFaults(page), "the reading settings").toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  expect(await axeFaults(page), "the list of keys").toEqual([]);
  await page.keyboard.press("Escape");
  await page.locator(".picture img").first().scrollIntoViewIfNeeded();
  await page
    .getByRole("button", { name: /^Enlarge/ })
    .first()
    .focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Picture" })).toBeVisible();
  expect(await axeFaults(page), "a picture").toEqual([]);
});

for (const locale of ["zh-CN", "zh-TW"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("nothing stands in anybody's way", async ({ page }) => {
      await page.goto("/");
      await dropFiles(page, [post("bridge.md")]);
      await expect(page.getByRole("article")).toBeVisible();
      for (const summary of await page.locator("summary").all()) await summary.press("Enter");
      expect(await axeFaults(page)).toEqual([]);
    });
  });
}

test("axe is heard", async ({ page }) => {
  await page.goto("/");
  await page.evaluate(() => document.body.append(document.createElement("button")));
  expect((await axeFaults(page)).join()).toContain("button-name");
});
