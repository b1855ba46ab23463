/**
 * What is looked at is read before the rest of its archive. While some is read only the latest request waits, so that fast
 * scrolling asks for no more than it stops at.
 */
import { addTexts } from "./indexing.js";

/** @import { Parts } from './indexing.js' */
/** @import { LibraryRow } from '../types.js' */

/** Texts that one core indexes: visible rows are two groups or fewer. */
const GROUP = 8;

/** Most groups of one request. */
const MOST = 5;

/**
 * @param {(number: number) => (Parts & { isWanted: () => boolean }) | null} partsOf an archive; null where it is not being read
 * @param {() => void} onRead called when some were added
 */
export function readFirst(partsOf, onRead) {
  /** Indices of what was read, by archive. @type {Map<number, Set<number>>} */
  const read = new Map();
  /** @type {LibraryRow[] | null} */
  let next = null;
  /** @type {Promise<void> | null} */
  let working = null;

  /** @param {number} number @returns {Set<number>} */
  function readOf(number) {
    if (!read.has(number)) read.set(number, new Set());
    return /** @type {Set<number>} */ (read.get(number));
  }

  /** @param {number} number @param {number[]} indices */
  async function readGroup(number, indices) {
    const parts = partsOf(number);
    const texts = await parts?.volume.textsAt(indices);
    if (!parts || !texts?.texts.length || !(await addTexts(parts, texts, parts.isWanted, true))) return;
    for (const { index } of texts.texts) readOf(number).add(index);
    onRead();
  }

  async function work() {
    while (next) {
      /** @type {{ number: number, indices: number[] }[]} */
      const groups = [];
      for (const { volume: number, index } of next) {
        if (readOf(number).has(index) || !partsOf(number)) continue;
        const open = groups.find((group) => group.number === number && group.indices.length < GROUP);
        if (open) open.indices.push(index);
        else groups.push({ number, indices: [index] });
      }
      next = null;
      // What can't be read is reported when its turn comes.
      await Promise.all(groups.slice(0, MOST).map(({ number, indices }) => readGroup(number, indices).catch(() => {})));
    }
    working = null;
  }

  return {
    readOf,
    settled: async () => working,
    /** @param {LibraryRow[]} rows that are looked at, the first to read first */
    want(rows) {
      next = rows;
      working ??= work();
    },
    clear: () => read.clear(),
  };
}
