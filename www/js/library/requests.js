/**
 * What a core does for the library, in a worker: indexing posts, which keeps nothing, and holding the library itself.
 */

/** @import { Core, LibraryRequest } from '../types.js' */

/** @param {Core} core */
export function libraryResponder(core) {
  /** @type {Record<string, (...args: any[]) => any> | null} */
  let library = null;

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
      case "library":
        library ??= new core.Library();
        return { value: library[request.method](...request.args) };
      case "titleOrder": {
        library ??= new core.Library();
        const titles = library.titles().split("\n");
        const { compare } = new Intl.Collator(request.locale);
        const order = Uint32Array.from(titles.keys()).sort((one, other) => compare(titles[one], titles[other]));
        return { value: library.set_title_order(order) };
      }
    }
  };
}
