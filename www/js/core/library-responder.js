/**
 * Answers requests about the library, in a worker: indexing posts, which is stateless, and searching the library itself.
 */

/** @import { Core, LibraryRequest } from '../types.js' */

/** @param {Core} core */
export function libraryResponder(core) {
  const library = new core.Library();
  /** Version and locale that the titles were last sorted for. */
  let ordered = "";

  /** @param {string} locale */
  function orderTitles(locale) {
    const wanted = library.state().version + locale;
    if (wanted === ordered) return;
    ordered = wanted;
    const titles = library.titles().split("\n");
    const { compare } = new Intl.Collator(locale);
    library.set_title_order(Uint32Array.from(titles.keys()).sort((one, other) => compare(titles[one], titles[other])));
  }

  /** @param {Exclude<LibraryRequest, { call: 'sniff' | 'sourceKey' }>} request @returns {any} */
  return (request) => {
    switch (request.call) {
      case "index":
        return { packed: core.index_posts(request.bytes, request.texts) };
      case "packPost":
        return {
          rows: core.pack_rows([{ index: request.index, path: request.path }]),
          packed: core.index_posts(request.bytes, [
            { index: request.index, path: request.path, start: 0, end: request.bytes.length, isPost: true },
          ]),
        };
      case "library":
        return { value: library[request.method](...request.args) };
      // One answer, since the reader waits for it.
      case "query":
        if (request.query.sort === "title") orderTitles(request.locale);
        return { ...library.query(request.query), rows: library.rows(request.from, request.count) };
      case "count":
        return {
          total: library.state().rows,
          volumes: library.volumes(),
          broken: library.broken(0, request.most).entries,
        };
    }
  };
}
