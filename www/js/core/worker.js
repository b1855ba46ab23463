/**
 * The worker: one core that answers one request at a time. Between requests it keeps only an open archive, which its user
 * can open again from the source, so the worker can be replaced at any time.
 */
import { loadCore } from "./core-loader.js";
import { isCoreError } from "./errors.js";
import { onDownload } from "./remote-file.js";
import { responder } from "./responder.js";

/** @import { CoreRequest } from '../types.js' */

/**
 * Messages of the worker. Long lists precede their answer, in pieces. `at` says which texts it works on. `crashed`, after a trap,
 * is the last one.
 * @typedef {{ kind: 'ready', sanitizer: object, lock: string | null }
 *   | { kind: 'unavailable', message: string }
 *   | { kind: 'at', id: number, indices: number[], bytes: number }
 *   | { kind: 'piece', id: number, of: string, items: unknown[] }
 *   | { kind: 'download', done: number, total: number | null }
 *   | { kind: 'answer', id: number, answer: any }
 *   | { kind: 'refused', id: number, error: import('../types.js').CoreError }
 *   | { kind: 'crashed', id: number, message: string }} WorkerMessage
 */

/** Entries of a list in one message: the page deserialises each message in one task. */
const PIECE = 500;

/** @param {WorkerMessage} message @param {Transferable[]} [transfer] */
const send = (message, transfer = []) => /** @type {any} */ (globalThis).postMessage(message, transfer);

void start();

/** Not a top-level `await`: in the single file the worker is a classic script. */
async function start() {
  let core;
  try {
    core = await loadCore(await compiledByPage());
  } catch (error) {
    send({ kind: "unavailable", message: String(error) });
    return;
  }
  let asked = 0;
  const respond = responder(core, true, (indices, bytes) => send({ kind: "at", id: asked, indices, bytes }));
  globalThis.onmessage = async (/** @type {MessageEvent<{ id: number, request: CoreRequest }>} */ event) => {
    const { id, request } = event.data;
    asked = id;
    try {
      answer(id, await respond(request));
    } catch (thrown) {
      if (isCoreError(thrown)) send({ kind: "refused", id, error: thrown });
      else send({ kind: "crashed", id, message: String(thrown) });
    }
  };
  onDownload((done, total) => send({ kind: "download", done, total }));
  send({ kind: "ready", sanitizer: core.sanitizer_config(), lock: await lockForLife() });
}

/**
 * The first message holds the core as the page compiled it for all its workers.
 * @returns {Promise<WebAssembly.Module | null>} null where the page has none or it can't be cloned
 */
function compiledByPage() {
  return new Promise((resolve) => {
    globalThis.onmessage = ({ data }) => resolve(data.compiled);
    globalThis.onmessageerror = () => resolve(null);
  });
}

/**
 * A worker that runs out of memory dies silently, but the browser releases its locks; the page waits for this one.
 * @returns {Promise<string | null>} the lock's name; null where there are no locks, as on a site without HTTPS
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
      send({ kind: "piece", id, of, items: value.slice(at, at + PIECE) });
    }
  }
  send({ kind: "answer", id, answer: short }, transfer);
}
