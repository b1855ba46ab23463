/**
 * Copies of archives: the bytes of all that was kept, one file after the other. A copy is written under a new name and is
 * never changed. It lies in the browser's file system for this site (OPFS), or in IndexedDB where pages can't write files.
 */
import * as database from "./copies-in-database.js";
import * as fileSystem from "./copies-in-files.js";

/** @import { FolderFile } from '../../open/folder.js' */
/** @import { CopiedFile } from './registry.js' */

/**
 * A copy on its way: until `close` nobody sees it.
 * @typedef {{ write: (part: Blob) => Promise<void>, close: () => Promise<void>, abort: () => Promise<void> }} CopyWriter
 */

/** Bytes that are written at once. */
const STEP = 4 * 1024 * 1024;

/** Files that are opened at once. */
const FILES = 64;

const places = [fileSystem, database];

/** @returns {boolean} whether the browser can keep copies */
export const canCopy = () => places.some(({ canWrite }) => canWrite());

/** In the first place that takes it: private windows of some browsers have no file system. @param {string} name @returns {Promise<CopyWriter>} */
async function newWriter(name) {
  /** @type {unknown} */
  let failure = new DOMException("pages can't store anything here", "NotSupportedError");
  for (const { canWrite, create } of places) {
    if (!canWrite()) continue;
    try {
      return await create(name);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/**
 * Chromium stops reading a part that has no room, and then says as often as not that it can't be read.
 * @param {DOMException} error
 * @param {Blob} part
 * @returns {Promise<DOMException>}
 */
async function reasonOf(error, part) {
  if (error.name !== "NotReadableError") return error;
  return part.arrayBuffer().then(
    () => new DOMException("there is no room for it", "QuotaExceededError"),
    () => error,
  );
}

/**
 * @param {string} name of the copy, which is new
 * @param {FolderFile[]} files
 * @param {object} [options]
 * @param {(bytes: number) => void} [options.onProgress] bytes written so far
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<CopiedFile[]>} where the files lie in it; rejects with a DOMException, and then nothing is left of it
 */
export async function writeCopy(name, files, { onProgress = () => {}, signal } = {}) {
  const writer = await newWriter(name);
  let written = 0;
  const write = async (/** @type {Blob} */ blob) => {
    for (let from = 0; from < blob.size; from += STEP) {
      signal?.throwIfAborted();
      const part = blob.slice(from, from + STEP);
      await writer.write(part).catch(async (error) => {
        throw await reasonOf(error, part);
      });
      onProgress((written += part.size));
    }
  };
  try {
    /** @type {CopiedFile[]} */
    const copied = [];
    let end = 0;
    for (let from = 0; from < files.length; from += FILES) {
      signal?.throwIfAborted();
      const some = files.slice(from, from + FILES);
      const opened = await Promise.all(some.map(({ file }) => file()));
      opened.forEach(({ size, lastModified }, at) =>
        copied.push({ path: some[at].path, start: end, end: (end += size), modified: lastModified }),
      );
      await write(new Blob(opened));
    }
    signal?.throwIfAborted();
    await writer.close();
    return copied;
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

/**
 * @param {string} name
 * @param {CopiedFile[]} contents
 * @returns {Promise<FolderFile[]>} rejects where the copy is gone
 */
export async function readCopy(name, contents) {
  const size = contents.at(-1)?.end ?? 0;
  const found = await Promise.all(places.map(({ read }) => read(name).catch(() => null)));
  const whole = found.find((blob) => blob?.size === size);
  if (!whole) throw new DOMException("it is not whole", "NotFoundError");
  return contents.map(({ path, start, end, modified }) => ({
    path,
    file: async () =>
      new File([whole.slice(start, end)], path.slice(path.lastIndexOf("/") + 1), { lastModified: modified }),
  }));
}

/** @param {string} name */
export async function removeCopy(name) {
  for (const { remove } of places) await remove(name).catch(() => {});
}

export async function removeAllCopies() {
  for (const { removeAll } of places) await removeAll().catch(() => {});
}

/** Removes what a write that broke off has left. @param {Set<string>} wanted names of whole copies */
export async function sweepCopies(wanted) {
  for (const { names, remove } of places)
    for (const name of await names().catch(() => [])) if (!wanted.has(name)) await remove(name).catch(() => {});
}
