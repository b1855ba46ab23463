/**
 * A zip of posts, at an address or as a file: one more kind of collection. Its directory is read and nothing else, and of
 * each post that a reader opens its own bytes. Titles and days are those that the files' names suggest.
 */
import { openArchive } from "../js/archives/volume.js";
import { engine } from "./sources.js";

/** @import { Row, VolumeRow } from '../js/types.js' */
/** @import { Collection } from './collection.js' */

/** Rows that are taken from the core at once: the page does something else in between. */
const STEP = 1000;

/** A title that begins in a script that is written from right to left. */
const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff]/u;

/**
 * @param {{ file: File } | { address: string }} source
 * @param {string} name
 * @param {AbortSignal} [signal]
 * @returns {Promise<Collection>} rejects with a CoreError where it can't be opened
 */
export async function collectionOfZip(source, name, signal) {
  const volume = await openArchive(source, name, engine, { startWorker: null });
  /** @type {VolumeRow[]} */
  const listed = [];
  for (let from = 0; from < volume.summary().entries; from += STEP) {
    listed.push(...(await volume.rows(from, STEP)));
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  }
  const posts = listed.filter(({ role }) => role === "post");
  const entries = posts.length > 0 ? posts : listed.filter(({ role }) => role === "text");
  // The newest first, as in the viewer; what has no day comes last.
  entries.sort((one, other) => (other.date ?? "").localeCompare(one.date ?? "") || one.index - other.index);
  const indices = new Map(entries.map(({ path, index }) => [path, index]));
  return {
    title: null,
    total: entries.length,
    rows: entries.map(rowOf),
    more: null,
    async open(path) {
      const page = await volume.open(/** @type {number} */ (indices.get(path)), path);
      const origin = page.source ? new URL(page.source.url).origin : null;
      return { key: path, page, base: null, note: null, beside: volume.beside(path, origin) };
    },
    addressOf: () => null,
    failures: [],
  };
}

/** @param {VolumeRow} entry @returns {Row} */
function rowOf({ path, title: suggested, date }) {
  const title = suggested ?? path;
  return {
    key: path,
    facts: {
      title,
      date: date ? { iso: date, original: date, from: "list" } : null,
      author: null,
      source: null,
      sourceText: null,
      lang: "",
      dir: RIGHT_TO_LEFT.test(title) ? "rtl" : "ltr",
      excerpt: "",
    },
    note: null,
  };
}
