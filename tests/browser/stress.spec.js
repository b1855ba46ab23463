// Posts that are made to cost more than they are worth: each is dropped and ends with an article or with a sentence,
// and a good post dropped after it opens as if nothing had been.

import { writeFile } from "node:fs/promises";
import { dropFiles } from "./support/drop.js";
import { stressInputs } from "./support/stress.js";
import { expect, test } from "./support/test.js";

/** @import { Page } from "@playwright/test" */

// The recorder of failed stories keeps every state of the page, and these pages are large.
test.use({ trace: "off", allowHosts: ["i.example", "img.example"] });
// No more than a guard: how long each takes is measured by `cargo xtask bench stress`, on a machine that does nothing else.
test.setTimeout(180_000);

/** A fifth of them where the variable says so, as in the run of all checks: the core's limits are tested on each of them. */
const INPUTS = stressInputs().filter((_, at) => process.env.STORIES !== "usual" || at % 5 === 0);

/** Those that cost most when they have four megabytes. */
const WORST = INPUTS.filter(({ name }) =>
  [
    "the same formatting reopened",
    "ends of unknown elements, deep down",
    "pictures with captions",
    "fragments",
    "a text of signs that are escaped",
    "one address of signs that are escaped",
    "addresses in text",
    "emphasis of all lengths",
    "text of the largest file",
    "an old encoding with damaged places",
    "YAML: as many values as may be",
    "addresses in a video's text",
    "alts beside one long caption",
    "pictures in a removed part",
    "escaped ends of what was never opened",
    "many escaped parts that reopen formatting",
    "one caption for each picture of a figure",
  ].includes(name),
);

/** Drops a file and marks what is shown until then. @param {Page} page @param {string} path */
async function drop(page, path) {
  await page.evaluate(() => document.querySelector(".post-body")?.setAttribute("data-before", ""));
  await dropFiles(page, [path]);
}

/**
 * Waits for what becomes of a file.
 * @param {Page} page
 * @param {string} name
 * @returns {Promise<{ notices: string[], plain: boolean, notes: string }>}
 */
async function endOf(page, name) {
  const end = await page.waitForFunction(
    (key) => {
      // What was shown before the file was dropped is marked; see `drop`.
      const notices = [...document.querySelectorAll(".notice li")].map((item) => item.textContent ?? "");
      const isThere = location.hash === `#/post/${encodeURIComponent(key)}` && !document.querySelector(".progress");
      const body = isThere ? document.querySelector(".post-body:not([data-before])") : null;
      if (notices.length === 0 && !body?.hasChildNodes()) return null;
      const notes = document.querySelector(".post-notes")?.textContent ?? "";
      return { notices, plain: body?.querySelector(".post-plain, .text-parts") !== null, notes };
    },
    name,
    { timeout: 60_000 },
  );
  return /** @type {any} */ (await end.jsonValue());
}

/**
 * The page's one worker, and how much memory its core has.
 * @param {Page} page
 */
async function coreOf(page) {
  await expect.poll(() => page.workers().length).toBe(1);
  const [worker] = page.workers();
  return {
    worker,
    memory: () =>
      worker.evaluate(async () => {
        // A module is there once, so this is the core that the worker itself uses.
        const core = await import(new URL("../../pkg/archive_viewer.js", location.href).href);
        const { memory } = await core.default();
        let most = "none";
        try {
          memory.grow(8192);
        } catch (error) {
          most = error instanceof RangeError ? "512 MiB" : String(error);
        }
        return { bytes: memory.buffer.byteLength, most };
      }),
  };
}

/**
 * @param {Page} page
 * @param {import("@playwright/test").TestInfo} testInfo
 * @param {{ name: string, bytes: () => Buffer }[]} posts
 */
async function dropEach(page, testInfo, posts) {
  await page.goto("/");
  const { worker, memory } = await coreOf(page);
  let number = 0;
  /** @type {{ name: string, ms: number }[]} */
  const times = [];
  for (const { name, bytes } of posts) {
    await test.step(name, async () => {
      number += 1;
      const [hard, good] = [`stress-${number}.md`, `good-${number}.md`];
      await writeFile(testInfo.outputPath(hard), bytes());
      await writeFile(
        testInfo.outputPath(good),
        `---\ntitle: Good ${number}\n---\n<p>The ${number}th good post.</p>\n`,
      );

      const start = performance.now();
      await drop(page, testInfo.outputPath(hard));
      const end = await endOf(page, hard);
      times.push({ name, ms: Math.round(performance.now() - start) });
      expect(end.notices, name).toEqual([]);
      expect(end.notes, `${name} is done in time`).not.toContain("the viewer stopped");
      if (end.plain) expect(end.notes, name).toContain("This post is shown as plain text");

      await drop(page, testInfo.outputPath(good));
      const after = await endOf(page, good);
      expect(after, `the good post after ${name}`).toEqual({ notices: [], plain: false, notes: "" });
      await expect(page.locator(".post-body")).toHaveText(`The ${number}th good post.`);
    });
  }
  const { bytes, most } = await memory();
  expect(bytes).toBeLessThanOrEqual(512 * 1024 * 1024);
  // An instance that wants more traps; none did, or the worker would be another one.
  expect(most).toBe("512 MiB");
  // Beside it are those of the library.
  expect(page.workers()).toContain(worker);
  // Read by `cargo xtask bench stress`.
  testInfo.annotations.push({ type: "stress", description: JSON.stringify({ bytes, times }) });
}

const half = Math.ceil(INPUTS.length / 2);
for (const [part, posts] of Object.entries({
  "one half": INPUTS.slice(0, half),
  "the other half": INPUTS.slice(half),
})) {
  test(`every stress input ends, and a good post opens after it: ${part}`, async ({ page }, testInfo) => {
    await dropEach(
      page,
      testInfo,
      posts.map(({ name, usual }) => ({ name, bytes: usual })),
    );
  });
}

test("so do the worst of them at four megabytes", async ({ page }, testInfo) => {
  await dropEach(
    page,
    testInfo,
    WORST.map(({ name, full }) => ({ name, bytes: full })),
  );
});
