// The article view as a reader sees it: on a telephone and on a desk, in the light and in the dark. Pictures of it are left
// in target/screens/, to be looked at; what a machine can measure in them fails here.

import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { FAULTLESS, lookAt } from "./support/look.js";
import { expect, test } from "./support/test.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SCREENS = join(ROOT, "target", "screens");
mkdirSync(SCREENS, { recursive: true });

/** The project's own samples: one for each script and shape. */
const SAMPLES = readdirSync(join(ROOT, "posts")).filter((name) => name.endsWith(".md"));

/** @param {string} start of a sample's name */
const sample = (start) => SAMPLES.find((name) => name.startsWith(start)) ?? "";

const POSTS = {
  "zh-hans": sample("2021-03-14"),
  "zh-hant": sample("2020-09-30"),
  ja: sample("2024-02-11"),
  en: sample("2022-07-02"),
};

/** @param {import("@playwright/test").Page} page @param {string} post */
async function open(page, post) {
  await page.goto(`/?sample#/post/${encodeURIComponent(post)}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForFunction(() => [...document.images].every((img) => img.complete || img.loading === "lazy"));
}

for (const [device, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } })) {
  for (const theme of ["light", "dark"]) {
    test.describe(`${device}, ${theme}`, () => {
      test.use({ viewport, colorScheme: /** @type {"light" | "dark"} */ (theme) });

      for (const [name, post] of Object.entries(POSTS)) {
        test(`${name} is fit to be read`, async ({ page }) => {
          await page.addInitScript(() => {
            const moved = /** @type {any} */ (window);
            moved.shifts = 0;
            moved.shifted = [];
            new PerformanceObserver((list) => {
              for (const entry of /** @type {any[]} */ (list.getEntries())) {
                // What the reader's own hand moves is no surprise to them.
                if (entry.hadRecentInput) continue;
                moved.shifts += entry.value;
                moved.shifted.push(...entry.sources.map((/** @type {any} */ { node, previousRect, currentRect }) => `${node?.className || node?.nodeName} ${previousRect.top}>${currentRect.top} ${previousRect.height}>${currentRect.height}`));
              }
            }).observe({ type: "layout-shift", buffered: true });
          });
          await open(page, post);
          await page.screenshot({ path: join(SCREENS, `${name}-${device}-${theme}.png`) });
          // As a reader goes down: pictures come in on the way.
          for (let at = 0; at < 6; at += 1) {
            await page.mouse.wheel(0, viewport.height * 0.8);
            await page.waitForTimeout(60);
          }
          await page.evaluate(() => window.scrollTo(0, 0));
          expect(await lookAt(page)).toEqual(FAULTLESS);
          const { shifts, shifted } = await page.evaluate(() => {
            const moved = /** @type {any} */ (window);
            return { shifts: moved.shifts, shifted: moved.shifted };
          });
          expect(shifts, shifted.join("\n")).toBeLessThan(0.01);

          for (const panel of await page.locator(".panel").all()) await panel.locator("summary").press("Enter");
          await expect(page.locator(".original pre").first()).toBeVisible();
          await expect(page.locator(".file-digest")).toHaveText(/^[0-9a-f]{64}$/);
          await page.locator(".panels").screenshot({ path: join(SCREENS, `${name}-${device}-${theme}-panels.png`) });
          expect(await lookAt(page)).toEqual(FAULTLESS);
        });
      }
    });
  }
}

test("what looks at the page sees what is wrong with it", async ({ page }) => {
  await open(page, POSTS.en);
  await page.evaluate(() => {
    const put = (/** @type {string} */ text, /** @type {Partial<CSSStyleDeclaration>} */ style) => {
      const node = document.createElement("p");
      node.textContent = text;
      Object.assign(node.style, style);
      document.querySelector(".post-body")?.append(node);
    };
    put("lies on the others", { marginTop: "-1.5em" });
    put("cut off in the middle", { overflow: "hidden", blockSize: "0.6em" });
    put("far out", { position: "absolute", left: "2000px", top: "0" });
    put("hardly there", { color: "color-mix(in srgb, currentcolor 20%, transparent)" });
  });
  const { sideways, outside, clipped, overlapping, pale } = await lookAt(page);
  expect(sideways).toBeGreaterThan(0);
  expect(outside.join()).toContain("far out");
  expect(clipped.join()).toContain("cut off");
  expect(overlapping.join()).toContain("lies on");
  expect(pale.join()).toContain("hardly there");
});
