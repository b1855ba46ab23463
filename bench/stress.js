// cargo xtask bench stress: what the inputs that break a naive chain cost, natively and in the browser.
// Natively it is examples/stress.rs, each input in a process of its own; in the browser tests/browser/stress.spec.js,
// each input dropped on the page, with a good post after it.

import { execFileSync } from "node:child_process";

import { CARGO, load, ROOT, rustVersion } from "./support/project.js";
import { writeSection } from "./support/report.js";

/** The most that an input may take: milliseconds, and bytes of memory. */
const MOST_MS = 2000;
const MOST_BYTES = 512 * 2 ** 20;
/** As many of the dearest are listed. */
const LISTED = 12;

/** @typedef {{ name: string, size: string, bytes: number, end: string, ms: number, good_ms: number, peak_mib: number | null }} Native */
/** @typedef {{ bytes: number, times: { name: string, ms: number }[] }} Story */

const loadBefore = load();
const options = { cwd: ROOT, encoding: /** @type {const} */ ("utf8"), maxBuffer: 2 ** 28 };
const lines = execFileSync(CARGO, ["run", "--release", "--quiet", "--example", "stress"], options);
/** @type {Native[]} */
const native = lines
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const stories = JSON.parse(
  execFileSync(
    "npx",
    ["playwright", "test", "tests/browser/stress.spec.js", "--workers=1", "--reporter=json"],
    options,
  ),
);
/** @type {Story[]} */
const browser = stories.suites
  .flatMap((/** @type {any} */ suite) => suite.specs)
  .flatMap((/** @type {any} */ spec) => spec.tests[0].annotations)
  .filter((/** @type {any} */ { type }) => type === "stress")
  .map((/** @type {any} */ { description }) => JSON.parse(description));
const shown = browser.flatMap(({ times }) => times);

const most = (/** @type {number[]} */ numbers) => Math.max(...numbers);
const nativeMs = most(native.map(({ ms, good_ms }) => ms + good_ms));
const nativeMiB = most(native.map(({ peak_mib }) => peak_mib ?? 0));
const browserMs = most(shown.map(({ ms }) => ms));
const browserBytes = most(browser.map(({ bytes }) => bytes));

writeSection("stress", {
  title: "Stress",
  loadBefore,
  how: [
    `${native.length / 2} inputs that are made to cost more than they are worth (tests/fixtures/stress.json), each as it usually is and as large as is useful, 4 MiB for most; a good post after each.`,
    "Natively from the bytes to the page's view, each in a process of its own; in Chromium from the drop to the article or the sentence, all in one page, so that the memory is what the costliest left behind.",
    "The bounds are 2 s and 512 MiB.",
  ],
  ratios: [
    {
      heading: "The dearest input beside the bound",
      columns: ["", "time", "memory"],
      rows: [
        ["natively", nativeMs / MOST_MS, (nativeMiB * 2 ** 20) / MOST_BYTES],
        ["Chromium", browserMs / MOST_MS, browserBytes / MOST_BYTES],
      ],
    },
  ],
  numbers: [
    {
      heading: "The dearest natively",
      columns: ["input", "size", "bytes", "end", "ms", "peak, MiB"],
      rows: [...native]
        .sort((one, other) => other.ms - one.ms)
        .slice(0, LISTED)
        .map(({ name, size, bytes, end, ms, peak_mib }) => [
          name,
          size,
          bytes,
          end,
          Math.round(ms),
          Math.round(peak_mib ?? 0),
        ]),
    },
    {
      heading: "The dearest in Chromium",
      columns: ["input", "ms"],
      rows: [...shown]
        .sort((one, other) => other.ms - one.ms)
        .slice(0, LISTED)
        .map(({ name, ms }) => [name, ms]),
    },
  ],
  versions: { rustc: rustVersion() },
  data: { native, browser },
});
