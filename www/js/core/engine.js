/**
 * The promise API of the core that opens single posts.
 *
 * Requests are sent one at a time. When the core traps, its worker dies or a request exceeds the deadline, a new instance
 * opens the post as plain text, without cleaning it, and then takes the requests that were still waiting. Where that fails
 * too, the request is rejected with the code `crashed`.
 */
import { isCoreError } from "./errors.js";
import { instanceStarter } from "./instance.js";

/** @import { CoreInstance, InstanceOptions } from './instance.js' */
/** @import { CoreAnswer, CoreError, CoreRequest, PostRequest, ReadingPage, ThreadPart } from '../types.js' */

/** Leading bytes that identify an archive, as the core's `SNIFF`: a tar names its format in the first block. */
export const SNIFF_BYTES = 512;

/** @typedef {{ request: CoreRequest, resolve: (answer: any) => void, reject: (error: CoreError) => void }} Waiting */

/**
 * @typedef {object} Engine
 * @property {() => Promise<void>} start loads the core before it is needed; rejects with the code `core-unavailable`
 * @property {(file: File) => Promise<ReadingPage>} openFile
 * @property {(name: string, text: string, keep?: number[], evidence?: Uint8Array | null) => Promise<ReadingPage>} openText
 *   `keep` numbers the entries of its record that are restored; `evidence` is what repeats in its source
 * @property {(name: string, bytes: Uint8Array, evidence?: Uint8Array | null) => Promise<ReadingPage>} openBytes
 * @property {(name: string, bytes: Uint8Array, evidence?: Uint8Array | null) => Promise<CoreAnswer>} openWhole as the core returns
 *   it, without the decoded file, for writing it into another
 * @property {(path: string, bytes: Uint8Array, number: number) => Promise<ThreadPart | null>} openPart a file of a thread as the
 *   comment with this number; null where it is a post of its own
 * @property {(path: string, bytes: Uint8Array) => Promise<number>} sourceKey by which a published site keeps what repeats in a
 *   post's source
 * @property {(file: File) => Promise<string | null>} archiveFormat by the file's first bytes; null where it is no archive
 * @property {() => object | null} sanitizer known once a post has been opened
 * @property {() => void} end
 */

/** What is tried with a post that a core died on, as of the core's `open_uncleaned`. */
export const EFFORTS = [1, 2];

/**
 * @param {CoreRequest} request
 * @returns {request is Exclude<PostRequest, { call: 'openUncleaned' }>} not one that restores parts of an article: that article is open
 */
const mayBeUncleaned = (request) =>
  request.call === "openFile" ||
  request.call === "openBytes" ||
  request.call === "openPart" ||
  (request.call === "openText" && !request.keep);

/** @param {PostRequest} request @returns {Promise<Uint8Array>} */
async function bytesOf(request) {
  if (request.call === "openFile") return new Uint8Array(await request.file.arrayBuffer());
  return request.call === "openText" ? new TextEncoder().encode(request.text) : request.bytes;
}

/**
 * @param {InstanceOptions} [options]
 * @returns {Engine}
 */
export function createEngine(options) {
  const startInstance = instanceStarter({ part: "reading", ...options });
  /** @type {Waiting[]} */
  const queue = [];
  let working = false;
  /** @type {Promise<CoreInstance> | null} */
  let instance = null;
  let isEnded = false;
  /** @type {object | null} */
  let sanitizer = null;

  /** @returns {Promise<CoreInstance>} */
  async function liveInstance() {
    if (isEnded) throw { code: "closed", message: "it was ended" };
    if (instance && !(await instance).alive()) instance = null;
    instance ??= startInstance();
    try {
      const live = await instance;
      sanitizer = live.sanitizer;
      return live;
    } catch (error) {
      instance = null;
      throw error;
    }
  }

  async function work() {
    if (working) return;
    working = true;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { request, resolve, reject } = next;
      try {
        resolve(await answer(request));
      } catch (thrown) {
        const error = isCoreError(thrown) ? thrown : { code: "crashed", message: String(thrown) };
        reject({ ...error, file: error.file || ("name" in request ? request.name : "") });
      }
    }
    working = false;
  }

  /** @param {CoreRequest} request @returns {Promise<any>} */
  async function answer(request) {
    // The bytes are transferred; the copy is for a core that dies on them.
    const copy = request.call === "openBytes" || request.call === "openPart" ? request.bytes.slice() : null;
    try {
      return await (await liveInstance()).run(request);
    } catch (thrown) {
      if (!mayBeUncleaned(request) || (isCoreError(thrown) && thrown.code !== "crashed")) throw thrown;
      let failure = thrown;
      for (const effort of EFFORTS) {
        const bytes = copy?.slice() ?? (await bytesOf(request));
        try {
          return await (await liveInstance()).run(
            request.call === "openPart"
              ? { ...request, bytes, effort }
              : {
                  call: "openUncleaned",
                  name: request.name,
                  bytes,
                  effort,
                  isWhole: "isWhole" in request && request.isWhole,
                },
          );
        } catch (again) {
          failure = again;
        }
      }
      throw failure;
    }
  }

  /** @param {CoreRequest} request @returns {Promise<any>} */
  const ask = (request) =>
    new Promise((resolve, reject) => {
      queue.push({ request, resolve, reject });
      void work();
    });

  return {
    start: async () => {
      await liveInstance();
    },
    openFile: (file) => ask({ call: "openFile", name: file.name, file }),
    openText: (name, text, keep, evidence) => ask({ call: "openText", name, text, keep, evidence }),
    openBytes: async (name, bytes, evidence = null) => ({
      ...(await ask({ call: "openBytes", name, bytes, evidence })),
      evidence,
    }),
    openWhole: (name, bytes, evidence = null) => ask({ call: "openBytes", name, bytes, evidence, isWhole: true }),
    openPart: async (name, bytes, number) => (await ask({ call: "openPart", name, bytes, number, effort: 0 })).part,
    // The bytes are transferred, and still needed.
    sourceKey: async (name, bytes) => (await ask({ call: "sourceKey", name, bytes: bytes.slice() })).key,
    archiveFormat: async (file) => {
      const bytes = new Uint8Array(await file.slice(0, SNIFF_BYTES).arrayBuffer());
      return (await ask({ call: "sniff", name: file.name, bytes })).kind;
    },
    sanitizer: () => sanitizer,
    end() {
      isEnded = true;
      void instance?.then(
        ({ end }) => end(),
        () => {},
      );
    },
  };
}
