// Posts as pages, as `publish` would write them, each made when it is asked for. A thread of its own reads the archive, when the
// first page is wanted.

import { Worker } from "node:worker_threads";

/** @typedef {{ file: Uint8Array | null, policy: string | null }} Page */
/** @typedef {{ resolve: (page: Page) => void, reject: (error: Error) => void }} Question */

/** What pages are made of, and they themselves: as `is_previewed` of the core. */
const PAGES = /^(?:p|pictures|posts)\/|^parts\/pages-/;

/**
 * @param {string} input
 * @param {Uint8Array | null} bytes of the standard input
 */
export function pagesOf(input, bytes) {
  /** @type {Map<number, Question>} */
  const questions = new Map();
  /** @type {Worker | null} */
  let worker = null;
  let lastId = 0;

  function start() {
    const started = new Worker(new URL("./pages-worker.js", import.meta.url), { workerData: { input, bytes } });
    started.on("message", ({ id, warning, failure, ...page }) => {
      if (warning !== undefined) return process.stderr.write(`${warning}\n`);
      const question = questions.get(id);
      questions.delete(id);
      if (failure === undefined) question?.resolve(page);
      else question?.reject(new Error(failure));
    });
    started.on("error", () => {});
    started.on("exit", () => {
      worker = null;
      for (const { reject } of questions.values()) reject(new Error("the program stopped while it made a page"));
      questions.clear();
    });
    return started;
  }

  return {
    /** @param {string} path @returns {Promise<Page> | null} null where there is no page; rejects with a sentence */
    page(path) {
      if (!PAGES.test(path)) return null;
      worker ??= start();
      const [own, id] = [worker, ++lastId];
      return new Promise((resolve, reject) => {
        questions.set(id, { resolve, reject });
        own.postMessage({ id, path });
      });
    },
    end: () => worker?.terminate(),
  };
}
