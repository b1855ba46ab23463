/**
 * Stands in the place of www/js/delivery.js in the worker of the single file.
 */
import { makeBindings } from "./bindings.js";
import { unpacked } from "./inside.js";

/** @import { Core } from '../../../www/js/types.js' */

/** @returns {Promise<Core>} the core that the worker was started with, ready to work */
export async function loadCore() {
  const core = makeBindings();
  const { memory } = await core.default({ module_or_path: await unpacked(Reflect.get(globalThis, "archiveViewerCore")) });
  return { ...core, memory };
}
