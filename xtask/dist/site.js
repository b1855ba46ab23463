// The page for any static host, at any path; `archive-viewer publish` makes it open on a library. File names contain a hash of their bytes and may be cached forever,
// except the pages, the posts and the modules that other sites' pages name.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { bundleScript, bundleStyles, minifiedModule, STYLE_LINKS } from "./bundle.js";
import { ELEMENTS, elementFiles, makeSheets } from "./elements.js";
import { bundleParts } from "./parts.js";
import { CORE, coreIn, hashedName, PAGE, replaceOnce, ROOT, source } from "./project.js";

/**
 * @typedef {object} Wanted
 * @property {string} reading folder of the core that only reads posts
 * @property {string} searching folder of the core that only searches published archives
 * @property {string} exporting folder of the core that only writes files of posts
 * @property {string[]} allow origins whose posts `?src=` may open, beside the site's own
 * @property {string[]} frame origins whose players may be shown in articles
 * @property {string | null} source where the viewer's source code is
 */

/** The folder of the hashed files, beside the page. */
const PARTS = "parts";

/**
 * @param {string} folder an empty one
 * @param {Wanted} wanted
 * @param {import("./samples.js").Shelf | null} shelf
 * @returns {Promise<{ files: number, bytes: number }>} how many files it has, and what they weigh
 */
export async function makeSite(folder, wanted, shelf) {
  const { reading, searching, exporting, allow, frame: frames, source: code } = wanted;
  let files = 0;
  let bytes = 0;
  /** @param {string} path @param {string | Uint8Array} content */
  const write = (path, content) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    files += 1;
    bytes += Buffer.byteLength(content);
  };
  /** @param {string} name @param {string | Uint8Array} content @returns {string} its name with the hash in it */
  const part = (name, content) => {
    const hashed = hashedName(name, content);
    write(`${PARTS}/${hashed}`, content);
    return hashed;
  };

  // Dependencies first: their hashed names go into what refers to them.
  const packed = part("packed.js", await bundleScript("js/lazy/keep/packed/in-worker.js", "esm", {}));
  const cores = {
    reading: await makeCore(part, "reading", coreIn(reading), { script: "js/core/reading-worker.js" }),
    whole: await makeCore(part, "core", CORE, { script: "js/core/worker.js", packed }),
    searching: await makeCore(part, "searching", coreIn(searching), { script: "js/lazy/segments/worker.js" }),
    exporting: await makeCore(part, "exporting", coreIn(exporting), { script: "js/lazy/export/worker.js" }),
  };
  const sheets = await makeSheets(part);
  const shared = {
    ...assetUrls(cores, packed),
    ...config({ allowedOrigins: allow, allowedFrames: frames, sourceCode: code, serviceWorker: SERVICE_WORKER }),
  };
  const start = { start: "js/app/start-core.js", page: "js/app/main.js" };
  const scripts = await bundleParts({ entries: start, together: start, replacements: shared });
  // What a host page loads has nothing of the page's own.
  const embedding = await bundleParts({
    entries: { frame: "embed/page.js", ...ELEMENTS },
    together: {
      elements: ELEMENTS.elements,
      published: "embed/lazy/published-page.js",
      article: "embed/reading.js",
    },
    replacements: { ...shared, ...sheets.replacements },
  });
  for (const [name, text] of [...scripts.files, ...embedding.files]) write(`${PARTS}/${name}`, text);
  const html = source("index.html");
  const style = part("page.css", await bundleStyles(html));
  const icon = part("icon.svg", source("icon.svg"));

  let page = replaceOnce(html, STYLE_LINKS, `  <link rel="stylesheet" href="${PARTS}/${style}">\n`);
  page = replaceOnce(page, 'href="icon.svg"', `href="${PARTS}/${icon}"`);
  const look = part("look.js", await bundleScript("js/app/first-paint.js", "iife", {}));
  const ofPage = [...scripts.needs("start"), ...scripts.needs("page")];
  const ofKept = ["js/lazy/keep/keeping.js", "js/lazy/library.js"].flatMap(scripts.needsOf);
  const kept = [...new Set(ofKept)].filter((name) => !ofPage.includes(name)).map((name) => `${PARTS}/${name}`);
  const first = `${preloads({ ...cores.reading, scripts: [] })}  <script src="${PARTS}/${look}" data-kept="${kept.join(" ")}"`;
  page = replaceOnce(page, FIRST_PAINT, first);
  page = replaceOnce(page, 'src="js/app/start-core.js"', `src="${PARTS}/${scripts.names.start}"`);
  page = replaceOnce(page, 'src="js/app/main.js"', `src="${PARTS}/${scripts.names.page}"`);
  page = replaceOnce(page, CONNECTIONS, connections(allow, frames));
  write("index.html", page);

  let frame = replaceOnce(source("embed.html"), 'href="embed/page.css"', `href="${PARTS}/${sheets.frame}"`);
  frame = replaceOnce(frame, 'src="embed/page.js"', `src="${PARTS}/${embedding.names.frame}"`);
  // Its address says whether a core is needed.
  const scriptsOfFrame = [...embedding.needs("elements"), ...embedding.needs("published")];
  const firstOfFrame = preloads({ scripts: [...new Set(scriptsOfFrame)] });
  frame = replaceOnce(frame, '  <script type="module"', `${firstOfFrame}  <script type="module"`);
  write("embed.html", replaceOnce(frame, CONNECTIONS, connections(allow, frames)));
  for (const [path, text] of Object.entries(elementFiles(PARTS, embedding.needs))) write(path, text);
  for (const name of readdirSync(PAGE).filter((name) => name.endsWith(".webmanifest"))) write(name, source(name));
  for (const name of readdirSync(join(PAGE, "icons"))) write(`icons/${name}`, readFileSync(join(PAGE, "icons", name)));

  // What is searched by ranges isn't there offline; what writes files is, once it was used.
  const ofCores = [cores.reading, cores.whole].flatMap((core) => Object.values(core));
  const parts = [...ofCores, packed, style, icon, look, ...scripts.files.keys()].map((name) => `${PARTS}/${name}`);
  const later = Object.values(cores.exporting).map((name) => `${PARTS}/${name}`);
  write(SERVICE_WORKER, await serviceWorker(page, parts, later));

  for (const [path, content] of [...(shelf?.texts ?? []), ...(shelf?.pictures ?? [])]) write(path, content());
  return { files, bytes };
}

