/**
 * Loads the worker and the core from their URLs. The single file, which has no URLs, replaces this module by
 * xtask/dist/single/page-core-loader.js and, in its worker, worker-core-loader.js.
 */
import { CORE_URL, WASM_URL, WORKER_URL } from "./asset-urls.js";

/** @import { Core } from '../types.js' */

/** @type {WorkerOptions} */
export const workerOptions = { type: "module", name: "archive-viewer" };

/** The same string at every call. */
export const workerUrl = () => WORKER_URL;

/**
 * A trapped core can't be used again, and a module is evaluated once per URL: each further core of a thread is imported
 * under a URL of its own.
 */
let loaded = 0;

/** @returns {Promise<WebAssembly.Module>} the compiled core, which any number of cores can share; rejects where it can't be compiled */
export const compileCore = () => WebAssembly.compileStreaming(fetch(WASM_URL));

/**
 * @param {WebAssembly.Module | null} compiled null to compile it for this core alone
 * @returns {Promise<Core>} a new core
 */
export async function loadCore(compiled) {
  loaded += 1;
  const core = await import(loaded === 1 ? CORE_URL : `${CORE_URL}?core=${loaded}`);
  const { memory } = await core.default(compiled ? { module_or_path: compiled } : undefined);
  return { ...core, memory };
}
