// cargo xtask bench archive: from the drop of an archive to its list, to all of it being searchable, and what searching and
// reading in it costs; beside a page that does the same with fflate, js-yaml, marked and indexOf.
// examples/bench_open.rs makes the archives of the corpus, so there is nothing to do without it.
// BENCH_BASE names another checkout whose page is built: it is measured in turns with this one. BENCH_COUNTS are other numbers of
// posts, for a quick look; the report is left as it is then.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { bundlePeers } from "./support/bundles.js";
import { launch } from "./support/browser.js";
import { CARGO, load, ROOT, versionsOf } from "./support/project.js";
import { writeSection } from "./support/report.js";
import { serve } from "./support/server.js";
import { median, quantile } from "./support/statistics.js";

const COUNTS = process.env.BENCH_COUNTS?.split(",").map(Number) ?? [1000, 10000, 30000, 100000];
const BASE = process.env.BENCH_BASE;
/** Words that are typed, each sign by sign as an input method gives them. */
const TYPED = [
  "香港",
  "中国政府",
  "民主运动",
  "的",
  "老楊",
  "警察 学生",
  "vlog",
  "-疫情 武汉",
  "author:无",
  "经济 工资 房子",
  '"社会 新闻"',
  "zzz",
];
const OPENED = 40;
/** Memory is measured once in so many looks at whether all is searchable, of which there are ten a second. */
const LOOKS = 20;

const corpus = process.env.ARCHIVE_VIEWER_CORPUS;
if (!corpus) throw new Error("ARCHIVE_VIEWER_CORPUS names no folder: the archives are made of its posts");

const loadBefore = load();
const words = [
  "run",
  "--release",
  "--quiet",
  "--example",
  "bench_open",
  "--",
  join(corpus, "corpus"),
  ...COUNTS.map(String),
];
execFileSync(CARGO, words, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
await bundlePeers();
const server = await serve();
const baseServer = BASE ? await serve(undefined, BASE) : null;

/** Runs in the page before anything else: when something was dropped, and tasks that keep the page's thread for long. */
function watch() {
  const seen = { dropped: NaN, listed: NaN, complete: NaN, searchable: NaN, longest: 0 };
  Object.assign(globalThis, { seen });
  addEventListener("drop", () => (seen.dropped = performance.now()), { capture: true });
  new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries())
      if (startTime > seen.dropped) seen.longest = Math.max(seen.longest, duration);
  }).observe({ type: "longtask" });
  new MutationObserver(() => {
    if (Number.isNaN(seen.listed) && document.querySelector(".virtual-rows .list-row")) {
      seen.listed = performance.now();
      requestAnimationFrame(lookAtRows);
    }
    const isReading = document.querySelector(".shelf-progress") !== null;
    if (!isReading && seen.wasReading && Number.isNaN(seen.searchable)) seen.searchable = performance.now();
    seen.wasReading ||= isReading;
  }).observe(document, { childList: true, subtree: true });
}

/** In the page: looks at each frame whether all rows that are seen have been read. */
function lookAtRows() {
  const rows = [...document.querySelectorAll(".virtual-rows .list-row")].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  // Posts without a text have a language at least.
  const isRead = (row) => row.querySelector(".list-title[lang]") || row.querySelector(".list-excerpt")?.textContent;
  if (rows.length > 1 && rows.every(isRead)) globalThis.seen.complete = performance.now();
  else requestAnimationFrame(globalThis.lookAtRows);
}

