// Inputs that are read twice: once for what they have, in one library, and again for what is written of them.

import { baseName } from "../core/api.js";
import { inOrder } from "./pool.js";
import { startProgress } from "./progress.js";

/** @import { Chunk } from '../core/archive.js' */
/** @import { Bindings, Library } from '../core/bindings.js' */
/** @import { Opened } from './inputs.js' */
/** @import { Pool } from './pool.js' */

/**
 * @typedef {object} Volume
 * @property {(index: number) => Promise<Uint8Array>} read a file; rejects with what is wrong with it
 * @property {(post: string, url: string) => number | undefined} findImage
 * @property {(index: number) => string} pathOf
 * @property {boolean} isFolder
 * @property {() => Promise<void>} close
 */

/**
 * Reads an input once, for what it has and what repeats in its sources.
 * @param {number} id
 * @param {Opened} opened
 * @param {string} input
 * @param {string[]} warnings what was said of it so far; all are said at the end
 * @param {{ core: Bindings, library: Library, pool: Pool, warn: (sentence: string) => void }} own
 * @returns {Promise<Volume>}
 */
export async function readVolume(id, opened, input, warnings, { core, library, pool, warn }) {
  library.add_volume(id, opened.name);
  const isSingle = opened.kind === "file";
  const progress = startProgress();
  const chunks = opened.chunks();
  /** @type {Partial<Chunk>} */
  let last = {};
  /** @type {Uint8Array | null} */
  let single = null;
  const indexed = inOrder(texts(), pool.width, async (chunk) => ({
    texts: chunk.texts,
    share: chunk.share ?? null,
    packed: await pool.run({ chunk, whole: true }).catch(() => new Uint8Array()),
  }));
  try {
    for await (const { texts, share, packed } of indexed) {
      library.add_rows(id, core.pack_rows(texts.map(({ index, path }) => ({ index, path }))));
      library.add_posts(id, packed);
      progress.add("read", texts.length, share);
    }
  } catch (error) {
    await chunks.return(undefined);
    throw error;
  } finally {
    progress.end();
    for (const warning of warnings) warn(warning);
  }
  library.finish_volume(id);
  const { archive, folder } = last;
  /** @type {Map<number, string>} */
  const paths = new Map();
  return {
    read: async (index) => single ?? opened.read(/** @type {Chunk} */ (last), index),
    findImage: (post, url) => archive?.picture(post, url) ?? folder?.picture(post, url),
    pathOf(index) {
      if (!paths.has(index)) {
        for (const row of (archive ?? folder)?.rows(index, 1) ?? []) paths.set(index, row.path);
      }
      return paths.get(index) ?? "";
    },
    isFolder: opened.kind === "folder",
    async close() {
      await chunks.return(undefined);
      await opened.close();
    },
  };

  /** The archive stays open after its last chunk: it is asked for files later on. */
  async function* texts() {
    for (;;) {
      const { value: chunk, done } = await chunks.next();
      if (done) return;
      for (const { path, message } of chunk.refused ?? []) warnings.push(`${path}: ${message}`);
      for (const { message } of chunk.problems ?? []) warnings.push(`${input}: ${message}`);
      if (chunk.archive || chunk.folder) {
        last = chunk;
        return;
      }
      if (isSingle) {
        single = chunk.bytes;
        yield { ...chunk, texts: chunk.texts.map((text) => ({ ...text, path: baseName(text.path), isSingle })) };
      } else yield chunk;
    }
  }
}
