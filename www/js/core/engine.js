/**
 * The promise API to the core, and the only place that knows the messages of the worker.
 *
 * Requests go out one at a time. When the core traps, the worker dies or a request takes longer than the deadline,
 * the worker is replaced, the request that was with it is rejected with the code `crashed`, and the requests
 * that were still waiting go to the new one. Where no worker can start, the same requests are carried out
 * on the page's own thread, with a lower limit.
 */
import { hostStarter } from "./instance.js";
import { isRefusal } from "./responder.js";

/** @import { Host, HostOptions } from './instance.js' */
/** @import { CoreError, CoreRequest, ReadingPage } from '../types.js' */

/** Bytes that tell a file's kind: a tar names itself in the first block. */
const SNIFF = 1024;

/** @typedef {{ request: CoreRequest, resolve: (answer: any) => void, reject: (error: CoreError) => void }} Waiting */

/**
 * @typedef {object} Engine
 * @property {() => Promise<void>} start loads the core before it is needed; rejects with the code `core-unavailable`
 * @property {(file: File) => Promise<ReadingPage>} openFile
 * @property {(name: string, text: string, keep?: number[]) => Promise<ReadingPage>} openText `keep` are numbers of
 *   entries of its record that are to stand in their places all the same
 * @property {(name: string, bytes: Uint8Array) => Promise<ReadingPage>} openBytes
 * @property {(file: File) => Promise<string | null>} kindOf the kind of archive that a file is by its first bytes; null for none
 * @property {() => object | null} sanitizer known once a post has been opened
 */

/**
 * @param {HostOptions} [options]
 * @returns {Engine}
 */
export function createEngine(options) {
  const startHost = hostStarter(options);
  /** @type {Waiting[]} */
  const queue = [];
  let working = false;
  /** @type {Promise<Host> | null} */
  let host = null;
  /** @type {object | null} */
  let sanitizer = null;

  /** @returns {Promise<Host>} */
  async function liveHost() {
    if (host && !(await host).alive()) host = null;
    host ??= startHost();
    try {
      const live = await host;
      sanitizer = live.sanitizer;
      return live;
    } catch (error) {
      host = null;
      throw error;
    }
  }

  async function work() {
    if (working) return;
    working = true;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { request, resolve, reject } = next;
      try {
        resolve(await (await liveHost()).run(request));
      } catch (thrown) {
        const error = isRefusal(thrown) ? thrown : { code: "crashed", message: String(thrown) };
        reject({ ...error, file: error.file || ("name" in request ? request.name : "") });
      }
    }
    working = false;
  }

  /** @param {CoreRequest} request @returns {Promise<any>} */
  const ask = (request) =>
    new Promise((resolve, reject) => {
      queue.push({ request, resolve, reject });
      void work();
    });

  return {
    start: async () => {
      await liveHost();
    },
    openFile: (file) => ask({ call: "openFile", name: file.name, file }),
    openText: (name, text, keep) => ask({ call: "openText", name, text, keep }),
    openBytes: (name, bytes) => ask({ call: "openBytes", name, bytes }),
    kindOf: async (file) => {
      const head = new Uint8Array(await file.slice(0, SNIFF).arrayBuffer());
      return (await ask({ call: "sniff", name: file.name, bytes: head })).kind;
    },
    sanitizer: () => sanitizer,
  };
}

