/**
 * Opens posts for the elements: from addresses, from files, from the page itself; with one engine for all elements of a page,
 * on the page's own thread. A worker would have to come from the page's own site, or from a blob,
 * which strict pages refuse. The core is fetched when the first post is opened.
 */
import { MAX_ON_PAGE } from "../js/core/instance.js";
import { createEngine } from "../js/core/engine.js";
import { fetched, nameIn } from "../js/open/fetch-file.js";
import { postsName } from "../js/open/file-names.js";
import { buildBy } from "../js/article/sink.js";
import { builtNodes } from "./built-nodes.js";

/** @import { Entry } from '../js/types.js' */
/** @import { InlinePost } from './inline.js' */

export const engine = createEngine({ startWorker: null });

buildBy(builtNodes);

/**
 * @param {URL} url
 * @param {AbortSignal} [signal]
 * @returns {Promise<Entry>} rejects with a CoreError
 */
export async function openAt(url, signal) {
  // Both are on their way at once.
  engine.start().catch(() => {});
  const { bytes, name, base } = await bytesAt(url, signal);
  return { key: url.href, page: await engine.openBytes(postsName(name), bytes), base, note: null, beside: null };
}

/**
 * @param {URL} url
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ bytes: Uint8Array, name: string, base: string, type: string }>} rejects with a CoreError
 */
export async function bytesAt(url, signal) {
  // Whoever wrote the page chose the address, and says by the page's policy where it may lead.
  const response = await fetched(url, { redirect: "follow", signal });
  const name = nameIn(url);
  const type = response.headers.get("Content-Type") ?? "";
  if (/\.(?:md|markdown|mdown|txt|json)$/i.test(name) && /^text\/html\b/i.test(type)) {
    // A page about the file, or the page that a site shows for everything that it doesn't have.
    void response.body?.cancel();
    throw { code: "web-page", message: `the answer is ${type}`, file: name };
  }
  return { bytes: await bytesOf(response, name), name, base: response.url || url.href, type };
}

/**
 * @param {URL} url
 * @returns {Promise<unknown>} rejects with a CoreError
 */
export async function jsonAt(url) {
  const { bytes, name } = await bytesAt(url);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw { code: "unreadable", message: String(error), file: name, args: { reason: String(error) } };
  }
}

/**
 * @param {Response} response
 * @param {string} name
 * @returns {Promise<Uint8Array>} no more is read than can be opened
 */
async function bytesOf(response, name) {
  const announced = Number(response.headers.get("Content-Length"));
  /** @param {number} size */
  const tooLarge = (size) => ({
    code: "too-large",
    message: `it has ${size} bytes or more`,
    file: name,
    args: { size, limit: MAX_ON_PAGE },
  });
  if (announced > MAX_ON_PAGE) {
    void response.body?.cancel();
    throw tooLarge(announced);
  }
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  let size = 0;
  const reader = response.body?.getReader();
  try {
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      size += piece.value.length;
      if (size > MAX_ON_PAGE) {
        void reader?.cancel();
        throw tooLarge(size);
      }
      pieces.push(piece.value);
    }
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === "too-large") throw error;
    throw { code: "broken-off", message: String(error), file: name };
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/**
 * @param {InlinePost} post
 * @returns {Promise<Entry>} rejects with a CoreError
 */
export async function openInline({ name, text }) {
  // What it names by a relative address stands beside the page that it stands in.
  return { key: name, page: await engine.openText(name, text), base: document.baseURI, note: null, beside: null };
}

/**
 * @param {Blob} blob
 * @returns {Promise<Entry>} rejects with a CoreError
 */
export async function openFile(blob) {
  const file = blob instanceof File ? blob : new File([blob], nameFor(blob.type), { type: blob.type });
  return { key: file.name, page: await engine.openFile(file), base: null, note: null, beside: null };
}

/** @param {string} type @returns {string} for something that has no name of its own */
function nameFor(type) {
  if (/^text\/html\b/.test(type)) return "post.html";
  return /^text\/plain\b/.test(type) ? "post.txt" : "post.md";
}
