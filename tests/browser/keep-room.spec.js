// The room that keeping takes: too little of it, writes that break off, several tabs, and how all of it is forgotten.

import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";

import { dropFiles } from "./support/drop.js";
import {
  addressOfKept,
  allStored,
  archive,
  button,
  copiesIn,
  heading,
  keep,
  keptBytes,
  messages,
} from "./support/keep.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { written } from "./support/openers.js";

test.use({ serviceWorkers: "allow" });

/** @typedef {import("@playwright/test").Page} Page */

/** @param {string} title @param {number} parts of 4 MB, which can't be packed smaller */
function largeArchive(title, parts) {
  const noise = (/** @type {number} */ at) =>
    Buffer.concat(Array.from({ length: 4 * 32768 }, (_, nth) => createHash("sha256").update(`${at} ${nth}`).digest()));
  return zip([
    { name: "_posts/2020-01-01-a.md", bytes: postText(`${title} 1`) },
    { name: "_posts/2020-01-02-b.md", bytes: postText(`${title} 2`) },
    ...Array.from({ length: parts }, (_, at) => ({ name: `sounds/${at}.mp3`, bytes: noise(at) })),
  ]);
}

/** @param {Page} page @param {number} bytes more than what is used */
async function limitRoom(page, bytes) {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  const { usage } = await session.send("Storage.getUsageAndQuota", { origin });
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: usage + bytes });
}

test("a copy that has no room is not offered, and what takes less room is", async ({ page }, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "large.zip", largeArchive("Large", 2))]);
  await expect(heading(page)).toHaveText("2 posts");
  // What a browser says that tells how much there is; Chromium always says the same.
  await page.evaluate(() => {
    navigator.storage.estimate = async () => ({ usage: 9_000_000, quota: 10_000_000 });
  });
  await button(page, "Keep large.zip on this device").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/A copy takes 8\.\d\sMB, and the browser gives this site only 1\sMB more\./);
  await expect(dialog.getByRole("button", { name: "Keep a copy" })).toBeDisabled();
  await expect(dialog.getByRole("button", { name: "Remember where it is" })).toBeEnabled();
});

test("a copy that runs out of room leaves nothing, and says so", async ({ page }, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "large.zip", largeArchive("Large", 3))]);
  await expect(heading(page)).toHaveText("2 posts");
  await button(page, "Keep large.zip on this device").click();
  // It was there when it was asked for.
  const copy = page.getByRole("dialog").getByRole("button", { name: "Keep a copy" });
  await expect(copy).toBeEnabled();
  await limitRoom(page, 6_000_000);
  await copy.click();
  await expect(messages(page)).toContainText(/“large\.zip” is not kept: there is no room for 13\sMB\./);
  expect(await keptBytes(page)).toBe(0);
  await page.reload();
  await expect(messages(page)).toContainText("Files are not kept when the page is reloaded.");
});

/**
 * Kills the process of a page that is stuck: the busiest of this browser's pages, again until it is that page's, since on a busy
 * machine another may be busier for a moment.
 * @param {import("@playwright/test").Page} page
 */
