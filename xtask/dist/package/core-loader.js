/**
 * Replaces www/js/core/core-loader.js in the elements of the npm package: bundlers follow no import of a computed address, so
 * the bindings are a part of the script, and the core is that of the site in the same package.
 */
import { makeBindings } from "./bindings.js";
import { CORE_URL } from "./core-url.js";

/** @import { Core } from '../../../www/js/types.js' */

/** The elements run on the page's thread. @type {WorkerOptions} */
export const workerOptions = { type: "module" };
export const workerUrl = () => "";
export const isWorkerUrl = () => false;
export const coreName = () => CORE_URL;

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;

/** @returns {Promise<WebAssembly.Module>} the whole core, the only one here, which any number of cores can share */
export const compileCore = () => (compiled ??= compile());

async function compile() {
  const response = await fetch(CORE_URL);
  if (!response.ok) throw new Error(`status ${response.status}`);
  // Not every server sends the media type that compiling from the stream needs.
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * @param {WebAssembly.Module | null | Promise<WebAssembly.Module | null>} given null to compile it for this core alone
 * @returns {Promise<Core>} a new core
 */
export async function loadCore(given) {
  const core = makeBindings();
  const { memory } = await core.default({ module_or_path: (await given) ?? (await compile()) });
  return { ...core, memory };
}

/** What packs libraries that are kept, where a page says `keep`. */
export const loadPackedPart = () => import("../../../www/js/lazy/keep/packed/in-worker.js");
