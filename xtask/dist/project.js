// Where things lie in the project, and small things that several steps need.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const PAGE = join(ROOT, "www");
export const SAMPLES = join(ROOT, "posts");
const PACKAGE = join(PAGE, "pkg");

/** What cargo xtask build has made. */
export const CORE = {
  script: join(PACKAGE, "archive_viewer.js"),
  wasm: join(PACKAGE, "archive_viewer_bg.wasm"),
};
if (!existsSync(CORE.wasm)) throw new Error("www/pkg/ is missing: build it with `cargo xtask build`");

/** @param {string} path below www/ */
export const source = (path) => readFileSync(join(PAGE, path), "utf8");

/**
 * The name of a file that changes when its bytes do, so that it may be kept forever.
 * @param {string} name
 * @param {string | Uint8Array} bytes
 */
export function hashedName(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const extension = extname(name);
  return `${name.slice(0, -extension.length)}-${hash}${extension}`;
}

/** @param {string} text @returns {string} as a Content-Security-Policy names a script or style that stands in the page */
export function policyHash(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/**
 * Exactly one place of a text becomes another. A page that no longer has the place must not come out half made.
 * @param {string} text
 * @param {string | RegExp} place
 * @param {string} replacement
 */
export function replaceOnce(text, place, replacement) {
  const parts = text.split(place);
  if (parts.length !== 2) throw new Error(`${place} stands ${parts.length - 1} times in the page, and not once`);
  return parts.join(replacement);
}
