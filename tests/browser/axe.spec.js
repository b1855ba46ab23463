// What axe-core finds in the article view: every panel open, the settings open, a picture enlarged, in each theme and language.

import AxeBuilder from "@axe-core/playwright";

import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

/** @param {import("@playwright/test").Page} page */
async function faults(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

for (const theme of ["auto", "paper", "light", "dark", "black"]) {
  test(`nothing stands in anybody's way: ${theme}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem("archive-viewer.theme", chosen), theme);
    await page.goto("/");
    expect(await faults(page), "the first screen").toEqual([]);
    await dropFiles(page, [post("furniture.md")]);
    await expect(page.getByRole("article")).toBeVisible();
    for (const summary of await page.locator("summary").all()) await summary.press("Enter");
    await expect(page.locator(".original pre")).toBeVisible();
    await page.getByRole("button", { name: "Show everything in its place" }).click();
    await expect(page.locator(".was-removed").first()).toBeVisible();
    expect(await faults(page), "the article, its panels open").toEqual([]);
    await page.getByRole("button", { name: "Reading settings" }).click();
    expect(await faults(page), "the reading settings").toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    expect(await faults(page), "the list of keys").toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".picture img").first().scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: /^Enlarge/ }).first().focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Picture" })).toBeVisible();
    expect(await faults(page), "a picture").toEqual([]);
  });
}

for (const locale of ["zh-CN", "zh-TW"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("nothing stands in anybody's way", async ({ page }) => {
      await page.goto("/");
      await dropFiles(page, [post("bridge.md")]);
      await expect(page.getByRole("article")).toBeVisible();
      for (const summary of await page.locator("summary").all()) await summary.press("Enter");
      expect(await faults(page)).toEqual([]);
    });
  });
}

test("axe is heard", async ({ page }) => {
  await page.goto("/");
  await page.evaluate(() => document.body.append(document.createElement("button")));
  expect((await faults(page)).join()).toContain("button-name");
});
