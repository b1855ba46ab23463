/**
 * The worker's side of an instance: one core that answers one request at a time. Between requests it keeps only an open
 * archive, which its user can open again from the source, so the worker can be replaced at any time.
 */
import { loadCore } from "./core-loader.js";
import { isCoreError } from "./errors.js";

/** @import { Core, CoreRequest } from '../types.js' */
/** @import { Part } from './core-loader.js' */

/**
 * Messages of the worker. Long lists precede their answer, in pieces. `at` says which texts it works on. `crashed`, after a trap,
 * is the last one.
 * @typedef {{ kind: 'ready', sanitizer: object }
 *   | { kind: 'lock', lock: string }
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
export const send = (message, transfer = []) => /** @type {any} */ (globalThis).postMessage(message, transfer);

/**
 * Not a top-level `await`: in the single file the worker is a classic script.
 * @param {Part} part
 * @param {(core: Core, onTexts: (indices: number[], bytes: number) => void) => (request: CoreRequest) => Promise<any>} responderFor
 */
export async function answerRequests(part, responderFor) {
  let core;
  try {
    core = await loadCore(await compiledByPage(), part);
  } catch (error) {
    send({ kind: "unavailable", message: String(error) });
    return;
  }
  let asked = 0;
  const respond = responderFor(core, (indices, bytes) => send({ kind: "at", id: asked, indices, bytes }));
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
  send({ kind: "ready", sanitizer: core.sanitizer_config?.() ?? {} });
  lockForLife();
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
 * A worker that runs out of memory dies silently, but the browser releases its locks; the page waits for this one, of which it
 * is told once the worker has it. There are no locks on a site without HTTPS.
 */
function lockForLife() {
  const lock = `archive-viewer.worker.${Math.random().toString(36).slice(2)}`;
  const hold = () => (send({ kind: "lock", lock }), new Promise(() => {}));
  navigator.locks?.request(lock, hold).catch(() => {});
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