async function killStuck(page) {
  let isDead = false;
  page.on("crash", () => (isDead = true));
  const browser = /** @type {import("@playwright/test").Browser} */ (page.context().browser());
  const session = await browser.newBrowserCDPSession();
  while (!isDead) {
    await killBusiest(session);
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** @param {import("@playwright/test").CDPSession} session of a browser */
async function killBusiest(session) {
  const times = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.filter(({ type }) => type === "renderer");
  };
  const before = new Map((await times()).map(({ id, cpuTime }) => [id, cpuTime]));
  await new Promise((done) => setTimeout(done, 500));
  const spent = (await times()).map(({ id, cpuTime }) => ({ id, spent: cpuTime - (before.get(id) ?? cpuTime) }));
  const [busiest] = spent.sort((one, other) => other.spent - one.spent);
  process.kill(busiest.id, "SIGKILL");
}

/** The steps of a write: the tab is killed when the browser is asked for the one that is meant, before it or after it. */
const STEPS = /** @type {const} */ ([
  ["before", "FileSystemFileHandle", "createWritable", 1],
  ["after", "FileSystemWritableFileStream", "write", 2],
  ["after", "FileSystemWritableFileStream", "close", 1],
  ["after", "IDBObjectStore", "put", 1],
  ["before", "FileSystemDirectoryHandle", "removeEntry", 1],
]);

for (const [moment, kind, method, nth] of STEPS)
  test(`a tab that is killed ${moment} ${method} ${nth} leaves a whole state`, async ({ page, context }, info) => {
    test.slow();
    // A copy of a smaller archive is there, and is to be replaced.
    await page.goto("/");
    await dropFiles(page, [written(info, "harbour.zip", archive("Log"))]);
    await expect(heading(page)).toHaveText("3 posts");
    await keep(page, "Keep a copy");
    await page.goto("/#/device");
    await page.reload();
    mkdirSync(info.outputPath("newer"));
    await dropFiles(page, [written(info, "newer/harbour.zip", largeArchive("Log", 2))]);
    await expect(heading(page)).toHaveText("2 posts");
    await button(page, "Keep harbour.zip on this device").click();
    const stuck = page.waitForEvent("console", (message) => message.text() === "stuck");
    await page.evaluate(
      ([kind, method, nth, moment]) => {
        const prototype = /** @type {any} */ (Reflect.get(globalThis, kind).prototype);
        const original = prototype[method];
        let calls = 0;
        prototype[method] = function (/** @type {unknown[]} */ ...args) {
          calls += 1;
          if (calls !== nth) return original.apply(this, args);
          // The tab's thread goes no further: what was asked for before goes on in the browser.
          const stick = () => {
            console.log("stuck");
            for (;;);
          };
          if (moment === "before") return stick();
          const asked = original.apply(this, args);
          return asked instanceof Promise ? asked.then(stick) : (asked.addEventListener("success", stick), asked);
        };
      },
      /** @type {const} */ ([kind, method, nth, moment]),
    );
    await page.getByRole("dialog").getByRole("button", { name: "Keep a copy" }).click({ noWaitAfter: true });
    await stuck;
    await killStuck(page);

    const other = await context.newPage();
    await other.goto("/");
    await button(other, "Open harbour.zip").click();
    await expect(heading(other)).toHaveText(/^[23] posts$/);
    const isNew = (await heading(other).textContent()) === "2 posts";
    // Before the record is written it is the old one.
    if (/^FileSystem(File|Writable)/.test(kind)) expect(isNew).toBe(false);
    await other.getByRole("link", { name: "Log 2" }).click();
    await expect(heading(other)).toHaveText("Log 2");
    // What was left goes with the next write.
    await dropFiles(other, [written(info, "other.zip", archive("Other"))]);
    await other.getByRole("dialog").getByRole("button", { name: "Replace" }).click();
    await expect(heading(other)).toHaveText("3 posts");
    await keep(other, "Keep a copy");
    expect(await copiesIn(other)).toHaveLength(2);
    await page.close().catch(() => {});
  });

test("two tabs: one writes at a time, and each sees what the other keeps and forgets", async ({
  page,
  context,
}, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "large.zip", largeArchive("Large", 3))]);
  await expect(heading(page)).toHaveText("2 posts");
  const other = await context.newPage();
  await other.goto("/");
  await dropFiles(other, [written(info, "harbour.zip", archive("Log"))]);
  await expect(heading(other)).toHaveText("3 posts");
  // The first one's writing waits until it is let go on.
  await page.evaluate(() => {
    const { prototype } = FileSystemWritableFileStream;
    const { write } = prototype;
    const gate = new Promise((open) => Reflect.set(globalThis, "openGate", open));
    prototype.write = async function (...args) {
      await gate;
      return write.apply(this, args);
    };
  });
  await button(page, /^Keep .* on this device$/).click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep a copy" }).click();
  await expect(page.locator(".keeping")).toContainText("Keeping large.zip: 0");
  await button(other, /^Keep .* on this device$/).click();
  await other.getByRole("dialog").getByRole("button", { name: "Keep a copy" }).click();
  await expect(other.locator(".keeping")).toHaveText(/^Waiting for another tab that is keeping something/);
  await page.evaluate(() => Reflect.get(globalThis, "openGate")());
  for (const tab of [page, other])
    await expect(tab.getByRole("link", { name: /^Kept on this device: / })).toBeVisible();

  const third = await context.newPage();
  await third.goto("/");
  await expect(third.locator(".kept-item")).toHaveCount(2);
  await other.goto("/#/device");
  await other.getByRole("button", { name: "Remove large.zip from this device" }).click();
  await expect(other.locator(".kept-item")).toHaveCount(1);
  await expect(third.locator(".kept-item")).toHaveCount(1);
  await third.getByRole("button", { name: "Open harbour.zip" }).click();
  await expect(heading(third)).toHaveText("3 posts");
});

