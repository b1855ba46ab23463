// One core in a thread of its own: cleans, examines, compares and exports posts, and reads them for what repeats.

import { parentPort } from "node:worker_threads";

import { indexChunk } from "../core/api.js";
import { internals } from "../core/node.js";

/**
 * What a worker is asked: a chunk to index, a post to compare or to examine, one in a form, or one with the other files of its
 * thread. `name` is what it is told by.
 * @typedef {{ id: number, chunk: import('../core/archive.js').Chunk, whole?: boolean }
 *   | { id: number, exported: string, bytes: Uint8Array, evidence: Uint8Array | null, parts: object[], form: string, discussion: boolean }
 *   | { id: number, compared: string, bytes: Uint8Array }
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
  if ("chunk" in job) return indexChunk(instances, job.chunk, job.whole ? "index_posts" : "index_for_evidence");
  if ("compared" in job) return withLessEffort((core, effort) => core.compared(job.compared, job.bytes, effort));
  if ("exported" in job) {
    const { exported, bytes, evidence, parts, form, discussion } = job;
    return withLessEffort((core, effort) =>
      core.exported_thread(exported, bytes, effort, evidence ?? undefined, parts, form, discussion),
    );
  }
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