/** Types words sign by sign; of each sign, how long until status and rows show its answer. @param {string[]} typed */
async function type(typed) {
  const field = document.querySelector(".search-field");
  const status = document.querySelector(".search-status");
  const list = document.querySelector(".virtual-rows");
  const nothing = document.querySelector(".nothing-found");
  const took = [];
  for (const word of typed) {
    for (let end = 1; end <= word.length; end += 1) {
      const before = status.textContent;
      const start = performance.now();
      field.value = word.slice(0, end);
      const shown = new Promise((resolve) => {
        let isSaid = false;
        const observer = new MutationObserver((records) => {
          isSaid ||= status.textContent !== before;
          const areRows = !nothing.hidden || records.some(({ target }) => list.contains(target));
          if (!isSaid || !areRows) return;
          observer.disconnect();
          resolve(performance.now());
        });
        observer.observe(document.querySelector(".library"), {
          childList: true,
          subtree: true,
          attributes: true,
          characterData: true,
        });
        // A sign that changes nothing, as the minus before a word, has no answer of its own.
        setTimeout(() => (observer.disconnect(), resolve(null)), 1000);
      });
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const at = await shown;
      if (at !== null) took.push(at - start);
    }
  }
  field.value = "";
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 500));
  return took;
}

/** Opens posts from their rows and measures the time until each headline is shown. @param {number} count */
async function openPosts(count) {
  const took = [];
  for (let nth = 0; nth < count; nth += 1) {
    window.scrollTo(0, (document.documentElement.scrollHeight / count) * nth);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const links = [...document.querySelectorAll(".list-link")];
    const link = links[Math.floor(links.length / 2)];
    const start = performance.now();
    const shown = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector("article.post .post-body")) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(document.querySelector(".content"), { childList: true, subtree: true });
    });
    link.click();
    took.push((await shown) - start);
    history.back();
    await new Promise((resolve) => {
      const wait = () => (document.querySelector(".virtual-rows .list-row") ? resolve(null) : setTimeout(wait, 20));
      wait();
    });
  }
  return took;
}

/** @param {import("playwright-core").Browser} browser @returns {Promise<number>} bytes of the largest renderer */
async function residentOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const sizes = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) * 1024);
  await session.detach();
  return Math.max(0, ...sizes);
}

/** @param {number} count @param {string} origin */
async function ours(count, origin = server.origin) {
  const browser = await launch();
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  page.on("pageerror", (error) => console.error(error.message));
  await page.addInitScript(`globalThis.lookAtRows = ${lookAtRows}; (${watch})()`);
  await page.goto(`${origin}/`);
  // The page is there, and its core with it, before anybody drops anything.
  await page.waitForTimeout(1500);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [join(ROOT, "target/bench/open", `${count}.zip`)], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"])
    await session.send("Input.dispatchDragEvent", { type, x: 640, y: 400, data });
  let [memory, resident] = [0, 0];
  // Looking costs the processor some: as often on either side, however soon a side answers.
  for (let looks = 0; ; looks += 1) {
    if (looks % LOOKS === 0) {
      const bytes = page.evaluate(async () => (await import("/js/app/main.js")).memory().catch(() => 0));
      [memory, resident] = [Math.max(memory, await bytes), Math.max(resident, await residentOf(browser))];
    }
    if (!Number.isNaN(await page.evaluate(() => globalThis.seen.searchable))) break;
    await page.waitForTimeout(100);
  }
  const seen = await page.evaluate(() => globalThis.seen);
  const keys = await page.evaluate(type, TYPED);
  const posts = await page.evaluate(openPosts, OPENED);
  const { longest } = await page.evaluate(() => globalThis.seen);
  const version = browser.version();
  await browser.close();
  return {
    listed: seen.listed - seen.dropped,
    complete: seen.complete - seen.listed,
    searchable: seen.searchable - seen.dropped,
    memory,
    resident,
    longest,
    keys,
    posts,
    version,
  };
}

