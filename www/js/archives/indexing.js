/**
 * From an open archive to posts that can be found: its texts are unpacked chunk by chunk, indexed by several cores at once,
 * and taken in by the library.
 */
import { INDEXERS } from "./indexers.js";

/** @import { Indexers } from './indexers.js' */
/** @import { Searchable, Volume } from '../types.js' */

/**
 * @param {Volume} volume
 * @param {number} number what the library calls it
 * @param {Searchable} library
 * @param {Indexers} indexers
 * @param {() => boolean} isWanted whether to go on
 * @param {(posts: number, bytes: number) => void} onProgress so much more was taken in
 * @returns {Promise<void>} rejects with a CoreError where the archive can't be read on
 */
export async function indexVolume(volume, number, library, indexers, isWanted, onProgress) {
  /** @type {Set<Promise<void>>} */
  const underWay = new Set();
  /** @type {unknown} */
  let failure = null;
  while (isWanted() && failure === null) {
    const chunk = await volume.nextTexts();
    await addRows(volume, number, library);
    if (!chunk) break;
    for (const { index, reason } of chunk.unread) await library.refuse(number, index, "unreadable", reason);
    const work = takeIn(chunk).catch((error) => {
      failure = error;
    });
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
    // What is unpacked waits in memory: not more than the cores have to do next.
    while (underWay.size > INDEXERS) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  if (failure !== null) throw failure;

  /** @param {import('../types.js').Chunk} chunk */
  async function takeIn(chunk) {
    const size = chunk.bytes.length;
    const { packed, refused } = await indexers.index(chunk);
    if (!isWanted()) return;
    for (const one of packed) await library.fill(number, one);
    for (const { index, message } of refused) await library.refuse(number, index, "crashed", message);
    onProgress(chunk.texts.length, size);
  }
}

/**
 * Lists in the library what the archive has listed. While some rows are taken in, the next are packed.
 * @param {Volume} volume
 * @param {number} number
 * @param {Searchable} library
 */
export async function addRows(volume, number, library) {
  let rows = await volume.nextRows();
  while (rows) [rows] = await Promise.all([volume.nextRows(), library.addRows(number, rows)]);
}
