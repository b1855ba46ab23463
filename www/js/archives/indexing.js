/**
 * Makes an open archive searchable: its texts are unpacked chunk by chunk, indexed by several cores at once and added to the
 * library. Once all are, what repeats in the archive goes out of them.
 */
import { INDEXERS } from "./indexers.js";

/** @import { Indexers } from './indexers.js' */
/** @import { Searchable, Volume } from '../types.js' */

/**
 * @param {{ volume: Volume, number: number, library: Searchable, indexers: Indexers }} parts `number` identifies the volume in
 *   the library
 * @param {() => boolean} isWanted whether to continue
 * @param {(posts: number, bytes: number) => void} onProgress what was added since the last call
 * @returns {Promise<void>} rejects with a CoreError where the archive can't be read further
 */
export async function indexVolume({ volume, number, library, indexers }, isWanted, onProgress) {
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  /** @type {unknown} */
  let failure = null;
  while (isWanted() && failure === null) {
    const chunk = await volume.nextTexts();
    await addRows(volume, number, library);
    if (!chunk) break;
    for (const { index, reason } of chunk.unread) await library.markUnreadable(number, index, "unreadable", reason);
    const work = add(chunk).catch((error) => {
      failure = error;
    });
    running.add(work);
    void work.finally(() => running.delete(work));
    // Unpacked chunks wait in memory: no more than the cores take next.
    while (running.size > INDEXERS) await Promise.race(running);
  }
  await Promise.all(running);
  if (failure === null && isWanted()) await library.finishVolume(number);
  else await library.joinThreads(number).catch(() => {});
  if (failure !== null) throw failure;

  /** @param {import('../types.js').Chunk} chunk */
  async function add(chunk) {
    const size = chunk.bytes.length;
    const { packed, refused } = await indexers.index(chunk);
    if (!isWanted()) return;
    for (const one of packed) await library.addPosts(number, one);
    for (const { index, message } of refused) await library.markUnreadable(number, index, "crashed", message);
    onProgress(chunk.texts.length, size);
  }
}

/**
 * Adds the archive's rows to the library, packing some while others are added. Once all are listed, threads are known.
 * @param {Volume} volume
 * @param {number} number
 * @param {Searchable} library
 */
export async function addRows(volume, number, library) {
  let rows = await volume.nextRows();
  if (!rows) return;
  while (rows) [rows] = await Promise.all([volume.nextRows(), library.addRows(number, rows)]);
  if (volume.summary().listed) await library.pairThreads(number);
}
