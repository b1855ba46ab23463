// dist/archive-viewer.html: the page, its worker, its core and its posts in one file that opens from a disk.
// It requests nothing but posts' images.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { bindingsAsFunction, bundleScript, bundleStyles, STYLE_LINKS } from "./bundle.js";
import { CORE, policyHash, replaceOnce, ROOT, source } from "./project.js";
import { config } from "./site.js";

/** @typedef {import("./published.js").Library} Library */

/**
 * Bytes of texts compressed together: more give a smaller file, fewer open a post sooner.
 */
const PACK = 256 * 1024;

/**
 * Limit for the bytes of images in the file, so that it can be mailed.
 */
const MOST_PICTURES = 32 * 1024 * 1024;

const SINGLE = join(ROOT, "xtask", "dist", "single");

/**
 * @param {object} wanted
 * @param {string} wanted.policy the page's Content-Security-Policy, as a header
 * @param {string | null} wanted.source where the viewer's source code is
 * @param {Library | null} wanted.library
 * @param {import("./samples.js").Shelf} shelf
 * @returns {Promise<{ html: string, leftOut: number }>} the file, and how many pictures didn't fit into it
 */
export async function makeSingleFile({ policy, source: sourceCode, library }, shelf) {
  const bindings = { text: await bindingsAsFunction(CORE.script) };
  const inPlaceOf = (/** @type {string} */ loader) => ({
    "js/core/core-loader.js": { file: join(SINGLE, loader) },
    "../xtask/dist/single/bindings.js": bindings,
  });
  const worker = await bundleScript("js/core/worker.js", "iife", inPlaceOf("worker-core-loader.js"));
  const script = await bundleScript("js/app/main.js", "iife", {
    ...inPlaceOf("page-core-loader.js"),
    ...Object.fromEntries(ABSENT.map((module) => [module, { text: "" }])),
    "js/open/bundled-files.js": { file: join(SINGLE, "bundled-files.js") },
    ...config({ allowedOrigins: [], allowedFrames: [], sourceCode, serviceWorker: null }),
  });
  const firstPaint = inHtml(await bundleScript("js/app/first-paint.js", "iife", {}));
  const html = source("index.html");
  const style = await bundleStyles(html);
  const { packs, leftOut } = pack(shelf);

  const icon = `data:image/svg+xml,${encodeURIComponent(source("icon.svg"))}`;
  let page = replaceOnce(html, STYLE_LINKS, `  <style>${style}</style>\n`);
  page = replaceOnce(page, 'href="icon.svg"', `href="${icon}"`);
  page = replaceOnce(page, /[ \t]*<link rel="manifest"[^>]*>\n/, "");
  page = replaceOnce(page, /[ \t]*<script type="module" src="js\/app\/main\.js"><\/script>\n/, "");
  page = replaceOnce(page, /[ \t]*<script type="module" src="js\/app\/start-core\.js" async><\/script>\n/, "");
  page = replaceOnce(page, '<script src="js/app/first-paint.js"></script>', `<script>${firstPaint}</script>`);
  page = replaceOnce(page, /[ \t]*<!-- The server sends[^>]*-->\n/, "");
  page = replaceOnce(
    page,
    /(?<=Content-Security-Policy" content=")[^"]*/,
    singlePolicy(policy, [firstPaint, inHtml(script)], style),
  );
  if (library) page = openingOn(library, page);
  const data = [
    dataBlock("core", gzipSync(readFileSync(CORE.wasm), { level: 9 }).toString("base64")),
    ...packs.map((text, number) => dataBlock(number === 0 ? "shelf" : `shelf-${number}`, text)),
    dataBlock("worker", inHtml(worker)),
  ];
  page = replaceOnce(page, "</body>", `${data.join("")}<script>${inHtml(script)}</script>\n</body>`);
  return { html: page, leftOut };
}

/**
 * @param {Library} library
 * @param {string} page
 * @returns {string} the page as it opens on the library
 */
function openingOn({ contents, title }, page) {
  const named = title ? replaceOnce(page, /(?<=<title>)[^<]*(?=<\/title>)/, escaped(title)) : page;
  const own = title ? ` data-title="${escaped(title)}"` : "";
  return replaceOnce(named, "</head>", `  <meta name="archive-viewer-library" content="${contents}"${own}>\n</head>`);
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** What asks the core that writes files, which is not there: nothing leads to it. */
const ABSENT = ["js/lazy/export/dialog.js", "js/lazy/integrity/dialogs.js", "js/lazy/integrity/compare-copies.js"];

/**
 * The page's policy for a file: only its own scripts may run, and no connections are allowed.
 * @param {string} policy
 * @param {string[]} scripts the text of the inline scripts
 * @param {string} style
 */
function singlePolicy(policy, scripts, style) {
  const directives = new Map(
    policy.split(";").map((directive) => {
      const [name, ...values] = directive.trim().split(/\s+/);
      return [name, values.join(" ")];
    }),
  );
  directives.set("script-src", [...scripts.map(policyHash), "'wasm-unsafe-eval'"].join(" "));
  directives.set("style-src", policyHash(style));
  directives.set("worker-src", "blob:");
  directives.set("manifest-src", "'none'");
  directives.set("connect-src", "'none'");
  directives.set("img-src", "blob: data: http: https:");
  // A policy in a page can't restrict framing.
  directives.delete("frame-ancestors");
  return [...directives].map(([name, values]) => `${name} ${values}`.trim()).join("; ");
}

/**
 * Escapes a script for an inline element, so that nothing in it ends the element or opens a comment.
 * @param {string} script
 */
function inHtml(script) {
  // Both occur in strings and patterns only, where the escapes mean the same.
  return script.replaceAll("<!--", "<\\!--").replaceAll(/<(?=\/?script)/gi, "\\x3C");
}

/**
 * A data block: text that is not run.
 * @param {string} id
 * @param {string} text
 */
function dataBlock(id, text) {
  return `<script type="text/plain" id="archive-viewer-${id}">${text}</script>\n`;
}

/**
 * Packs the files. The first pack is the directory: the pack and range of each file.
 * @param {import("./samples.js").Shelf} shelf
 * @returns {{ packs: string[], leftOut: number }}
 */
function pack({ texts, pictures }) {
  /** @type {Record<string, [number, number, number]>} pack number, offset in it, length */
  const directory = {};
  /** @type {string[]} */
  const packs = [];
  /** @type {Uint8Array[]} */
  let open = [];
  let size = 0;
  const close = () => {
    if (open.length > 0) packs.push(gzipSync(Buffer.concat(open), { level: 9 }).toString("base64"));
    open = [];
    size = 0;
  };
  /** @param {string} path @param {Uint8Array} bytes */
  const add = (path, bytes) => {
    directory[path] = [packs.length + 1, size, bytes.length];
    open.push(bytes);
    size += bytes.length;
  };
  for (const [path, content] of texts) {
    if (size >= PACK) close();
    add(path, content());
  }
  let left = MOST_PICTURES;
  let leftOut = 0;
  for (const [path, content] of pictures) {
    const bytes = content();
    left -= bytes.length;
    if (left < 0) {
      leftOut += 1;
      continue;
    }
    // Images are read one at a time.
    close();
    add(path, bytes);
  }
  close();
  const written = gzipSync(JSON.stringify(directory), { level: 9 }).toString("base64");
  return { packs: [written, ...packs], leftOut };
}
