// cargo xtask bench size: the size of the page, and of the core by crate.
// cargo xtask test size: `--check` compares the page with bench/budget.json and writes nothing. `--searching` and `--exporting`
// are the folders of the cores that only search a published archive and only write files of posts.

import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { load, ROOT, rustVersion, SCRATCH, versionsOf } from "./support/project.js";
import { byCrate, readModule } from "./support/wasm.js";

/** @type {Record<string, string>} */
const GROUPS = {
  ".wasm": "wasm",
  ".js": "scripts",
  ".css": "styles",
  ".html": "page and icon",
  ".svg": "page and icon",
};

/** The core with function names, written by xtask. */
const NAMED = join(SCRATCH, "named", "archive_viewer_bg.wasm");

/** @typedef {{ raw: number, gzip: number, brotli: number }} Weight */

/** @param {Uint8Array} bytes @returns {Weight} */
function weigh(bytes) {
  // Quality 11 is the default.
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}

/** Custom elements for other sites, which the page doesn't load. */
const EMBEDDING = /^embed\b/;

/** Of these what is loaded with a list, a zip or a search. */
const EMBEDDING_LATER = /^embed.lazy\b/;

/** Loaded on first use: the original, citations, copies, zoom, code to embed. */
const LATER = /^(?:js.lazy|offline|embed.panel)\b/;

/** Loaded for Chinese in other characters than it was written in. */
const TABLES = /^js.lazy.chinese.to-/;

/**
 * What the page loads: types.js is for the type checker, and the examples are another page.
 * @returns {Record<string, Weight>} by group, each file compressed by itself, as a server sends it; the page's style
 *   sheets as one file, as every published form has them
 */
function weighPage() {
  /** @type {Record<string, Weight>} */
  const groups = {};
  /** @param {string} group @param {Uint8Array} bytes */
  const add = (group, bytes) => {
    const weight = weigh(bytes);
    groups[group] ??= { raw: 0, gzip: 0, brotli: 0 };
    for (const key of /** @type {(keyof Weight)[]} */ (["raw", "gzip", "brotli"])) groups[group][key] += weight[key];
  };
  /** @type {Uint8Array[]} */
  const sheets = [];
  const folder = join(ROOT, "www");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const kind = GROUPS[extname(name)];
    if (!kind || name.startsWith("examples") || name === join("js", "types.js")) continue;
    const group = EMBEDDING_LATER.test(name)
      ? "embedding later"
      : TABLES.test(name)
        ? "tables"
        : LATER.test(name)
          ? "later"
          : EMBEDDING.test(name)
            ? "embedding"
            : kind;
    const bytes = readFileSync(join(folder, name));
    if (group === "styles") sheets.push(bytes);
    else add(group, bytes);
  }
  add("styles", Buffer.concat(sheets));
  if (!groups.wasm) throw new Error("the page is not built: cargo xtask build");
  return groups;
}

const { values: options } = parseArgs({
  options: { check: { type: "boolean" }, searching: { type: "string" }, exporting: { type: "string" } },
});
if (!options.searching || !options.exporting) throw new Error("--searching and --exporting must be given");
const coreOf = (/** @type {string} */ folder) => weigh(readFileSync(join(folder, "archive_viewer_bg.wasm")));
const [searching, exporting] = [coreOf(options.searching), coreOf(options.exporting)];

const loadBefore = load();
const budget = JSON.parse(readFileSync(join(ROOT, "bench", "budget.json"), "utf8"));
const groups = weighPage();
const rest = Object.entries(groups).reduce(
  (sum, [name, { brotli }]) =>
    sum + (["wasm", "embedding", "embedding later", "later", "tables"].includes(name) ? 0 : brotli),
  0,
);
const spent = [
  { part: "wasm", brotli: groups.wasm.brotli, limit: budget.wasm.limit, goal: budget.wasm.goal },
  { part: "searching core", brotli: searching.brotli, ...budget.searchingCore },
  { part: "exporting core", brotli: exporting.brotli, ...budget.exportingCore },
  { part: "rest", brotli: rest, limit: budget.rest.limit, goal: budget.rest.goal },
  { part: "later", brotli: groups.later.brotli, ...budget.later },
  { part: "tables", brotli: groups.tables.brotli, ...budget.tables },
  { part: "embedding", brotli: groups.embedding.brotli, ...budget.embedding },
  { part: "embedding later", brotli: groups["embedding later"].brotli, ...budget.embeddingLater },
];

if (options.check) check();
else await report();

function check() {
  for (const { part, brotli, limit, goal } of spent) {
    const words = `${part}: ${brotli.toLocaleString("en-US")} bytes of ${limit.toLocaleString("en-US")}`;
    console.log(brotli > goal && brotli <= limit ? `${words}; the goal is ${goal.toLocaleString("en-US")}` : words);
  }
  const over = spent.filter(({ brotli, limit }) => brotli > limit);
  if (over.length === 0) return;
  console.error(
    `over bench/budget.json: ${over.map(({ part }) => part).join(", ")}; cargo xtask bench size shows where it is`,
  );
  process.exitCode = 1;
}

async function report() {
  const { bundlePeers, PEER_FOLDER } = await import("./support/bundles.js");
  const { writeSection } = await import("./support/report.js");
  await bundlePeers();
  const peer = weigh(readFileSync(join(PEER_FOLDER, "start.peer.js")));
  const { code, data, functions } = readModule(readFileSync(NAMED));
  const crates = byCrate(functions);
  const whole = crates.reduce((sum, [, bytes]) => sum + bytes, 0);
  const all = groups.wasm.brotli + rest;

  writeSection("size", {
    title: "Size",
    loadBefore,
    how: [
      "Bytes of the page's files as they are served, each compressed by itself, its style sheets as one: gzip at level 9, brotli at quality 11.",
      "The peer is js-yaml, marked and DOMPurify, bundled and minified.",
    ],
    ratios: [
      {
        heading: "Against the budget and the peer",
        columns: ["", "ratio"],
        rows: [
          ...spent.map(({ part, brotli, limit }) => [`${part} / its limit`, brotli / limit]),
          ...spent.map(({ part, brotli, goal }) => [`${part} / its goal`, brotli / goal]),
          ["whole page / the peer's script", all / peer.brotli],
        ],
      },
    ],
    numbers: [
      {
        heading: "Bytes",
        columns: ["part", "raw", "gzip", "brotli"],
        rows: [
          ...Object.entries(groups).map(([name, { raw, gzip, brotli }]) => [name, raw, gzip, brotli]),
          ["the searching core", searching.raw, searching.gzip, searching.brotli],
          ["the exporting core", exporting.raw, exporting.gzip, exporting.brotli],
          ["the peer's script", peer.raw, peer.gzip, peer.brotli],
        ],
      },
      {
        heading: "The core's code and data",
        columns: ["section", "raw", "brotli"],
        rows: [
          ["code", code.length, brotliCompressSync(code).length],
          ["data", data.length, brotliCompressSync(data).length],
        ],
      },
      {
        heading: "The core's code by crate, uncompressed; generic code counts as the crate's that wrote it",
        columns: ["crate", "bytes", "share of the code, %"],
        rows: crates
          .filter(([, bytes]) => bytes >= whole / 200)
          .map(([name, bytes]) => [name, bytes, (bytes / whole) * 100]),
      },
    ],
    versions: {
      rustc: rustVersion(),
      node: process.versions.node,
      ...versionsOf(["js-yaml", "marked", "dompurify", "esbuild"]),
    },
    data: { groups, peer, budget: spent, crates: Object.fromEntries(crates) },
  });
}
