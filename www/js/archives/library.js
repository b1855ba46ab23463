/**
 * The library as the page sees it: one core in a worker of its own that holds what can be found of all open posts.
 * Questions go to it one after the other; of searches only the latest that was asked is answered.
 */
import { hostStarter } from "../core/instance.js";
import { isRefusal } from "../core/responder.js";

/** @import { Host } from '../core/instance.js' */
/** @import { LibraryRequest, Searchable } from '../types.js' */

/** How long one question may take, ms; a query takes some ten. */
const DEADLINE = 30_000;

/**
 * @param {() => void} onLost the core died with all that it held
 * @returns {Searchable}
 */
export function openLibrary(onLost) {
  const start = hostStarter({ deadline: DEADLINE });
  /** @type {Promise<Host> | null} */
  let host = null;
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  let latest = 0;

  /** @param {LibraryRequest | { call: 'memory' }} request @returns {Promise<any>} */
  async function answer(request) {
    if (host && !(await host).alive()) host = null;
    host ??= start();
    try {
      return await (await host).run(/** @type {any} */ (request));
    } catch (thrown) {
      if (isRefusal(thrown) && thrown.code !== "crashed") throw thrown;
      host = null;
      onLost();
      throw { code: "crashed", message: String(thrown) };
    }
  }
  /** @param {LibraryRequest | { call: 'memory' }} request @returns {Promise<any>} */
  const ask = (request) => {
    const mine = last.then(() => answer(request));
    last = mine.catch(() => {});
    return mine;
  };
  /** @param {string} method @param {unknown[]} args @returns {Promise<any>} */
  const call = async (method, ...args) => (await ask({ call: "library", method, args })).value;

  return {
    start: () => void (host ??= start()).catch(() => {}),
    addVolume: (number, name) => call("add_volume", number, name),
    removeVolume: (number) => call("remove_volume", number),
    addRows: (number, packed) => call("add_rows", number, packed),
    fill: (number, packed) => call("fill", number, packed),
    refuse: (number, index, code, message) => call("refuse", number, index, code, message),
    count: (most) => ask({ call: "count", most }),
    async query({ text, chosen, sort }, locale, from, count) {
      const mine = ++latest;
      // Whoever types faster than answers come asks in vain in between.
      await last;
      if (mine !== latest) return null;
      return ask({ call: "query", query: { text, facets: chosen, sort, top: 12 }, locale, from, count });
    },
    rows: (from, count) => call("rows", from, count),
    positionOf: (number, path) => call("position_of", number, path),
    neighbours: (number, path) => call("neighbours", number, path),
    rowOf: (number, path) => call("row_of", number, path),
    findIn: (text) => call("find_in", text),
    findBySource: (address) => call("find_by_source", address),
    findByPath: (number, path, address) => call("find_by_path", number, path, address),
    memory: async () => (await ask({ call: "memory" })).bytes,
    packPost: (index, path, bytes) => ask({ call: "packPost", index, path, bytes }),
  };
}
