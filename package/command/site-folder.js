// The folder of a site on the disk, read and written at once: the core that publishes can't wait.

import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";

/** What ends the name of a file that is not in its place yet. */
const PARTIAL = `.${process.pid}.part`;

/** @param {any} error */
const isMissing = (error) => error?.code === "ENOENT" || error?.code === "ENOTDIR";

/**
 * @template A
 * @param {() => A} read
 * @param {A} otherwise if there is no such file
 * @returns {A}
 */
function ifThere(read, otherwise) {
  try {
    return read();
  } catch (error) {
    if (isMissing(error)) return otherwise;
    throw error;
  }
}

/** @param {string} root */
export function siteFolder(root) {
  const place = (/** @type {string} */ path) => join(root, ...path.split("/"));
  const draftOf = (/** @type {number} */ number) => join(root, `.draft-${number}${PARTIAL}`);
  const partial = join(root, `.file${PARTIAL}`);
  /** @param {string} path @param {Uint8Array} bytes */
  const has = (path, bytes) =>
    ifThere(() => statSync(place(path)).size === bytes.length && readFileSync(place(path)).equals(bytes), false);

  return {
    /** @param {string} path */
    read: (path) => ifThere(() => readFileSync(place(path)), undefined),
    /** @param {string} folder */
    names: (folder) => ifThere(() => readdirSync(place(folder)), /** @type {string[]} */ ([])),
    has,
    /** @param {string} path @param {Uint8Array} bytes */
    write(path, bytes) {
      mkdirSync(dirname(place(path)), { recursive: true });
      writeFileSync(partial, bytes);
      renameSync(partial, place(path));
    },
    /** @param {string} path @returns {boolean} whether it was there */
    remove(path) {
      const file = place(path);
      const wasThere = ifThere(() => (unlinkSync(file), true), false);
      // Folders go with their last file.
      for (let folder = dirname(file); folder !== root && folder.startsWith(root); folder = dirname(folder)) {
        try {
          rmdirSync(folder);
        } catch {
          break;
        }
      }
      return wasThere;
    },
    /** @param {number} draft @param {Uint8Array} bytes */
    append(draft, bytes) {
      mkdirSync(root, { recursive: true });
      appendFileSync(draftOf(draft), bytes);
    },
    /** @param {number} draft @param {string} path @returns {boolean} false if a file with these bytes is there */
    keep(draft, path) {
      const isNew = !has(path, readFileSync(draftOf(draft)));
      mkdirSync(dirname(place(path)), { recursive: true });
      if (isNew) renameSync(draftOf(draft), place(path));
      else rmSync(draftOf(draft));
      return isNew;
    },
    /** @param {string} path as a person knows it */
    shown: (path) => (root.endsWith(sep) ? `${root}${path}` : `${root}${sep}${path}`),
  };
}

/** Removes what is not in its place yet. @param {string} root */
export function removeUnfinished(root) {
  const names = ifThere(() => readdirSync(root), /** @type {string[]} */ ([]));
  for (const name of names)
    if (name.startsWith(".") && name.endsWith(PARTIAL)) rmSync(join(root, name), { force: true });
}
