// The first screen and the bar above every view: what a newcomer sees, in each language and without scripts.

import { readFileSync } from "node:fs";

import { dropFiles } from "./support/drop.js";
import { setting } from "./support/settings.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"], serviceWorkers: "allow" });

const [, version = "?"] =
  readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8").match(/^version = "(.+)"$/m) ?? [];

for (const locale of ["en", "zh-CN", "zh-TW"])
  test.describe(locale, () => {
    test.use({ locale, viewport: { width: 390, height: 844 } });

    test("the bar is one line on a phone, with all settings behind one button", async ({ page }) => {
      await page.goto("/");
      const bar = page.locator(".masthead");
      await expect(page.locator(".home-heading")).toBeVisible();
      expect((await bar.boundingBox())?.height).toBeLessThan(64);
      await dropFiles(page, [post("lighthouse.md")]);
      await expect(page.getByRole("article")).toBeVisible();
      expect((await bar.boundingBox())?.height).toBeLessThan(64);
      await expect(await setting(page, "language")).toBeVisible();
      await expect(await setting(page, "pictures")).toBeVisible();
    });

    test("samples are a row with pictures, and the footer leads to notes and says the version", async ({ page }) => {
      /** @type {string[]} */
      const failed = [];
      page.on("response", (response) => response.status() >= 400 && failed.push(response.url()));
      await page.goto("/");
      const samples = page.locator(".sample-row a");
      await expect(samples).toHaveCount(4);
      const tongue = locale === "en" ? "en" : "zh";
      // Those in the reader's language are first.
      await expect(samples.first().locator(".sample-title")).toHaveAttribute("lang", new RegExp(`^${tongue}`));
      for (const picture of await page.locator(".sample-picture").all()) {
        await expect(picture).toHaveJSProperty("naturalWidth", 360);
        expect(await picture.evaluate((img) => new URL(/** @type {HTMLImageElement} */ (img).src).origin)).toBe(
          new URL(page.url()).origin,
        );
      }
      expect(failed).toEqual([]);
      const footer = page.locator(".home-footer");
      await expect(footer).toContainText(version);
      await footer.getByRole("link").first().click();
      await expect(page.locator(".notes-view")).toBeVisible();
      await page.goBack();
      const title = await samples.first().locator(".sample-title").textContent();
      await samples.first().click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title ?? "");
      expect(new URL(page.url()).search).toBe("?sample");
    });

    test("a post is shown before and after, in the same words", async ({ page }) => {
      await page.goto("/");
      const file = page.locator(".shown-file");
      await expect(file).toContainText('class="share-bar"');
      const shown = await page.locator(".shown-page p:not(.shown-facts, .shown-picture)").allTextContents();
      for (const text of shown) await expect(file).toContainText(text);
      await page.locator(".home-footer button").click();
      await expect(page.getByRole("dialog")).toBeVisible();
    });
  });

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs in three languages", async ({ page }) => {
    await page.goto("/");
    const said = page.locator("noscript p");
    await expect(said).toHaveCount(3);
    for (const sentence of await said.all()) await expect(sentence).toBeVisible();
    expect((await said.allTextContents()).join()).toMatch(/This page needs.*这个页面需要.*這個頁面需要/s);
  });
});

test("sizes are in the units that people write", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("lighthouse.md")]);
  await expect(page.locator(".panel", { hasText: "File details" }).locator(".panel-aside")).toHaveText(
    /^\d+ bytes$|^\d+(\.\d)?\sKB$/,
  );
  const sizes = await page.evaluate(async () => {
    const path = "/js/i18n/words.js";
    const { sizeInWords } = await import(path);
    return [0, 999, 1234, 12_345, 999_600, 14_200_000, 2_500_000_000].map((bytes) => sizeInWords(bytes, "en"));
  });
  expect(sizes.map((size) => size.replace("\u00a0", " "))).toEqual([
    "0 bytes",
    "999 bytes",
    "1.2 KB",
    "12 KB",
    "1 MB",
    "14 MB",
    "2.5 GB",
  ]);
});
