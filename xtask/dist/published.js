// The library of a site that `archive-viewer publish` made, for the viewer in one file.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** @typedef {import("./samples.js").Shelf} Shelf */

/** @typedef {Shelf & { contents: string, title: string | null }} Library */

/** The path of the list. */
const CONTENTS = "library/index.json";

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|bmp)$/i;

/**
 * @param {string} site its folder
 * @returns {Library}
 */
export function readPublished(site) {
  // One file has neither the archive nor ranges to search in.
  const { archive, segments, ...contents } = JSON.parse(readFileSync(join(site, CONTENTS), "utf8"));
  const written = Buffer.from(JSON.stringify(contents));
  /** @type {Library} */
  const library = { contents: CONTENTS, title: contents.title, texts: new Map(), pictures: new Map() };
  const names = ["posts", "library"].flatMap((folder) => filesBelow(site, folder));
  for (const name of names.filter((name) => name !== archive.path)) {
    const files = name.startsWith("posts/") && PICTURE.test(name) ? library.pictures : library.texts;
    files.set(name, () => readFileSync(join(site, name)));
  }
  library.texts.set(CONTENTS, () => written);
  return library;
}

/** @param {string} site @param {string} folder @returns {string[]} paths below the site, without hidden ones */
function filesBelow(site, folder) {
  const entries = readdirSync(join(site, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."));
  return files.map(({ parentPath, name }) => relative(site, join(parentPath, name)).replaceAll("\\", "/")).sort();
}
