// The core in Node: the same WebAssembly as the page runs.

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
 * @returns {Promise<{ page: CoreAnswer } | { reason: string }>} the post, or why it can't be opened
 */
export async function openPost(name, bytes) {
  core ??= await freshCore();
  try {
    return { page: core.open_bytes(name, bytes) };
  } catch (thrown) {
    const isRefusal = typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown;
    if (isRefusal) return { reason: String(thrown.message) };
    core = null;
    return { reason: "the program stopped while it was cleaning the post" };
  }
}
