// archive-viewer/core in pages and workers: files by their URLs.

import { apiOf } from "./api.js";
import { openUrl } from "./remote.js";

const compile = async () => {
  const response = await fetch(new URL("./core.wasm", import.meta.url));
  if (!response.ok) throw new Error(`the core can't be loaded: status ${response.status}`);
  // Compiling from the stream needs a media type that not every server sends.
  return WebAssembly.compile(await response.arrayBuffer());
};

/** @param {string | URL} source */
const open = (source) => openUrl(new URL(source, globalThis.location?.href));

export const { clean, openArchive } = apiOf({ compile, open });
export { ArchiveViewerError } from "./api.js";
