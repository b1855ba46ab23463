/**
 * The promise API to the core, and the only place that knows the messages of the worker.
 *
 * Requests go out one at a time. When the core traps, the worker dies or a request takes longer than the deadline,
 * the worker is replaced, the request that was with it is rejected with the code `crashed`, and the requests
 * that were still waiting go to the new one. Where no worker can start, the same requests are carried out
 * on the page's own thread.
 */
import { carryOut, isRefusal, loadCore } from "./engine-core.js";
import { trustedWorkerUrl } from "./trusted-types.js";

/** @import { CoreError, CoreRequest, ReadingPage } from './types.js' */
/** @import { WorkerMessage } from './worker.js' */

/**
 * Long enough for the largest post on a slow phone; a worker that is silent for longer does not come back.
 */
const DEADLINE_MS = 30_000;

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
 * @property {(name: string, text: string) => Promise<ReadingPage>} openText
 * @property {(name: string, bytes: Uint8Array) => Promise<ReadingPage>} openBytes
 * @property {() => object | null} sanitizer known once a post has been opened
 */

/** @returns {Engine} */
export function createEngine({ startWorker = ourWorker, deadline = DEADLINE_MS } = {}) {
  /** @type {Waiting[]} */
  const queue = [];
  let working = false;
  let workersStart = true;
  /** @type {Promise<Host> | null} */
  let host = null;
  /** @type {object | null} */
  let sanitizer = null;

  /** @returns {Promise<Host>} */
  async function startHost() {
    if (workersStart) {
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
    openText: (name, text) => ask({ call: "openText", name, text }),
    openBytes: (name, bytes) => ask({ call: "openBytes", name, bytes }),
    sanitizer: () => sanitizer,
  };
}

/** @returns {Worker} */
function ourWorker() {
  return new Worker(trustedWorkerUrl(), { type: "module", name: "archive-viewer" });
}

/**
 * @param {() => Worker} startWorker
 * @param {number} deadline
 * @returns {Promise<Host>} rejects where no worker or no core can start in it
 */
function workerHost(startWorker, deadline) {
  return new Promise((started, notStarted) => {
    const worker = startWorker();
    /** @type {{ id: number, resolve: (page: ReadingPage) => void, reject: (error: CoreError) => void } | null} */
    let current = null;
    let alive = true;
    let timer = 0;
    let lastId = 0;

    /** @param {string} message */
    const die = (message) => {
      alive = false;
      worker.terminate();
      clearTimeout(timer);
      notStarted({ code: "core-unavailable", message });
      current?.reject({ code: "crashed", message });
      current = null;
    };

    /** @param {CoreRequest} request @returns {Promise<ReadingPage>} */
    const run = (request) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        current = { id, resolve, reject };
        timer = window.setTimeout(() => die("no answer in time"), deadline);
        worker.postMessage({ id, request }, request.call === "openBytes" ? [request.bytes.buffer] : []);
      });

    worker.addEventListener("message", (/** @type {MessageEvent<WorkerMessage>} */ event) => {
      const message = event.data;
      if (message.kind === "ready") {
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
      clearTimeout(timer);
      const { resolve, reject } = current;
      current = null;
      if (message.kind === "answer") resolve(message.page);
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
      const trap = trapWhileWaiting(deadline);
      try {
        return await Promise.race([carryOut(ours, request, false), trap.caught]);
      } catch (thrown) {
        if (isRefusal(thrown)) throw thrown;
        alive = false;
        throw { code: "crashed", message: String(thrown) };
      } finally {
        trap.stop();
      }
    },
    alive: () => alive,
  };
}

/**
 * While the core waits for a file to be read, it goes on in a task of its own. A trap there reaches nobody who waits:
 * the promise stays open for ever, and only the window hears of it.
 * @param {number} deadline
 * @returns {{ caught: Promise<never>, stop: () => void }}
 */
function trapWhileWaiting(deadline) {
  /** @type {(event: ErrorEvent) => void} */
  let hear = () => {};
  let timer = 0;
  /** @type {Promise<never>} */
  const caught = new Promise((_, reject) => {
    hear = (event) => {
      if (!(event.error instanceof WebAssembly.RuntimeError) && !event.filename.includes("/pkg/")) return;
      event.preventDefault();
      reject(event.error);
    };
    timer = window.setTimeout(() => reject(new Error("no answer in time")), deadline);
  });
  window.addEventListener("error", hear);
  return {
    caught,
    stop() {
      window.removeEventListener("error", hear);
      clearTimeout(timer);
    },
  };
}