/** Beside the page, since it serves what lies beside it and below. */
const SERVICE_WORKER = "service-worker.js";

/**
 * @param {string} page it names all parts by their hashes, or what names them, so that its own hash is a version;
 *   `src/publish/run/viewer.rs` replaces it
 * @param {string[]} parts their paths in the site
 * @param {string[]} later of those that are kept once they were asked for
 */
async function serviceWorker(page, parts, later) {
  const version = createHash("sha256").update(page).digest("hex").slice(0, 16);
  const text = `export const VERSION = ${JSON.stringify(version)};\nexport const PAGE_PARTS = ${JSON.stringify(["./", ...parts])};\nexport const LATER_PARTS = ${JSON.stringify(later)};`;
  return bundleScript("offline/service-worker.js", "iife", { "offline/page-parts.js": { text } });
}

/** The script that runs before the first paint. */
const FIRST_PAINT = '  <script src="js/app/first-paint.js"';

/** The directive of the policy that allows connections. */
const CONNECTIONS = "connect-src 'self'";

/** @param {string[]} allow @param {string[]} frames */
const connections = (allow, frames) =>
  [CONNECTIONS, ...allow].join(" ") + (frames.length > 0 ? `; frame-src ${frames.join(" ")}` : "");

/**
 * @param {Record<keyof typeof import("../../www/js/app/config.js"), string[] | string | null>} options
 * @returns {import("./bundle.js").Replacements}
 */
export function config(options) {
  const lines = Object.entries(options).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
  return { "js/app/config.js": { text: lines.join("\n") } };
}

/** The hashed names of a core's files: itself, its bindings, and the worker that has them. @typedef {{ wasm: string, core: string, worker: string }} CoreFiles */

/**
 * @param {(name: string, content: string | Uint8Array) => string} part writes one and gives its hashed name
 * @param {string} name
 * @param {ReturnType<typeof coreIn>} files
 * @param {{ script: string, packed?: string }} worker its module below www/, and what it loads
 * @returns {Promise<CoreFiles>}
 */
async function makeCore(part, name, files, worker) {
  const wasm = part(`${name}.wasm`, readFileSync(files.wasm));
  const bindings = replaceOnce(readFileSync(files.script, "utf8"), /archive_viewer_bg\.wasm(?=', import)/, wasm);
  const script = await bundleScript(worker.script, "esm", {
    "js/core/core-loader.js": { file: join(ROOT, "xtask", "dist", "worker", "core-loader.js") },
    "../xtask/dist/worker/bindings.js": { file: files.script },
    "../xtask/dist/worker/urls.js": {
      text: urlLine("WASM_URL", wasm) + urlLine("PACKED_URL", worker.packed ?? ""),
    },
  });
  return {
    wasm,
    core: part(`${name}.js`, await minifiedModule(bindings)),
    worker: part(`${name}-worker.js`, script),
  };
}

/** All parts are in one folder, so relative URLs suffice. @param {string} file */
const url = (file) => `new URL(${JSON.stringify(`./${file}`)}, import.meta.url).href`;

/** @param {string} name @param {string} file */
const urlLine = (name, file) => `export const ${name} = ${url(file)};\n`;

/**
 * @param {Record<string, CoreFiles>} cores
 * @param {string} packed
 * @returns {import("./bundle.js").Replacements}
 */
function assetUrls(cores, packed) {
  const of = (/** @type {CoreFiles} */ files) =>
    Object.entries(files)
      .map(([name, file]) => `${name}: ${url(file)}`)
      .join(", ");
  const urls = Object.entries(cores).map(([part, files]) => `${part}: { ${of(files)} }`);
  const text = `export const URLS = { ${urls.join(", ")} };\n${urlLine("PACKED_URL", packed)}`;
  return { "js/core/asset-urls.js": { text } };
}

/**
 * Links by which what a first post needs is on its way before any script has run.
 * @param {{ wasm?: string, worker?: string, scripts: string[] }} names
 */
function preloads({ wasm, worker, scripts }) {
  const links = [
    ...(wasm ? [`<link rel="preload" as="fetch" type="application/wasm" crossorigin href="${PARTS}/${wasm}">`] : []),
    ...(worker ? [`<link rel="modulepreload" as="worker" href="${PARTS}/${worker}">`] : []),
    ...scripts.map((name) => `<link rel="modulepreload" href="${PARTS}/${name}">`),
  ];
  return links.map((link) => `  ${link}\n`).join("");
}
