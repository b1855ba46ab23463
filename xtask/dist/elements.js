// The modules of a published site that other sites' pages load: three with stable names, since those pages name them, which
// import parts with hashed names.

import { bundleSheets } from "./bundle.js";
import { source } from "./project.js";

/** Names of the scripts, and their modules. */
export const ELEMENTS = {
  elements: "embed/define.js",
  post: "embed/archived-post.js",
  viewer: "embed/archive-viewer.js",
};

/**
 * The elements' style sheets, as www/embed/asset-urls.js names them, in one file.
 * @param {(name: string, content: string) => string} part writes one and gives its hashed name
 * @returns {Promise<{ replacements: import("./bundle.js").Replacements, frame: string }>} and the name of the frame's sheet
 */
export async function makeSheets(part) {
  const { onScreen, ofSearch, onPaper } = sheetsNamed(source("embed/asset-urls.js"));
  const screen = part("elements.css", await bundleSheets(onScreen));
  const search = part("search.css", await bundleSheets(ofSearch));
  const paper = part("paper.css", await bundleSheets(onPaper));
  const frame = part("frame.css", await bundleSheets([{ href: "embed/page.css" }]));
  const list = (/** @type {string} */ name, /** @type {string} */ file) =>
    `export const ${name} = [new URL(${JSON.stringify(`./${file}`)}, import.meta.url).href];`;
  const text = [list("STYLES", screen), list("STYLES_OF_SEARCH", search), list("STYLES_ON_PAPER", paper), ""].join(
    "\n",
  );
  return { replacements: { "embed/asset-urls.js": { text } }, frame };
}

/**
 * @param {string} module
 * @returns {{ onScreen: { href: string }[], ofSearch: { href: string }[], onPaper: { href: string }[] }}
 */
export function sheetsNamed(module) {
  const [screen, search, paper] = module.split(/export const STYLES_\w+/);
  const named = (/** @type {string} */ text) =>
    [...text.matchAll(/new URL\("([^"]+\.css)"/g)].map(([, path]) => ({
      href: new URL(path, "https://site/embed/").pathname.slice(1),
    }));
  const sheets = { onScreen: named(screen), ofSearch: named(search ?? ""), onPaper: named(paper ?? "") };
  if (Object.values(sheets).some((named) => named.length === 0))
    throw new Error("www/embed/asset-urls.js names no sheets");
  return sheets;
}

/**
 * @param {string} parts the folder of the hashed files
 * @param {(name: string) => string[]} needs the hashed names of what a script needs, itself last: all are asked for at once
 * @returns {Record<string, string>} texts of modules by their paths in the site
 */
export function elementFiles(parts, needs) {
  const from = (/** @type {string} */ file) => JSON.stringify(`../${parts}/${file}`);
  const stub = (/** @type {string} */ name, /** @type {string} */ what) => {
    const files = needs(name);
    const before = files.slice(0, -1).map((file) => `import ${from(file)};\n`);
    return `${before.join("")}${what}${from(files[files.length - 1])};\n`;
  };
  return {
    "embed/define.js": stub("elements", "import "),
    "embed/archived-post.js": stub("post", "export { ArchivedPost } from "),
    "embed/archive-viewer.js": stub("viewer", "export { ArchiveViewer } from "),
  };
}
