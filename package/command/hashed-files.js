// All files of an input, hidden ones too, with their hashes.

import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";

import { errorOf } from "../core/api.js";
import { isMissing } from "./inputs.js";
import { unfinished } from "./outputs.js";
import { inOrder } from "./pool.js";

/** @import { Opened } from './inputs.js' */

/** A file with its hash, or why it can't be read. @typedef {{ path: string, sum: Uint8Array | null, share: number, failure: string }} Hashed */

/** Bytes of a file that are read at once. */
const PIECE = 1 << 16;

/** Bytes of an archive that are copied in all. Guards the disk against archives made to fill it. */
const MAX_COPIED = 8 * 1024 * 1024 * 1024;

/** Rows that are looked at together. */
const ROWS = 5000;

/** @param {string} failure @param {number} share @returns {Hashed} */
const unread = (failure, share = 1) => ({ path: "", sum: null, share, failure });

/** @param {string} path @param {Uint8Array} sum @param {number} share @returns {Hashed} */
const hashed = (path, sum, share = 1) => ({ path, sum, share, failure: "" });

/** @param {any} error */
const reasonOf = (error) => (isMissing(error) ? "there is no such file or folder" : (error?.message ?? String(error)));

/**
 * @param {Opened} opened
 * @param {string} input
 * @param {string | null} copies the folder of copies
 * @returns {AsyncGenerator<Hashed>} rejects where a copy can't be written
 */
export function filesOf(opened, input, copies) {
  if (opened.kind === "folder") return ofFolder(input, copies);
  return opened.kind === "file" ? ofFile(opened, copies) : ofArchive(opened, input, copies);
}

/** @param {Opened} opened @param {string | null} copies @returns {AsyncGenerator<Hashed>} */
async function* ofFile(opened, copies) {
  async function* pieces() {
    for (let at = 0; at < opened.size; at += PIECE) {
      yield await opened.range(at, Math.min(PIECE, opened.size - at));
    }
  }
  const place = copies === null ? null : join(copies, opened.name);
  yield hashed(opened.name, await hashOf(pieces(), place));
}

/** @param {string} root @param {string | null} copies @returns {AsyncGenerator<Hashed>} */
async function* ofFolder(root, copies) {
  /** @type {{ paths: string[], unread: string[] }} */
  const found = { paths: [], unread: [] };
  try {
    walk(root, "", found);
  } catch (error) {
    throw errorOf({ message: reasonOf(error) }, root);
  }
  for (const list of [found.paths, found.unread]) {
    list.splice(
      0,
      list.length,
      ...list
        .map((path) => Buffer.from(path))
        .sort(Buffer.compare)
        .map(String),
    );
  }
  for (const sentence of found.unread) yield unread(sentence, 0);
  async function* paths() {
    yield* found.paths;
  }
  let done = 0;
  const files = inOrder(paths(), availableParallelism() * 2, async (path) => {
    try {
      return hashed(path, await hashOf(piecesOf(join(root, path)), copies === null ? null : join(copies, path)));
    } catch (error) {
      // Without a copy the bag is not whole.
      if (copies !== null) throw errorOf({ message: reasonOf(error) }, path);
      return unread(`${path}: ${reasonOf(error)}`);
    }
  });
  for await (const file of files) {
    done += 1;
    yield { ...file, share: done / found.paths.length };
  }
}

/** All files below a folder; a link is none, for what it leads to may be elsewhere. @param {string} folder @param {string} prefix @param {{ paths: string[], unread: string[] }} found */
function walk(folder, prefix, found) {
  for (const entry of readdirSync(folder, { withFileTypes: true, encoding: "buffer" })) {
    const bytes = /** @type {Buffer} */ (/** @type {unknown} */ (entry.name));
    const name = bytes.toString();
    if (!Buffer.from(name).equals(bytes)) found.unread.push(`${prefix}${name}: its name is not UTF-8`);
    else if (entry.isDirectory()) walk(join(folder, name), `${prefix}${name}/`, found);
    else if (entry.isFile()) found.paths.push(prefix + name);
    else found.unread.push(`${prefix}${name}: it is no file`);
  }
}

/** @param {Opened} opened @param {string} input @param {string | null} copies @returns {AsyncGenerator<Hashed>} */
async function* ofArchive(opened, input, copies) {
  /** @type {Set<number>} */
  const texts = new Set();
  let copied = 0;
  /** @param {string} path @param {Uint8Array} bytes */
  async function keep(path, bytes) {
    copied += bytes.length;
    if (copies !== null && copied > MAX_COPIED) {
      throw errorOf({ message: `it unpacks to more than ${MAX_COPIED} bytes` }, input);
    }
    const pieces = (async function* () {
      yield bytes;
    })();
    const place = copies === null ? null : join(copies, path);
    try {
      return await hashOf(pieces, place);
    } catch (error) {
      // Of two entries of one path the first is kept; both are listed, and the second is refused.
      if (/** @type {any} */ (error).code === "EEXIST") return createHash("sha256").update(bytes).digest();
      throw errorOf({ message: reasonOf(error) }, place ?? path);
    }
  }
  for await (const chunk of opened.chunks()) {
    const { bytes, share = 1, problems = [], archive } = chunk;
    for (const { index, path, start, end } of chunk.texts) {
      yield hashed(path, await keep(path, bytes.subarray(start, end)), share);
      texts.add(index);
    }
    for (const { message } of problems) yield unread(`${input}: ${message}`);
    if (!archive) continue;
    const { entries } = archive.summary();
    for (let from = 0; from < entries; from += ROWS) {
      for (const [at, { path }] of archive.rows(from, ROWS).entries()) {
        if (texts.has(from + at)) continue;
        let own;
        try {
          own = await opened.read(chunk, from + at);
        } catch (error) {
          yield unread(`${path}: ${reasonOf(error)}`);
          continue;
        }
        yield hashed(path, await keep(path, own));
      }
    }
  }
}

/** @param {string} path @returns {AsyncGenerator<Uint8Array>} */
async function* piecesOf(path) {
  const file = await open(path);
  try {
    const piece = Buffer.alloc(PIECE);
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, PIECE, null);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/**
 * @param {AsyncIterable<Uint8Array>} pieces
 * @param {string | null} place of a copy, which is removed where it can't be written whole
 * @returns {Promise<Uint8Array>}
 */
async function hashOf(pieces, place) {
  const hash = createHash("sha256");
  if (place === null) {
    for await (const piece of pieces) hash.update(piece);
    return hash.digest();
  }
  await mkdir(dirname(place), { recursive: true });
  const file = await open(place, "wx");
  unfinished.add(place);
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      await file.write(piece);
    }
    await file.close();
  } catch (error) {
    await file.close().catch(() => {});
    await rm(place, { force: true });
    throw error;
  } finally {
    unfinished.delete(place);
  }
  return hash.digest();
}
