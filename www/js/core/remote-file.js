/**
 * A file at a URL, read by ranges. The first response shows its size and whether the server supports ranges; otherwise the
 * whole file is downloaded into a blob, which the browser may keep on disk.
 *
 * Ranges always have both ends, so that other origins get no preflight request.
 */
import { fetchFile, fileNameIn } from "./fetch-file.js";

/** First range in bytes: what the core reads first. */
const FIRST_RANGE = 64 * 1024;

/** Largest file that is downloaded whole, in bytes. */
export const MAX_DOWNLOAD = 512 * 1024 * 1024;

/** @import { Ranges } from './volume-responder.js' */

/**
 * @param {URL} url
 * @returns {Promise<Ranges>} rejects with a CoreError
 */
export async function openRemoteFile(url) {
  const name = fileNameIn(url);
  const first = await fetchFile(url, { headers: { Range: `bytes=0-${FIRST_RANGE - 1}` }, cache: "no-store" });
  // Ranges of a compressed response are not ranges of the file.
  const isPart = first.status === 206 && !first.headers.get("Content-Encoding");
  const size = isPart ? (sizeOf(first) ?? (await headSize(url))) : null;
  if (size === null) return downloaded(isPart ? await fetchFile(url) : first, name);

  const head = new Uint8Array(await first.arrayBuffer());
  const version = versionOf(first);
  return {
    name,
    size,
    async read(offset, length) {
      if (offset + length <= head.length) return head.slice(offset, offset + length);
      const part = await fetchFile(url, {
        headers: { Range: `bytes=${offset}-${offset + length - 1}` },
        cache: "no-store",
      });
      if (part.status !== 206 || versionOf(part) !== version) {
        throw { code: "changed-there", message: "the file changed while it was read", file: name };
      }
      return new Uint8Array(await part.arrayBuffer());
    },
  };
}

/** @param {Response} response @returns {number | null} null where the server doesn't send or expose it */
function sizeOf(response) {
  const total = response.headers.get("Content-Range")?.match(/\/(\d+)\s*$/)?.[1];
  return total === undefined ? null : Number(total);
}

/** @param {URL} url @returns {Promise<number | null>} */
async function headSize(url) {
  try {
    const { headers } = await fetchFile(url, { method: "HEAD", cache: "no-store" });
    const length = Number(headers.get("Content-Length"));
    return length > 0 && !headers.get("Content-Encoding") ? length : null;
  } catch {
    return null;
  }
}

/** @param {Response} response @returns {string} identifies this version of the file, where the server sends and exposes it */
const versionOf = ({ headers }) => headers.get("ETag") ?? headers.get("Last-Modified") ?? "";

/**
 * @param {Response} response with the whole file
 * @param {string} name
 * @returns {Promise<Ranges>}
 */
async function downloaded(response, name) {
  const tooLarge = (/** @type {number} */ size) => ({
    code: "too-large-to-fetch",
    message: `the file has more than ${MAX_DOWNLOAD} bytes, and its server has no ranges`,
    file: name,
    args: { size, limit: MAX_DOWNLOAD },
  });
  const announced = Number(response.headers.get("Content-Length"));
  if (announced > MAX_DOWNLOAD) {
    void response.body?.cancel();
    throw tooLarge(announced);
  }
  /** @type {BlobPart[]} */
  const parts = [];
  let size = 0;
  try {
    for (const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).getReader(); ; ) {
      const { value, done } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MAX_DOWNLOAD) {
        void reader.cancel();
        throw tooLarge(size);
      }
      parts.push(value);
      progress?.(size, announced || null);
    }
  } catch (error) {
    if (/** @type {any} */ (error)?.code) throw error;
    throw { code: "not-fetched", message: String(error), file: name, args: { address: response.url } };
  }
  const blob = new Blob(parts);
  return {
    name,
    size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}

/** @type {((done: number, total: number | null) => void) | null} */
let progress = null;

/** @param {(done: number, total: number | null) => void} listener bytes so far and in all; null where the server doesn't say */
export function onDownload(listener) {
  progress = listener;
}
