// A file of Markdown for each post, and the pictures that it names, under the paths that they have in their archives: into a zip,
// if the name says so, or a folder.

import { basename, extname, join } from "node:path";

import { beginFile, writeWhole } from "./outputs.js";

/** @import { LibraryRow } from '../../www/js/core/boundary.js' */
/** @import { Bindings, ExportedThread } from '../core/bindings.js' */
/** @import { Volume } from './volumes.js' */

/**
 * @typedef {object} Wanted
 * @property {Bindings} core
 * @property {string} file the zip or the folder
 * @property {Volume[]} volumes
 * @property {string[]} folders of the volumes, with a slash at the end; none of a single one
 * @property {AsyncIterable<{ row: LibraryRow, made: ExportedThread }>} made
 * @property {(sentence: string) => void} warn
 */

/** @param {Wanted} wanted */
export async function filesOfMarkdown({ core, file, volumes, folders, made, warn }) {
  const files = new core.MarkdownFiles();
  const zip = extname(file).toLowerCase() === ".zip" ? await beginFile(file) : null;
  /** @param {string} path @param {Uint8Array} bytes @param {"deflate" | "store"} how */
  async function add(path, bytes, how) {
    if (zip) return zip.write(files[how](path, bytes));
    const place = join(file, path);
    try {
      await writeWhole(place, bytes);
    } catch (error) {
      throw new Error(`${place}: ${/** @type {any} */ (error)?.message ?? error}`);
    }
  }
  /** @type {Set<string>} */
  const written = new Set();
  try {
    for await (const { row, made: one } of made) {
      if (one.failure !== null) {
        warn(`${row.path}: ${one.failure}`);
        continue;
      }
      const [volume, folder] = [volumes[row.volume], folders[row.volume]];
      await add(files.post(folder + row.path), Buffer.from(one.text), "deflate");
      for (const name of one.pictures) {
        const index = volume.findImage(row.path, name);
        if (index === undefined || written.has(`${row.volume} ${index}`)) continue;
        written.add(`${row.volume} ${index}`);
        const path = folder + volume.pathOf(index);
        if (!files.picture(path)) {
          warn(`${path}: another file has this name`);
          continue;
        }
        let bytes;
        try {
          bytes = await volume.read(index);
        } catch (error) {
          if (volume.isFolder) throw error;
          warn(`${path}: ${/** @type {any} */ (error)?.message ?? error}`);
          continue;
        }
        await add(path, bytes, "store");
      }
    }
    if (zip) {
      await zip.write(files.finish());
      await zip.end();
    }
  } finally {
    await zip?.drop();
  }
}

/**
 * The name of an input without what says that it is an archive.
 * @param {string} given
 */
export const stemOf = (given) => basename(given).replace(/(?:\.tar\.gz|\.zip|\.tar|\.tgz|\.gz)$/i, "");

/**
 * The folders of inputs: of several, each has one of its name.
 * @param {string[]} given those that could be opened
 * @param {number} count of all that were named
 * @returns {string[]}
 */
export function foldersOf(given, count) {
  if (count === 1) return [""];
  /** @type {Set<string>} */
  const taken = new Set();
  return given.map((input) => {
    const name = stemOf(input);
    let free = name;
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name}-${number}`;
    taken.add(free.toLowerCase());
    return `${free}/`;
  });
}
