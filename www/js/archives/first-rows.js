/**
 * The list of a kept archive before any core has it: its first rows were kept with its pack. Whatever else is asked waits until the
 * library has listed the archive.
 */
import { isPlain, NO_SEARCH, routeOf } from "../app/routes.js";

/** @import { FirstRows, QueryResult, Searchable } from '../types.js' */

/** Time for the rows to be drawn, in ms. */
const DRAWING = 100;

/** Whether the page's address asks for a search, which first rows don't answer. */
export const isSearchAsked = () => !isPlain(routeOf(location).search ?? NO_SEARCH);

/** Resolves when the library may take the processor. */
export const afterFirstRows = () => new Promise((resolve) => setTimeout(resolve, isSearchAsked() ? 0 : DRAWING));

/** What the library answers of what it has listed. */
const LATER = /** @type {const} */ ([
  "count",
  "renew",
  "positionOf",
  "neighbours",
  "rowOf",
  "listedPlaces",
  "shownPlaces",
  "rowsAt",
  "statistics",
  "findIn",
  "findInTitle",
  "findInComment",
  "findBySource",
  "findByPath",
  "evidenceOf",
  "threadOf",
  "others",
  "otherAt",
]);

/**
 * @param {Searchable} library
 * @returns {{ searchable: Searchable, show: (first: FirstRows, number: number, listing: Promise<unknown>) => void }} the library as
 *   views ask it, and what makes it answer by first rows until an archive is listed
 */
export function withFirstRows(library) {
  /** @type {QueryResult | null} */
  let known = null;
  /** @type {Promise<unknown> | null} */
  let listed = null;

  const later = Object.fromEntries(
    LATER.map((name) => [
      name,
      async (/** @type {any[]} */ ...args) => {
        await listed;
        return /** @type {any} */ (library)[name](...args);
      },
    ]),
  );

  /** @param {number} from @param {number} count @returns {QueryResult['rows'] | null} null where not all of them are known */
  const some = (from, count) =>
    known && Math.min(from + count, known.posts) <= known.rows.length ? known.rows.slice(from, from + count) : null;

  return {
    searchable: {
      ...library,
      ...later,
      async query(search, locale, from, count, top, kept) {
        const rows = isPlain(search) && !kept ? some(from, count) : null;
        if (known && rows) return { ...known, from, rows };
        await listed;
        return library.query(search, locale, from, count, top, kept);
      },
      async rows(from, count) {
        const rows = some(from, count);
        if (rows) return rows;
        await listed;
        return library.rows(from, count);
      },
    },

    show({ answer, rows }, number, listing) {
      const own = rows.map((row) => ({
        ...row,
        volume: number,
        places: row.places.map((place) => ({ ...place, volume: number })),
      }));
      const mine = (known = { ...answer, from: 0, rows: own });
      // What is asked about the result that is shown is asked about the same one.
      listed = listing
        .then(() => library.query(NO_SEARCH, "en", 0, 0))
        .catch(() => {})
        .then(() => {
          if (known === mine) [known, listed] = [null, null];
        });
    },
  };
}
