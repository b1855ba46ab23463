/**
 * Copies as files of the browser's file system for this site. A file is empty until its writer is closed.
 */

/** @import { CopyWriter } from './copies.js' */

const FOLDER = "archive-viewer.kept";

export const canWrite = () =>
  typeof navigator.storage?.getDirectory === "function" &&
  "createWritable" in (globalThis.FileSystemFileHandle?.prototype ?? {});

/** @param {boolean} create @returns {Promise<FileSystemDirectoryHandle>} */
const folder = async (create) => (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create });

/** @param {string} name @returns {Promise<CopyWriter>} */
export async function create(name) {
  const place = await folder(true);
  const writable = await (await place.getFileHandle(name, { create: true })).createWritable();
  return {
    write: (part) => writable.write(part),
    close: () => writable.close(),
    async abort() {
      await writable.abort().catch(() => {});
      await place.removeEntry(name).catch(() => {});
    },
  };
}

/** @param {string} name @returns {Promise<Blob>} */
export const read = async (name) => (await (await folder(false)).getFileHandle(name)).getFile();

/** @param {string} name */
export const remove = async (name) => (await folder(false)).removeEntry(name);

/** @returns {Promise<string[]>} */
export async function names() {
  const found = [];
  for await (const name of /** @type {any} */ (await folder(false)).keys()) found.push(name);
  return found;
}

export const removeAll = async () => (await navigator.storage.getDirectory()).removeEntry(FOLDER, { recursive: true });
