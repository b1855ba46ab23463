/**
 * The worker: holds one core and answers one request after the other. It keeps nothing between them,
 * so that engine.js can replace it at any time.
 */
import { carryOut, isRefusal, loadCore } from "./engine-core.js";

/** @import { CoreRequest, ReadingPage } from './types.js' */

/**
 * What the worker says. Long lists go ahead of their answer, piece by piece. `crashed` is its last word: the core trapped.
 * @typedef {{ kind: 'ready', sanitizer: object, lock: string | null }
 *   | { kind: 'unavailable', message: string }
 *   | { kind: 'piece', id: number, of: string, items: unknown[] }
 *   | { kind: 'answer', id: number, page: ReadingPage }
 *   | { kind: 'refused', id: number, error: import('./types.js').CoreError }
 *   | { kind: 'crashed', id: number, message: string }} WorkerMessage
 */

/** Entries of a list in one message: the page takes a message in one go, and a hundred thousand entries take long. */
const PIECE = 500;

/** @param {WorkerMessage} message */
const say = (message) => /** @type {any} */ (globalThis).postMessage(message);

void start();

/** Not awaited by the module itself: a classic script, which the worker is in the single file, can't wait at its top. */
async function start() {
  let core;
  try {
    core = await loadCore();
  } catch (error) {
    say({ kind: "unavailable", message: String(error) });
    return;
  }
  globalThis.onmessage = async (/** @type {MessageEvent<{ id: number, request: CoreRequest }>} */ event) => {
    const { id, request } = event.data;
    try {
      answer(id, await carryOut(core, request, true));
    } catch (thrown) {
      if (isRefusal(thrown)) say({ kind: "refused", id, error: thrown });
      else say({ kind: "crashed", id, message: String(thrown) });
    }
  };
  say({ kind: "ready", sanitizer: core.sanitizer_config(), lock: await lockForLife() });
}

/**
 * A worker that closes or runs out of memory says nothing, but the browser frees its locks:
 * who waits for this one hears of it.
 * @returns {Promise<string | null>} the lock's name; null where there are none, as on a site without encryption
 */
function lockForLife() {
  const name = `archive-viewer.worker.${Math.random().toString(36).slice(2)}`;
  return new Promise((resolve) => {
    if (!navigator.locks) resolve(null);
    else navigator.locks.request(name, () => (resolve(name), new Promise(() => {}))).catch(() => resolve(null));
  });
}

/**
 * @param {number} id
 * @param {ReadingPage} page
 */
function answer(id, page) {
  /** @type {Record<string, unknown>} */
  const short = { ...page };
  for (const [of, list] of Object.entries(page)) {
    if (!Array.isArray(list) || list.length <= PIECE) continue;
    short[of] = [];
    for (let at = 0; at < list.length; at += PIECE) {
      say({ kind: "piece", id, of, items: list.slice(at, at + PIECE) });
    }
  }
  say({ kind: "answer", id, page: /** @type {any} */ (short) });
}
