/**
 * The bytes at an address, for the elements. It loads nothing of what opens them.
 */
import { MAX_ON_PAGE } from "../js/core/time-limits.js";
import { fetchFile, fileNameIn } from "../js/core/fetch-file.js";
import { requests } from "./requests.js";

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
