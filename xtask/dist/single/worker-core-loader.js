/**
 * Replaces www/js/core/core-loader.js in the worker of the single file.
 */
import { makeBindings } from "./bindings.js";
import { unpacked } from "./inside.js";

/** @import { Core } from '../../../www/js/types.js' */

/**
 * @param {WebAssembly.Module | null} compiled null to compile the bytes that the worker was started with
 * @returns {Promise<Core>} a new core
 */
export async function loadCore(compiled) {
  const core = makeBindings();
  const { memory } = await core.default({
    module_or_path: compiled ?? (await unpacked(Reflect.get(globalThis, "archiveViewerCore"))),
  });
  return { ...core, memory };
}

/** A single file keeps nothing. @returns {Promise<any>} */
export const loadPackedPart = async () => {
  throw { code: "pack-failed", message: "a single file keeps nothing" };
};
