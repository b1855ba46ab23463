// dist/site/: the page for any static host, at any path. File names contain a hash of their bytes and may be cached forever,
// except the pages, the posts and the modules that other sites' pages name.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { bundleModules, bundleScript, bundleStyles, minifiedModule, STYLE_LINKS } from "./bundle.js";
import { searchable } from "./catalogue.js";
import { ELEMENTS, elementFiles, makeSheets } from "./elements.js";
import { headerFiles } from "./headers.js";
import { CORE, hashedName, PAGE, replaceOnce, source } from "./project.js";

/** @typedef {import("./main.js").Wanted} Wanted */

/** The folder of the hashed files, beside the page. */
const PARTS = "parts";

/**
 * @param {string} folder an empty one
 * @param {Wanted} wanted
 * @param {import("./catalogue.js").Shelf} shelf
 * @returns {Promise<{ files: number, bytes: number, nginx: string }>} how many files it has, what they weigh, and nginx's
 *   configuration for it
 */
export async function makeSite(folder, { policy, base, allow, frame: frames, library }, shelf) {
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
  const wasm = part("core.wasm", readFileSync(CORE.wasm));
  const bindings = replaceOnce(readFileSync(CORE.script, "utf8"), /archive_viewer_bg\.wasm(?=', import)/, wasm);
  const core = part("core.js", await minifiedModule(bindings));
  const worker = part(
    "worker.js",
    await bundleScript("js/core/worker.js", "esm", assetUrls({ core, wasm, worker: "" })),
  );
  const sheets = await makeSheets(part);
  const entries = { page: "js/app/main.js", frame: "embed/page.js", ...ELEMENTS };
  const scripts = await bundleModules(entries, {
    ...assetUrls({ core, wasm, worker }),
    ...sheets.replacements,
    ...allowing(allow, frames),
  });
  for (const [name, text] of scripts.files) write(`${PARTS}/${name}`, text);
  const html = source("index.html");
  const style = part("page.css", await bundleStyles(html));
  const icon = part("icon.svg", source("icon.svg"));

  let page = replaceOnce(html, STYLE_LINKS, `  <link rel="stylesheet" href="${PARTS}/${style}">\n`);
  page = replaceOnce(page, 'href="icon.svg"', `href="${PARTS}/${icon}"`);
  const look = part("look.js", await bundleScript("js/app/first-paint.js", "iife", {}));
  page = replaceOnce(page, FIRST_PAINT, `src="${PARTS}/${look}"`);
  page = replaceOnce(page, 'src="js/app/main.js"', `src="${PARTS}/${scripts.names.page}"`);
  page = replaceOnce(page, CONNECTIONS, connections(allow, frames));
  if (library) page = openingOn(library, page);
  write("index.html", page);

  let frame = replaceOnce(source("embed.html"), 'href="embed/page.css"', `href="${PARTS}/${sheets.frame}"`);
  frame = replaceOnce(frame, 'src="embed/page.js"', `src="${PARTS}/${scripts.names.frame}"`);
  write("embed.html", replaceOnce(frame, CONNECTIONS, connections(allow, frames)));
  for (const [path, text] of Object.entries(elementFiles(PARTS, scripts.names))) write(path, text);
  for (const name of readdirSync(PAGE).filter((name) => name.endsWith(".webmanifest"))) write(name, source(name));
  for (const name of readdirSync(join(PAGE, "icons"))) write(`icons/${name}`, readFileSync(join(PAGE, "icons", name)));

  const { page: entry, ...others } = scripts.names;
  const ofPage = [...scripts.files.keys()].filter((name) => name === entry || !Object.values(others).includes(name));
  const parts = [wasm, core, worker, style, icon, look, ...ofPage].map((name) => `${PARTS}/${name}`);
  write(SERVICE_WORKER, await serviceWorker(page, parts));

  const texts = new Map([...shelf.texts, ...(library ? searchable(library) : [])]);
  for (const [path, content] of [...texts, ...shelf.pictures]) write(path, content());
  const headers = headerFiles({
    policy: replaceOnce(policy, CONNECTIONS, connections(allow, frames)),
    base,
    parts: PARTS,
    hasLibrary: library !== null,
  });
  for (const [path, text] of Object.entries(headers.inside)) write(path, text);
  return { files, bytes, nginx: headers.nginx };
}

/** Beside the page, since it serves what lies beside it and below. */
const SERVICE_WORKER = "service-worker.js";

/**
 * @param {string} page
 * @param {string[]} parts their paths in the site
 */
async function serviceWorker(page, parts) {
  const version = createHash("sha256").update(page).update(parts.join()).digest("hex").slice(0, 16);
  const text = `export const VERSION = ${JSON.stringify(version)};\nexport const PAGE_PARTS = ${JSON.stringify(["./", ...parts])};`;
  return bundleScript("offline/service-worker.js", "iife", { "offline/page-parts.js": { text } });
}

/** The script that runs before the first paint. */
const FIRST_PAINT = 'src="js/app/first-paint.js"';

/** The directive of the policy that allows connections. */
const CONNECTIONS = "connect-src 'self'";

/** @param {string[]} allow @param {string[]} frames */
const connections = (allow, frames) =>
  [CONNECTIONS, ...allow].join(" ") + (frames.length > 0 ? `; frame-src ${frames.join(" ")}` : "");

/**
 * @param {string[]} allow origins whose posts the pages may open, beside their own
 * @param {string[]} frames origins whose players they may show
 * @returns {import("./bundle.js").Replacements}
 */
function allowing(allow, frames) {
  const options = { allowedOrigins: allow, allowedFrames: frames, serviceWorker: SERVICE_WORKER };
  const lines = Object.entries(options).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
  return { "js/app/config.js": { text: lines.join("\n") } };
}

/**
 * @param {import("./catalogue.js").Library} library
 * @param {string} page
 * @returns {string} the page as it opens on the library
 */
export function openingOn({ contents, title }, page) {
  const named = title ? replaceOnce(page, /(?<=<title>)[^<]*(?=<\/title>)/, escaped(title)) : page;
  const own = title ? ` data-title="${escaped(title)}"` : "";
  return replaceOnce(named, "</head>", `  <meta name="archive-viewer-library" content="${contents}"${own}>\n</head>`);
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/**
 * All parts are in one folder, so relative URLs suffice.
 * @param {{ core: string, wasm: string, worker: string }} names
 * @returns {import("./bundle.js").Replacements}
 */
function assetUrls(names) {
  const line = (/** @type {string} */ name, /** @type {string} */ file) =>
    `export const ${name} = new URL(${JSON.stringify(`./${file}`)}, import.meta.url).href;`;
  const lines = [line("WORKER_URL", names.worker), line("CORE_URL", names.core), line("WASM_URL", names.wasm)];
  return { "js/core/asset-urls.js": { text: `${lines.join("\n")}\n` } };
}
