// What a command is given: a file, a folder, an archive, an address, or `-` for the standard input.

import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";

import { CHUNK, chunksOf, formatOf, MAX_TEXT, rangesOfBytes } from "../core/archive.js";
import { errorOf } from "../core/api.js";
import { internals } from "../core/node.js";

/** @import { Chunk, Ranges } from '../core/archive.js' */

/**
 * @typedef {object} Opened
 * @property {string} name
 * @property {"file" | "archive" | "folder"} kind
 * @property {(withFields?: boolean) => AsyncGenerator<Chunk>} chunks of its texts; may be called again
 * @property {(last: Chunk, index: number) => Promise<Uint8Array>} read a file by its number, while the last chunk is there
 * @property {(offset: number, length: number) => Promise<Uint8Array>} range bytes of it, unless it is a folder
 * @property {number} size in bytes
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Uint8Array>} */
export async function standardInput() {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  return Buffer.concat(parts);
}

/**
 * @param {string} input
 * @param {import('../core/bindings.js').Bindings} core holds archives that are open
 * @param {(sentence: string) => void} warn
 * @returns {Promise<Opened>} rejects with an error that names the input
 */
export async function openInput(input, core, warn) {
  try {
    if (input === "-") return await openRanges(rangesOfBytes(await standardInput(), "-"), "-", core);
    if (isAddress(input)) return await openRanges(await internals.rangesOf(input), input, core);
    const facts = await stat(input);
    if (facts.isDirectory()) return await openFolder(input, core, warn);
    return await openRanges(await internals.rangesOf(input), input, core);
  } catch (thrown) {
    throw errorOf(isMissing(thrown) ? { message: "there is no such file or folder" } : thrown, input);
  }
}

/** @param {string} input */
export const isAddress = (input) => /^https?:\/\//i.test(input);

/** @param {any} thrown */
export const isMissing = (thrown) => thrown?.code === "ENOENT";

/** @param {Ranges} ranges @param {string} path @param {import('../core/bindings.js').Bindings} core @returns {Promise<Opened>} */
export async function openRanges(ranges, path, core) {
  const close = async () => ranges.close?.();
  const { name, size, read: range } = ranges;
  /** @param {Chunk} last @param {number} index */
  const read = ({ archive }, index) =>
    archive ? entryOf(archive, index, ranges) : Promise.reject(new Error("there is no such file"));
  if ((await formatOf(core, ranges)) !== null) {
    return {
      name,
      size,
      range,
      read,
      close,
      kind: "archive",
      chunks: (withFields) => chunksOf(core, ranges, withFields),
    };
  }
  return { name, size, range, read, close, kind: "file", chunks: () => oneFile(path, ranges) };
}

/**
 * @param {import('../core/bindings.js').Archive} archive
 * @param {number} index
 * @param {Ranges} ranges
 * @returns {Promise<Uint8Array>} rejects with what is wrong with the entry, or with its archive
 */
async function entryOf(archive, index, ranges) {
  const entry = archive.entry(index);
  try {
    for (;;) {
      const bytes = entry.take();
      if (bytes) return bytes;
      const range = entry.want();
      if (!range) throw new Error("there is no such file");
      entry.feed(range.offset, await ranges.read(range.offset, range.length));
    }
  } finally {
    entry.free();
  }
}

/** @param {string} path @param {Ranges} ranges @returns {AsyncGenerator<Chunk>} */
async function* oneFile(path, ranges) {
  // One byte more than a post may have suffices for its refusal.
  const bytes = await ranges.read(0, Math.min(ranges.size, MAX_TEXT + 1));
  yield { bytes, texts: [{ index: 0, path, start: 0, end: bytes.length, isPost: true, fields: null, refused: null }] };
}

/**
 * @param {string} root
 * @param {import('../core/bindings.js').Bindings} core
 * @param {(sentence: string) => void} warn
 * @param {string} [prefix] what paths begin with
 * @returns {Promise<Opened>}
 */
export async function openFolder(root, core, warn, prefix = "") {
  const found = await filesBelow(root);
  const sizeAt = (/** @type {string} */ path) => stat(join(root, path)).then(({ size }) => size);
  // A name that is not UTF-8 leads to no file.
  const all = await Promise.all(found.map((path) => sizeAt(path).catch(() => -1)));
  const paths = found.filter((_, at) => all[at] >= 0);
  const sizes = all.filter((size) => size >= 0);
  const size = sizes.reduce((sum, one) => sum + one, 0);
  async function* chunks(withFields = false) {
    const folder = new core.Folder();
    try {
      folder.add(
        paths.map((path) => prefix + path),
        Float64Array.from(sizes),
      );
      /** @type {number[]} */
      let indices = [];
      /** @type {Uint8Array[]} */
      let parts = [];
      let length = 0;
      let read = 0;
      const flush = () => {
        let end = 0;
        const ends = Uint32Array.from(parts, (part) => (end += part.length));
        const chunk = folder.chunk(Uint32Array.from(indices), Buffer.concat(parts), ends, withFields);
        [indices, parts, length] = [[], [], 0];
        return { ...chunk, share: read / size };
      };
      for (const index of folder.texts()) {
        const path = join(root, paths[index]);
        read += sizes[index];
        if (sizes[index] > MAX_TEXT) {
          warn(`${path}: the file has ${sizes[index]} bytes, and the limit for a post is ${MAX_TEXT}`);
          continue;
        }
        try {
          const bytes = await readFile(path);
          indices.push(index);
          parts.push(bytes);
          length += bytes.length;
        } catch (error) {
          warn(`${path}: ${error instanceof Error ? error.message : error}`);
        }
        if (length >= CHUNK) yield flush();
      }
      if (parts.length > 0) yield flush();
      yield { bytes: new Uint8Array(), texts: [], share: 1, folder };
    } finally {
      folder.free();
    }
  }
  return {
    name: basename(root),
    size,
    kind: "folder",
    chunks,
    read: (_, index) => readFile(join(root, paths[index])),
    range: async () => new Uint8Array(),
    close: async () => {},
  };
}

/** @param {string} root @returns {Promise<string[]>} paths below it in the order of their code points, without hidden ones */
export async function filesBelow(root) {
  const found = await below(root, "");
  return found
    .map((path) => Buffer.from(path))
    .sort(Buffer.compare)
    .map(String);
}

/** @param {string} folder @param {string} prefix @returns {Promise<string[]>} */
async function below(folder, prefix) {
  const entries = await readdir(folder, { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith("."));
  const paths = visible.map((entry) => {
    const path = prefix + entry.name;
    if (entry.isDirectory()) return below(join(folder, entry.name), `${path}/`);
    return entry.isFile() ? [path] : [];
  });
  return (await Promise.all(paths)).flat();
}
