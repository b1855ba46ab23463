/**
 * Replaces www/js/core/core-loader.js in the single file, which contains worker and core.
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
let url;

/** The worker's script contains its core, since it can't fetch anything. */
export function workerUrl() {
  url ??= URL.createObjectURL(
    new Blob([`self.archiveViewerCore="${blockText("core")}";`, blockText("worker")], { type: "text/javascript" }),
  );
  return url;
}

/** @returns {Promise<WebAssembly.Module>} the compiled core, which any number of cores can share */
export const compileCore = async () => WebAssembly.compile(await unpacked(blockText("core")));

/**
 * @param {WebAssembly.Module | null} compiled null to compile it for this core alone
 * @returns {Promise<Core>} a new core
 */
export async function loadCore(compiled) {
  const core = makeBindings();
  const { memory } = await core.default({ module_or_path: compiled ?? (await unpacked(blockText("core"))) });
  return { ...core, memory };
}
