// Bundles the page and the elements for a site by Rollup, which lets us say what goes together: a first view needs few
// requests, and what is loaded later shares the modules of the first.

import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

import { rollup } from "rollup";

import { minifiedModule } from "./bundle.js";
import { PAGE } from "./project.js";

/**
 * @param {object} wanted
 * @param {Record<string, string>} wanted.entries names for the scripts, and their modules' paths below www/
 * @param {Record<string, string>} wanted.together names of scripts, each with a module that goes into it with all that it
 *   imports, unless that is in one before it
 * @param {import("./bundle.js").Replacements} wanted.replacements
 * @returns {Promise<{ files: Map<string, string>, names: Record<string, string>, needs: (name: string) => string[], needsOf: (path: string) => string[] }>}
 *   scripts by hashed name, all in one folder; the hashed names of entries and of what goes together; and what one of them, or a
 *   module that is imported later, needs before it can run, itself last
 */
export async function bundleParts({ entries, together, replacements }) {
  const input = Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(PAGE, path)]));
  const { plugin, unused } = replacing(replacements);
  const bundle = await rollup({
    input,
    // Entries may export what other scripts need of them.
    preserveEntrySignatures: "allow-extension",
    plugins: [plugin, { name: "minify", renderChunk: (code) => minifiedModule(code) }],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const missed = unused();
  // Otherwise a module that is no longer imported would silently not be replaced.
  if (missed.length > 0) throw new Error(`nothing imports ${missed.join(", ")}, which should be replaced`);

  /** @type {Map<string, string> | undefined} */
  let places;
  const { output } = await bundle.generate({
    format: "es",
    entryFileNames: "[name]-[hash].js",
    chunkFileNames: "[name]-[hash].js",
    hashCharacters: "hex",
    hoistTransitiveImports: false,
    manualChunks: (id, { getModuleInfo }) => (places ??= placesOf(together, getModuleInfo)).get(id),
  });
  await bundle.close();
  /** @type {Record<string, string>} */
  const names = {};
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const chunk of output) {
    if (chunk.type !== "chunk") throw new Error(`${chunk.fileName} is no script`);
    files.set(basename(chunk.fileName), chunk.code);
    const isEntry = Object.values(input).includes(chunk.facadeModuleId ?? "");
    if (isEntry || Object.hasOwn(together, chunk.name)) names[chunk.name] = basename(chunk.fileName);
  }
  const imports = new Map(output.map((chunk) => [chunk.fileName, "imports" in chunk ? chunk.imports : []]));
  /** @param {string} file @returns {string[]} */
  const before = (file) => [...(imports.get(file) ?? []).flatMap(before), file];
  const needs = (/** @type {string} */ file) => [...new Set(before(file))];
  return {
    files,
    names,
    needs: (name) => needs(names[name]),
    needsOf(path) {
      const chunk = output.find((chunk) => "facadeModuleId" in chunk && chunk.facadeModuleId === join(PAGE, path));
      if (!chunk) throw new Error(`${path} is in no script of its own`);
      return needs(chunk.fileName);
    },
  };
}

/**
 * @param {Record<string, string>} together
 * @param {import("rollup").GetModuleInfo} getModuleInfo
 * @returns {Map<string, string>} the script of each module that goes with others
 */
function placesOf(together, getModuleInfo) {
  /** @type {Map<string, string>} */
  const places = new Map();
  for (const [name, path] of Object.entries(together)) {
    const waiting = [join(PAGE, path)];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (places.has(id)) continue;
      places.set(id, name);
      waiting.push(...(getModuleInfo(id)?.importedIds ?? []));
    }
  }
  return places;
}

/**
 * @param {import("./bundle.js").Replacements} replacements
 * @returns {{ plugin: import("rollup").Plugin, unused: () => string[] }}
 */
function replacing(replacements) {
  const places = new Map(
    Object.entries(replacements).map(([module, replacement]) => [join(PAGE, module), replacement]),
  );
  /** @type {Set<string>} */
  const used = new Set();
  /** @type {import("rollup").Plugin} */
  const plugin = {
    name: "replacements",
    resolveId: (path, importer) => (importer ? resolve(dirname(importer), path) : path),
    load(id) {
      const replacement = places.get(id);
      if (!replacement) return null;
      used.add(id);
      return "text" in replacement ? replacement.text : readFileSync(replacement.file, "utf8");
    },
  };
  return { plugin, unused: () => [...places.keys()].filter((place) => !used.has(place)) };
}
