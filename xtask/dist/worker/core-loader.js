/**
 * Replaces www/js/core/core-loader.js in the workers of a published site, which contain the bindings of their core: a worker has
 * one core in its life, and asks for no second file before it can start.
 */
import { PACKED_URL, WASM_URL } from "./urls.js";
import * as bindings from "./bindings.js";

/** @import { Core } from '../../../www/js/types.js' */

/**
 * @param {WebAssembly.Module | null} compiled null to compile it for this core alone
 * @returns {Promise<Core>} a new core
 */
export async function loadCore(compiled) {
  const { memory } = await bindings.default({ module_or_path: compiled ?? WASM_URL });
  return /** @type {any} */ ({ ...bindings, memory });
}

/** @returns {Promise<typeof import('../../../www/js/lazy/keep/packed/in-worker.js')>} what packs libraries */
export const loadPackedPart = () => import(PACKED_URL);
