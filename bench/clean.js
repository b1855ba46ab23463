// cargo xtask bench clean: what the whole line of cleaning costs, natively, beside ammonia alone.
// The measuring itself is examples/bench_clean.rs, with both sides in one process.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { postsFor } from "./support/posts.js";
import { CARGO, load, ROOT, rustVersion } from "./support/project.js";
import { writeSection } from "./support/report.js";

const loadBefore = load();
const posts = postsFor(process.argv.slice(2));
const words = ["run", "--release", "--quiet", "--example", "bench_clean", "--", posts.folder];
const output = execFileSync(CARGO, words, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
const measured = JSON.parse(output.trim().split("\n").at(-1) ?? "");
const lock = readFileSync(join(ROOT, "Cargo.lock"), "utf8");
const ammonia = /name = "ammonia"\nversion = "([^"]+)"/.exec(lock)?.[1] ?? "";

writeSection("clean", {
  title: "Cleaning",
  loadBefore,
  how: [
    `The whole line from a post to its article, sanitizing included, beside ammonia alone, as published, on the raw body; natively, ${measured.posts} ${posts.what}, ${(measured.bytes / 1e6).toFixed(1)} MB, both sides in turns in one process; of each post the fastest round of each side.`,
    "The aim is at most 1.5.",
  ],
  ratios: [
    {
      heading: "How many times ammonia's cost the whole line costs",
      columns: ["", "ratio"],
      rows: [["whole line / ammonia alone", measured.ratio]],
    },
  ],
  numbers: [
    {
      heading: "Numbers",
      columns: ["side", "ms"],
      rows: [
        ["whole line", measured.clean_ms],
        ["ammonia alone", measured.ammonia_ms],
      ],
    },
  ],
  versions: { rustc: rustVersion(), ammonia },
  data: measured,
});
