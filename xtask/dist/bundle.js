// Bundles the page's modules and styles by esbuild. Names of parts are inserted by replacing whole modules, never by
// search and replace in code.

import { build, transform } from "esbuild";
import { basename, dirname, join, resolve } from "node:path";

import { PAGE, ROOT } from "./project.js";

/** Supported by every browser that runs WebAssembly under a policy. */
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
 * Replacements of modules, by path from www/: the text of a module, or the path of another one.
 * @typedef {Record<string, { text: string } | { file: string }>} Replacements
 */

/**
 * Bundles modules for a site. Code shared by several goes into chunks of its own.
 * @param {Record<string, string>} entries names for the scripts, and their modules' paths below www/
 * @param {Replacements} replacements
 * @returns {Promise<{ files: Map<string, string>, names: Record<string, string> }>} scripts by hashed name, all in one
 *   folder; and the hashed name of each entry
 */
export async function bundleModules(entries, replacements) {
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
    plugins: [replacing(replacements)],
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
 * Bundles a script with all its imports.
 * @param {string} entry a module's path below www/
 * @param {"esm" | "iife"} format
 * @param {Replacements} replacements
 * @returns {Promise<string>} the script's text
 */
export async function bundleScript(entry, format, replacements) {
  return bundled({ entryPoints: [join(PAGE, entry)], format, plugins: [replacing(replacements)] });
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

/** The page's links to style sheets. */
export const STYLE_LINKS = /(?:[ \t]*<link rel="stylesheet"[^>]*>\n)+/;

/** @param {string} html */
function styleLinks(html) {
  const links = html.match(STYLE_LINKS)?.[0] ?? "";
  return [...links.matchAll(/href="([^"]+)"(?: media="([^"]+)")?/g)].map(([, href, media]) => ({ href, media }));
}

/**
 * The core's bindings as a module whose one export creates fresh bindings: a module is evaluated once, and a core that
 * trapped can't be reused.
 * @param {string} file of the bindings
 * @returns {Promise<string>} a module's text
 */
export async function bindingsAsFunction(file) {
  const script = await bundled({
    entryPoints: [file],
    format: "cjs",
    // The core's bytes are always passed in, so the URL is unused.
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
 * @param {Replacements} replacements
 * @returns {import("esbuild").Plugin}
 */
function replacing(replacements) {
  const places = new Map(
    Object.entries(replacements).map(([module, replacement]) => [join(PAGE, module), replacement]),
  );
  const used = new Set();
  return {
    name: "replacements",
    setup(building) {
      building.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
        const place = join(resolveDir, path);
        const replacement = places.get(place);
        if (!replacement) return undefined;
        used.add(place);
        return "file" in replacement ? { path: replacement.file } : { path: place, namespace: "replacement" };
      });
      building.onLoad({ filter: /./, namespace: "replacement" }, ({ path }) => {
        const replacement = places.get(path);
        return { contents: replacement && "text" in replacement ? replacement.text : "", resolveDir: dirname(path) };
      });
      building.onEnd(() => {
        // Otherwise a module that is no longer imported would silently not be replaced.
        const unused = [...places.keys()].filter((place) => !used.has(place));
        return { errors: unused.map((place) => ({ text: `nothing imports ${place}, which should be replaced` })) };
      });
    },
  };
}
