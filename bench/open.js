// cargo xtask bench open: how long archives of posts take to list and to read: natively by examples/bench_open.rs, which
// makes the archives of the corpus, and in Chromium beside fflate and zip.js. There is nothing to do without the corpus.

import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { bundlePeers } from "./support/bundles.js";
import { launch } from "./support/browser.js";
import { CARGO, load, ROOT, rustVersion, versionsOf } from "./support/project.js";
import { writeSection } from "./support/report.js";
import { serve } from "./support/server.js";
import { median } from "./support/statistics.js";

const COUNTS = [1000, 10000, 30000, 100000];
const ROUNDS = 3;
const SIDES = [
  { name: "archive-viewer, a worker", page: "/bench/open.html", most: Infinity },
  { name: "fflate", page: "/bench/open-peer.html", peer: "open-fflate", most: Infinity },
  // It asks the browser for each entry by itself, which takes minutes for 100,000.
  { name: "zip.js", page: "/bench/open-peer.html", peer: "open-zip-js", most: 30000, once: true },
];

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
const output = execFileSync(CARGO, words, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
const measured = output
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const base = measured.find(({ posts }) => posts === 10000);

await bundlePeers();
const server = await serve();
const browser = await launch();
/** @type {{ name: string, posts: number, list: number, read: number, texts: number, memory: number }[]} */
const inBrowser = [];
for (const count of COUNTS) {
  const runs = SIDES.filter(({ most }) => count <= most).map((side) => ({ ...side, rounds: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const run of runs.filter(({ once }) => !once || round === 0)) {
      // A context of its own gives each a process of its own, and nothing is left of the last.
      const context = await browser.newContext();
      const page = await context.newPage();
      page.on("pageerror", (error) => console.error(`${run.name}: ${error.message}`));
      await page.goto(server.origin + run.page);
      if (run.peer) await page.addScriptTag({ url: `/bench/peers/${run.peer}.peer.js`, type: "module" });
      await page.waitForFunction(() => "bench" in globalThis);
      await page.setInputFiles("input", join(ROOT, "target/bench/open", `${count}.zip`));
      run.rounds.push(
        await page.evaluate(() =>
          globalThis
            .bench(document.querySelector("input").files[0])
            .catch((error) => Promise.reject(new Error(JSON.stringify(error)))),
        ),
      );
      await context.close();
    }
  }
  for (const { name, rounds } of runs) {
    const of = (/** @type {string} */ key) => median(rounds.map((round) => round[key]));
    inBrowser.push({
      name,
      posts: count,
      list: of("list"),
      read: of("read"),
      texts: of("texts"),
      memory: rounds[0].memory ?? NaN,
    });
    console.log(`# ${count}: ${name}: ${Math.round(of("list"))} ms, ${Math.round(of("read"))} ms`);
  }
}
const chromium = browser.version();
await browser.close();
server.close();

const ours = (/** @type {number} */ posts) =>
  inBrowser.find((one) => one.posts === posts && one.name === SIDES[0].name);
const peers = inBrowser.filter(({ name }) => name !== SIDES[0].name);

writeSection("open", {
  title: "Opening archives",
  loadBefore,
  how: [
    "Zip archives made from the posts of two archives, as GitHub packs them: Chinese names in UTF-8, checksums after the data.",
    "Natively from the first read of the file to all rows, then until all posts are unpacked, and decoded to text; in one process, medians of 5.",
    `In Chromium from the File to all names on the page, then until every post is unpacked and decoded; a process of its own each time, medians of ${ROUNDS}, zip.js once.`,
    "The peers work on the page's thread, we in a worker; the memory is that of the worker's WebAssembly.",
    "The aims at 30,000: listed in 1,000 ms, read in 2,500 ms, 150 MB.",
  ],
  ratios: [
    {
      heading: "How many times our time a peer takes in Chromium (more than 1: the peer is slower)",
      columns: ["posts", "peer", "listing", "reading all"],
      rows: peers.map(({ name, posts, list, read }) => [
        posts.toLocaleString("en-US"),
        name,
        list / (ours(posts)?.list ?? NaN),
        read / (ours(posts)?.read ?? NaN),
      ]),
    },
    {
      heading: "Cost per post natively, in times that at 10,000 posts",
      columns: ["posts", "listing", "unpacking and decoding"],
      rows: measured.map((one) => [
        one.posts.toLocaleString("en-US"),
        one.list_ms / one.posts / (base.list_ms / base.posts),
        (one.unpack_ms + one.decode_ms) / one.posts / ((base.unpack_ms + base.decode_ms) / base.posts),
      ]),
    },
  ],
  numbers: [
    {
      heading: "In Chromium",
      columns: ["side", "posts", "listed, ms", "all read, ms", "WebAssembly, MB"],
      rows: inBrowser.map(({ name, posts, list, read, memory }) => [
        name,
        posts.toLocaleString("en-US"),
        list,
        read,
        Number.isNaN(memory) ? "" : memory / 1e6,
      ]),
    },
    {
      heading: "Natively",
      columns: ["posts", "archive, MB", "unpacked, MB", "ranges read", "listed, ms", "unpacked, ms", "decoded, ms"],
      rows: measured.map((one) => [
        one.posts.toLocaleString("en-US"),
        one.size / 1e6,
        one.bytes / 1e6,
        one.ranges,
        one.list_ms,
        one.unpack_ms,
        one.decode_ms,
      ]),
    },
  ],
  versions: { rustc: rustVersion(), Chromium: chromium, ...versionsOf(["fflate", "@zip.js/zip.js"]) },
  data: { native: measured, browser: inBrowser },
});
