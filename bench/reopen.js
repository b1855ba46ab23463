// cargo xtask bench reopen: the second opening of an archive that is kept on the device, beside its first in the same run: from the
// drop, and from a new tab whose address leads to the kept archive, until its list is there and until all of it can be searched. The
// page is the published one, as a reader has it.
// examples/bench_open.rs makes the archives of the corpus. BENCH_COUNTS are other numbers of posts, for a quick look; the report is
// left as it is then.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launchWithProfile } from "./support/browser.js";
import { CARGO, load, ROOT, SCRATCH } from "./support/project.js";
import { writeSection } from "./support/report.js";
import { serve } from "./support/server.js";
import { median, quantile } from "./support/statistics.js";

const COUNTS = process.env.BENCH_COUNTS?.split(",").map(Number) ?? [5000, 30000, 100_000];
const ROUNDS = 5;
/** In ms. */
const LONGEST = Number(process.env.BENCH_LONGEST ?? 300_000);
/** A character that is in nearly every post: the last one counts too. */
const WORD = "的";

const corpus = process.env.ARCHIVE_VIEWER_CORPUS;
if (!corpus) throw new Error("ARCHIVE_VIEWER_CORPUS names no folder: the archives are made of its posts");

const loadBefore = load();
const archiveOf = (/** @type {number} */ count) => join(ROOT, "target/bench/open", `${count}.zip`);
if (!COUNTS.every((count) => existsSync(archiveOf(count)))) {
  const words = ["run", "--release", "--quiet", "--example", "bench_open", "--", join(corpus, "corpus")];
  execFileSync(CARGO, [...words, ...COUNTS.map(String)], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
}
const server = await serve(undefined, ROOT, join(SCRATCH, "published", "site"));

/** Runs in each page before anything else: when rows are there, and when a search says that all was searched. */
function watch() {
  const seen = { dropped: NaN, listed: NaN, searchable: NaN, status: "" };
  Object.assign(globalThis, { seen });
  addEventListener("drop", () => (seen.dropped = performance.now()), { capture: true });
  new MutationObserver(() => {
    if (Number.isNaN(seen.listed) && document.querySelector(".virtual-rows .list-row")) seen.listed = performance.now();
    const isReading = document.querySelector(".shelf-progress") !== null;
    seen.status = document.querySelector(".search-status")?.textContent ?? "";
    const isWhole = /match/.test(seen.status) ? !/so far/.test(seen.status) : seen.wasReading && !isReading;
    if (isWhole && Number.isNaN(seen.searchable)) seen.searchable = performance.now();
    seen.wasReading ||= isReading;
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

/** @param {import("playwright-core").Page} page @param {"listed" | "searchable"} what */
async function whenSeen(page, what) {
  // The page's policy forbids what `waitForFunction` does.
  const end = Date.now() + LONGEST;
  while (await page.evaluate((what) => Number.isNaN(globalThis.seen[what]), what)) {
    if (Date.now() > end) {
      const seen = await page.evaluate(() => JSON.stringify([location.href, document.title, globalThis.seen]));
      throw new Error(`never ${what}: ${seen}`);
    }
    await page.waitForTimeout(50);
  }
  return page.evaluate((what) => globalThis.seen[what] - (globalThis.seen.dropped || 0), what);
}

/** In a page: bytes of the files in the site's own file system, below each folder. */
async function stored() {
  const sizes = {};
  const sizeOf = async (folder) => {
    let sum = 0;
    for await (const child of folder.values())
      sum += child.kind === "directory" ? await sizeOf(child) : (await child.getFile()).size;
    return sum;
  };
  for await (const [name, folder] of (await navigator.storage.getDirectory()).entries())
    sizes[name] = folder.kind === "directory" ? await sizeOf(folder) : 0;
  return sizes;
}

/** In a page: whether the archive is packed. */
async function isPacked() {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle("archive-viewer.packed").catch(() => null);
  for await (const place of folder?.values() ?? [])
    for await (const name of place.keys()) if (/^manifest/.test(name)) return true;
  return false;
}

/** @param {number} count */
async function measure(count) {
  const profile = mkdtempSync(join(tmpdir(), "archive-viewer-reopen-"));
  const context = await launchWithProfile(profile);
  try {
    await context.addInitScript(`(${watch})()`);
    const page = await context.newPage();
    await page.goto(`${server.origin}/`);
    // The page is there, and its core with it, before anybody drops anything.
    await page.waitForTimeout(1500);
    const session = await context.newCDPSession(page);
    const data = { items: [], files: [archiveOf(count)], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"])
      await session.send("Input.dispatchDragEvent", { type, x: 640, y: 400, data });
    const first = { listed: await whenSeen(page, "listed"), searchable: await whenSeen(page, "searchable") };
    await page.getByRole("button", { name: /^Keep .* on this device$/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Keep a copy" }).click();
    const kept = Date.now();
    while (!(await page.evaluate(isPacked))) await page.waitForTimeout(100);
    const packed = Date.now() - kept;
    console.log(
      `# ${count}: first ${Math.round(first.listed)} ms listed, ${Math.round(first.searchable)} ms searchable, packed in ${packed} ms`,
    );
    const bytes = await page.evaluate(stored);
    const at = `#/a/${count}.zip`;
    await page.close();
    /** @type {{ listed: number[], searchable: number[] }} */
    const again = { listed: [], searchable: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [what, words] of /** @type {["listed" | "searchable", string][]} */ ([
        ["listed", ""],
        ["searchable", WORD],
      ])) {
        const tab = await context.newPage();
        await tab.goto(`${server.origin}/${at}/search/${encodeURIComponent(words)}`);
        again[what].push(await whenSeen(tab, what));
        await tab.close();
      }
    }
    const version = context.browser()?.version() ?? "";
    return { first, again, packed, bytes, version };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

const results = [];
for (const count of COUNTS) {
  const result = await measure(count);
  results.push({ count, ...result });
  const [listed, searchable] = [median(result.again.listed), median(result.again.searchable)].map(Math.round);
  console.log(
    `# ${count}: first ${Math.round(result.first.listed)} ms listed, ${Math.round(result.first.searchable)} ms searchable; again ${listed} and ${searchable} ms; kept and packed in ${result.packed} ms; ${JSON.stringify(result.bytes)}`,
  );
}
server.close();
if (process.env.BENCH_COUNTS) process.exit();

const number = (/** @type {number} */ count) => count.toLocaleString("en-US");
writeSection("reopen", {
  title: "A kept archive opened again",
  loadBefore,
  how: [
    "The archives of the section about opening, dropped on the page in a browser with a profile on disk and read whole; then kept as a copy. Opened again from the address of its list in a new tab, the page and its core included: until rows are shown; and from the address of a search for a character that is in nearly every post, until its answer is of all posts. The median of five, and the least, which other work on the machine disturbed least.",
    "The aims: 300 ms to the list and 1,000 ms to the search at 30,000 posts, 3,000 ms at 100,000.",
  ],
  ratios: [
    {
      heading: "How many times the second opening the first takes",
      columns: ["posts", "until listed", "until searchable"],
      rows: results.map(({ count, first, again }) => [
        number(count),
        first.listed / median(again.listed),
        first.searchable / median(again.searchable),
      ]),
    },
  ],
  numbers: [
    {
      heading: "Numbers",
      columns: [
        "posts",
        "first: listed, ms",
        "searchable, ms",
        "again: listed, ms",
        "least",
        "searchable, ms",
        "least",
        "copy, MB",
        "pack, MB",
      ],
      rows: results.map(({ count, first, again, bytes }) => [
        number(count),
        first.listed,
        first.searchable,
        median(again.listed),
        quantile(again.listed, 0),
        median(again.searchable),
        quantile(again.searchable, 0),
        (bytes["archive-viewer.kept"] ?? 0) / 1e6,
        (bytes["archive-viewer.packed"] ?? 0) / 1e6,
      ]),
    },
  ],
  versions: { Chromium: results.at(-1)?.version ?? "" },
  data: results,
});
