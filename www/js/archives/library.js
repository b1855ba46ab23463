/**
 * The client of the library: one core in its own worker that indexes all open posts. Requests are sent one at a time; a query
 * that a later one replaces is not sent.
 */
import { isCoreError } from "../core/errors.js";
import { instanceStarter } from "../core/instance.js";

/** @import { CoreInstance, InstanceOptions } from '../core/instance.js' */
/** @import { LibraryRequest, Searchable } from '../types.js' */

/** Longest time for one answer, in ms; a query takes about ten. */
const DEADLINE = 30_000;

/**
 * @param {() => void} onLost called when the core died and its content is lost
 * @param {InstanceOptions} [options]
 * @returns {Searchable}
 */
export function openLibrary(onLost, options) {
  const start = instanceStarter({ deadline: DEADLINE, ...options });
  /** @type {Promise<CoreInstance> | null} */
  let instance = null;
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  let latest = 0;

  /** @param {LibraryRequest | { call: 'memory' }} request @returns {Promise<any>} */
  async function answer(request) {
    if (instance && !(await instance).alive()) instance = null;
    instance ??= start();
    try {
      return await (await instance).run(/** @type {any} */ (request));
    } catch (thrown) {
      if (isCoreError(thrown) && thrown.code !== "crashed") throw thrown;
      instance = null;
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
    start: () => void (instance ??= start()).catch(() => {}),
    addVolume: (number, name) => call("add_volume", number, name),
    removeVolume: (number) => call("remove_volume", number),
    addRows: (number, packed) => call("add_rows", number, packed),
    addPosts: (number, packed) => call("add_posts", number, packed),
    pairThreads: (number) => call("pair_threads", number),
    joinThreads: (number) => call("join_threads", number),
    threadOf: (number, path) => call("thread_of", number, path),
    finishVolume: (number) => call("finish_volume", number),
    // The core has undefined for null.
    evidenceOf: async (number, path) => (await call("evidence_of", number, path)) ?? null,
    markUnreadable: (number, index, code, message) => call("mark_unreadable", number, index, code, message),
    count: (most) => ask({ call: "count", most }),
    others: (number) => call("others", number),
    otherAt: (number, path) => call("other_at", number, path),
    async query({ text, chosen, sort }, locale, from, count, top = 0) {
      const mine = ++latest;
      // Queries typed before the answer to the last one are superseded.
      await last;
      if (mine !== latest) return null;
      return ask({ call: "query", query: { text, facets: chosen, sort, top }, locale, from, count });
    },
    rows: (from, count) => call("rows", from, count),
    positionOf: (number, path) => call("position_of", number, path),
    neighbours: (number, path) => call("neighbours", number, path),
    rowOf: (number, path) => call("row_of", number, path),
    findIn: (text) => call("find_in", text),
    findInTitle: (text) => call("find_in_title", text),
    findInComment: (text) => call("find_in_comment", text),
    findBySource: (address) => call("find_by_source", address),
    findByPath: (number, path, address) => call("find_by_path", number, path, address),
    memory: async () => (await ask({ call: "memory" })).bytes,
    packRows: async (rows) => (await ask({ call: "packRows", rows })).packed,
  };
}
