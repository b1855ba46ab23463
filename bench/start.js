// cargo xtask bench start: from the navigation, or a drop, to the first post on the screen: the published site beside a script
// of the same job and a page that has nothing to do.
//
//     --site FOLDER   of the published site
//     --rounds N      visits that are counted, of each side on each line

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { launchWithProfile } from "./support/browser.js";
import { bundlePeers, PEER_FOLDER } from "./support/bundles.js";
import { LINES, STANDS, visit } from "./support/first-post.js";
import { load, ROOT, SCRATCH, versionsOf } from "./support/project.js";
import { writeSection } from "./support/report.js";
import { serveSite } from "./support/site-server.js";
import { median, quantile } from "./support/statistics.js";

const { values } = parseArgs({
  options: {
    site: { type: "string", default: join(SCRATCH, "published", "site") },
    rounds: { type: "string", default: "9" },
    line: { type: "string", default: "" },
  },
});
const ROUNDS = Number(values.rounds);
/** Chromium keeps scripts and WebAssembly compiled only for pages that were visited before; these visits are not counted. */
const VISITS_BEFORE = 4;

const post = readdirSync(join(ROOT, "posts"))
  .filter((name) => name.endsWith(".md"))
  .sort()[0];
const url = `/posts/${encodeURIComponent(post)}`;
const PEER = "js-yaml, marked, DOMPurify in one script";

/**
 * The ways to a first post. In each, every side is held to the peer.
 * @type {{ way: string, sides: import("./support/first-post.js").Side[] }[]}
 */
const WAYS = [
  {
    way: "a visit",
    sides: [
      { name: PEER, page: `/bench/start-peer.html?src=${url}`, shown: "article p" },
      { name: "`?src=` of a raw post", page: `/?src=${url.slice(1)}`, shown: ".post-body p" },
      { name: "`<archived-post>` in a host page", page: "/host/", shown: ".post-body p" },
      { name: "blank page", page: "/bench/blank.html", shown: "p" },
    ],
  },
  {
    way: "a drop",
    sides: [
      { name: PEER, page: "/bench/drop-peer.html", shown: "article p", dropped: join(ROOT, "posts", post) },
      { name: "a file dropped on the page", page: "/", shown: ".post-body p", dropped: join(ROOT, "posts", post) },
    ],
  },
];

/** A page of somebody else's, with a post in it. */
const HOST = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A page with a post</title>
<script type="module" src="/embed/define.js"></script>
<h1>Somebody else's page</h1>
<archived-post src="${url}"></archived-post>
</html>
`;

const loadBefore = load();
await bundlePeers();
const hostFolder = join(SCRATCH, "host");
mkdirSync(hostFolder, { recursive: true });
writeFileSync(join(hostFolder, "index.html"), HOST);
const server = await serveSite(values.site, {
  "/bench/": join(ROOT, "bench", "pages"),
  "/bench/peers/": PEER_FOLDER,
  "/host/": hostFolder,
});
const profile = mkdtempSync(join(tmpdir(), "archive-viewer-bench-"));
const context = await launchWithProfile(profile);

/** @type {{ way: string, line: string, cold: boolean, times: Record<string, number[]> }[]} */
const results = [];
for (const line of LINES.filter(({ name }) => name.startsWith(values.line))) {
  for (const { way, sides } of WAYS) {
    for (const cold of [true, false]) {
      /** @type {Record<string, number[]>} */
      const times = Object.fromEntries(sides.map(({ name }) => [name, []]));
      for (let round = cold ? 0 : -VISITS_BEFORE; round < ROUNDS; round += 1) {
        // In turns, so that no side has the machine for itself.
        const first = (round + VISITS_BEFORE) % sides.length;
        for (const side of [...sides.slice(first), ...sides.slice(0, first)]) {
          const time = await visit(context, server.origin, side, { cold, line });
          if (round >= 0) times[side.name].push(time);
        }
      }
      results.push({ way, line: line.name, cold, times });
      const shown = Object.entries(times).map(([name, all]) => `${name} ${Math.round(median(all))}`);
      console.log(`# ${way}, ${line.name}, ${cold ? "cold" : "warm"}: ${shown.join(", ")}; load ${load()}`);
    }
  }
}

const chromium = context.browser()?.version() ?? "";
await context.close();
server.close();
rmSync(profile, { recursive: true, force: true });

const rows = results.flatMap(({ way, line, cold, times }) =>
  Object.entries(times).map(([name, all]) => ({
    way,
    line: `${line}, ${cold ? "cold" : "warm"}`,
    name,
    median: median(all),
    lowest: quantile(all, 0),
    highest: quantile(all, 1),
    ratio: median(all) / median(times[PEER]),
  })),
);

writeSection("start", {
  title: "Start",
  loadBefore,
  how: [
    `To the frame that shows the first post, ${post}, from the navigation, or from its drop on a page that has stood for ${STANDS / 1000} s since it was loaded. Each visit is in a new tab of a profile on disk; medians of ${ROUNDS}, the sides in turns.`,
    `Cold: nothing is kept from before. Warm: ${VISITS_BEFORE} visits came before, so that the browser keeps files and what it compiled of them, and the service worker of the site is there.`,
    "The site is as it is published, with the headers that it asks for; the server is on the same machine, speaks HTTP/1.1 and sends everything compressed by brotli. The lines are Chromium's own emulation, which slows a page's thread but not its workers. Pictures are not loaded.",
  ],
  ratios: [
    {
      heading: `Times the script of the same job, ${PEER} (less than 1: sooner than there)`,
      columns: ["", "line", "ratio"],
      rows: rows.filter(({ name }) => name !== PEER).map(({ line, name, ratio }) => [name, line, ratio]),
    },
  ],
  numbers: [
    {
      heading: "Milliseconds: median (lowest to highest)",
      columns: ["", "line", "ms"],
      rows: rows.map(({ way, line, name, median, lowest, highest }) => [
        `${name}, ${way}`,
        line,
        `${Math.round(median)} (${Math.round(lowest)} to ${Math.round(highest)})`,
      ]),
    },
  ],
  versions: { Chromium: chromium, ...versionsOf(["js-yaml", "marked", "dompurify"]) },
  data: { rounds: ROUNDS, visits: rows },
});
