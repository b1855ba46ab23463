// The thread that publishes. If the core traps on a post, another one begins anew and is careful with it.

import { closeSync, fstatSync, openSync, readFileSync, readSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";

import { errorOf, sentenceOf } from "../core/api.js";
import { internals } from "../core/node.js";
import { filesBelow, isAddress, isMissing, openFolder, openRanges } from "./inputs.js";
import { siteFolder } from "./site-folder.js";

/** @import { Bindings } from '../core/bindings.js' */

/** Bytes of an input that can be read at once. @typedef {{ name: string, size: number, range: (start: number, length: number) => Uint8Array, close: () => void }} Bytes */

/** @type {{ input: string, bytes: Uint8Array | null, out: string, viewer: string | null, words: Record<string, string> }} */
const { input, bytes, out, viewer, words } = workerData;
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

/** How often indexing a text stopped the core, and the posts on which cleaning did. */
const efforts = /** @type {Map<string, number>} */ (new Map());
const stopped = /** @type {Set<string>} */ (new Set());
const warnings = /** @type {Set<string>} */ (new Set());

/** @param {string} warning it is said once */
function warn(warning) {
  if (!warnings.has(warning)) port.postMessage({ warning });
  warnings.add(warning);
}

/** @returns {Promise<string>} the report */
async function publish() {
  for (;;) {
    const core = await internals.instances.live();
    /** @type {{ path: string, what: string } | null} */
    let doing = null;
    const at = (/** @type {string | undefined} */ path, /** @type {string} */ what) =>
      (doing = path === undefined ? null : { path, what });
    try {
      return await attempt(core, at);
    } catch (error) {
      const isTrap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
      const last = /** @type {{ path: string, what: string } | null} */ (doing);
      if (!isTrap || last === null) throw error;
      internals.instances.drop();
      if (last.what === "index") efforts.set(last.path, (efforts.get(last.path) ?? 0) + 1);
      else stopped.add(last.path);
    }
  }
}

/**
 * @param {Bindings} core
 * @param {(path: string | undefined, what: string) => void} at
 * @returns {Promise<string>}
 */
async function attempt(core, at) {
  const source = await bytesOf();
  const folder = source === null ? realpathSync(input) : "";
  const prefix = core.folder_prefix(basename(folder));
  const opened = source ? await openRanges(asyncOf(source), input, core) : await openFolder(input, core, warn, prefix);
  const paths = source ? [] : await filesBelow(input);
  const publication = new core.Publication(opened.name, words);
  for (const [path, times] of efforts) publication.less_effort(path, times);
  for (const path of stopped) publication.skip(path);
  if (viewer !== null) await addViewer(publication, viewer);
  const host = {
    ...siteFolder(out),
    at,
    warn,
    add: (/** @type {string} */ what, /** @type {number} */ share) => port.postMessage({ what, share }),
    range: (/** @type {number} */ start, /** @type {number} */ length) => source?.range(start, length),
    file: (/** @type {number} */ index) => readFileSync(join(input, paths[index])),
  };
  let report = "";
  try {
    for await (const { bytes, texts, share = 0, refused = [], problems = [], ...last } of opened.chunks()) {
      for (const { path, start, end, isPost } of texts) {
        publication.add_text(path, bytes.subarray(start, end), isPost);
        port.postMessage({ what: "read", share });
      }
      for (const { path, message } of refused) warn(`${path}: ${message}`);
      for (const { message } of problems) warn(`${input}: ${message}`);
      if (last.archive) report = publication.publish_archive(last.archive, host);
      else if (last.folder) report = publication.publish_folder(last.folder, host);
    }
    if (opened.kind === "file") report = publication.publish_file(host);
  } catch (sentence) {
    throw sentence === "there are no posts in it" ? `${input}: ${sentence}` : sentence;
  } finally {
    source?.close();
  }
  return report;
}

/**
 * @param {import('../core/bindings.js').Publication} publication
 * @param {string} folder
 */
async function addViewer(publication, folder) {
  const paths = await filesBelow(folder).catch(() => /** @type {string[]} */ ([]));
  if (!paths.includes("index.html")) {
    throw `${folder}: the viewer's files are not there: it has no index.html; or leave the viewer out with --only-pages`;
  }
  for (const path of paths) publication.add_viewer_file(path, readFileSync(join(folder, path)));
}

/** @returns {Promise<Bytes | null>} null of a folder; what is at an address is downloaded */
async function bytesOf() {
  if (bytes) return inMemory(input, bytes);
  if (isAddress(input)) {
    const ranges = await internals.rangesOf(input);
    return inMemory(ranges.name, await ranges.read(0, ranges.size));
  }
  try {
    return statSync(input).isDirectory() ? null : inFile();
  } catch (error) {
    throw errorOf(isMissing(error) ? { message: "there is no such file or folder" } : error, input);
  }
}

/** @param {string} name @param {Uint8Array} all @returns {Bytes} */
const inMemory = (name, all) => ({
  name,
  size: all.length,
  range: (start, length) => all.subarray(start, start + length),
  close: () => {},
});

/** @returns {Bytes} */
function inFile() {
  const file = openSync(input, "r");
  return {
    name: basename(input),
    size: fstatSync(file).size,
    range(start, length) {
      const part = new Uint8Array(length);
      let got = 0;
      while (got < length) {
        const read = readSync(file, part, got, length - got, start + got);
        if (read === 0) break;
        got += read;
      }
      return part.subarray(0, got);
    },
    close: () => closeSync(file),
  };
}

/** @param {Bytes} source @returns {import('../core/archive.js').Ranges} */
const asyncOf = ({ name, size, range }) => ({ name, size, read: async (start, length) => range(start, length) });

try {
  port.postMessage({ report: await publish() });
} catch (error) {
  port.postMessage({ failure: typeof error === "string" ? error : sentenceOf(error, input) });
}
