// One core in a thread of its own: cleans and examines posts, and reads them for what repeats.

import { parentPort } from "node:worker_threads";

import { indexChunk } from "../core/api.js";
import { internals } from "../core/node.js";

/**
 * What a worker is asked: a chunk to index, a post to examine, or one in a form. `name` is what it is told by.
 * @typedef {{ id: number, chunk: import('../core/archive.js').Chunk }
 *   | { id: number, path: string, name: string, bytes: Uint8Array, form: null }
 *   | { id: number, path: string, name: string, bytes: Uint8Array, form: string, evidence: Uint8Array | null }} Job
 */

const { instances } = internals;
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

port.on("message", async (/** @type {Job} */ job) => {
  try {
    port.postMessage({ id: job.id, answer: await answered(job) });
  } catch (error) {
    port.postMessage({ id: job.id, error: String(error) });
  }
});

/** @param {Job} job */
function answered(job) {
  if ("chunk" in job) return indexChunk(instances, job.chunk);
  const { path, name, bytes } = job;
  return withLessEffort((core, effort) =>
    job.form === null
      ? core.examine(path, name, bytes, effort)
      : core.export_post(path, name, bytes, effort, job.form, job.evidence ?? undefined),
  );
}

/**
 * @template A
 * @param {(core: import('../core/bindings.js').Bindings, effort: number) => A} run
 * @returns {Promise<A>} at the first effort at which the core does not trap
 */
async function withLessEffort(run) {
  for (const effort of [0, 1, 2]) {
    const core = await instances.live();
    try {
      return run(core, effort);
    } catch {
      instances.drop();
    }
  }
  throw new Error("the program stopped while it read the file");
}
