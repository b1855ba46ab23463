/**
 * How a file or a folder is told from what it was when it was kept: by sizes, times, and a digest that costs little.
 */

/** @import { FolderFile } from '../../open/folder.js' */
/** @import { KeptArchive, Stamp } from './registry.js' */

/** Bytes at each end of a file that are digested: the end of a zip has its directory. */
const END = 64 * 1024;

/** Files of a folder that are looked at at once. */
const FILES = 64;

/** @param {Blob} blob @returns {Promise<string>} */
async function digestOf(blob) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {KeptArchive['kind']} kind @param {FolderFile[]} files @returns {Promise<Stamp>} */
export const stampOf = async (kind, files) =>
  kind === "file" ? stampOfFile(await files[0].file()) : stampOfFiles(files);

/** @param {File} file @returns {Promise<Stamp>} */
export async function stampOfFile(file) {
  const ends = new Blob([file.slice(0, END), file.slice(Math.max(END, file.size - END))]);
  return { size: file.size, modified: file.lastModified, digest: await digestOf(ends) };
}

/** @param {FolderFile[]} files @returns {Promise<Stamp>} */
async function stampOfFiles(files) {
  /** @type {string[]} */
  const lines = [];
  let [size, modified] = [0, 0];
  for (let from = 0; from < files.length; from += FILES) {
    const some = files.slice(from, from + FILES);
    const opened = await Promise.all(some.map(({ file }) => file()));
    opened.forEach((file, at) => {
      size += file.size;
      modified = Math.max(modified, file.lastModified);
      lines.push(`${some[at].path}\0${file.size}\0${file.lastModified}\n`);
    });
  }
  return { size, modified, digest: await digestOf(new Blob(lines)) };
}

/** @param {Stamp} one @param {Stamp} other */
export const isSame = (one, other) => one.size === other.size && one.digest === other.digest;
