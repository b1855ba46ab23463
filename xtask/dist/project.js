// Paths of the project, and functions that several steps share.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const PAGE = join(ROOT, "www");
export const SAMPLES = join(ROOT, "posts");
const PACKAGE = join(PAGE, "pkg");

/**
 * @param {string} folder
 * @returns {{ script: string, wasm: string }} the core in it: its bindings, and itself
 */
export const coreIn = (folder) => ({
  script: join(folder, "archive_viewer.js"),
  wasm: join(folder, "archive_viewer_bg.wasm"),
});

/** What cargo xtask build has made: the whole core. */
export const CORE = coreIn(PACKAGE);
if (!existsSync(CORE.wasm)) throw new Error("www/pkg/ is missing: build it with `cargo xtask build`");

/** @param {string} path below www/ */
export const source = (path) => readFileSync(join(PAGE, path), "utf8");

/**
 * A file name with a hash of the bytes, so that it may be cached forever.
 * @param {string} name
 * @param {string | Uint8Array} bytes
 */
export function hashedName(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const extension = extname(name);
  return `${name.slice(0, -extension.length)}-${hash}${extension}`;
}

/** @param {string} text @returns {string} the source expression of an inline script or style in a Content-Security-Policy */
export function policyHash(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/**
 * Replaces the only occurrence of `place`. Throws unless there is exactly one.
 * @param {string} text
 * @param {string | RegExp} place
 * @param {string} replacement
 */
export function replaceOnce(text, place, replacement) {
  const parts = text.split(place);
  if (parts.length !== 2) throw new Error(`${place} occurs ${parts.length - 1} times, and not once`);
  return parts.join(replacement);
}
