// archive-viewer compare: two versions of an archive or of a post, and what is different.

import { baseName } from "../core/api.js";
import { internals } from "../core/node.js";
import { openInput } from "./inputs.js";
import { toStdout } from "./outputs.js";
import { inOrder, startPool } from "./pool.js";
import { startProgress } from "./progress.js";

/** @import { Chunk } from '../core/archive.js' */
/** @import { Opened } from './inputs.js' */

/**
 * @param {string[]} inputs
 * @param {import('./main.js').Options} options
 * @param {(sentence: string) => never} misused
 * @returns {Promise<number>} the exit code
 */
export async function run([one, other], { json }, misused) {
  if (other === undefined) misused("compare needs two files, folders or archives.");
  const core = await internals.instances.live();
  let progress = startProgress();
  let isWhole = true;
  /** @param {string} sentence */
  const fail = (sentence) => {
    progress.warn(sentence);
    isWhole = false;
  };
  const before = await openInput(one, core, fail);
  const after = await openInput(other, core, fail);
  const pool = startPool();
  try {
    const isSingle = before.kind === "file" && after.kind === "file";
    const earlier = await versionOf(before);
    const later = await versionOf(after);
    const { text, is_same } = earlier.differences(later, isSingle ? after.name : undefined, json);
    await toStdout().write("", text);
    return isWhole && is_same ? 0 : 1;
  } finally {
    progress.end();
    await pool.end();
    await before.close();
    await after.close();
  }

  /** @param {Opened} opened @returns {Promise<import('../core/bindings.js').Version>} */
  async function versionOf(opened) {
    const version = new core.Version();
    progress = startProgress();
    const chunks = opened.chunks();
    /** @type {Chunk | null} */
    let last = null;
    const compared = inOrder(posts(), pool.width, async ({ path, bytes, share, failure }) => {
      const packed = bytes && (await pool.run({ compared: path, bytes }).catch(() => null));
      return { path, packed, share, failure };
    });
    try {
      for await (const { path, packed, share, failure } of compared) {
        const sentence = packed ? version.add(path, packed) : failure;
        if (sentence !== undefined) fail(sentence);
        else progress.add("read", 1, share);
      }
      const { archive, folder } = /** @type {Partial<Chunk>} */ (last ?? {});
      if (archive) version.unwrap_archive(archive);
      if (folder) version.unwrap_folder(folder);
    } finally {
      await chunks.return(undefined);
    }
    progress.end();
    return version;

    /** The archive stays open after its last chunk: its folders are known once all posts are. */
    async function* posts() {
      for (;;) {
        const { value: chunk, done } = await chunks.next();
        if (done) return;
        for (const { path: whole, start, end, isPost } of chunk.texts) {
          if (!isPost) continue;
          const path = opened.kind === "file" ? baseName(whole) : whole;
          const failure = `${path}: the program stopped while it read the file`;
          // A copy: what is sent to a worker is copied with all of its buffer.
          yield { path, bytes: chunk.bytes.slice(start, end), share: chunk.share ?? null, failure };
        }
        for (const { path, message } of chunk.refused ?? []) {
          yield { path, bytes: null, share: 1, failure: `${path}: ${message}` };
        }
        if (!chunk.archive && !chunk.folder) continue;
        last = chunk;
        return;
      }
    }
  }
}
