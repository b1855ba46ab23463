/**
 * The worker: holds one core and answers one request after the other. It keeps nothing between them,
 * so that engine.js can replace it at any time.
 */
import { carryOut, isRefusal, loadCore } from "./engine-core.js";

/** @import { CoreRequest } from './types.js' */

/**
 * What the worker says. `crashed` is its last word: the core trapped.
 * @typedef {{ kind: 'ready', sanitizer: object }
 *   | { kind: 'unavailable', message: string }
 *   | { kind: 'answer', id: number, page: import('./types.js').ReadingPage }
 *   | { kind: 'refused', id: number, error: import('./types.js').CoreError }
 *   | { kind: 'crashed', id: number, message: string }} WorkerMessage
 */

/** @param {WorkerMessage} message */
const say = (message) => /** @type {any} */ (globalThis).postMessage(message);

const core = await loadCore().catch((error) => {
  say({ kind: "unavailable", message: String(error) });
  return null;
});

if (core) {
  globalThis.onmessage = async (/** @type {MessageEvent<{ id: number, request: CoreRequest }>} */ event) => {
    const { id, request } = event.data;
    try {
      say({ kind: "answer", id, page: await carryOut(core, request, true) });
    } catch (thrown) {
      if (isRefusal(thrown)) say({ kind: "refused", id, error: thrown });
      else say({ kind: "crashed", id, message: String(thrown) });
    }
  };
  say({ kind: "ready", sanitizer: core.sanitizer_config() });
}
