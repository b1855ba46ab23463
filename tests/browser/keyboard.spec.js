// Everything by keyboard: no story here uses the mouse.

import { expect, test } from "./support/test.js";
import { serveSamples } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

/**
 * Presses Tab until the focus is on something of that name.
 * @param {import("@playwright/test").Page} page
 * @param {RegExp} name
 */
async function tabTo(page, name) {
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (name.test(text)) return;
  }
  throw new Error(`the focus never came to ${name}`);
}

test("from the first screen to the record of a sample and back", async ({ page }) => {
  await serveSamples(page, ["lighthouse.md", "ferry.md"]);
  await page.goto("/");
  await tabTo(page, /^Show the samples$/);
  await page.keyboard.press("Enter");

  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("2 samples");
  await expect(heading).toBeFocused();
  await tabTo(page, /^The Ferry Runs Late/);
  await page.keyboard.press("Enter");

  await expect(heading).toHaveText("The Ferry Runs Late, and Nobody Minds");
  await expect(heading).toBeFocused();
  await tabTo(page, /^What was cleaned/);
  await page.keyboard.press("Enter");
  await expect(page.locator("details[open]")).toHaveCount(1);
  await tabTo(page, /^Original file/);
  await page.keyboard.press("Space");
  await expect(page.locator("pre")).toContainText("The ferry left eleven minutes late");

  await page.goBack();
  await expect(heading).toHaveText("2 samples");
  await expect(page.getByRole("link", { name: /^The Ferry Runs Late/ })).toBeFocused();
});

test("the setting for pictures is changed by keyboard", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Reading settings" }).press("Enter");
  const pictures = page.getByRole("combobox", { name: "Pictures" });
  await pictures.focus();
  await page.keyboard.type("Nev");
  await expect(pictures).toHaveValue("never");
});

test("the paste dialog closes by Escape and gives the focus back", async ({ page }) => {
  await page.goto("/");
  await tabTo(page, /^Paste a post$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Paste a post" })).toBeFocused();
});

test("the first stop leads past the masthead", async ({ page }) => {
  await serveSamples(page, ["lighthouse.md", "ferry.md"]);
  await page.goto("/?sample");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 samples");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: /^A Lighthouse/ })).toBeFocused();
  expect(new URL(page.url()).search).toBe("?sample");
});
