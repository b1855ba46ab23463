/**
 * The cores that make of posts what the library holds of them. They keep nothing: one that dies over a chunk is replaced,
 * and gets the chunk again post by post, so that one post costs nothing but itself.
 */
import { hostStarter } from "../core/instance.js";
import { isRefusal } from "../core/responder.js";

/** @import { Host } from '../core/instance.js' */
/** @import { Chunk, ChunkText } from '../types.js' */

/** More than these wait for the one that unpacks, and for the one that takes in. */
const MOST = 4;

/** How long a chunk of 1 MiB may take, ms. */
const DEADLINE = 60_000;

/** How many there are: one for each core of the machine. The page, the unpacking and the library have little to do beside them. */
export const INDEXERS = Math.max(2, Math.min(MOST, globalThis.navigator?.hardwareConcurrency ?? 2));

/**
 * @typedef {object} Indexers
 * @property {(chunk: Chunk) => Promise<{ packed: Uint8Array[], refused: { index: number, message: string }[] }>} index
 * @property {() => Promise<number>} memory bytes of their WebAssembly together
 * @property {() => void} end
 */

/** @returns {Indexers} they start at once, while the archive is still looked through */
export function startIndexers() {
  const start = hostStarter({ deadline: DEADLINE });
  /** @type {{ host: Promise<Host> | null, last: Promise<unknown>, waiting: number }[]} */
  const cores = Array.from({ length: INDEXERS }, () => ({ host: start(), last: Promise.resolve(), waiting: 0 }));

  /** @param {typeof cores[number]} core @param {Uint8Array} bytes @param {ChunkText[]} texts @returns {Promise<Uint8Array>} */
  async function run(core, bytes, texts) {
    if (core.host && !(await core.host.catch(() => null))?.alive()) core.host = null;
    core.host ??= start();
    return (await (await core.host).run({ call: "index", bytes, texts })).packed;
  }

  /** @param {typeof cores[number]} core @param {Chunk} chunk */
  async function indexed(core, { bytes, texts }) {
    // The bytes are handed over; a copy stays for the case that the core dies over them.
    const copy = bytes.slice();
    try {
      return { packed: [await run(core, bytes, texts)], refused: [] };
    } catch {
      /** @type {Uint8Array[]} */
      const packed = [];
      /** @type {{ index: number, message: string }[]} */
      const refused = [];
      for (const text of texts) {
        const own = copy.slice(text.start, text.end);
        try {
          packed.push(await run(core, own, [{ ...text, start: 0, end: own.length }]));
        } catch (thrown) {
          refused.push({ index: text.index, message: isRefusal(thrown) ? thrown.message : String(thrown) });
        }
      }
      return { packed, refused };
    }
  }

  return {
    index(chunk) {
      const core = cores.reduce((least, other) => (other.waiting < least.waiting ? other : least));
      core.waiting += 1;
      const mine = core.last.then(() => indexed(core, chunk)).finally(() => (core.waiting -= 1));
      core.last = mine.catch(() => {});
      return mine;
    },
    async memory() {
      // A core has one request at a time.
      const sizes = cores.map((core) => {
        const mine = core.last.then(async () => (core.host ? (await (await core.host).run({ call: "memory" })).bytes : 0));
        core.last = mine.catch(() => {});
        return mine;
      });
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    },
    end() {
      for (const { host } of cores) void host?.then((host) => host.end(), () => {});
    },
  };
}
