/**
 * The listing of a zip, at a URL or as a file. Only its directory is read, and the bytes of posts that the reader opens. Titles
 * and dates come from the files' names.
 */
import { openArchive } from "../../js/archives/volume.js";
import { noPost } from "../bytes-at.js";
import { engine, THREAD } from "../open.js";

/** @import { Row, VolumeRow } from '../../js/types.js' */
/** @import { Listing } from '../listing.js' */

/** Rows of one request, between which the page is responsive. */
const BATCH = 1000;

/** A title that begins in a right-to-left script. */
const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff]/u;

/**
 * @param {{ file: File } | { url: string }} source
 * @param {string} name
 * @param {AbortSignal} [signal]
 * @returns {Promise<Listing>} rejects with a CoreError where it can't be opened
 */
export async function listingOfZip(source, name, signal) {
  const volume = await openArchive(source, name, engine, THREAD);
  /** @type {VolumeRow[]} */
  const listed = [];
  for (let from = 0; from < volume.summary().entries; from += BATCH) {
    listed.push(...(await volume.rows(from, BATCH)));
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  }
  const entries = listed.filter(({ role }) => role === "post" || role === "text");
  // Newest first, as in the viewer; undated ones last.
  entries.sort((one, other) => (other.date ?? "").localeCompare(one.date ?? "") || one.index - other.index);
  // A search finds posts among the other texts.
  const isText = (/** @type {string} */ role) => role === "post" || role === "text";
  const indices = new Map(listed.filter(({ role }) => isText(role)).map(({ path, index }) => [path, index]));
  return {
    title: null,
    total: entries.length,
    rows: entries.map(rowOf),
    more: null,
    async open(path, evidence) {
      const index = indices.get(path);
      if (index === undefined) throw noPost(path);
      const page = await volume.open(index, path, evidence);
      const findImage = volume.imagesOf(path, page.source?.url ?? null);
      return { key: path, page, base: null, note: null, findImage, findNames: volume.namesOf };
    },
    urlOf: () => null,
    failures: [],
    cost: "file" in source ? 0 : listed.reduce((sum, { role, packed }) => sum + (isText(role) ? packed : 0), 0),
    name,
    volume,
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
