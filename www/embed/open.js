/**
 * Opens posts for the elements, from URLs, files and the page itself, with one engine for all elements of a page. It runs on
 * the page's own thread: a worker would need a script of the page's own site or a blob, which strict pages refuse. The core is
 * fetched when the first post is opened.
 */
import { buildBy } from "../js/article/sink.js";
import { createEngine } from "../js/core/engine.js";
import { postName } from "../js/open/file-names.js";
import { builtNodes } from "./built-nodes.js";
import { bytesAt } from "./bytes-at.js";

/** @import { Entry } from '../js/types.js' */
/** @import { InlinePost } from './inline.js' */

export const THREAD = { startWorker: null };

export const engine = createEngine(THREAD);

buildBy(builtNodes);

/**
 * @param {URL} url
 * @param {AbortSignal} [signal]
 * @param {(name: string, bytes: Uint8Array) => Promise<Uint8Array | null>} [evidenceOf] what repeats in the post's source
 * @returns {Promise<Entry>} rejects with a CoreError
 */
export async function openAt(url, signal, evidenceOf = async () => null) {
  // Both load at once.
  engine.start().catch(() => {});
  return openBytes(url, await bytesAt(url, signal), evidenceOf);
}

/**
 * @param {URL} url
 * @param {{ bytes: Uint8Array, name: string, base: string }} found there
 * @param {(name: string, bytes: Uint8Array) => Promise<Uint8Array | null>} [evidenceOf]
 * @returns {Promise<Entry>} rejects with a CoreError
 */
export async function openBytes(url, { bytes, name, base }, evidenceOf = async () => null) {
  const page = await engine.openBytes(postName(name), bytes, await evidenceOf(postName(name), bytes));
  return { key: url.href, page, base, note: null, findImage: null };
}

/**
 * @param {InlinePost} post
 * @returns {Promise<Entry>} rejects with a CoreError
 */
export async function openInline({ name, text }) {
  // Its relative URLs are relative to the page.
  return { key: name, page: await engine.openText(name, text), base: document.baseURI, note: null, findImage: null };
}

/**
 * @param {Blob} blob
 * @returns {Promise<Entry>} rejects with a CoreError
 */
export async function openFile(blob) {
  const file = blob instanceof File ? blob : new File([blob], nameFor(blob.type), { type: blob.type });
  return { key: file.name, page: await engine.openFile(file), base: null, note: null, findImage: null };
}

/** @param {string} type @returns {string} for a blob without a name */
function nameFor(type) {
  if (/^text\/html\b/.test(type)) return "post.html";
  return /^text\/plain\b/.test(type) ? "post.txt" : "post.md";
}
