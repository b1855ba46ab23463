// cargo xtask bench books: an archive of a thousand posts saved as one EPUB in the page, from the button to the file, beside the
// native command in the same run; and statistics of 30,000 posts, which bench/statistics.js measures in Node.
// examples/bench_open.rs makes the archive of the corpus.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch } from "./support/browser.js";
import { CARGO, load, ROOT, SCRATCH } from "./support/project.js";
import { writeSection } from "./support/report.js";
import { serve } from "./support/server.js";
import { median } from "./support/statistics.js";

const COUNT = 1000;
const ROUNDS = 3;

const corpus = process.env.ARCHIVE_VIEWER_CORPUS;
if (!corpus) throw new Error("ARCHIVE_VIEWER_CORPUS names no folder: the archive is made of its posts");

const loadBefore = load();
const archive = join(ROOT, "target/bench/open", `${COUNT}.zip`);
const cargo = (/** @type {string[]} */ ...words) =>
  execFileSync(CARGO, words, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
if (!existsSync(archive))
  cargo("run", "--release", "--quiet", "--example", "bench_open", "--", join(corpus, "corpus"), String(COUNT));
cargo("build", "--release", "--quiet", "--features", "command", "--bin", "archive-viewer");

/** Bytes that the largest renderer takes. @param {import("playwright-core").Browser} browser */
async function residentOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const kilobytes = renderers.map(
    ({ id }) => /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1],
  );
  return Math.max(...kilobytes.map(Number)) * 1024;
}

const server = await serve(undefined, ROOT, join(SCRATCH, "published", "site"));

/** @returns {Promise<{ time: number, bytes: number, before: number, peak: number, version: string }>} */
async function inPage() {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/`);
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [archive], dragOperationsMask: 1 };
    for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"]))
      await session.send("Input.dispatchDragEvent", { type, x: 640, y: 400, data });
    await page.getByRole("button", { name: "Save these posts…" }).click({ timeout: 120_000 });
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "EPUB" }).check();
    const before = await residentOf(browser);
    let [peak, isDone] = [0, false];
    const looking = (async () => {
      for (; !isDone; await new Promise((resolve) => setTimeout(resolve, 200)))
        peak = Math.max(peak, await residentOf(browser));
    })();
    const start = performance.now();
    const download = page.waitForEvent("download", { timeout: 300_000 });
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    const path = await (await download).path();
    const time = performance.now() - start;
    isDone = true;
    await looking;
    return { time, bytes: statSync(path).size, before, peak, version: browser.version() };
  } finally {
    await browser.close();
  }
}

function byCommand() {
  const folder = mkdtempSync(join(tmpdir(), "archive-viewer-books-"));
  const start = performance.now();
  execFileSync(join(ROOT, "target/release/archive-viewer"), ["export", archive, "--epub", join(folder, "book.epub")]);
  const time = performance.now() - start;
  rmSync(folder, { recursive: true });
  return time;
}

const [pages, commands] = [[], []];
for (let round = 0; round < ROUNDS; round += 1) {
  pages.push(await inPage());
  commands.push(byCommand());
  console.log(`# ${Math.round(pages.at(-1).time)} ms in the page, ${Math.round(commands.at(-1))} ms by the command`);
}
server.close();
const counted = JSON.parse(execFileSync("node", [join(ROOT, "bench/statistics.js")], { encoding: "utf8" }));

const time = median(pages.map(({ time }) => time));
const peak = Math.max(...pages.map(({ peak }) => peak));
writeSection("books", {
  title: "Books and statistics",
  loadBefore,
  how: [
    `An archive of ${COUNT.toLocaleString("en-US")} posts of the corpus, read whole, saved as EPUB in the page: from the click on "Save" to the whole file, the core that writes it included; the median of ${ROUNDS}. The renderer's memory is looked at five times a second. The aims: 10 s and 300 MB.`,
    `The native command writes the same book in turns, reading the archive included.`,
    "Statistics are those of 30,000 generated posts, in Node, in time of the processor: the first time texts are measured too, and each word over time is a scan of all texts. The aim: 200 ms.",
  ],
  ratios: [
    {
      heading: "How many times the command's time the page takes",
      columns: ["posts", "page / command"],
      rows: [[COUNT.toLocaleString("en-US"), time / median(commands)]],
    },
  ],
  numbers: [
    {
      heading: "A book",
      columns: ["posts", "page, s", "command, s", "book, MB", "renderer before, MB", "at most, MB"],
      rows: [
        [
          COUNT.toLocaleString("en-US"),
          time / 1000,
          median(commands) / 1000,
          pages[0].bytes / 1e6,
          Math.max(...pages.map(({ before }) => before)) / 1e6,
          peak / 1e6,
        ],
      ],
    },
    {
      heading: "Statistics, ms",
      columns: ["posts", "first", "again", "a word over time", "six lines"],
      rows: [[counted.posts.toLocaleString("en-US"), counted.first, counted.again, counted.oneWord, counted.sixLines]],
    },
  ],
  versions: { Chromium: pages[0].version },
  data: { pages, commands, counted },
});
