// cargo xtask dist: assembles the built page and its posts as a site for any static host, and as one file.
//
//     node xtask/dist/main.js --out dist --policy POLICY [--posts LIST] [--title TITLE] [--base /path/]
//       [--allow ORIGIN]… [--frame ORIGIN]…

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";

import { makeCatalogue } from "./catalogue.js";
import { readList } from "./posts.js";
import { findSamples } from "./samples.js";
import { makeSingleFile } from "./single.js";
import { makeSite } from "./site.js";

/**
 * Options of both forms. Without a library they have the samples.
 * @typedef {object} Wanted
 * @property {string} policy the page's Content-Security-Policy, as a header
 * @property {string} base the site's path on its host, with a slash at both ends
 * @property {string[]} allow origins whose posts `?src=` may open, beside the site's own
 * @property {string[]} frame origins whose players may be shown in articles
 * @property {import("./catalogue.js").Library | null} library
 */

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    policy: { type: "string" },
    posts: { type: "string" },
    title: { type: "string" },
    base: { type: "string", default: "/" },
    allow: { type: "string", multiple: true, default: [] },
    frame: { type: "string", multiple: true, default: [] },
  },
});
const { out, policy, posts, title, base, allow, frame } = values;
if (!out || !policy) throw new Error("--out and --policy must be given");

const archive = posts ? readList(posts) : null;
const library = archive ? await makeCatalogue(archive, title ?? null) : null;
if (archive && library) report(archive, library);

/** @type {Wanted} */
const wanted = { policy, base, allow, frame, library };
const shown = (/** @type {string} */ path) => relative(process.cwd(), path) || path;
const site = join(out, "site");
rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
// Without this file GitHub Pages skips names with a leading underscore, such as _posts. It also marks the folder as ours.
writeFileSync(join(site, ".nojekyll"), "");
const { files, bytes, nginx } = await makeSite(site, wanted, library ?? (await findSamples()));
writeFileSync(join(out, "nginx.conf"), nginx);
console.log(`# ${shown(site)}: ${count(files)} files, ${kib(bytes)}`);

const single = join(out, "archive-viewer.html");
const page = await makeSingleFile(wanted, library ?? (await findSamples({ few: true })));
writeFileSync(single, page.html);
console.log(`# ${shown(single)}: ${kib(Buffer.byteLength(page.html))}`);
if (page.leftOut > 0) {
  console.log(`# its posts name ${count(page.leftOut)} more pictures, which would make it too large to be sent`);
}

/** @param {import("./posts.js").Archive} archive @param {import("./catalogue.js").Library} library */
function report({ names, texts }, { rows, copies, empty, refused }) {
  console.log(`# ${count(rows.length)} posts in the library${names === "UTF-8" ? "" : `; names are in ${names}`}`);
  if (copies > 0) console.log(`# left out as exact copies: ${count(copies)}`);
  if (texts > 0) console.log(`# left out as the site's own texts, such as readmes and layouts: ${count(texts)}`);
  if (empty.length > 0) console.log(`# left out as posts without text: ${empty.join(", ")}`);
  for (const { file, reason } of refused) console.log(`# left out: ${file}: ${reason}`);
}

/** @param {number} number */
function count(number) {
  return number.toLocaleString("en-US");
}

/** @param {number} bytes */
function kib(bytes) {
  return `${count(Math.ceil(bytes / 1024))} KiB`;
}
