// cargo xtask test dist: what a first post takes of a published site, held to bench/budget.json.
//
//     node bench/published.js SITE

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import { ROOT } from "./support/project.js";

const [site] = process.argv.slice(2);
if (!site) throw new Error("the folder of a published site must be given");
const page = readFileSync(join(site, "index.html"), "utf8");
const weight = (/** @type {string} */ path) => brotliCompressSync(readFileSync(join(site, path))).length;

/** @param {RegExp} pattern @returns {string[]} paths that the page names */
const named = (pattern) => [...page.matchAll(pattern)].map(([, path]) => path);

// Static imports are named by the page too, or a script would be asked for after another.
const scripts = named(/<(?:script|link rel="modulepreload")[^>]* (?:src|href)="([^"]+\.js)"/g);
for (const path of scripts) {
  const imports = readFileSync(join(site, path), "utf8").matchAll(/\b(?:import|from)\s*"\.\/([^"]+)"/g);
  for (const [, name] of imports) {
    if (!scripts.some((script) => script.endsWith(`/${name}`))) {
      throw new Error(`${path} imports ${name}, which the page doesn't name`);
    }
  }
}
const [core, ...more] = named(/<link rel="preload" as="fetch"[^>]* href="([^"]+\.wasm)"/g);
if (!core || more.length > 0) throw new Error("a page names the one core that reads posts");

const budget = JSON.parse(readFileSync(join(ROOT, "bench", "budget.json"), "utf8"));
const spent = {
  firstScripts: scripts.reduce((sum, path) => sum + weight(path), 0),
  readingCore: weight(core),
};
for (const [part, bytes] of Object.entries(spent)) {
  const { limit } = budget[part];
  console.log(`${part}: ${bytes.toLocaleString("en-US")} bytes of ${limit.toLocaleString("en-US")}`);
  if (bytes > limit) process.exitCode = 1;
}
if (process.exitCode) console.error("over bench/budget.json");
