// cargo xtask bench render: from a post's bytes to nodes in the page, our engine beside its peers.

import { bundlePeers } from "./support/bundles.js";
import { clockOf, launch } from "./support/browser.js";
import { postsFor, sampleOf } from "./support/posts.js";
import { load, versionsOf } from "./support/project.js";
import { writeSection } from "./support/report.js";
import { serve } from "./support/server.js";
import { median, quantile } from "./support/statistics.js";

/** The cleaners among the peers take some 20 ms a post; more posts than these make the run long and no result different. */
const MOST_POSTS = 120;
const ROUNDS = 7;
/** A process's time is counted in steps of 10 ms, so each round goes over the sample several times. */
const PASSES = 3;

const SIDES = [
  { name: "archive-viewer: worker, sink", page: "/bench/ours.html" },
  { name: "js-yaml, marked, DOMPurify", peer: "marked" },
  { name: "js-yaml, markdown-it, DOMPurify", peer: "markdown-it" },
  { name: "js-yaml, marked, setHTML", peer: "set-html" },
  { name: "marked, Readability, DOMPurify", peer: "readability" },
  { name: "marked, Defuddle, DOMPurify", peer: "defuddle" },
];

const loadBefore = load();
const posts = sampleOf(postsFor(process.argv.slice(2)), MOST_POSTS);
await bundlePeers();
const server = await serve(posts);
const browser = await launch();
const count = posts.names.length;

const sides = [];
for (const { name, page: address, peer } of SIDES) {
  // A context of its own gives each side a process of its own.
  const page = await (await browser.newContext()).newPage();
  page.on("pageerror", (error) => console.error(`${name}: ${error.message}`));
  await page.goto(server.origin + (address ?? "/bench/peer.html"));
  if (peer) await page.addScriptTag({ url: `/bench/peers/${peer}.peer.js`, type: "module" });
  await page.waitForFunction(() => "bench" in globalThis);
  await page.evaluate((names) => globalThis.bench.load(names), posts.names);
  sides.push({ name, page, clock: await clockOf(page), rounds: [] });
}

/** One turn of a side. */
async function turn(side, times) {
  // Cleanup of the last round is not timed.
  await side.page.requestGC();
  const before = await side.clock();
  const { took, wall, nodes, failed } = await side.page.evaluate((times) => globalThis.bench.pass(times), times);
  const after = await side.clock();
  const each = count * times;
  return {
    whole: (after.whole - before.whole) / each,
    thread: (after.thread - before.thread) / each,
    perSecond: (each / wall) * 1000,
    took,
    nodes,
    failed,
  };
}

for (const side of sides) side.first = await turn(side, 1);
for (let round = 0; round < ROUNDS; round += 1) {
  // The side that began the last round ends this one, so that a slow moment of the machine meets all in turn.
  const order = sides.map((_, index) => sides[(index + round) % sides.length]);
  for (const side of order) side.rounds.push(await turn(side, PASSES));
  console.log(`# round ${round + 1} of ${ROUNDS}, load ${load()}`);
}
const chromium = browser.version();
await browser.close();
server.close();

const results = sides.map(({ name, first, rounds }) => {
  const took = rounds.flatMap((round) => round.took);
  return {
    name,
    whole: median(rounds.map((round) => round.whole)),
    thread: median(rounds.map((round) => round.thread)),
    perSecond: median(rounds.map((round) => round.perSecond)),
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    first: first.whole,
    nodes: Math.round(rounds[0].nodes),
    failed: rounds[0].failed.length,
  };
});
for (const { name, rounds } of sides) {
  for (const failure of rounds[0].failed) console.log(`# ${name}: ${failure}`);
  // A side that shows nothing is fast for no good reason.
  if (rounds[0].nodes === 0) throw new Error(`${name} rendered nothing`);
}
const [ours, ...peers] = results;

writeSection("render", {
  title: "Rendering",
  loadBefore,
  how: [
    `From a post's bytes in the page to its nodes in the page, ${count} ${posts.what}, ${(posts.bytes / 1e6).toFixed(1)} MB, one after the other.`,
    `The sides take turns in one run of Chromium, each in a process of its own: one pass that counts as the first, then ${ROUNDS} rounds of ${PASSES} passes; medians of the rounds.`,
    "Nodes are not displayed and pictures not loaded, so that no side pays for layout or decoding.",
    "The peers do less: they keep no record of what they remove, and those without a cleaner remove nothing but what is dangerous.",
  ],
  ratios: [
    {
      heading: "How many times our cost a peer costs (more than 1: the peer is slower)",
      columns: ["peer", "CPU of the renderer", "CPU of the page's thread", "time p50", "time p99", "first pass, CPU"],
      rows: peers.map((peer) => [
        peer.name,
        peer.whole / ours.whole,
        peer.thread / ours.thread,
        peer.p50 / ours.p50,
        peer.p99 / ours.p99,
        peer.first / ours.first,
      ]),
    },
  ],
  numbers: [
    {
      heading: "Numbers",
      columns: [
        "side",
        "renderer CPU, ms a post",
        "page's thread, ms a post",
        "posts a second",
        "p50, ms",
        "p99, ms",
        "first pass, ms a post",
        "elements",
        "failed",
      ],
      rows: results.map((side) => [
        side.name,
        side.whole,
        side.thread,
        side.perSecond,
        side.p50,
        side.p99,
        side.first,
        side.nodes,
        side.failed,
      ]),
    },
  ],
  versions: {
    Chromium: chromium,
    ...versionsOf(["js-yaml", "marked", "markdown-it", "dompurify", "@mozilla/readability", "defuddle"]),
  },
  data: { posts: count, bytes: posts.bytes, rounds: ROUNDS, passes: PASSES, sides: results },
});
