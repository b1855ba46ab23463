/**
 * Replaces www/js/core/core-loader.js in the single file, which contains worker and core.
 */
import { makeBindings } from "./bindings.js";
import { blockText, unpacked } from "./inside.js";

/** @import { Core } from '../../../www/js/types.js' */

/** It has the whole core alone: with the one that writes files it would be a fifth larger. */
export const writesFiles = false;

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

/** It keeps nothing. */
export const coreName = () => "";

/** @param {string} given @returns {boolean} */
export const isWorkerUrl = (given) => given === url;

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;

/** @returns {Promise<WebAssembly.Module>} the whole core, the only one here, which any number of cores can share */
export const compileCore = () => (compiled ??= unpacked(blockText("core")).then((bytes) => WebAssembly.compile(bytes)));

/**
 * @param {WebAssembly.Module | null | Promise<WebAssembly.Module | null>} given null to compile it for this core alone
 * @returns {Promise<Core>} a new core
 */
export async function loadCore(given) {
  const core = makeBindings();
  const { memory } = await core.default({ module_or_path: (await given) ?? (await unpacked(blockText("core"))) });
  return { ...core, memory };
}

/** A single file keeps nothing. @returns {Promise<any>} */
export const loadPackedPart = async () => {
  throw { code: "pack-failed", message: "a single file keeps nothing" };
};
