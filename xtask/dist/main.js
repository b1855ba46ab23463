// cargo xtask dist: assembles the built page for any static host, and as one file. `archive-viewer publish` puts posts beside it.
//
//     node xtask/dist/main.js site --out FOLDER --reading FOLDER --searching FOLDER --exporting FOLDER [--bare] [--allow ORIGIN]… [--frame ORIGIN]… [--source URL]
//     node xtask/dist/main.js single --out FILE --policy POLICY [--library SITE] [--source URL]

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { parseArgs } from "node:util";

import { readPublished } from "./published.js";
import { findSamples } from "./samples.js";
import { makeSingleFile } from "./single.js";
import { makeSite } from "./site.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string" },
    policy: { type: "string" },
    reading: { type: "string" },
    searching: { type: "string" },
    exporting: { type: "string" },
    bare: { type: "boolean", default: false },
    library: { type: "string" },
    allow: { type: "string", multiple: true, default: [] },
    frame: { type: "string", multiple: true, default: [] },
    source: { type: "string" },
  },
});
const { out, policy, reading, searching, exporting, bare, library, allow, frame, source = null } = values;
if (!out) throw new Error("--out must be given");
const shown = relative(process.cwd(), out) || out;

if (positionals[0] === "site") {
  if (!reading || !searching || !exporting) throw new Error("--reading, --searching and --exporting must be given");
  const shelf = bare ? null : await findSamples();
  mkdirSync(out, { recursive: true });
  const { files, bytes } = await makeSite(out, { reading, searching, exporting, allow, frame, source }, shelf);
  console.log(`# ${shown}: ${count(files)} files, ${kib(bytes)}`);
} else {
  if (!policy) throw new Error("--policy must be given");
  const published = library ? readPublished(library) : null;
  const shelf = published ?? (await findSamples({ few: true }));
  const { html, leftOut } = await makeSingleFile({ policy, source, library: published }, shelf);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, html);
  console.log(`# ${shown}: ${kib(Buffer.byteLength(html))}`);
  if (leftOut > 0)
    console.log(`# its posts name ${count(leftOut)} more pictures, which would make it too large to be sent`);
}

/** @param {number} number */
function count(number) {
  return number.toLocaleString("en-US");
}

/** @param {number} bytes */
function kib(bytes) {
  return `${count(Math.ceil(bytes / 1024))} KiB`;
}
