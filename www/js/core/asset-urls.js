/**
 * URLs of the workers, the cores, and the worker's part that packs libraries. The core is there four times: the part that opens
 * single posts, the whole, what searches a published archive, and what writes files of posts. `cargo xtask build` makes the whole
 * alone, which then does the work of the first as well, and not that of the last two; `cargo xtask dist` makes all, and replaces
 * this module by one with the hashed names of a published site.
 */

const WHOLE = {
  worker: new URL("./worker.js", import.meta.url).href,
  core: new URL("../../pkg/archive_viewer.js", import.meta.url).href,
  wasm: new URL("../../pkg/archive_viewer_bg.wasm", import.meta.url).href,
};

/** @type {Record<import("./core-loader.js").Part, typeof WHOLE>} */
export const URLS = {
  reading: { ...WHOLE, worker: new URL("./reading-worker.js", import.meta.url).href },
  whole: WHOLE,
  searching: { ...WHOLE, worker: new URL("../lazy/segments/worker.js", import.meta.url).href },
  exporting: { ...WHOLE, worker: new URL("../lazy/export/worker.js", import.meta.url).href },
};
export const PACKED_URL = new URL("../lazy/keep/packed/in-worker.js", import.meta.url).href;
