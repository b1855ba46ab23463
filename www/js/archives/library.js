/**
 * The client of the library: one core in its own worker that indexes all open posts. Requests are sent one at a time, those
 * that a reader waits for first; a query that a later one replaces is not sent.
 */
import { isCoreError } from "../core/errors.js";
import { instanceStarter } from "../core/instance.js";

/** @import { CoreInstance, InstanceOptions } from '../core/instance.js' */
/** @import { LibraryRequest, Searchable } from '../types.js' */

/** Longest time for one answer, in ms; a query takes about ten. */
const DEADLINE = 30_000;

/** What no reader waits for. */
const BACKGROUND = new Set(["add_posts", "mark_unreadable", "join_threads", "finish_volume"]);

/**
 * A request that is not sent yet; `isWanted` false answers it with null.
 * @typedef {{ request: LibraryRequest | { call: 'memory' }, isWanted?: () => boolean, resolve: (answer: any) => void, reject: (error: unknown) => void }} Waiting
 */

/**
 * @param {() => void} onLost called when the core died and its content is lost
 * @param {InstanceOptions} [options]
 * @returns {Searchable}
 */
export function openLibrary(onLost, options) {
  const start = instanceStarter({ deadline: DEADLINE, ...options });
  /** @type {Promise<CoreInstance> | null} */
  let instance = null;
  /** @type {Waiting[]} */
  const urgent = [];
  /** @type {Waiting[]} */
  const background = [];
  let isWorking = false;
  let latest = 0;
  /** What the reader did, for a core that takes the place of one that died. */
  let marks = "";

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
      if (marks) void call("set_marks", marks).catch(() => {});
      throw { code: "crashed", message: String(thrown) };
    }
  }
  async function work() {
    if (isWorking) return;
    isWorking = true;
    for (let next = urgent.shift() ?? background.shift(); next; next = urgent.shift() ?? background.shift()) {
      const { request, isWanted, resolve, reject } = next;
      if (isWanted && !isWanted()) resolve(null);
      else await answer(request).then(resolve, reject);
    }
    isWorking = false;
  }

  /** @param {LibraryRequest | { call: 'memory' }} request @param {() => boolean} [isWanted] @returns {Promise<any>} */
  const ask = (request, isWanted) =>
    new Promise((resolve, reject) => {
      const isBackground = request.call === "library" && BACKGROUND.has(request.method);
      (isBackground ? background : urgent).push({ request, isWanted, resolve, reject });
      void work();
    });
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
    query({ text, chosen, sort }, locale, from, count, top = 0, kept = null) {
      const mine = ++latest;
      const query = { text, facets: chosen, sort, top };
      return ask({ call: "query", query, locale, from, count, kept }, () => mine === latest);
    },
    renew: (from, count) => ask({ call: "renew", from, count }),
    rows: (from, count) => call("rows", from, count),
    positionOf: (number, path) => call("position_of", number, path),
    neighbours: (number, path) => call("neighbours", number, path),
    rowOf: (number, path) => call("row_of", number, path),
    listedPlaces: () => call("listed_places"),
    shownPlaces: (places) => call("shown_places", places),
    rowsAt: (places) => call("rows_at", places),
    statistics: (terms) => call("statistics", terms),
    setMarks(lines) {
      marks = lines;
      return call("set_marks", lines);
    },
    findIn: (text) => call("find_in", text),
    findInTitle: (text) => call("find_in_title", text),
    findInComment: (text) => call("find_in_comment", text),
    findBySource: (address) => call("find_by_source", address),
    setPermalinks: (number, patterns) => call("set_permalinks", number, patterns),
    findByPath: (number, path, address) => call("find_by_path", number, path, address),
    memory: async () => (await ask({ call: "memory" })).bytes,
    packed: (request) => ask({ call: "packed", ...request }),
    packRows: async (rows) => (await ask({ call: "packRows", rows })).packed,
  };
}
