/**
 * The promise API to the core, and the only place that knows the messages of the worker.
 *
 * Requests go out one at a time. When the core traps, the worker dies or a request takes longer than the deadline,
 * the worker is replaced, the request that was with it is rejected with the code `crashed`, and the requests
 * that were still waiting go to the new one. Where no worker can start, the same requests are carried out
 * on the page's own thread, with a lower limit.
 */
import { carryOut, isRefusal, loadCore } from "./engine-core.js";
import { workerOptions } from "./delivery.js";
import { trustedWorkerUrl } from "./trusted-types.js";

/** @import { CoreError, CoreRequest, ReadingPage } from './types.js' */
/** @import { WorkerMessage } from './worker.js' */

/**
 * The core's own budgets end every post within 2 s on a desktop; a phone is some five times slower.
 * A worker that is silent for longer does not come back.
 */
const DEADLINE_MS = 10_000;

/**
 * What is opened on the page's own thread, in bytes. The page stands still while the core works there,
 * and nothing can stop it: 2 MiB are a second on a desktop and five on a phone. Real posts have some 10 KB.
 */
export const MAX_ON_PAGE = 2 * 1024 * 1024;

/**
 * Something that holds a core.
 * @typedef {object} Host
 * @property {object} sanitizer the policy as a configuration of `Element.setHTML`
 * @property {(request: CoreRequest) => Promise<ReadingPage>} run rejects with the code `crashed` when the core is gone
 * @property {() => boolean} alive
 */

/** @typedef {{ request: CoreRequest, resolve: (page: ReadingPage) => void, reject: (error: CoreError) => void }} Waiting */

/**
 * @typedef {object} Engine
 * @property {() => Promise<void>} start loads the core before it is needed; rejects with the code `core-unavailable`
 * @property {(file: File) => Promise<ReadingPage>} openFile
 * @property {(name: string, text: string, keep?: number[]) => Promise<ReadingPage>} openText `keep` are numbers of
 *   entries of its record that are to stand in their places all the same
 * @property {(name: string, bytes: Uint8Array) => Promise<ReadingPage>} openBytes
 * @property {() => object | null} sanitizer known once a post has been opened
 */

/**
 * @param {object} [options]
 * @param {(() => Worker) | null} [options.startWorker] null where the core is to run on the page's own thread
 * @param {number} [options.deadline] ms
 * @returns {Engine}
 */
export function createEngine({ startWorker = ourWorker, deadline = DEADLINE_MS } = {}) {
  /** @type {Waiting[]} */
  const queue = [];
  let working = false;
  let workersStart = startWorker !== null;
  /** @type {Promise<Host> | null} */
  let host = null;
  /** @type {object | null} */
  let sanitizer = null;

  /** @returns {Promise<Host>} */
  async function startHost() {
    if (startWorker && workersStart) {
      try {
        return await workerHost(startWorker, deadline);
      } catch {
        workersStart = false;
      }
    }
    return pageHost(deadline);
  }

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
        reject({ ...error, file: error.file || request.name });
      }
    }
    working = false;
  }

  /** @param {CoreRequest} request @returns {Promise<ReadingPage>} */
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
    sanitizer: () => sanitizer,
  };
}

/** @returns {Worker} */
function ourWorker() {
  return new Worker(trustedWorkerUrl(), workerOptions);
}

/**
 * @param {() => Worker} startWorker
 * @param {number} deadline
 * @returns {Promise<Host>} rejects where no worker or no core can start in it
 */
function workerHost(startWorker, deadline) {
  return new Promise((started, notStarted) => {
    const worker = startWorker();
    const watch = new AbortController();
    /** @type {{ id: number, pieces: Map<string, unknown[]>, resolve: (page: ReadingPage) => void, reject: (error: CoreError) => void } | null} */
    let current = null;
    let alive = true;
    let timer = 0;
    let lastId = 0;

    /** @param {string} message */
    const die = (message) => {
      alive = false;
      worker.terminate();
      watch.abort();
      clearTimeout(timer);
      notStarted({ code: "core-unavailable", message });
      current?.reject({ code: "crashed", message });
      current = null;
    };

    /** @param {CoreRequest} request @returns {Promise<ReadingPage>} */
    const run = (request) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        current = { id, pieces: new Map(), resolve, reject };
        timer = window.setTimeout(() => die("no answer in time"), deadline);
        worker.postMessage({ id, request }, request.call === "openBytes" ? [request.bytes.buffer] : []);
      });

    worker.addEventListener("message", (/** @type {MessageEvent<WorkerMessage>} */ event) => {
      const message = event.data;
      if (message.kind === "ready") {
        if (message.lock) {
          // We get it when the worker is gone, whether it said so or not.
          const gone = () => die("the worker is gone");
          navigator.locks.request(message.lock, { signal: watch.signal }, gone).catch(() => {});
        }
        started({ sanitizer: message.sanitizer, run, alive: () => alive });
        return;
      }
      if (message.kind === "unavailable") {
        die(message.message);
        return;
      }
      if (!current || message.id !== current.id) return;
      if (message.kind === "crashed") {
        die(message.message);
        return;
      }
      if (message.kind === "piece") {
        const list = current.pieces.get(message.of) ?? [];
        current.pieces.set(message.of, list);
        for (const item of message.items) list.push(item);
        return;
      }
      clearTimeout(timer);
      const { pieces, resolve, reject } = current;
      current = null;
      if (message.kind === "answer") resolve({ ...message.page, ...Object.fromEntries(pieces) });
      else reject(message.error);
    });
    worker.addEventListener("messageerror", () => die("an answer could not be read"));
    worker.addEventListener("error", (event) => {
      // It becomes a sentence that names the file; the browser's own report would say less.
      event.preventDefault();
      die(event.message || "the worker could not be started");
    });
  });
}

/**
 * @param {number} deadline
 * @returns {Promise<Host>} rejects where the core can't be loaded at all
 */
async function pageHost(deadline) {
  let core;
  try {
    core = await loadCore();
  } catch (error) {
    throw { code: "core-unavailable", message: String(error) };
  }
  let alive = true;
  const ours = core;
  return {
    sanitizer: ours.sanitizer_config(),
    async run(request) {
      const size = sizeOf(request);
      if (size > MAX_ON_PAGE) {
        const message = `the file has ${size} bytes; where no worker can start, a post may have ${MAX_ON_PAGE}`;
        throw { code: "too-large-here", message, args: { size, limit: MAX_ON_PAGE } };
      }
      try {
        return await beforeDeadline(carryOut(ours, request, false), deadline);
      } catch (thrown) {
        if (isRefusal(thrown)) throw thrown;
        alive = false;
        throw { code: "crashed", message: String(thrown) };
      }
    },
    alive: () => alive,
  };
}

/**
 * Nothing stops the core on the page's own thread; but a file that is never read through does not hold up the others.
 * @param {Promise<ReadingPage>} answer
 * @param {number} deadline
 * @returns {Promise<ReadingPage>}
 */
function beforeDeadline(answer, deadline) {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(() => reject(new Error("no answer in time")), deadline);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @param {CoreRequest} request @returns {number} bytes */
function sizeOf(request) {
  switch (request.call) {
    case "openFile":
      return request.file.size;
    case "openBytes":
      return request.bytes.byteLength;
    case "openText":
      return new Blob([request.text]).size;
  }
}
