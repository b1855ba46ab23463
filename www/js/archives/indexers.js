/**
 * The cores that index posts for the library. They are stateless: one that dies on a chunk is replaced, and the post that it
 * died on is indexed as plain text.
 */
import { EFFORTS } from "../core/engine.js";
import { isCoreError } from "../core/errors.js";
import { instanceStarter } from "../core/instance.js";

/** @import { CoreInstance, CrashError, InstanceOptions } from '../core/instance.js' */
/** @import { Chunk, ChunkText } from '../types.js' */

/** More would wait for unpacking and for the library. */
const MOST = 4;

/** Number of indexers: one for each processor, since the page, unpacking and the library need little beside them. */
export const INDEXERS = Math.max(2, Math.min(MOST, globalThis.navigator?.hardwareConcurrency ?? 2));

/** Bytes of texts that a core takes at once, since what is looked at waits until one is free. */
const PIECE = 256 * 1024;

/** The same of the first texts, when cores are slow and all rows that one sees are still to be read. */
const FIRST_PIECE = 64 * 1024;

/** Bytes of the first texts. */
const FIRST = 2 * 1024 * 1024;

/** How long the cores rest after a reader has typed, in ms: the answer needs the processors. */
const REST = 400;

/** @typedef {{ packed: Uint8Array[], refused: { index: number, message: string }[] }} Indexed */

/**
 * @typedef {object} Indexers
 * @property {(chunk: Chunk, isFirst?: boolean) => Promise<Indexed>} index `isFirst` before those that wait
 * @property {() => void} rest for a moment, after what the cores are at
 * @property {() => Promise<number>} memory bytes of WebAssembly memory in all
 * @property {() => void} end
 */

/** Texts that one core indexes before another one is ready. */
const FEW = 32;

/**
 * @param {number} texts to be indexed, or more
 * @param {InstanceOptions} [options]
 * @returns {Indexers} whose cores start at once, as many as that takes
 */
export function startIndexers(texts, options) {
  const start = instanceStarter(options);
  const count = options?.startWorker === null ? 1 : INDEXERS;
  /** @type {{ instance: Promise<CoreInstance> | null, last: Promise<unknown>, isFree: boolean }[]} */
  const cores = Array.from({ length: count }, (_, nth) => ({
    instance: nth === 0 || nth * FEW < texts ? start() : null,
    last: Promise.resolve(),
    isFree: false,
  }));
  /** @type {{ chunk: Chunk, resolve: (indexed: Promise<Indexed>) => void }[]} */
  const waiting = [];
  let isEnded = false;
  /** Bytes that were asked for. */
  let asked = 0;
  /** When the cores go on. */
  let due = 0;
  let timer = 0;

  /** Gives what waits to the cores that are free. */
  function work() {
    if (performance.now() < due) return;
    for (const core of cores) {
      const next = core.isFree && waiting.shift();
      if (!next) continue;
      core.isFree = false;
      const mine = core.last.then(() => indexed(core, next.chunk));
      core.last = mine.catch(() => {}).then(() => free(core));
      next.resolve(mine);
    }
  }

  /** @param {typeof cores[number]} core */
  function free(core) {
    core.isFree = true;
    work();
  }

  // The first that has started takes the first chunk; what isn't started yet comes after it.
  for (const core of cores) void (core.instance ?? cores[0].instance)?.catch(() => {}).then(() => free(core));

  /** @param {typeof cores[number]} core @param {Uint8Array} bytes @param {(ChunkText & { effort?: number })[]} texts @returns {Promise<Uint8Array>} */
  async function run(core, bytes, texts) {
    if (isEnded) throw { code: "closed", message: "indexing has ended" };
    if (core.instance && !(await core.instance.catch(() => null))?.alive()) core.instance = null;
    core.instance ??= start();
    return (await (await core.instance).run({ call: "index", bytes, texts })).packed;
  }

  /** @param {typeof cores[number]} core @param {Chunk} piece whose texts begin where the first one does */
  async function indexed(core, { bytes, texts: given }) {
    const [first, last] = [given[0].start, given[given.length - 1].end];
    const texts = given.map((text) => ({ ...text, start: text.start - first, end: text.end - first }));
    // What a core is given is transferred; it may die on it.
    const copy = bytes.subarray(first, last);
    /** @type {Uint8Array[]} */
    const packed = [];
    /** @type {{ index: number, message: string }[]} */
    const refused = [];

    /** Tries a text by itself with each of these efforts. @param {ChunkText} text @param {number[]} efforts */
    const alone = async (text, efforts) => {
      let message = "";
      for (const effort of efforts) {
        const own = copy.slice(text.start, text.end);
        try {
          packed.push(await run(core, own, [{ ...text, start: 0, end: own.length, effort }]));
          return;
        } catch (thrown) {
          message = isCoreError(thrown) ? thrown.message : String(thrown);
        }
      }
      refused.push({ index: text.index, message });
    };

    let left = texts;
    let own = copy.slice();
    while (left.length > 0) {
      try {
        packed.push(await run(core, own, left));
        break;
      } catch (thrown) {
        const at = new Set(/** @type {CrashError} */ (thrown)?.at ?? left.map(({ index }) => index));
        const suspects = left.filter(({ index }) => at.has(index));
        for (const text of suspects) await alone(text, suspects.length > 1 ? [0, ...EFFORTS] : EFFORTS);
        left = left.filter((text) => !at.has(text.index));
        own = copy.slice();
      }
    }
    return { packed, refused };
  }

  return {
    async index({ bytes, texts }, isFirst = false) {
      const most = asked < FIRST ? FIRST_PIECE : PIECE;
      asked += bytes.length;
      const pieces = piecesOf(texts, most).map((piece) => {
        /** @type {(indexed: Promise<Indexed>) => void} */
        let resolve = () => {};
        /** @type {Promise<Indexed>} */
        const answer = new Promise((given) => (resolve = given));
        return { chunk: { bytes, texts: piece }, resolve, answer };
      });
      waiting.splice(isFirst ? 0 : waiting.length, 0, ...pieces);
      work();
      const all = await Promise.all(pieces.map(({ answer }) => answer));
      return { packed: all.flatMap(({ packed }) => packed), refused: all.flatMap(({ refused }) => refused) };
    },
    rest() {
      due = performance.now() + REST;
      clearTimeout(timer);
      timer = window.setTimeout(work, REST + 1);
    },
    async memory() {
      // A core takes one request at a time.
      const sizes = cores.map((core) => {
        const mine = core.last.then(async () =>
          core.instance ? (await (await core.instance).run({ call: "memory" })).bytes : 0,
        );
        core.last = mine.catch(() => {});
        return mine;
      });
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    },
    end() {
      isEnded = true;
      clearTimeout(timer);
      // What waits is refused.
      due = 0;
      work();
      for (const { instance } of cores)
        void instance?.then(
          (started) => started.end(),
          () => {},
        );
    },
  };
}

/** @param {ChunkText[]} texts in the order of their bytes @param {number} most bytes @returns {ChunkText[][]} */
function piecesOf(texts, most) {
  /** @type {ChunkText[][]} */
  const pieces = [];
  for (const text of texts) {
    const last = pieces.at(-1);
    if (last && text.end - last[0].start <= most) last.push(text);
    else pieces.push([text]);
  }
  return pieces;
}
