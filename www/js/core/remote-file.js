/**
 * A file at an address, by ranges: the first range tells its size, and whether the server has ranges at all.
 * One that has none gives the whole file, which is kept outside of memory as far as the browser can.
 *
 * Only ranges with a beginning and an end are asked for: they need no question ahead from other origins.
 */
import { fetched, nameIn } from "../open/fetch-file.js";

/** What the first question asks for, in bytes: the core begins with as many. */
const FIRST = 64 * 1024;

/** The largest file that is downloaded whole, in bytes. */
export const MAX_DOWNLOAD = 512 * 1024 * 1024;

/** @import { Ranges } from './volume-responder.js' */

/**
 * @param {URL} url
 * @returns {Promise<Ranges>} rejects with a CoreError
 */
export async function openRemote(url) {
  const name = nameIn(url);
  const first = await fetched(url, { headers: { Range: `bytes=0-${FIRST - 1}` }, cache: "no-store" });
  // What is packed on the way has other ranges than the file.
  const isPart = first.status === 206 && !first.headers.get("Content-Encoding");
  const size = isPart ? (sizeOf(first) ?? (await askedSize(url))) : null;
  if (size === null) return downloaded(isPart ? await fetched(url) : first, name);

  const head = new Uint8Array(await first.arrayBuffer());
  const version = versionOf(first);
  return {
    name,
    size,
    async read(offset, length) {
      if (offset + length <= head.length) return head.slice(offset, offset + length);
      const part = await fetched(url, { headers: { Range: `bytes=${offset}-${offset + length - 1}` }, cache: "no-store" });
      if (part.status !== 206 || versionOf(part) !== version) {
        throw { code: "changed-there", message: "the file changed while it was read", file: name };
      }
      return new Uint8Array(await part.arrayBuffer());
    },
  };
}

/** @param {Response} response @returns {number | null} null where the server doesn't say, or doesn't let us see it */
function sizeOf(response) {
  const total = response.headers.get("Content-Range")?.match(/\/(\d+)\s*$/)?.[1];
  return total === undefined ? null : Number(total);
}

/** @param {URL} url @returns {Promise<number | null>} */
async function askedSize(url) {
  try {
    const { headers } = await fetched(url, { method: "HEAD", cache: "no-store" });
    const length = Number(headers.get("Content-Length"));
    return length > 0 && !headers.get("Content-Encoding") ? length : null;
  } catch {
    return null;
  }
}

/** @param {Response} response @returns {string} what tells this state of the file from another, as far as it can be seen */
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
  const said = Number(response.headers.get("Content-Length"));
  if (said > MAX_DOWNLOAD) {
    void response.body?.cancel();
    throw tooLarge(said);
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
      progress?.(size, said || null);
    }
  } catch (error) {
    if (/** @type {any} */ (error)?.code) throw error;
    throw { code: "not-fetched", message: String(error), file: name, args: { address: response.url } };
  }
  const blob = new Blob(parts);
  return { name, size, read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()) };
}

/** Who hears how far a download has come. @type {((done: number, total: number | null) => void) | null} */
let progress = null;

/** @param {(done: number, total: number | null) => void} listener in bytes; the total is null where the server doesn't say */
export function onDownload(listener) {
  progress = listener;
}
