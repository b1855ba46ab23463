// The core in Node: the same WebAssembly as the page runs, so that the list shows what the page would.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { CORE } from "./project.js";

/** @typedef {import("../../www/js/types.js").CoreAnswer} CoreAnswer */
/** @typedef {import("../../www/js/types.js").Core & { initSync: (with_: { module: WebAssembly.Module }) => void }} NodeCore */

const module = new WebAssembly.Module(readFileSync(CORE.wasm));
let started = 0;
/** @type {NodeCore | null} */
let core = null;

/** @returns {Promise<NodeCore>} */
async function freshCore() {
  started += 1;
  // A module is evaluated once per URL, and a core that trapped can't be reused.
  const bindings = await import(`${pathToFileURL(CORE.script)}?core=${started}`);
  bindings.initSync({ module });
  return bindings;
}

/**
 * @param {string} name of the file
 * @param {Uint8Array} bytes
 * @param {Uint8Array} [evidence] what repeats in its source
 * @returns {Promise<{ page: CoreAnswer } | { reason: string }>} the post, or why it can't be opened
 */
export async function openPost(name, bytes, evidence) {
  core ??= await freshCore();
  try {
    return { page: core.open_bytes(name, bytes, evidence) };
  } catch (thrown) {
    const isRefusal = typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown;
    if (isRefusal) return { reason: String(thrown.message) };
    core = null;
    return { reason: "the program stopped while it was cleaning the post" };
  }
}

/**
 * What repeats in the sources of posts that can be opened.
 * @param {{ path: string, bytes: () => Uint8Array }[]} posts
 * @returns {Promise<{ key: number, evidence: Uint8Array, isEmpty: boolean }[]>} of each post, the key of its source and what
 *   repeats there; and whether it has no body
 */
export async function learn(posts) {
  core ??= await freshCore();
  const { Library, index_posts, pack_rows, source_key } = core;
  const library = new Library();
  library.add_volume(0, "");
  library.add_rows(0, pack_rows(posts.map(({ path }, index) => ({ index, path }))));
  for (const [index, { path, bytes }] of posts.entries()) {
    const own = bytes();
    library.add_posts(0, index_posts(own, [{ index, path, start: 0, end: own.length, isPost: true }]));
  }
  library.finish_volume(0);
  return posts.map(({ path, bytes }) => ({
    key: source_key(path, bytes()),
    evidence: library.evidence_of(0, path),
    isEmpty: library.row_of(0, path) === null,
  }));
}
