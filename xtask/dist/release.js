// cargo xtask release: what a release has for download.
//
//     node xtask/dist/release.js --core target/package-core --site dist/release/site --out dist/release --policy POLICY
//       --viewer command/viewer.zip --viewer-only | --package-only | --all
//
// The first writes the viewer's files for the crate alone, the second the npm package as well, the third everything.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";

import { zipSync } from "fflate";

import { packPackage } from "./package.js";
import { ROOT } from "./project.js";

const { values } = parseArgs({
  options: {
    core: { type: "string" },
    site: { type: "string" },
    out: { type: "string" },
    policy: { type: "string" },
    viewer: { type: "string" },
    "viewer-only": { type: "boolean", default: false },
    "package-only": { type: "boolean", default: false },
    all: { type: "boolean", default: false },
  },
});
const { core, site, out, policy, viewer } = values;
if (!core || !site || !out || !policy || !viewer) {
  throw new Error("--core, --site, --out, --policy and --viewer must be given");
}

/** A zip's earliest date, so that output is reproducible. */
const NO_DAY = new Date(1980, 0, 1);

const version = /^version = "([^"]+)"$/m.exec(readFileSync(join(ROOT, "Cargo.toml"), "utf8"))?.[1];
if (!version) throw new Error("Cargo.toml has no version");

const files = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const paths = files.map((entry) => relative(site, join(entry.parentPath, entry.name)).replaceAll("\\", "/")).sort();
/** @param {string} folder @param {string[]} some */
const entriesOf = (folder, some) =>
  /** @type {Record<string, Uint8Array>} */ (
    Object.fromEntries(some.map((path) => [`${folder}${path}`, readFileSync(join(site, path))]))
  );
const served = paths.filter((path) => !path.startsWith("."));
writeFileSync(viewer, zipSync(entriesOf("", served), { level: 9, mtime: NO_DAY }));
if (values["viewer-only"]) process.exit();

const made = [await packPackage({ core, site, out, policy, version })];
if (!values["package-only"]) {
  const entries = entriesOf("site/", paths);
  entries["nginx.conf"] = readFileSync(join(out, "nginx.conf"));
  writeFileSync(join(out, "archive-viewer-site.zip"), zipSync(entries, { level: 9, mtime: NO_DAY }));
  writeFileSync(join(out, "CHANGES.md"), changesOf(version));
  const others = readdirSync(out).filter((name) => name.endsWith(".crate") || name.endsWith(".whl"));
  made.push("archive-viewer-site.zip", "archive-viewer.html", "CHANGES.md", ...others);
} else {
  renameSync(join(out, made[0]), join(out, "archive-viewer.tgz"));
  made[0] = "archive-viewer.tgz";
  rmSync(join(out, "archive-viewer.html"));
}
rmSync(join(out, "nginx.conf"));
rmSync(site, { recursive: true });
const sums = made.map(
  (name) =>
    `${createHash("sha256")
      .update(readFileSync(join(out, name)))
      .digest("hex")}  ${name}\n`,
);
writeFileSync(join(out, "SHA256SUMS"), sums.join(""));
for (const name of made) console.log(`# ${relative(process.cwd(), join(out, name))}: ${size(join(out, name))}`);

/** @param {string} file */
function size(file) {
  return `${Math.ceil(readFileSync(file).length / 1024).toLocaleString("en-US")} KiB`;
}

/**
 * @param {string} version
 * @returns {string} its part of CHANGELOG.md, or what is not released yet
 */
function changesOf(version) {
  const parts = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8").split(/^(?=## )/m);
  const named = parts.find((part) => part.startsWith(`## ${version}`) || part.startsWith(`## [${version}]`));
  const part = named ?? parts.find((part) => part.startsWith("## Unreleased"));
  if (!part) throw new Error(`CHANGELOG.md has no part for ${version}`);
  return `${part.trim()}\n`;
}
