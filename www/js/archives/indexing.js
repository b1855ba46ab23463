/**
 * Makes an open archive searchable: its texts are unpacked chunk by chunk, indexed by several cores at once and added to the
 * library. Once all are, what repeats in the archive goes out of them.
 */
import { INDEXERS } from "./indexers.js";

/** @import { Indexers } from './indexers.js' */
/** @import { Searchable, Volume, VolumeTexts } from '../types.js' */

/** An archive and the library that it is read into, which knows it by `number`. @typedef {{ volume: Volume, number: number, library: Searchable, indexers: Indexers }} Parts */

/**
 * @param {Parts} parts
 * @param {Set<number>} read indices of texts that were read before the others; more may come meanwhile
 * @param {() => boolean} isWanted whether to continue
 * @param {(posts: number, bytes: number) => void} onProgress what was added since the last call
 * @returns {Promise<void>} rejects with a CoreError where the archive can't be read further
 */
export async function indexVolume({ volume, number, library, indexers }, read, isWanted, onProgress) {
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  /** @type {unknown} */
  let failure = null;
  while (isWanted() && failure === null) {
    const chunk = await volume.nextTexts();
    await addRows(volume, number, library);
    if (!chunk) break;
    const [texts, bytes] = [chunk.texts.length, chunk.bytes.length];
    const left = { ...chunk, texts: chunk.texts.filter(({ index }) => !read.has(index)) };
    const work = addTexts({ volume, number, library, indexers }, left, isWanted).then(
      (isAdded) => {
        if (isAdded) onProgress(texts, bytes);
      },
      (error) => {
        failure = error;
      },
    );
    running.add(work);
    void work.finally(() => running.delete(work));
    // Unpacked chunks wait in memory: no more than the cores take next.
    while (running.size > INDEXERS) await Promise.race(running);
  }
  await Promise.all(running);
  if (failure !== null) throw failure;
  if (isWanted()) await library.finishVolume(number);
}

/**
 * @param {Parts} parts
 * @param {VolumeTexts} texts
 * @param {() => boolean} isWanted
 * @param {boolean} [isFirst] before the texts that wait
 * @returns {Promise<boolean>} whether they were still wanted
 */
export async function addTexts({ number, library, indexers }, texts, isWanted, isFirst) {
  for (const { index, reason } of texts.unread) await library.markUnreadable(number, index, "unreadable", reason);
  const { packed, refused } = await indexers.index(texts, isFirst);
  if (!isWanted()) return false;
  for (const one of packed) await library.addPosts(number, one);
  for (const { index, message } of refused) await library.markUnreadable(number, index, "crashed", message);
  return true;
}

/**
 * Adds the archive's rows to the library, packing some while others are added.
 * @param {Volume} volume
 * @param {number} number
 * @param {Searchable} library
 */
export async function addRows(volume, number, library) {
  let rows = await volume.nextRows();
  while (rows) [rows] = await Promise.all([volume.nextRows(), library.addRows(number, rows)]);
}
