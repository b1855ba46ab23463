// The posts of an archive or a folder, as the core lists them: `examples/unpack.rs` says which files are posts.

import { readFileSync } from "node:fs";

/**
 * @typedef {object} Archive
 * @property {{ path: string, file: string }[]} posts `file` has the bytes of the post at `path` in the archive
 * @property {Map<string, string>} pictures files by their paths in the archive
 * @property {string} names the encoding of its names
 * @property {number} copies how many files repeat the bytes of a post
 * @property {number} texts how many texts are plainly the site's own
 * @property {{ file: string, reason: string }[]} refused
 */

/** @typedef {{ path: string, kind: "post" | "picture" | "copy" | "text" | "refused", file?: string, reason?: string }} Entry */

/** Opened by its address, an SVG would be a page of the site that runs scripts. */
const SVG = /\.svg$/i;

/**
 * @param {string} list the file that the core's list is in
 * @returns {Archive}
 */
export function readList(list) {
  /** @type {{ names: string, problems: { message: string }[], entries: Entry[] }} */
  const { names, problems, entries } = JSON.parse(readFileSync(list, "utf8"));
  const of = (/** @type {Entry["kind"]} */ kind) => entries.filter((entry) => entry.kind === kind);
  const pictures = of("picture").filter(({ path }) => !SVG.test(path));
  return {
    posts: of("post").map(({ path, file = "" }) => ({ path, file })),
    pictures: new Map(pictures.map(({ path, file = "" }) => [path, file])),
    names,
    copies: of("copy").length,
    texts: of("text").length,
    refused: [
      ...problems.map(({ message }) => ({ file: "the archive", reason: message })),
      ...of("refused").map(({ path, reason = "" }) => ({ file: path, reason })),
    ],
  };
}
