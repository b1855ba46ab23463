/**
 * Answers requests about the library, in a worker: indexing posts, which is stateless, and searching the library itself.
 */

import { loadPackedPart } from "./core-loader.js";

/** @import { ChunkText, Core, LibraryRequest } from '../types.js' */

/**
 * What is asked of a result as a whole, and of rows beyond it.
 * @typedef {object} WholeResult
 * @property {() => Promise<Uint32Array>} listedPlaces of the rows of the latest result: volume and index of each
 * @property {(places: Uint32Array) => Promise<Uint32Array>} shownPlaces of the rows by which lists show the posts at these places;
 *   2³² − 1 twice for one that they don't show
 * @property {(places: Uint32Array) => Promise<import('../types.js').LibraryRow[]>} rowsAt such places
 * @property {(terms: string[]) => Promise<import('./boundary.d.ts').Statistics>} statistics of the latest result, and how often terms stand in its articles
 */

/** Texts are indexed in groups of no more bytes, or one by one, so that few are suspected where one takes too long. */
const GROUP = 4 * 1024;

/**
 * @param {Core} core
 * @param {(indices: number[], bytes: number) => void} onTexts
 */
export function libraryResponder(core, onTexts) {
  const library = new core.Library();
  /** Version and locale that the titles were last sorted for. */
  let ordered = "";
  /** @type {((request: any) => Promise<any>) | null} */
  let packed = null;

  /** @param {string} locale */
  function orderTitles(locale) {
    const wanted = library.state().version + locale;
    if (wanted === ordered) return;
    ordered = wanted;
    const titles = library.titles().split("\n");
    const { compare } = new Intl.Collator(locale);
    library.set_title_order(Uint32Array.from(titles.keys()).sort((one, other) => compare(titles[one], titles[other])));
  }

  /** @param {Uint8Array} bytes @param {ChunkText[]} texts in the order of the bytes */
  function indexed(bytes, texts) {
    /** @type {ChunkText[][]} */
    const groups = [];
    for (const text of texts) {
      const last = groups.at(-1);
      if (last && text.end - last[0].start <= GROUP) last.push(text);
      else groups.push([text]);
    }
    const packed = groups.map((group) => {
      const [{ start }, { end }] = [group[0], group[group.length - 1]];
      const indices = group.map(({ index }) => index);
      onTexts(indices, end - start);
      const own = group.map((text) => ({ ...text, start: text.start - start, end: text.end - start }));
      return core.index_posts(bytes.subarray(start, end), own);
    });
    if (packed.length === 1) return packed[0];
    const all = new Uint8Array(packed.reduce((length, part) => length + part.length, 0));
    packed.reduce((at, part) => (all.set(part, at), at + part.length), 0);
    return all;
  }

  /** @param {LibraryRequest & { call: 'packed' }} request */
  async function respondPacked(request) {
    packed ??= (await loadPackedPart()).packedResponder(core, library);
    return /** @type {NonNullable<typeof packed>} */ (packed)(request);
  }

  /** @param {Exclude<LibraryRequest, { call: 'sniff' | 'sourceKey' }>} request @returns {any} */
  return (request) => {
    switch (request.call) {
      case "index":
        return { packed: indexed(request.bytes, request.texts) };
      case "packRows":
        return { packed: core.pack_rows(request.rows) };
      case "library":
        return { value: library[request.method](...request.args) };
      // One answer, since the reader waits for it.
      case "query": {
        if (request.query.sort === "title") orderTitles(request.locale);
        const { kept, count } = request;
        const result = library.query(request.query);
        const at = kept ? library.position_of(kept.volume, kept.path) : -1;
        const from = kept && at >= 0 ? Math.max(0, at - kept.above) : request.from;
        return { ...result, from, rows: library.rows(from, count) };
      }
      case "renew":
        return { posts: library.keep_listed(), from: request.from, rows: library.rows(request.from, request.count) };
      case "packed":
        return respondPacked(request);
      case "count":
        return {
          total: library.state().rows,
          volumes: library.volumes(),
          unreadable: library.unreadable(0, request.most).entries,
        };
    }
  };
}
