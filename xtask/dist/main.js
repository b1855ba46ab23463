// cargo xtask dist: puts the built page and its posts together as a site for any static host, and as one file.
//
//     node xtask/dist/main.js --out dist --policy POLICY [--posts FOLDER] [--title TITLE] [--base /path/]
//       [--allow ORIGIN]… [--frame ORIGIN]…

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";

import { makeCatalogue } from "./catalogue.js";
import { findPosts } from "./posts.js";
import { findSamples } from "./samples.js";
import { makeSingleFile } from "./single.js";
import { makeSite } from "./site.js";

/**
 * What both forms are made of. Without a library of their own they have the project's samples.
 * @typedef {object} Wanted
 * @property {string} policy the page's Content-Security-Policy, as a header
 * @property {string} base the path that the site will lie at, with a slash at both ends
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

const library = posts ? await makeCatalogue(findPosts(posts), title ?? null) : null;
if (library) report(library);

/** @type {Wanted} */
const wanted = { policy, base, allow, frame, library };
const shown = (/** @type {string} */ path) => relative(process.cwd(), path) || path;
const site = join(out, "site");
rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
// Without it GitHub Pages leaves out whatever begins with an underscore, such as _posts. And it says who made the folder.
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

/** @param {import("./catalogue.js").Library} made */
function report({ rows, repeated, refused }) {
  console.log(`# ${count(rows.length)} posts in the library`);
  if (repeated > 0) console.log(`# left out as other posts once more, to the letter: ${count(repeated)}`);
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
