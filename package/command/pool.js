// Workers, one for each core of the machine, with few jobs waiting in each, so that memory stays small.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

const MAX_WORKERS = 16;

/** @typedef {{ resolve: (answer: any) => void, reject: (error: Error) => void }} Job */

/** A worker and the jobs that it has not answered. @typedef {{ worker: Worker | null, jobs: Map<number, Job> }} Place */

export function startPool() {
  const size = Math.min(MAX_WORKERS, availableParallelism());
  /** @type {Place[]} */
  const places = Array.from({ length: size }, () => ({ worker: null, jobs: new Map() }));
  let lastId = 0;

  /** @param {Place} place @returns {Worker} */
  function start(place) {
    const { jobs } = place;
    const worker = new Worker(new URL("./worker.js", import.meta.url));
    worker.on("message", ({ id, answer, error }) => {
      const job = jobs.get(id);
      jobs.delete(id);
      if (jobs.size === 0) worker.unref();
      if (error === undefined) job?.resolve(answer);
      else job?.reject(new Error(error));
    });
    let reason = "it ended";
    worker.on("error", (error) => (reason = String(error)));
    // The next job starts another.
    worker.on("exit", () => {
      place.worker = null;
      for (const { reject } of jobs.values())
        reject(new Error(`the program stopped while it read the file: ${reason}`));
      jobs.clear();
    });
    place.worker = worker;
    return worker;
  }

  return {
    /** How many jobs keep all workers busy. */
    width: size * 2,
    /** @param {object} job @returns {Promise<any>} rejects where the worker dies of it */
    run(job) {
      const place = places.reduce((one, other) => (other.jobs.size < one.jobs.size ? other : one));
      const worker = place.worker ?? start(place);
      const id = ++lastId;
      worker.ref();
      return new Promise((resolve, reject) => {
        place.jobs.set(id, { resolve, reject });
        worker.postMessage({ ...job, id });
      });
    },
    end: () => Promise.all(places.map(({ worker }) => worker?.terminate())),
  };
}

/** @typedef {ReturnType<typeof startPool>} Pool */

/**
 * Runs jobs side by side and gives their answers in order.
 * @template T, A
 * @param {AsyncIterable<T>} items
 * @param {number} width how many at once
 * @param {(item: T) => Promise<A>} run
 * @returns {AsyncGenerator<A>}
 */
export async function* inOrder(items, width, run) {
  /** @type {Promise<A>[]} */
  const waiting = [];
  for await (const item of items) {
    const answer = run(item);
    // It is waited for later, and then rejects.
    answer.catch(() => {});
    waiting.push(answer);
    if (waiting.length >= width) yield await /** @type {Promise<A>} */ (waiting.shift());
  }
  while (waiting.length > 0) yield await /** @type {Promise<A>} */ (waiting.shift());
}
