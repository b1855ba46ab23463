/**
 * Copies as parts in IndexedDB, for browsers whose pages can't write files: Safari before 26, WebKitGTK.
 */
import { transactParts } from "./registry.js";

/** @import { CopyWriter } from './copies.js' */

export const canWrite = () => typeof indexedDB !== "undefined" && isSecureContext;

/** Parts have the copy's name and a number as their key. @param {string} name */
const all = (name) => IDBKeyRange.bound([name], [name, []]);

/** @param {string} name @returns {Promise<CopyWriter>} */
export async function create(name) {
  let number = 0;
  return {
    async write(part) {
      // Private windows store a part of a file as a reference to that file, unless its bytes are read.
      const own = new Blob([await part.arrayBuffer()]);
      await transactParts("readwrite", (parts) => parts.put(own, [name, number++]));
    },
    close: async () => {},
    abort: async () => void (await remove(name).catch(() => {})),
  };
}

/** @param {string} name @returns {Promise<Blob>} */
export const read = async (name) => new Blob(await transactParts("readonly", (parts) => parts.getAll(all(name))));

/** @param {string} name */
export const remove = (name) => transactParts("readwrite", (parts) => parts.delete(all(name)));

/** @returns {Promise<string[]>} */
export async function names() {
  const keys = /** @type {[string, number][]} */ (await transactParts("readonly", (parts) => parts.getAllKeys()));
  return [...new Set(keys.map(([name]) => name))];
}

export const removeAll = () => transactParts("readwrite", (parts) => parts.clear());
