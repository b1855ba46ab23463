// The core as the page loads it, in Node: the same two files, without a browser around them.
//
// What only a browser has (File, FileReaderSync) is not here; the stories in tests/browser cover it.

import { existsSync, readFileSync } from "node:fs";

const PACKAGE = new URL("../../www/pkg/", import.meta.url);

/**
 * Loads the core, once for each process.
 * @returns {Promise<typeof import("../../www/pkg/archive_viewer.js")>}
 */
export async function load() {
  const wasm = new URL("archive_viewer_bg.wasm", PACKAGE);
  if (!existsSync(wasm)) {
    throw new Error("www/pkg/ is missing: build it with `cargo xtask build`");
  }
  const core = await import(new URL("archive_viewer.js", PACKAGE).href);
  core.initSync({ module: readFileSync(wasm) });
  return core;
}
