// The pictures of the README: the page as it is, with posts of our own. They are left in target/screens/ each time, and
// written to docs/ by
//
//     ARCHIVE_VIEWER_DOCS=1 npx playwright test tests/browser/readme.spec.js

import { copyFileSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { lookAt } from "./support/look.js";
import { DEVICES, picturesStand, screen } from "./support/screens.js";
import { expect, test } from "./support/test.js";
import { openArchive } from "./support/openers.js";

/** @typedef {import("@playwright/test").Page} Page */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** More would be slow to come, in bytes. */
const MOST = 250_000;

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });

/** @param {Page} page @param {string} title of a sample */
async function openSample(page, title) {
  await page.goto("/?sample");
  await page.getByRole("link", { name: title }).click();
  await expect(heading(page)).toHaveText(title);
  await picturesStand(page);
}

/** @param {Page} page @param {import("@playwright/test").TestInfo} info */
async function search(page, info) {
  await openArchive(page, info);
  await page.getByRole("searchbox").fill("船");
  await expect(page.locator("mark").first()).toBeVisible();
  await picturesStand(page);
}

/** @type {{ name: string, device: keyof typeof DEVICES, theme: "light" | "dark", show: (page: Page, info: import("@playwright/test").TestInfo) => Promise<void> }[]} */
const PICTURES = [
  { name: "article", device: "desk", theme: "light", show: (page) => openSample(page, "守灯人：岬角上的最后一班") },
  { name: "library", device: "desk", theme: "dark", show: search },
  {
    name: "cleaned",
    device: "desk",
    theme: "light",
    show: async (page) => {
      await openSample(page, "The Night Train Is Back, and It Is in No Hurry");
      await page.getByText("What was cleaned").click();
      await page.getByRole("button", { name: "Show in place" }).first().click();
      await expect(page.locator(".was-removed")).toBeVisible();
      await page.evaluate(() =>
        window.scrollTo(0, (document.querySelector(".panels")?.getBoundingClientRect().top ?? 0) + window.scrollY - 24),
      );
      await page.mouse.move(0, 0);
    },
  },
  { name: "phone-article", device: "phone", theme: "light", show: (page) => openSample(page, "山腰上的茶舖子") },
  { name: "phone-library", device: "phone", theme: "dark", show: search },
];

for (const { name, device, theme, show } of PICTURES) {
  test.describe(name, () => {
    test.use({ viewport: DEVICES[device], colorScheme: theme, deviceScaleFactor: device === "phone" ? 2 : 1 });

    test("is fit to be shown", async ({ page }, info) => {
      await show(page, info);
      await page.evaluate(() => /** @type {HTMLElement | null} */ (document.activeElement)?.blur());
      const path = screen(`readme-${name}`).replace(/png$/, "jpg");
      await page.screenshot({ path, type: "jpeg", quality: 86 });
      expect((await lookAt(page)).pale).toEqual([]);
      expect(statSync(path).size).toBeLessThan(MOST);
      if (process.env.ARCHIVE_VIEWER_DOCS) copyFileSync(path, join(ROOT, "docs", `screen-${name}.jpg`));
    });
  });
}

test("the README shows all of them, and no other", () => {
  const shown = [...readFileSync(join(ROOT, "README.md"), "utf8").matchAll(/docs\/([\w-]+\.(?:jpg|png))/g)].map(
    ([, name]) => name,
  );
  const taken = PICTURES.map(({ name }) => `screen-${name}.jpg`);
  expect([...shown].sort()).toEqual([...taken].sort());
  expect(
    readdirSync(join(ROOT, "docs"))
      .filter((name) => /\.(jpg|png)$/.test(name))
      .sort(),
  ).toEqual([...taken].sort());
});
