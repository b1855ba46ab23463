/**
 * A published archive as a library that is searched by ranges: the same answers, and nothing of the archive is loaded but what
 * they are made of.
 */
import { instanceStarter } from "../../core/instance.js";
import { bookmarks } from "./bookmarks.js";

/** @import { CoreInstance } from '../../core/instance.js' */
/** @import { FacetSelection, LibraryRow, MissingSegment, SegmentOutcome } from '../../core/boundary.d.ts' */
/** @import { Search, Searchable } from '../../types.js' */

/** Archives of more posts show filters only once a reader filters: all columns are read for them. */
const MOST_FACETED = 100_000;

/** The one volume, which is all that was published. */
const VOLUME = 0;

/**
 * @param {object} what
 * @param {string} what.url of the manifest
 * @param {(file: string) => string} what.pathOf the path in the archive of a post's published file
 * @param {(missing: MissingSegment[]) => void} what.tell called with what could not be read, whenever that changes
 * @returns {Promise<Searchable>} rejects with a CoreError
 */
export async function publishedSearch({ url, pathOf, tell }) {
  const start = instanceStarter({ part: "searching", deadline: Infinity });
  const begin = async () => {
    const begun = await start();
    ({ total } = await begun.run({ call: "openSegments", url }));
    return begun;
  };
  let total = 0;
  /** @type {Promise<CoreInstance>} */
  let instance = begin();
  await instance;
  /** What is asked after what is under way. */
  let last = Promise.resolve(/** @type {any} */ (null));
  /** Answers what a search replaces: of the core it gets no answer. */
  let replace = () => {};
  let latest = 0;
  /** @type {{ search: Search, top: number }} */
  let current = { search: { text: "", chosen: {}, sort: "newest" }, top: 0 };
  /** Of the current result, those that were shown. @type {Map<string, number>} */
  const positions = new Map();
  let posts = 0;
  /** @type {MissingSegment[]} */
  let missing = [];
  const marks = bookmarks();

  /** @param {import('./responder.js').SegmentsRequest} request @returns {Promise<any>} */
  async function run(request) {
    replace();
    const replaced = new Promise((resolve) => (replace = () => resolve({ outcome: null, value: null })));
    if (!(await instance.catch(() => null))?.alive()) instance = begin();
    return Promise.race([(await instance).run(request), replaced]);
  }

  /**
   * @param {number} from
   * @param {number} count
   * @param {boolean} facets
   * @param {boolean} [again] tries what could not be read
   * @returns {Promise<SegmentOutcome | null>}
   */
  async function ask(from, count, facets, again = false) {
    const { search, top } = current;
    const query = { text: search.text, facets: search.chosen, sort: search.sort, top };
    const { outcome } = await run({ call: "searchSegments", query, from, count, facets, again });
    if (outcome) {
      ({ posts, total } = outcome.answer);
      const now = JSON.stringify(outcome.missing);
      if (now !== JSON.stringify(missing)) tell(outcome.missing);
      missing = outcome.missing;
    }
    return outcome;
  }

  /** @template T @param {() => Promise<T>} work after all else @returns {Promise<T>} */
  function after(work) {
    last = last.then(work, work);
    return last;
  }

  /** @param {SegmentOutcome} outcome @param {number} from @returns {LibraryRow[]} */
  function rowsOf({ rows, published }, from) {
    return rows.map((row, at) => {
      const { file } = published[at];
      const path = pathOf(file || row.path);
      positions.set(path, from + at);
      const places = row.places.map((place, nth) => ({
        ...place,
        volume: VOLUME,
        path: nth ? pathOf(place.path) : path,
      }));
      return { ...row, volume: VOLUME, path, places, ...marks.of(path, row.source?.url) };
    });
  }

  /** @param {number} from @param {number} count */
  const rows = (from, count) =>
    after(async () => {
      const mine = latest;
      const outcome = await ask(from, count, false);
      if (!outcome || mine !== latest) throw { code: "replaced", message: "another search is asked" };
      return rowsOf(outcome, from);
    });

  /** @param {'find_in' | 'find_in_title' | 'find_in_comment'} method @returns {(text: string) => Promise<Uint32Array>} */
  const find = (method) => (text) => after(async () => (await run({ call: "findInSegments", method, text })).value);

  const none = async () => {};
  return {
    byRanges: true,
    start: () => {},
    async query(search, _, from, count, top = 0, kept = null) {
      const mine = ++latest;
      const looked = kept ? positions.get(kept.path) : undefined;
      const first = kept && looked !== undefined ? Math.max(0, looked - kept.above) : from;
      current = { search, top };
      positions.clear();
      const hasFacets = total <= MOST_FACETED || Object.values(search.chosen).some(isChosen);
      const asked = ask(first, count, hasFacets, missing.length > 0);
      last = asked;
      const outcome = await asked;
      if (!outcome || mine !== latest) return null;
      const { answer } = outcome;
      // Segments don't know what the reader read.
      const facets = { ...answer.facets, read: 0, unread: 0, favourite: 0, noted: 0 };
      return { ...answer, facets, from: first, rows: rowsOf(outcome, first) };
    },
    renew: async (from, count) => ({ posts, from, rows: await rows(from, count) }),
    rows,
    positionOf: async (_, path) => positions.get(path) ?? -1,
    async neighbours(_, path) {
      const position = positions.get(path) ?? -1;
      if (position < 0) return { previous: null, next: null, position, total: posts };
      const first = Math.max(0, position - 1);
      const around = await rows(first, 3);
      const view = (/** @type {LibraryRow | undefined} */ row) => {
        if (!row) return null;
        const { volume, index, path, title, lang } = row;
        return { volume, index, path, title, lang };
      };
      return {
        previous: position > 0 ? view(around[0]) : null,
        next: view(around[position - first + 1]),
        position,
        total: posts,
      };
    },
    rowOf: async () => null,
    listedPlaces: async () => new Uint32Array(),
    shownPlaces: async (places) => places,
    rowsAt: async () => [],
    statistics: async () => {
      throw { code: "unsupported", message: "posts that are not read can't be counted" };
    },
    setMarks: async (lines) => marks.set(lines),
    findIn: find("find_in"),
    findInTitle: find("find_in_title"),
    findInComment: find("find_in_comment"),
    findBySource: async () => [],
    findByPath: async () => null,
    count: async () => ({ total, volumes: [], unreadable: [] }),
    others: async () => "",
    otherAt: async () => undefined,
    memory: async () => 0,
    addVolume: none,
    removeVolume: none,
    addRows: none,
    addPosts: async () => ({ indexed: 0, unreadable: 0, notPosts: 0 }),
    pairThreads: none,
    joinThreads: none,
    threadOf: async () => [],
    finishVolume: none,
    evidenceOf: async () => null,
    markUnreadable: none,
    setPermalinks: none,
    packed: async () => null,
    packRows: async () => new Uint8Array(),
  };
}

/** @param {FacetSelection[keyof FacetSelection]} value */
const isChosen = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
