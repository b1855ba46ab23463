// What a thread publishes, or shows as pages: an input that is read at once. If the core traps on a post, another one begins
// anew and is careful with it.

import { closeSync, fstatSync, openSync, readFileSync, readSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";

import { errorOf } from "../core/api.js";
import { internals } from "../core/node.js";
import { filesBelow, isAddress, isMissing, openFolder, openRanges } from "./inputs.js";

/** @import { Bindings, Publication } from '../core/bindings.js' */

/** Bytes of an input that can be read at once. @typedef {{ name: string, size: number, range: (start: number, length: number) => Uint8Array, close: () => void }} Bytes */

/**
 * @typedef {object} Asked
 * @property {string} input
 * @property {Uint8Array | null} bytes of the standard input
 * @property {Record<string, string>} words
 * @property {object} site the functions of a host that have its folder
 * @property {(said: { warning: string } | { what: string, share: number }) => void} say
 */

/** @param {Asked} asked */
export function publicationOf({ input, bytes, words, site, say }) {
  /** How often indexing a text stopped the core, and the posts on which cleaning did. */
  const efforts = /** @type {Map<string, number>} */ (new Map());
  const stopped = /** @type {Set<string>} */ (new Set());
  const warnings = /** @type {Set<string>} */ (new Set());
  /** @type {{ path: string, what: string } | null} */
  let doing = null;
  /** @type {Bytes | null} */
  let source = null;

  /** @param {string} warning it is said once */
  function warn(warning) {
    if (!warnings.has(warning)) say({ warning });
    warnings.add(warning);
  }

  /**
   * @param {Bindings} core
   * @param {(publication: Publication) => Promise<void>} [prepare] before it is read
   * @returns {Promise<{ publication: Publication, host: object }>} with all texts of the input
   */
  async function read(core, prepare) {
    source ??= await bytesOf(input, bytes);
    const own = source;
    const folder = own === null ? realpathSync(input) : "";
    const prefix = core.folder_prefix(basename(folder));
    const opened = own ? await openRanges(asyncOf(own), input, core) : await openFolder(input, core, warn, prefix);
    const paths = own ? [] : await filesBelow(input);
    const publication = new core.Publication(opened.name, words);
    for (const [path, times] of efforts) publication.less_effort(path, times);
    for (const path of stopped) publication.skip(path);
    await prepare?.(publication);
    for await (const { bytes, texts, share = 0, refused = [], problems = [], ...last } of opened.chunks()) {
      for (const { path, start, end, isPost } of texts) {
        publication.add_text(path, bytes.subarray(start, end), isPost);
        say({ what: "read", share });
      }
      for (const { path, message } of refused) warn(`${path}: ${message}`);
      for (const { message } of problems) warn(`${input}: ${message}`);
      if (last.archive) publication.take_archive(last.archive);
      else if (last.folder) publication.take_folder(last.folder);
    }
    const host = {
      ...site,
      at: (/** @type {string | undefined} */ path, /** @type {string} */ what) =>
        (doing = path === undefined ? null : { path, what }),
      warn,
      add: (/** @type {string} */ what, /** @type {number} */ share) => say({ what, share }),
      range: (/** @type {number} */ start, /** @type {number} */ length) => own?.range(start, length),
      file: (/** @type {number} */ index) => readFileSync(join(input, paths[index])),
    };
    return { publication, host };
  }

  return {
    read,
    /**
     * @template A
     * @param {(core: Bindings) => Promise<A>} run
     * @returns {Promise<A>} of the first core that doesn't stop
     */
    async withCare(run) {
      for (;;) {
        const core = await internals.instances.live();
        try {
          return await run(core);
        } catch (error) {
          const isTrap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
          const last = /** @type {{ path: string, what: string } | null} */ (doing);
          if (!isTrap || last === null) throw error;
          doing = null;
          internals.instances.drop();
          if (last.what === "index") efforts.set(last.path, (efforts.get(last.path) ?? 0) + 1);
          else stopped.add(last.path);
        }
      }
    },
    close: () => source?.close(),
  };
}

/** @param {string} input @param {Uint8Array | null} bytes @returns {Promise<Bytes | null>} null of a folder; what is at an address is downloaded */
async function bytesOf(input, bytes) {
  if (bytes) return inMemory(input, bytes);
  if (isAddress(input)) {
    const ranges = await internals.rangesOf(input);
    return inMemory(ranges.name, await ranges.read(0, ranges.size));
  }
  try {
    return statSync(input).isDirectory() ? null : inFile(input);
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

/** @param {string} path @returns {Bytes} */
function inFile(path) {
  const file = openSync(path, "r");
  return {
    name: basename(path),
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
