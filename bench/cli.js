// cargo xtask bench cli: the command over 5,000 posts, natively and by Node, beside the batches of trafilatura (PyPI) and of
// Readability (npm) over the same posts as HTML documents, which those read.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { marked } from "marked";

import { postOf } from "./peers/front-matter.js";
import { postsFor } from "./support/posts.js";
import { CARGO, load, ROOT, rustVersion, SCRATCH, versionsOf } from "./support/project.js";
import { writeSection } from "./support/report.js";

/** `--count N` tries the sides over fewer posts, and leaves the report as it is. */
const given = process.argv.indexOf("--count");
const COUNT = given < 0 ? 5000 : Number(process.argv[given + 1]);
const ROUNDS = given < 0 ? 2 : 1;

const loadBefore = load();
const posts = postsFor(process.argv.slice(2));
const work = join(SCRATCH, "cli");
const [asPosts, asHtml] = ["posts", "html"].map((name) => join(work, name));
for (const folder of [asPosts, asHtml]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
for (let number = 0; number < COUNT; number += 1) {
  const bytes = readFileSync(join(posts.folder, posts.names[number % posts.names.length]));
  writeFileSync(join(asPosts, `${number}.md`), bytes);
  writeFileSync(join(asHtml, `${number}.html`), documentOf(bytes));
}

execFileSync(CARGO, ["build", "--release", "--quiet", "--bin", "archive-viewer"], {
  cwd: ROOT,
});
const native = join(ROOT, "target", "release", "archive-viewer");
const packed = join(ROOT, "dist", "tests", "package", "archive-viewer.tgz");
if (!existsSync(packed)) throw new Error("the package is not packed: `cargo xtask test package` does it");
const fresh = join(work, "npm");
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", "--prefix", fresh, packed], {
  stdio: "ignore",
});
const program = join(fresh, "node_modules", "archive-viewer", "command", "main.js");

const venv = join(SCRATCH, "venv");
if (!existsSync(join(venv, "bin", "trafilatura"))) {
  execFileSync("python3", ["-m", "venv", venv]);
  // lxml has had its cleaner apart since 5.2, and asks for it under a name that pip no longer follows.
  execFileSync(join(venv, "bin", "pip"), ["install", "--quiet", "trafilatura", "lxml_html_clean"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}
const trafilatura = /Version: (.*)/.exec(
  execFileSync(join(venv, "bin", "pip"), ["show", "trafilatura"], { encoding: "utf8" }),
)?.[1];

const batch = fileURLToPath(new URL("./peers/readability-batch.js", import.meta.url));
const out = join(work, "out");
/** Everybody writes what they found; the first two clean and sanitize as the viewer does. @type {[string, string[]][]} */
const SIDES = [
  ["archive-viewer, native", [native, "clean", asPosts]],
  ["archive-viewer, native, --no-learn", [native, "clean", asPosts, "--no-learn"]],
  ["archive-viewer by Node, --no-learn", [process.execPath, program, "clean", asPosts, "--no-learn"]],
  ["Readability and linkedom", [process.execPath, batch, asHtml]],
  ["trafilatura", [join(venv, "bin", "trafilatura"), "--input-dir", asHtml, "--output-dir", out, "--html"]],
];

/** @type {Map<string, { seconds: number, cpu: number, memory: number }>} */
const best = new Map();
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, words] of SIDES) {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    const measured = timed(words);
    const known = best.get(name);
    if (!known || measured.cpu < known.cpu) best.set(name, measured);
    console.log(`# ${name}: ${measured.seconds} s, ${measured.cpu} s of CPU, ${measured.memory} MB`);
  }
}

if (given >= 0) process.exit();
const numbers = SIDES.map(([name]) => ({ name, .../** @type {any} */ (best.get(name)) }));
writeSection("cli", {
  title: "The command",
  loadBefore,
  how: [
    `${COUNT.toLocaleString("en-US")} ${posts.what}, over and over, as files in a folder: each program cleans all of them with as many cores as it takes by itself, in turns; of ${ROUNDS} rounds the one with the least CPU.`,
    "Peers read HTML documents, made before by marked, and neither parse front matter nor sanitize. Memory is the most that the program itself had at once; trafilatura's processes are others.",
  ],
  ratios: [
    {
      heading: "How many times the CPU of the native command",
      columns: ["", "ratio"],
      rows: numbers.map(({ name, cpu }) => [name, cpu / numbers[0].cpu]),
    },
  ],
  numbers: [
    {
      heading: "Numbers",
      columns: ["side", "posts/s", "posts/s of CPU", "MB"],
      rows: numbers.map(({ name, seconds, cpu, memory }) => [
        name,
        Math.round(COUNT / seconds),
        Math.round(COUNT / cpu),
        Math.round(memory),
      ]),
    },
  ],
  versions: {
    rustc: rustVersion(),
    node: process.versions.node,
    ...versionsOf(["@mozilla/readability", "linkedom"]),
    trafilatura: trafilatura ?? "",
  },
  data: Object.fromEntries(best),
});

/** @param {string[]} words */
function timed([program, ...words]) {
  const times = join(work, "times");
  const { status, stderr } = spawnSync("/usr/bin/time", ["-o", times, "-f", "%e %U %S %M", program, ...words], {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${program}: ${stderr.slice(-500)}`);
  const [seconds, user, system, kilobytes] =
    readFileSync(times, "utf8").trim().split("\n").at(-1)?.split(" ").map(Number) ?? [];
  return { seconds, cpu: user + system, memory: kilobytes / 1024 };
}

/** @param {Uint8Array} bytes */
function documentOf(bytes) {
  const { keys, body } = postOf(bytes);
  const title = String(keys.title ?? "").replace(/[<&]/g, (sign) => (sign === "<" ? "&lt;" : "&amp;"));
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1>${marked.parse(body)}</article></body></html>`;
}
