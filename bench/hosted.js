// cargo xtask bench hosted: what a search by ranges of a published archive takes, of posts that a grammar generates.
// The measuring itself is examples/bench_hosted.rs.

import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { CARGO, load, ROOT, rustVersion, SCRATCH } from "./support/project.js";
import { writeSection } from "./support/report.js";

/** Of a search with at most 20,000 matches. */
const AIMS = { requests: 8, bytes: 400 * 1024, ms: 1500 };

const loadBefore = load();
const counts = process.argv.slice(2);
if (counts.length === 0) counts.push("30000");
const words = ["run", "--release", "--quiet", "--example", "bench_hosted", "--", join(SCRATCH, "hosted"), ...counts];
const output = execFileSync(CARGO, words, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/**
 * @typedef {{ what: string, posts: number, isChecked: boolean, rounds: number, requests: number, bytes: number, work: number, ms: number }} Query
 * @typedef {{ posts: number, bytes: number, seconds: number, manifest: number, queries: Query[] }} Measured
 */
/** @type {Measured[]} */
const measured = output
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const number = (/** @type {number} */ value) => Math.round(value).toLocaleString("en-US");
const few = (/** @type {Query} */ { posts }) => posts <= 20_000;
/** @param {Query[]} queries @param {keyof typeof AIMS} of */
const most = (queries, of) => Math.max(...queries.map((query) => query[of])) / AIMS[of];

writeSection("hosted", {
  title: "Search by ranges",
  loadBefore,
  how: [
    "Count and first ten rows, by relevance, of segments on a disk, by a reader who knows nothing but the manifest; on a line of 10 Mbit/s with 40 ms to an answer, six requests at a time, as it follows from requests and bytes, with the core's own work, natively.",
    `The aims are at most ${AIMS.requests} requests, ${AIMS.bytes / 1024} KB and ${AIMS.ms} ms, up to 20,000 matches. Of the posts of one archive each count and the first rows are compared with the library's.`,
  ],
  ratios: [
    {
      heading: "The most of any query with at most 20,000 matches, as a part of the aim",
      columns: ["posts", "requests", "bytes", "time"],
      rows: measured.map(({ posts, queries }) => {
        const own = queries.filter(few);
        return [
          number(posts),
          ...[most(own, "requests"), most(own, "bytes"), most(own, "ms")].map((one) => one.toFixed(2)),
        ];
      }),
    },
  ],
  numbers: measured.map(({ posts, bytes, manifest, seconds, queries }) => ({
    heading: `${number(posts)} posts, ${number(bytes / 1e6)} MB, written in ${number(seconds)} s, manifest ${number(manifest)} bytes`,
    columns: ["query", "matches", "rounds", "requests", "KB", "core, ms", "all, ms"],
    rows: queries.map((query) => [
      query.what,
      number(query.posts),
      query.rounds,
      query.requests,
      number(query.bytes / 1024),
      number(query.work),
      number(query.ms),
    ]),
  })),
  versions: { rustc: rustVersion() },
  data: measured,
});
