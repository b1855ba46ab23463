// A kept archive's first rows are there before any core is, and nothing that is slow leads a reader away from it.

import { writeFileSync } from "node:fs";

import { dropFiles } from "./support/drop.js";
import { addressOfKept, heading, keep, messages } from "./support/keep.js";
import { archive, packs, search } from "./support/packed.js";
import { expect, test } from "./support/test.js";
import { written } from "./support/openers.js";

test.use({ serviceWorkers: "allow" });

/** @typedef {import("@playwright/test").Page} Page */

/** Pages whose cores wait until `releaseCores` is called. @param {import("@playwright/test").BrowserContext} context */
const holdCores = (context) =>
  context.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    /** @type {(() => void)[]} */
    const held = [];
    let areHeld = true;
    Object.assign(globalThis, { releaseCores: () => ((areHeld = false), held.forEach((send) => send())) });
    Worker.prototype.postMessage = function (/** @type {any[]} */ ...args) {
      const send = () => Reflect.apply(postMessage, this, args);
      if (areHeld) held.push(send);
      else send();
    };
  });

/** @param {Page} page */
const releaseCores = (page) => page.evaluate(() => /** @type {any} */ (globalThis).releaseCores());

/** @param {Page} page @param {import("@playwright/test").TestInfo} info @returns {Promise<string>} the address of its list */
async function keepHarbour(page, info) {
  await page.goto("/");
  await dropFiles(page, [written(info, "harbour.zip", archive("ferry"))]);
  await expect(heading(page)).toHaveText("12 posts");
  await keep(page, "Keep a copy");
  await expect.poll(() => packs(page)).toBe(1);
  return addressOfKept(page);
}

test("the first rows of a kept archive are there before any core", async ({ page, context }, info) => {
  const url = await keepHarbour(page, info);
  const rows = await page.locator(".list-row").allTextContents();
  await holdCores(context);
  const other = await context.newPage();
  await other.goto(url);
  await expect(heading(other)).toHaveText("12 posts");
  await expect(other.locator(".list-row")).toHaveText(rows);
  await expect(other.getByRole("link", { name: /^Kept on this device: / })).toBeVisible();

  // What takes a core waits for it.
  await other.getByRole("searchbox").fill("ferry evening");
  await other.waitForTimeout(300);
  await expect(other.locator(".search-status")).toHaveText("");
  await releaseCores(other);
  await expect.poll(() => search(other, "ferry evening")).toContain("in 6 of 12 posts");
  await other.getByRole("searchbox").fill("");
  await other.getByRole("link", { name: "Log 7" }).click();
  await expect(heading(other)).toHaveText("Log 7");
  await expect(other.getByRole("article").locator(".post-body")).not.toContainText("harbour office");
  await expect(other.getByRole("link", { name: "Log 8" })).toBeVisible();
  await expect(messages(other)).toHaveCount(0);
});

test("a post of it is opened from its first rows, and has its neighbours", async ({ page, context }, info) => {
  const url = await keepHarbour(page, info);
  await holdCores(context);
  const other = await context.newPage();
  await other.goto(url);
  await other.getByRole("link", { name: "Log 7" }).click();
  await other.waitForTimeout(300);
  await releaseCores(other);
  await expect(heading(other)).toHaveText("Log 7");
  await expect(other.getByRole("link", { name: "Log 8" })).toBeVisible();
  await expect(other.getByRole("link", { name: "Log 6" })).toBeVisible();
});

test("of an archive that changed no rows are shown as they were", async ({ page, context }, info) => {
  await page.goto("/");
  const path = written(info, "harbour.zip", archive("ferry"));
  await dropFiles(page, [path]);
  await expect(heading(page)).toHaveText("12 posts");
  await keep(page, "Remember where it is");
  await expect.poll(() => packs(page)).toBe(1);
  writeFileSync(path, archive("barge", 9));
  await holdCores(context);
  await page.reload();
  await expect.poll(() => packs(page)).toBe(0);
  await page.waitForTimeout(500);
  await expect(page.locator(".list-row")).toHaveCount(0);
  await releaseCores(page);
  await expect(heading(page)).toHaveText("9 posts");
});

test("what another version's core said is not shown", async ({ page, context }, info) => {
  const url = await keepHarbour(page, info);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    for await (const place of /** @type {any} */ (await root.getDirectoryHandle("archive-viewer.packed")).values())
      for await (const [name, handle] of place.entries()) {
        if (!name.startsWith("manifest")) continue;
        const manifest = JSON.parse(await (await handle.getFile()).text());
        manifest.first.core += "?other";
        const writable = await handle.createWritable();
        await writable.write(JSON.stringify(manifest));
        await writable.close();
      }
  });
  await holdCores(context);
  const other = await context.newPage();
  await other.goto(url);
  await expect(heading(other)).toHaveText("Opening…");
  await releaseCores(other);
  await expect(heading(other)).toHaveText("12 posts");
  await expect.poll(() => search(other, "ferry evening")).toContain("in 6 of 12 posts");
});

test("a kept archive is opened where no core says in time what its file is", async ({ page, context }, info) => {
  const url = await keepHarbour(page, info);
  await context.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (/** @type {any[]} */ ...args) {
      if (args[0].request?.call !== "sniff") Reflect.apply(postMessage, this, args);
    };
  });
  const other = await context.newPage();
  await other.goto(url);
  await expect(heading(other)).toHaveText("12 posts");
  await expect.poll(() => search(other, "ferry evening")).toContain("in 6 of 12 posts");
  await expect(messages(other)).toHaveCount(0);
});
