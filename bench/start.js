// cargo xtask bench start: from the navigation to the first post on the screen, beside a script of the same job
// and a page that has nothing to do.

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launchWithProfile } from "./support/browser.js";
import { bundlePeers } from "./support/bundles.js";
import { load, ROOT, versionsOf } from "./support/project.js";
import { writeSection } from "./support/report.js";
import { serve } from "./support/server.js";
import { median, quantile } from "./support/statistics.js";

const ROUNDS = 9;
/** Chromium keeps scripts and WebAssembly compiled only for pages that were visited before; these visits are not counted. */
const VISITS_BEFORE = 4;
/** 10 Mbit/s, and 40 ms for each request. */
const SLOW = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 };
const TOO_LONG = 30_000;

const post = readdirSync(join(ROOT, "posts"))
  .filter((name) => name.endsWith(".md"))
  .sort()[0];
const source = `src=posts/${encodeURIComponent(post)}`;
const SIDES = [
  { name: "archive-viewer", page: `/?${source}`, shown: ".post-body p" },
  {
    name: "js-yaml, marked, DOMPurify in one script",
    page: `/bench/start-peer.html?src=/posts/${encodeURIComponent(post)}`,
    shown: "article p",
  },
  { name: "blank page", page: "/bench/blank.html", shown: "p" },
];

const loadBefore = load();
await bundlePeers();
const server = await serve();
const profile = mkdtempSync(join(tmpdir(), "archive-viewer-bench-"));
const context = await launchWithProfile(profile);

/**
 * One visit in a tab of its own.
 * @param {{ page: string, shown: string }} side
 * @param {{ cold: boolean, slow: boolean }} how
 * @returns {Promise<number>} milliseconds from the navigation to the frame that shows the post
 */
async function visit(side, { cold, slow }) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  if (cold) {
    await session.send("Network.clearBrowserCache");
    await session.send("Storage.clearDataForOrigin", { origin: server.origin, storageTypes: "all" });
  }
  // It holds for the page's worker as well.
  if (slow) await session.send("Network.emulateNetworkConditions", SLOW);
  await page.addInitScript((shown) => {
    const look = () => {
      if (!document.querySelector(shown)?.textContent) return;
      watcher.disconnect();
      // A task posted in the next frame's callback runs after that frame is drawn.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          globalThis.benchPainted = performance.now();
        };
        port2.postMessage(null);
      });
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document, { childList: true, subtree: true });
  }, side.shown);
  await page.goto(server.origin + side.page, { waitUntil: "commit" });
  const painted = await page.waitForFunction(() => globalThis.benchPainted, null, { timeout: TOO_LONG, polling: 20 });
  const time = await painted.jsonValue();
  await page.close();
  return time;
}

/** @type {Record<string, Record<string, number[]>>} */
const times = {};
for (const slow of [false, true]) {
  const line = slow ? "10 Mbit/s, 40 ms" : "plain";
  const cold = (times[`${line}, cold`] = Object.fromEntries(SIDES.map(({ name }) => [name, []])));
  const warm = (times[`${line}, warm`] = Object.fromEntries(SIDES.map(({ name }) => [name, []])));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of inTurn(round)) cold[side.name].push(await visit(side, { cold: true, slow }));
  }
  for (let round = -VISITS_BEFORE; round < ROUNDS; round += 1) {
    for (const side of inTurn(round + VISITS_BEFORE)) {
      const time = await visit(side, { cold: false, slow });
      if (round >= 0) warm[side.name].push(time);
    }
  }
  console.log(`# ${line}: done, load ${load()}`);
}

/** @param {number} round */
function inTurn(round) {
  return SIDES.map((_, index) => SIDES[(index + round) % SIDES.length]);
}

const chromium = context.browser()?.version() ?? "";
await context.close();
server.close();
rmSync(profile, { recursive: true, force: true });

const [ours, ...others] = SIDES;
const data = Object.entries(times).map(([how, sides]) => ({
  how,
  sides: Object.fromEntries(
    Object.entries(sides).map(([name, all]) => [
      name,
      { median: median(all), lowest: quantile(all, 0), highest: quantile(all, 1) },
    ]),
  ),
}));

writeSection("start", {
  title: "Start",
  loadBefore,
  how: [
    `From the navigation to the frame that shows the first post, \`?${decodeURIComponent(source)}\`, in a new tab of a profile on disk; medians of ${ROUNDS} visits, the sides in turns.`,
    `Cold: nothing is kept from before. Warm: ${VISITS_BEFORE} visits came before, so that the browser keeps files and what it compiled of them.`,
    "The server is on the same machine and sends everything compressed by brotli; the slow line is Chromium's own emulation. Pictures are not loaded.",
  ],
  ratios: [
    {
      heading: "How many times our time another page needs (less than 1: it is sooner there)",
      columns: ["", ...others.map(({ name }) => name)],
      rows: data.map(({ how, sides }) => [
        how,
        ...others.map(({ name }) => sides[name].median / sides[ours.name].median),
      ]),
    },
  ],
  numbers: [
    {
      heading: "Milliseconds: median (lowest to highest)",
      columns: ["", ...SIDES.map(({ name }) => name)],
      rows: data.map(({ how, sides }) => [
        how,
        ...SIDES.map(({ name }) => {
          const { median, lowest, highest } = sides[name];
          return `${Math.round(median)} (${Math.round(lowest)} to ${Math.round(highest)})`;
        }),
      ]),
    },
  ],
  versions: { Chromium: chromium, ...versionsOf(["js-yaml", "marked", "dompurify"]) },
  data: { rounds: ROUNDS, visits: data },
});
