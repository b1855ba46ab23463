// The page's modules and styles, each bundled into one file by esbuild. Names of parts are put in by plugins that stand
// a module in the place of another; nothing is searched and replaced in code.

import { build, transform } from "esbuild";
import { basename, dirname, join, resolve } from "node:path";

import { PAGE, ROOT } from "./project.js";

/** What every browser has that runs WebAssembly under a policy. */
const TARGET = "es2022";

const OPTIONS = /** @type {const} */ ({
  bundle: true,
  minify: true,
  target: TARGET,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  write: false,
  absWorkingDir: ROOT,
});

/**
 * What stands in the place of modules, by their paths from www/: the text of a module, or the path of another one.
 * @typedef {Record<string, { text: string } | { file: string }>} StandIns
 */

/**
 * Modules for a site: what several of them need goes into files of its own, so that it is loaded and run once.
 * @param {Record<string, string>} entries names for the scripts, and their modules' paths below www/
 * @param {StandIns} standIns
 * @returns {Promise<{ files: Map<string, string>, names: Record<string, string> }>} scripts by their hashed names, which
 *   lie in one folder; and which of them is each entry
 */
export async function bundleModules(entries, standIns) {
  const { outputFiles, metafile } = await build({
    ...OPTIONS,
    entryPoints: Object.entries(entries).map(([out, path]) => ({ out, in: join(PAGE, path) })),
    format: "esm",
    splitting: true,
    // Names only: nothing is written.
    outdir: "/",
    entryNames: "[name]-[hash]",
    chunkNames: "shared-[hash]",
    metafile: true,
    plugins: [standingIn(standIns)],
  });
  /** @type {Record<string, string>} */
  const names = {};
  for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
    const entry = Object.keys(entries).find(
      (name) => entryPoint && resolve(ROOT, entryPoint) === join(PAGE, entries[name]),
    );
    if (entry) names[entry] = basename(output);
  }
  return { files: new Map(outputFiles.map(({ path, text }) => [basename(path), text])), names };
}

/**
 * One script with all that it needs.
 * @param {string} entry a module's path below www/
 * @param {"esm" | "iife"} format
 * @param {StandIns} standIns
 * @returns {Promise<string>} the script's text
 */
export async function bundleScript(entry, format, standIns) {
  return bundled({ entryPoints: [join(PAGE, entry)], format, plugins: [standingIn(standIns)] });
}

/**
 * @param {string} html the page that names the style sheets
 * @returns {Promise<string>} all of them, in their order
 */
export async function bundleStyles(html) {
  return bundleSheets(styleLinks(html));
}

/**
 * @param {{ href: string, media?: string }[]} sheets their paths below www/
 * @returns {Promise<string>} all of them, in their order
 */
export async function bundleSheets(sheets) {
  const imports = sheets.map(({ href, media }) => `@import "./${href}"${media ? ` ${media}` : ""};`);
  return bundled({ stdin: { contents: imports.join("\n"), loader: "css", resolveDir: PAGE } });
}

/** The links to style sheets as they stand in the page, from the first to the last. */
export const STYLE_LINKS = /(?:[ \t]*<link rel="stylesheet"[^>]*>\n)+/;

/** @param {string} html */
function styleLinks(html) {
  const links = html.match(STYLE_LINKS)?.[0] ?? "";
  return [...links.matchAll(/href="([^"]+)"(?: media="([^"]+)")?/g)].map(([, href, media]) => ({ href, media }));
}

/**
 * The bindings of the core as a module whose one export makes them anew at each call. A module is evaluated only once,
 * and a core that trapped can't be used again.
 * @param {string} file of the bindings
 * @returns {Promise<string>} a module's text
 */
export async function bindingsAsFunction(file) {
  const script = await bundled({
    entryPoints: [file],
    format: "cjs",
    // The core's bytes are always handed over, so that nothing asks where they lie.
    define: { "import.meta.url": "undefined" },
  });
  return `export function makeBindings() { const module = { exports: {} }; ((module, exports) => {\n${script}\n})(module, module.exports); return module.exports; }`;
}

/**
 * @param {string} text of a module that imports nothing
 * @returns {Promise<string>}
 */
export async function minifiedModule(text) {
  return (await transform(text, { minify: true, target: TARGET, charset: "utf8", legalComments: "none" })).code;
}

/**
 * @param {import("esbuild").BuildOptions} options
 * @returns {Promise<string>}
 */
async function bundled(options) {
  const { outputFiles } = await build({ ...OPTIONS, ...options });
  if (outputFiles?.length !== 1) throw new Error("a bundle is one file");
  return outputFiles[0].text;
}

/**
 * @param {StandIns} standIns
 * @returns {import("esbuild").Plugin}
 */
function standingIn(standIns) {
  const places = new Map(Object.entries(standIns).map(([module, standIn]) => [join(PAGE, module), standIn]));
  const used = new Set();
  return {
    name: "stand-ins",
    setup(building) {
      building.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
        const place = join(resolveDir, path);
        const standIn = places.get(place);
        if (!standIn) return undefined;
        used.add(place);
        return "file" in standIn ? { path: standIn.file } : { path: place, namespace: "stand-in" };
      });
      building.onLoad({ filter: /./, namespace: "stand-in" }, ({ path }) => {
        const standIn = places.get(path);
        return { contents: standIn && "text" in standIn ? standIn.text : "", resolveDir: dirname(path) };
      });
      building.onEnd(() => {
        // A module that nothing imports any more would silently not be replaced.
        const unused = [...places.keys()].filter((place) => !used.has(place));
        return { errors: unused.map((place) => ({ text: `nothing imports ${place}, which should be replaced` })) };
      });
    },
  };
}
