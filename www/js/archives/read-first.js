/**
 * What is looked at is read before the rest of its archive: the visible rows, then those around them. While some are read, only
 * the latest request waits, so that fast scrolling asks for no more than it stops at.
 */
import { addTexts } from "./indexing.js";

/** @import { Parts } from './indexing.js' */
/** @import { LibraryRow } from '../types.js' */

/** Texts that are indexed together: the visible rows in one or two groups, at once in several cores. */
const GROUP = 8;

/** Most rows of one request. */
const MOST = 40;

/**
 * @param {object} what
 * @param {(number: number) => (Parts & { isWanted: () => boolean }) | null} what.partsOf an archive; null where it is not being read
 * @param {() => void} what.onRead called when some were added
 */
export function readFirst({ partsOf, onRead }) {
  /** Indices of what was read, by archive. @type {Map<number, Set<number>>} */
  const read = new Map();
  /** @type {LibraryRow[] | null} */
  let next = null;
  /** @type {Promise<void> | null} */
  let working = null;

  /** @param {number} number */
  const readOf = (number) => {
    const own = read.get(number) ?? new Set();
    read.set(number, own);
    return own;
  };

  /** @param {number} number @param {number[]} indices */
  async function readGroup(number, indices) {
    const parts = partsOf(number);
    const texts = await parts?.volume.textsAt(indices);
    if (!parts || !texts?.texts.length) return;
    // The bytes are transferred.
    const found = texts.texts.map(({ index }) => index);
    if (!(await addTexts(parts, texts, parts.isWanted, true))) return;
    for (const index of found) readOf(number).add(index);
    onRead();
  }

  async function work() {
    while (next) {
      const rows = next.filter(({ volume, index }) => !readOf(volume).has(index) && partsOf(volume)).slice(0, MOST);
      next = null;
      const groups = [];
      for (let at = 0; at < rows.length; at += GROUP) groups.push(rows.slice(at, at + GROUP));
      await Promise.all(
        groups.flatMap((group) =>
          [...new Set(group.map(({ volume }) => volume))].map((number) =>
            // Reading them in their turn says what is wrong with them.
            readGroup(
              number,
              group.filter(({ volume }) => volume === number).map(({ index }) => index),
            ).catch(() => {}),
          ),
        ),
      );
    }
    working = null;
  }

  return {
    readOf,
    /** Settles when nothing is being read first. */
    settled: () => working ?? Promise.resolve(),
    /** @param {LibraryRow[]} rows that are looked at, the first to read first */
    want(rows) {
      next = rows;
      working ??= work();
    },
    /** Everything is to be read again. */
    clear: () => read.clear(),
  };
}
