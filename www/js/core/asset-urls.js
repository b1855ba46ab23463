/**
 * The addresses of the program's own parts. `cargo xtask dist` puts the hashed names of a published site in their place.
 */

export const WORKER = new URL("./worker.js", import.meta.url).href;
export const CORE = new URL("../../pkg/archive_viewer.js", import.meta.url).href;
export const CORE_BYTES = new URL("../../pkg/archive_viewer_bg.wasm", import.meta.url).href;
