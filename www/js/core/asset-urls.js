/**
 * URLs of the worker and the core. `cargo xtask dist` replaces this module by one with the hashed names of a published site.
 */

export const WORKER_URL = new URL("./worker.js", import.meta.url).href;
export const CORE_URL = new URL("../../pkg/archive_viewer.js", import.meta.url).href;
export const WASM_URL = new URL("../../pkg/archive_viewer_bg.wasm", import.meta.url).href;
