/**
 * What a core does for the library, in a worker: indexing posts, which keeps nothing, and holding the library itself.
 */

/** @import { Core, LibraryRequest } from '../types.js' */

/** @param {Core} core */
export function libraryResponder(core) {
  /** @type {Record<string, (...args: any[]) => any> | null} */
  let library = null;
  /** What the titles were put in order for. */
  let ordered = "";

  /**
   * Titles are put in the order of the reader's language when somebody wants to see them so, and posts have come since.
   * @param {Record<string, (...args: any[]) => any>} library
   * @param {string} locale
   */
  function orderTitles(library, locale) {
    const wanted = `${library.state().version} ${locale}`;
    if (wanted === ordered) return;
    const titles = library.titles().split("\n");
    const { compare } = new Intl.Collator(locale);
    library.set_title_order(Uint32Array.from(titles.keys()).sort((one, other) => compare(titles[one], titles[other])));
    ordered = wanted;
  }

  /** @param {Exclude<LibraryRequest, { call: 'sniff' }>} request @returns {any} */
  return (request) => {
    switch (request.call) {
      case "index":
        return { packed: core.index_posts(request.bytes, request.texts) };
      case "packPost":
        return {
          rows: core.pack_rows([{ index: request.index, path: request.path }]),
          packed: core.index_posts(request.bytes, [{ index: request.index, path: request.path, start: 0, end: request.bytes.length, isPost: true }]),
        };
    }
    library ??= /** @type {Record<string, (...args: any[]) => any>} */ (new core.Library());
    switch (request.call) {
      case "library":
        return { value: library[request.method](...request.args) };
      // What a reader waits for comes in one answer.
      case "query":
        if (request.query.sort === "title") orderTitles(library, request.locale);
        return { ...library.query(request.query), rows: library.rows(request.from, request.count) };
      case "count":
        return { total: library.state().rows, volumes: library.volumes(), broken: library.broken(0, request.most).entries };
    }
  };
}
