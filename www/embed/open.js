/**
 * Opens posts for the elements, from URLs, files and the page itself, with one engine for all elements of a page. It runs on
 * the page's own thread: a worker would need a script of the page's own site or a blob, which strict pages refuse. The core is
 * fetched when the first post is opened.
 */
import { buildBy } from "../js/article/sink.js";
import { createEngine } from "../js/core/engine.js";
import { fetchFile, fileNameIn } from "../js/core/fetch-file.js";
import { MAX_ON_PAGE } from "../js/core/page-instance.js";
import { postName } from "../js/open/file-names.js";
import { builtNodes } from "./built-nodes.js";
import { requests } from "./requests.js";

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
  const { bytes, name, base } = await bytesAt(url, signal);
  const page = await engine.openBytes(postName(name), bytes, await evidenceOf(postName(name), bytes));
  return { key: url.href, page, base, note: null, findImage: null };
}

/**
 * @param {URL} url
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ bytes: Uint8Array, name: string, base: string, type: string }>} rejects with a CoreError
 */
export async function bytesAt(url, signal) {
  const response = await fetchFile(url, { ...requests, signal });
  const name = fileNameIn(url);
  const type = response.headers.get("Content-Type") ?? "";
  if (/\.(?:md|markdown|mdown|mdx|txt|json)$/i.test(name) && /^text\/html\b/i.test(type)) {
    // A page about the file, or a site's "not found" page.
    void response.body?.cancel();
    throw { code: "web-page", message: `the answer is ${type}`, file: name };
  }
  return { bytes: await bytesOf(response, name), name, base: response.url || url.href, type };
}

/** @param {string} file @returns {import('../js/types.js').CoreError} */
export const noPost = (file) => ({ code: "not-here", message: "there is no such post", file });

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
 * @returns {Promise<Uint8Array>} stops at the limit for opening
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