/** @param {number} count */
async function peer(count) {
  const browser = await launch();
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.origin}/bench/open-peer.html`);
  await page.addScriptTag({ url: "/bench/peers/archive.peer.js", type: "module" });
  await page.waitForFunction(() => "bench" in globalThis);
  await page.setInputFiles("input", join(ROOT, "target/bench/open", `${count}.zip`));
  const outcome = await page.evaluate(
    (words) => globalThis.bench(document.querySelector("input").files[0], words),
    TYPED,
  );
  const resident = await residentOf(browser);
  await browser.close();
  return { ...outcome, resident };
}

const results = [];
let chromium = "";
for (const count of COUNTS) {
  if (baseServer) {
    // In turns, so that both have the same machine.
    for (let turn = 0; turn < 3; turn += 1)
      for (const [name, { origin }] of Object.entries({ base: baseServer, ours: server })) {
        const { listed, complete, searchable, keys, longest } = await ours(count, origin);
        const [list, rows, all, key, task] = [listed, complete, searchable, quantile(keys, 0.95), longest].map(
          Math.round,
        );
        console.log(
          `# ${count}, ${name}: ${list} ms listed, visible rows complete ${rows} ms later, ${all} ms searchable, a key p95 ${key} ms, longest task ${task} ms`,
        );
      }
    continue;
  }
  const [our, other] = [await ours(count), await peer(count)];
  chromium = our.version;
  results.push({ count, our, other });
  console.log(
    `# ${count}: ${Math.round(our.listed)} ms listed, ${Math.round(our.searchable)} ms searchable; the peer ${Math.round(other.searchable)} ms`,
  );
}
server.close();
baseServer?.close();
if (BASE || process.env.BENCH_COUNTS) process.exit();

const number = (/** @type {number} */ count) => count.toLocaleString("en-US");
const each = (/** @type {typeof results[number]} */ { count, our }) => our.searchable / count;
const base = results.find(({ count }) => count === 10000);

writeSection("archive", {
  title: "Archives as libraries",
  loadBefore,
  how: [
    "The archives of the section above, dropped on the page in a browser of its own: until rows are shown, until those that are seen have been read, until everything can be searched; then words typed character by character, until status and rows show the answer, and posts opened from their rows, until the article stands.",
    "The peer unpacks with fflate, reads with js-yaml, renders with marked, strips the tags, keeps lower-cased strings, and looks with indexOf, all on the page's thread. It cleans nothing, folds no scripts, and makes no snippets.",
    "The aims at 30,000: searchable in 6,000 ms and 4 times faster than the peer, visible rows complete 500 ms after the list, 50 ms at p95 for a key and for a post, 350 MB of WebAssembly, no task over 100 ms on the page's thread, and at 100,000 at most 1.3 times the cost per post of 10,000.",
  ],
  ratios: [
    {
      heading:
        "How many times our time the peer takes (more than 1: the peer is slower), and our cost per post in times that at 10,000",
      columns: ["posts", "until searchable", "our cost per post"],
      rows: results.map((result) => [
        number(result.count),
        result.other.searchable / result.our.searchable,
        base ? each(result) / each(base) : NaN,
      ]),
    },
  ],
  numbers: [
    {
      heading: "Numbers",
      columns: [
        "posts",
        "listed, ms",
        "visible rows complete after the list, ms",
        "searchable, ms",
        "a key p50, ms",
        "a key p95, ms",
        "a post p50, ms",
        "a post p95, ms",
        "longest task, ms",
        "WebAssembly, MB",
        "renderer, MB",
      ],
      rows: results.map(({ count, our }) => [
        number(count),
        our.listed,
        our.complete,
        our.searchable,
        median(our.keys),
        quantile(our.keys, 0.95),
        median(our.posts),
        quantile(our.posts, 0.95),
        our.longest,
        our.memory / 1e6,
        our.resident / 1e6,
      ]),
    },
    {
      heading: "The peer",
      columns: ["posts", "searchable, ms", "a query p50, ms", "a query p95, ms", "renderer, MB"],
      rows: results.map(({ count, other }) => [
        number(count),
        other.searchable,
        median(other.queries),
        quantile(other.queries, 0.95),
        other.resident / 1e6,
      ]),
    },
  ],
  versions: { Chromium: chromium, ...versionsOf(["fflate", "js-yaml", "marked"]) },
  data: results,
});
