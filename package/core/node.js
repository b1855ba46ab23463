// archive-viewer/core in Node, Deno and Bun: files by their paths.

import { open as openFile, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

import { apiOf } from "./api.js";
import { openUrl } from "./remote.js";

/** @import { Ranges } from './archive.js' */

const compile = async () => WebAssembly.compile(await readFile(new URL("./core.wasm", import.meta.url)));

/** @param {string | URL} source a path or a URL @returns {Promise<Ranges>} */
async function open(source) {
  const url = typeof source === "string" && /^(?:https?|file):\/\//i.test(source) ? new URL(source) : source;
  if (url instanceof URL && url.protocol !== "file:") return openUrl(url);
  const path = url instanceof URL ? fileURLToPath(url) : url;
  const file = await openFile(path);
  return {
    name: basename(path),
    size: (await file.stat()).size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      let got = 0;
      while (got < length) {
        const { bytesRead } = await file.read(bytes, got, length - got, offset + got);
        if (bytesRead === 0) break;
        got += bytesRead;
      }
      return bytes.subarray(0, got);
    },
    close: () => file.close(),
  };
}

const api = apiOf({ compile, open });
export const { clean, openArchive } = api;
export { ArchiveViewerError } from "./api.js";

/** For the command, which works with the same core. */
export const internals = api;
