/**
 * The worker: holds one core and answers one request after the other. It keeps nothing between them but an open archive,
 * so that it can be replaced at any time: whoever asked for the archive knows where it came from.
 */
import { onDownload } from "./remote-file.js";
import { isRefusal, loadCore, responder } from "./responder.js";

/** @import { CoreRequest } from '../types.js' */

/**
 * What the worker says. Long lists go ahead of their answer, piece by piece. `crashed` is its last word: the core trapped.
 * @typedef {{ kind: 'ready', sanitizer: object, lock: string | null }
 *   | { kind: 'unavailable', message: string }
 *   | { kind: 'piece', id: number, of: string, items: unknown[] }
 *   | { kind: 'download', done: number, total: number | null }
 *   | { kind: 'answer', id: number, answer: any }
 *   | { kind: 'refused', id: number, error: import('../types.js').CoreError }
 *   | { kind: 'crashed', id: number, message: string }} WorkerMessage
 */

/** Entries of a list in one message: the page takes a message in one go, and a hundred thousand entries take long. */
const PIECE = 500;

/** @param {WorkerMessage} message @param {Transferable[]} [transfer] */
const say = (message, transfer = []) => /** @type {any} */ (globalThis).postMessage(message, transfer);

void start();

/** Not awaited by the module itself: a classic script, which the worker is in the single file, can't wait at its top. */
async function start() {
  let core;
  try {
    core = await loadCore(await compiledElsewhere());
  } catch (error) {
    say({ kind: "unavailable", message: String(error) });
    return;
  }
  const respond = responder(core, true);
  globalThis.onmessage = async (/** @type {MessageEvent<{ id: number, request: CoreRequest }>} */ event) => {
    const { id, request } = event.data;
    try {
      answer(id, await respond(request));
    } catch (thrown) {
      if (isRefusal(thrown)) say({ kind: "refused", id, error: thrown });
      else say({ kind: "crashed", id, message: String(thrown) });
    }
  };
  onDownload((done, total) => say({ kind: "download", done, total }));
  say({ kind: "ready", sanitizer: core.sanitizer_config(), lock: await lockForLife() });
}

/**
 * The first message is the core as the page compiled it for all its workers.
 * @returns {Promise<WebAssembly.Module | null>} null where the page has none, or it can't be handed over
 */
function compiledElsewhere() {
  return new Promise((resolve) => {
    globalThis.onmessage = ({ data }) => resolve(data.compiled);
    globalThis.onmessageerror = () => resolve(null);
  });
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
 * @param {any} whole
 */
function answer(id, whole) {
  /** @type {Record<string, unknown>} */
  const short = { ...whole };
  /** @type {Transferable[]} */
  const transfer = [];
  for (const [of, value] of Object.entries(short)) {
    if (value instanceof Uint8Array) transfer.push(value.buffer);
    if (!Array.isArray(value) || value.length <= PIECE) continue;
    short[of] = [];
    for (let at = 0; at < value.length; at += PIECE) {
      say({ kind: "piece", id, of, items: value.slice(at, at + PIECE) });
    }
  }
  say({ kind: "answer", id, answer: short }, transfer);
}
