/**
 * How the worker and the core come to the program: here from their addresses. In the single file, which has no addresses,
 * another module with the same exports stands in the place of this one: xtask/dist/single/page-core-loader.js.
 */
import { CORE, CORE_BYTES, WORKER } from "./asset-urls.js";

/** @import { Core } from '../types.js' */

/** @type {WorkerOptions} */
export const workerOptions = { type: "module", name: "archive-viewer" };

/** The same one at every call. */
export const workerAddress = () => WORKER;

/**
 * A core that trapped can't be used again, and a module is evaluated once per address:
 * each further core of the same thread is loaded under an address of its own.
 */
let loaded = 0;

/** @returns {Promise<WebAssembly.Module>} the core compiled, which any number of them are made of; rejects where that can't be done here */
export const compileCore = () => WebAssembly.compileStreaming(fetch(CORE_BYTES));

/**
 * @param {WebAssembly.Module | null} compiled null where it is to be compiled for this one
 * @returns {Promise<Core>} a core of its own, ready to work
 */
export async function loadCore(compiled) {
  loaded += 1;
  const core = await import(loaded === 1 ? CORE : `${CORE}?core=${loaded}`);
  const { memory } = await core.default(compiled ? { module_or_path: compiled } : undefined);
  return { ...core, memory };
}