test("a copy that is stopped leaves nothing", async ({ page }, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "large.zip", largeArchive("Large", 3))]);
  await expect(heading(page)).toHaveText("2 posts");
  await page.evaluate(() => {
    const { prototype } = FileSystemWritableFileStream;
    const { write } = prototype;
    prototype.write = async function (...args) {
      await new Promise((next) => setTimeout(next, 500));
      return write.apply(this, args);
    };
  });
  await button(page, /^Keep .* on this device$/).click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep a copy" }).click();
  await page.locator(".keeping").getByRole("button", { name: "Stop" }).click();
  await expect(messages(page)).toContainText("“large.zip” is not kept: you stopped it.");
  expect((await allStored(page)).files).toEqual([]);
  await expect(page.locator(".keeping")).toHaveCount(0);
});

test("everything that the site stored is gone when the reader says so", async ({ page, context }, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "harbour.zip", archive("Log"))]);
  await expect(heading(page)).toHaveText("3 posts");
  await keep(page, "Keep a copy");
  await page.evaluate(() => localStorage.setItem("archive-viewer.theme", "dark"));
  await page.getByRole("link", { name: "Log 2" }).click();
  await expect(heading(page)).toHaveText("Log 2");
  // A note, as the reader makes one.
  await page.evaluate(() => {
    const text = document.querySelector(".post-body p")?.firstChild ?? document.body;
    getSelection()?.setBaseAndExtent(text, 0, text, 6);
  });
  await page.getByRole("button", { name: "Mark in yellow" }).click();
  await expect(page.locator(".panel-aside").first()).toHaveText("1");
  const other = await context.newPage();
  await other.goto(await addressOfKept(page));
  await expect(heading(other)).toHaveText("Log 2");
  const before = await allStored(page);
  expect(await copiesIn(page)).toHaveLength(1);
  expect(before.databases).toEqual(expect.arrayContaining(["archive-viewer", "archive-viewer.kept"]));
  expect(before.local).toEqual(expect.arrayContaining(["archive-viewer.theme", "archive-viewer.notes"]));

  await page.goto("/#/device");
  await page.reload();
  await expect(page.locator(".device")).toContainText("Notes and marks: 1.");
  await expect(page.locator(".device")).toContainText(
    /3 posts, \d+ bytes, kept here since .*, taking [\d.,]+\s(bytes|KB)/,
  );
  await button(page, "Remove everything").click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove everything" }).click();
  await expect(heading(page)).toContainText("Read archived news posts");
  await other.close();
  // Longer than a page waits before it keeps its own parts.
  await page.waitForTimeout(1500);
  expect(await allStored(page)).toEqual({ files: [], databases: [], local: [], session: [], caches: [], workers: 0 });
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
});
