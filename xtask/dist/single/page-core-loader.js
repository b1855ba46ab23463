/**
 * Stands in the place of www/js/core/core-loader.js in the single file. Worker and core come out of the file itself.
 */
import { makeBindings } from "./bindings.js";
import { blockText, unpacked } from "./inside.js";

/** @import { Core } from '../../../www/js/types.js' */

/**
 * A classic worker: from `file://` browsers start no module from a blob.
 * @type {WorkerOptions}
 */
export const workerOptions = { name: "archive-viewer" };

/** @type {string | undefined} */
let address;

/** The worker's script brings its core along, since it can't ask for anything. */
export function workerAddress() {
  address ??= URL.createObjectURL(
    new Blob([`self.archiveViewerCore="${blockText("core")}";`, blockText("worker")], { type: "text/javascript" }),
  );
  return address;
}

/** @returns {Promise<WebAssembly.Module>} the core compiled, which any number of them are made of */
export const compileCore = async () => WebAssembly.compile(await unpacked(blockText("core")));

/**
 * @param {WebAssembly.Module | null} compiled null where it is to be compiled for this one
 * @returns {Promise<Core>} a core of its own, ready to work
 */
export async function loadCore(compiled) {
  const core = makeBindings();
  const { memory } = await core.default({ module_or_path: compiled ?? (await unpacked(blockText("core"))) });
  return { ...core, memory };
}
