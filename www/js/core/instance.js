/**
 * An instance of the core, which answers one request at a time: in a worker, or on the page's own thread where no worker
 * can start. It dies when the core traps, the worker dies or a request exceeds the deadline; its user then starts another.
 */
import { compileCore, workerOptions } from "./core-loader.js";
import { MAX_SLOWNESS, sizeOf, timeFor } from "./time-limits.js";
import { trustedWorkerUrl } from "./trusted-types.js";

/** @import { CoreError, CoreRequest } from '../types.js' */
/** @import { Part } from './core-loader.js' */
/** @import { WorkerMessage } from './worker-thread.js' */

/** Nearly every answer comes before this, in ms; only for the others the device's speed is measured. */
const PATIENCE_MS = 500;

/** Time for messages that arrived while the page was busy, in ms. */
const GRACE_MS = 50;

/** Time of a turn on a desktop that has nothing else to do, in ms; how long turns are counted. */
const TURN_MS = 0.06;
const WINDOW_MS = 30;

/** @returns {number} so that it isn't left out */
function turn() {
  let hash = 1;
  for (let step = 0; step < 50_000; step += 1) hash = Math.imul(hash ^ step, 0x01000193);
  return hash;
}

/**
 * How many times slower than a desktop the device is now, with all that it does; from 1 to `MAX_SLOWNESS`. The page has nothing
 * to do meanwhile but to wait, and a longer window shows how the cores are shared.
 */
function slowness() {
  // The first are slow everywhere: they are interpreted.
  let turns = turn() & turn() & 0;
  const start = performance.now();
  let elapsed = 0;
  for (; turns < 1000 && elapsed < WINDOW_MS; turns += 1) {
    turn();
    elapsed = performance.now() - start;
  }
  return Math.min(MAX_SLOWNESS, Math.max(1, elapsed / turns / TURN_MS));
}

/** What a request is rejected with whose core died: `at` has the indices of the texts it was at, where they are known. @typedef {CoreError & { at?: number[] | null }} CrashError */

/**
 * @typedef {object} CoreInstance
 * @property {object} sanitizer the policy as a configuration of `Element.setHTML`
 * @property {(request: CoreRequest) => Promise<any>} run rejects with the code `crashed` when the instance dies
 * @property {() => boolean} alive
 * @property {() => void} end
 */

/**
 * @typedef {object} InstanceOptions
 * @property {Part} [part] of the core; else the whole
 * @property {(() => Worker) | null} [startWorker] null to run the core on the page's own thread
 * @property {number | null} [deadline] in ms, for an answer or a text of it; null for what cleaning a post takes, `Infinity` for
 *   what is read from a server
 * @property {(done: number, total: number | null) => void} [onProgress] of a request's download, in bytes
 */

/**
 * @param {InstanceOptions} [options]
 * @returns {() => Promise<CoreInstance>} starts an instance; after a worker that failed to start, always on the page's thread
 */
export function instanceStarter({
  part = "whole",
  startWorker = () => new Worker(trustedWorkerUrl(part), workerOptions),
  deadline = null,
  onProgress,
} = {}) {
  let workersStart = startWorker !== null;
  return async () => {
    if (startWorker && workersStart) {
      try {
        return await workerInstance(startWorker, part, deadline, onProgress);
      } catch {
        workersStart = false;
      }
    }
    const { pageInstance } = await import("./page-instance.js");
    return pageInstance(part, deadline);
  };
}

/**
 * @param {Worker} worker
 * @param {Part} part
 * @returns {Promise<void>}
 */
async function handOver(worker, part) {
  try {
    worker.postMessage({ compiled: await compileCore(part) });
  } catch {
    // It compiles a core of its own.
    worker.postMessage({ compiled: null });
  }
}

/**
 * @param {() => Worker} startWorker
 * @param {Part} part
 * @param {number | null} deadline
 * @param {InstanceOptions["onProgress"]} onProgress
 * @returns {Promise<CoreInstance>} rejects where the worker or the core in it can't start
 */
function workerInstance(startWorker, part, deadline, onProgress) {
  return new Promise((started, notStarted) => {
    const worker = startWorker();
    void handOver(worker, part);
    const watch = new AbortController();
    /** @type {{ id: number, at: number[] | null, pieces: Map<string, unknown[]>, resolve: (answer: any) => void, reject: (error: CrashError) => void } | null} */
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
      current?.reject({ code: "crashed", message, at: current.at });
      current = null;
    };
    const late = () => die("no answer in time");

    /** When the current answer or text of it began, and its bytes. */
    let [began, bytes] = [0, 0];
    const wait = () => {
      if (deadline === null) {
        // Measured again at the end: the device may have got more to do, or the core another text.
        const measure = (isLast = false) => {
          const left = timeFor(bytes) * slowness() - (performance.now() - began);
          if (left > 0) timer = window.setTimeout(measure, left);
          else if (isLast) late();
          // Where the page itself was busy, messages wait that come before this.
          else timer = window.setTimeout(measure, GRACE_MS, true);
        };
        timer = window.setTimeout(measure, PATIENCE_MS);
      } else if (Number.isFinite(deadline)) timer = window.setTimeout(late, deadline);
    };

    /** @param {CoreRequest} request @returns {Promise<any>} */
    const run = (request) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        current = { id, at: null, pieces: new Map(), resolve, reject };
        [began, bytes] = [performance.now(), sizeOf(request)];
        wait();
        worker.postMessage({ id, request }, "bytes" in request ? [request.bytes.buffer] : []);
      });

    worker.addEventListener("message", (/** @type {MessageEvent<WorkerMessage>} */ event) => {
      const message = event.data;
      if (message.kind === "ready") {
        started({ sanitizer: message.sanitizer, run, alive: () => alive, end: () => die("it was ended") });
        return;
      }
      if (message.kind === "lock") {
        // The browser grants the lock when the worker is gone, even one that died silently.
        const gone = () => die("the worker is gone");
        navigator.locks.request(message.lock, { signal: watch.signal }, gone).catch(() => {});
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
      if (message.kind === "at") {
        current.at = message.indices;
        [began, bytes] = [performance.now(), message.bytes];
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
      if (message.kind === "answer")
        resolve(pieces.size > 0 ? { ...message.answer, ...Object.fromEntries(pieces) } : message.answer);
      else reject(message.error);
    });
    worker.addEventListener("messageerror", () => die("an answer could not be read"));
    worker.addEventListener("error", (event) => {
      // It becomes a sentence that names the file, which the browser's own report doesn't.
      event.preventDefault();
      die(event.message || "the worker could not be started");
    });
  });
}
