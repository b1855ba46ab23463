// cargo xtask bench open: how long archives of posts take to list and to unpack, natively.
// The measuring itself is examples/bench_open.rs. The archives are made of the corpus, so there is nothing to do without it.

import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { CARGO, load, ROOT, rustVersion } from "./support/project.js";
import { writeSection } from "./support/report.js";

const COUNTS = [1000, 10000, 30000, 100000];

const corpus = process.env.ARCHIVE_VIEWER_CORPUS;
if (!corpus) throw new Error("ARCHIVE_VIEWER_CORPUS names no folder: the archives are made of its posts");

const loadBefore = load();
const words = ["run", "--release", "--quiet", "--example", "bench_open", "--", join(corpus, "corpus"), ...COUNTS.map(String)];
const output = execFileSync(CARGO, words, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
const measured = output
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const base = measured.find(({ posts }) => posts === 10000);

writeSection("open", {
  title: "Opening archives",
  loadBefore,
  how: [
    "Zip archives made of the posts of two archives, as GitHub packs them: Chinese names in UTF-8, checksums behind the data.",
    "From the first read of the file to all rows; then until all posts are unpacked, and decoded to text. Natively, in one process, medians of 5.",
  ],
  ratios: [
    {
      heading: "Cost per post, in times that at 10,000 posts",
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
      heading: "Numbers",
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
  versions: { rustc: rustVersion() },
  data: measured,
});
