/**
 * Loads workers and cores from their URLs. The single file, which has no URLs, replaces this module by
 * xtask/dist/single/page-core-loader.js and, in its worker, worker-core-loader.js; the workers of a published site contain
 * the core's bindings by xtask/dist/worker/core-loader.js.
 */
import { PACKED_URL, URLS } from "./asset-urls.js";

/** @import { Core } from '../types.js' */

/**
 * Of the core: what opens single posts, that with archives and the library, what searches a published archive, or what writes files of
 * posts.
 * @typedef {"reading" | "whole" | "searching" | "exporting"} Part
 */

/** Whether there is the core that writes files of posts, which only published forms have. */
export const writesFiles = URLS.exporting.wasm !== URLS.whole.wasm;

/** @type {WorkerOptions} */
export const workerOptions = { type: "module", name: "archive-viewer" };

/** The same string at every call. @param {Part} part */
export const workerUrl = (part) => URLS[part].worker;

/** @param {string} url @returns {boolean} whether it is one of our workers' */
export const isWorkerUrl = (url) => Object.values(URLS).some(({ worker }) => worker === url);

/** By URL. @type {Map<string, Promise<WebAssembly.Module>>} */
const compiling = new Map();

/**
 * Compiles a core once for all that share it.
 * @param {Part} part
 * @returns {Promise<WebAssembly.Module>} rejects where it can't be compiled
 */
export function compileCore(part) {
  const { wasm } = URLS[part];
  const module = compiling.get(wasm) ?? WebAssembly.compileStreaming(fetch(wasm));
  compiling.set(wasm, module);
  return module;
}

/** The same string as long as the core is the same, where it is published. */
export const coreName = () => URLS.whole.wasm;

/**
 * A trapped core can't be used again, and a module is evaluated once per URL: each further core of a thread is imported
 * under a URL of its own. By URL, how many were.
 * @type {Map<string, number>}
 */
const loaded = new Map();

/**
 * @param {WebAssembly.Module | null | Promise<WebAssembly.Module | null>} module null to compile it for this core alone
 * @param {Part} part
 * @returns {Promise<Core>} a new core
 */
export async function loadCore(module, part) {
  const { core: url } = URLS[part];
  const before = loaded.get(url) ?? 0;
  loaded.set(url, before + 1);
  // Both are on their way at once.
  const [core, compiled] = await Promise.all([import(before === 0 ? url : `${url}?core=${before + 1}`), module]);
  const { memory } = await core.default(compiled ? { module_or_path: compiled } : undefined);
  return { ...core, memory };
}

/** @returns {Promise<typeof import('../lazy/keep/packed/in-worker.js')>} what packs libraries */
export const loadPackedPart = () => import(PACKED_URL);
