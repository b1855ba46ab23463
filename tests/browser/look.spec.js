// The article view as a reader sees it: on a telephone and on a desk, in the light and in the dark. Pictures of it are left
// in target/screens/, to be looked at; what a machine can measure in them fails here.

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { FAULTLESS, lookAt } from "./support/look.js";
import { DEVICES, picturesStand, screen, shiftsOf, THEMES, watchShifts } from "./support/screens.js";
import { expect, test } from "./support/test.js";

/** The project's own samples: one for each script and shape. */
const SAMPLES = readdirSync(fileURLToPath(new URL("../../posts", import.meta.url))).filter((name) =>
  name.endsWith(".md"),
);

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
  await expect(page.locator(".post-header h1")).toBeVisible();
  await picturesStand(page);
}

for (const [device, viewport] of Object.entries(DEVICES)) {
  for (const theme of THEMES) {
    test.describe(`${device}, ${theme}`, () => {
      test.use({ viewport, colorScheme: theme });

      for (const [name, post] of Object.entries(POSTS)) {
        test(`${name} is fit to be read`, async ({ page }) => {
          await watchShifts(page);
          await open(page, post);
          await page.screenshot({ path: screen(`${name}-${device}-${theme}`) });
          // As a reader goes down: pictures come in on the way.
          for (let at = 0; at < 6; at += 1) {
            await page.mouse.wheel(0, viewport.height * 0.8);
            await page.waitForTimeout(60);
          }
          await page.evaluate(() => window.scrollTo(0, 0));
          expect(await lookAt(page)).toEqual(FAULTLESS);
          const { shifts, shifted } = await shiftsOf(page);
          expect(shifts, shifted.join("\n")).toBeLessThan(0.01);

          for (const panel of await page.locator(".panel").all()) await panel.locator("summary").press("Enter");
          await expect(page.locator(".original pre").first()).toBeVisible();
          await expect(page.locator(".file-digest")).toHaveText(/^[0-9a-f]{64}$/);
          await page.locator(".panels").screenshot({ path: screen(`${name}-${device}-${theme}-panels`) });
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
    // A sign that a text is shortened excuses no box around it that cuts it off elsewhere.
    put("said to be shortened", { overflow: "hidden", textOverflow: "ellipsis" });
    const row = document.createElement("div");
    Object.assign(row.style, { overflow: "hidden", blockSize: "1em", paddingBlockStart: "0.6em" });
    const body = document.querySelector(".post-body");
    if (body?.lastElementChild) row.append(body.lastElementChild);
    put(`along its length, however often it is said ${"and said ".repeat(60)}`, {
      display: "-webkit-box",
      overflow: "hidden",
      webkitBoxOrient: "vertical",
      webkitLineClamp: "2",
      blockSize: "3.9em",
    });
    const field = Object.assign(document.createElement("input"), { placeholder: "faint", className: "search-field" });
    const button = Object.assign(document.createElement("button"), { textContent: "i" });
    button.style.cssText = "padding: 0; border: 0; font-size: 10px";
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".search-field::placeholder { color: color-mix(in srgb, currentcolor 30%, transparent) }");
    document.adoptedStyleSheets.push(sheet);
    body?.append(row, field, button);
  });
  const { sideways, outside, clipped, overlapping, pale, small } = await lookAt(page);
  expect(sideways).toBeGreaterThan(0);
  expect(outside.join()).toContain("far out");
  expect(clipped.join()).toContain("cut off");
  expect(overlapping.join()).toContain("lies on");
  expect(pale.join()).toContain("hardly there");
  expect(clipped.join()).toContain("said to be shortened");
  expect(clipped.join()).toContain("along its length");
  expect(pale.join()).toContain("faint");
  expect(small.join()).toContain("button i");
});

test("what lies above the page is looked at by itself", async ({ page }) => {
  await open(page, POSTS.en);
  await page.getByRole("button", { name: "Reading settings" }).click();
  await expect(page.locator(".look fieldset").first()).toBeVisible();
  await page.evaluate(() => {
    const look = document.querySelector(".look");
    const line = (/** @type {string} */ text, /** @type {string} */ style) => {
      const node = Object.assign(document.createElement("p"), { textContent: text });
      node.style.cssText = style;
      return node;
    };
    look?.prepend(line("the first line of it", ""), line("and what lies on that", "margin-block-start: -1.5em"));
  });
  const { overlapping } = await lookAt(page);
  expect(overlapping).toHaveLength(1);
  expect(overlapping[0]).toContain("and what lies on");
});

test("what moves by itself is counted", async ({ page }) => {
  await watchShifts(page);
  await open(page, POSTS.en);
  await expect.poll(async () => (await shiftsOf(page)).shifts).toBeLessThan(0.01);
  await page.evaluate(() => {
    const late = Object.assign(document.createElement("p"), { textContent: "late" });
    late.style.blockSize = "200px";
    document.querySelector(".post-header")?.before(late);
  });
  await expect.poll(async () => (await shiftsOf(page)).shifts).toBeGreaterThan(0.01);
});
