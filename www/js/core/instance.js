/**
 * Something that holds a core and carries out one request at a time: a worker, or the page's own thread where no worker
 * can start. It dies when the core traps, the worker goes or a request takes too long, and whoever uses it starts another.
 */
import { isRefusal, loadCore, responder } from "./responder.js";
import { compileCore, workerOptions } from "./core-loader.js";
import { trustedWorkerUrl } from "./trusted-types.js";

/** @import { CoreError, CoreRequest } from '../types.js' */
/** @import { WorkerMessage } from './worker.js' */

/**
 * The core's own budgets end every post within 2 s on a desktop; a phone is some five times slower.
 * A worker that is silent for longer does not come back.
 */
export const DEADLINE_MS = 10_000;

/**
 * What is opened on the page's own thread, in bytes. The page stands still while the core works there,
 * and nothing can stop it: 2 MiB are a second on a desktop and five on a phone. Real posts have some 10 KB.
 */
export const MAX_ON_PAGE = 2 * 1024 * 1024;

/**
 * @typedef {object} Host
 * @property {object} sanitizer the policy as a configuration of `Element.setHTML`
 * @property {(request: CoreRequest) => Promise<any>} run rejects with the code `crashed` when the core is gone
 * @property {() => boolean} alive
 * @property {() => void} end
 */

/**
 * @typedef {object} HostOptions
 * @property {(() => Worker) | null} [startWorker] null where the core is to run on the page's own thread
 * @property {number} [deadline] ms; what is read from another machine takes as long as it takes
 * @property {(done: number, total: number | null) => void} [onProgress] of what a request downloads, in bytes
 */

/**
 * @param {HostOptions} [options]
 * @returns {() => Promise<Host>} starts one; where no worker starts, none is tried again
 */
export function hostStarter({ startWorker = ourWorker, deadline = DEADLINE_MS, onProgress } = {}) {
  let workersStart = startWorker !== null;
  return async () => {
    if (startWorker && workersStart) {
      try {
        return await workerHost(startWorker, deadline, onProgress);
      } catch {
        workersStart = false;
      }
    }
    return pageHost(deadline);
  };
}

/** @type {Promise<WebAssembly.Module | null> | undefined} */
let compiled;

/**
 * Compiled once for all cores of the page, which then also share what the browser makes faster while they run.
 * @returns {Promise<WebAssembly.Module | null>} null where that can't be done here: then each core is compiled by itself
 */
const compiledCore = () => (compiled ??= compileCore().catch(() => null));

/**
 * @param {Worker} worker
 * @returns {Promise<void>}
 */
async function handOver(worker) {
  try {
    worker.postMessage({ compiled: await compiledCore() });
  } catch {
    worker.postMessage({ compiled: null });
  }
}

/** @returns {Worker} */
function ourWorker() {
  return new Worker(trustedWorkerUrl(), workerOptions);
}

/**
 * @param {() => Worker} startWorker
 * @param {number} deadline
 * @param {HostOptions["onProgress"]} onProgress
 * @returns {Promise<Host>} rejects where no worker or no core can start in it
 */
function workerHost(startWorker, deadline, onProgress) {
  return new Promise((started, notStarted) => {
    const worker = startWorker();
    void handOver(worker);
    const watch = new AbortController();
    /** @type {{ id: number, pieces: Map<string, unknown[]>, resolve: (answer: any) => void, reject: (error: CoreError) => void } | null} */
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

    /** @param {CoreRequest} request @returns {Promise<any>} */
    const run = (request) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        current = { id, pieces: new Map(), resolve, reject };
        if (Number.isFinite(deadline)) timer = window.setTimeout(() => die("no answer in time"), deadline);
        worker.postMessage({ id, request }, "bytes" in request ? [request.bytes.buffer] : []);
      });

    worker.addEventListener("message", (/** @type {MessageEvent<WorkerMessage>} */ event) => {
      const message = event.data;
      if (message.kind === "ready") {
        if (message.lock) {
          // We get it when the worker is gone, whether it said so or not.
          const gone = () => die("the worker is gone");
          navigator.locks.request(message.lock, { signal: watch.signal }, gone).catch(() => {});
        }
        started({ sanitizer: message.sanitizer, run, alive: () => alive, end: () => die("it was ended") });
        return;
      }
      if (message.kind === "unavailable") {
        die(message.message);
        return;
      }
      if (message.kind === "download") {
        onProgress?.(message.done, message.total);
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
      if (message.kind === "answer") resolve(pieces.size > 0 ? { ...message.answer, ...Object.fromEntries(pieces) } : message.answer);
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
    core = await loadCore(await compiledCore());
  } catch (error) {
    throw { code: "core-unavailable", message: String(error) };
  }
  let alive = true;
  const respond = responder(core, false);
  return {
    sanitizer: core.sanitizer_config(),
    async run(request) {
      const size = sizeOf(request);
      if (size > MAX_ON_PAGE) {
        const message = `the file has ${size} bytes; where no worker can start, a post may have ${MAX_ON_PAGE}`;
        throw { code: "too-large-here", message, args: { size, limit: MAX_ON_PAGE } };
      }
      try {
        return await beforeDeadline(respond(request), deadline);
      } catch (thrown) {
        if (isRefusal(thrown)) throw thrown;
        alive = false;
        throw { code: "crashed", message: String(thrown) };
      }
    },
    alive: () => alive,
    end: () => (alive = false),
  };
}

/**
 * Nothing stops the core on the page's own thread; but a file that is never read through does not hold up the others.
 * @param {Promise<any>} answer
 * @param {number} deadline
 * @returns {Promise<any>}
 */
function beforeDeadline(answer, deadline) {
  if (!Number.isFinite(deadline)) return answer;
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(() => reject(new Error("no answer in time")), deadline);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @param {CoreRequest} request @returns {number} bytes that the core has to work on without a break */
function sizeOf(request) {
  switch (request.call) {
    case "openFile":
      return request.file.size;
    case "openBytes":
      return request.bytes.byteLength;
    case "openText":
      return new Blob([request.text]).size;
    default:
      return 0;
  }
}
