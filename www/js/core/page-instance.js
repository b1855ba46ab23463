/**
 * An instance of the core on the page's own thread, where no worker can start.
 */
import { compileCore, loadCore } from "./core-loader.js";
import { isCoreError } from "./errors.js";
import { postResponder } from "./post-responder.js";
import { MAX_ON_PAGE, MAX_SLOWNESS, sizeOf, timeFor } from "./time-limits.js";

/** @import { CoreInstance } from './instance.js' */
/** @import { Part } from './core-loader.js' */

/**
 * @param {Part} part
 * @param {number | null} deadline
 * @returns {Promise<CoreInstance>} rejects where the core can't be loaded
 */
export async function pageInstance(part, deadline) {
  let core;
  try {
    core = await loadCore(
      compileCore(part).catch(() => null),
      part,
    );
  } catch (error) {
    throw { code: "core-unavailable", message: String(error) };
  }
  let alive = true;
  const respond = await responderOf(core, part);
  return {
    sanitizer: core.sanitizer_config?.() ?? {},
    async run(request) {
      const size = sizeOf(request);
      if (size > MAX_ON_PAGE) {
        const message = `the file has ${size} bytes; where no worker can start, a post may have ${MAX_ON_PAGE}`;
        throw { code: "too-large-here", message, args: { size, limit: MAX_ON_PAGE } };
      }
      try {
        return await beforeDeadline(respond(request), deadline ?? timeFor(size) * MAX_SLOWNESS);
      } catch (thrown) {
        if (isCoreError(thrown)) throw thrown;
        alive = false;
        throw { code: "crashed", message: String(thrown) };
      }
    },
    alive: () => alive,
    end: () => (alive = false),
  };
}

/**
 * Whoever reads posts alone needs nothing of archives.
 * @param {import('../types.js').Core} core
 * @param {Part} part
 */
async function responderOf(core, part) {
  if (part === "reading") return postResponder(core, false);
  if (part === "searching") return (await import("../lazy/segments/responder.js")).segmentsResponder(core);
  if (part === "exporting") return (await import("../lazy/export/responder.js")).exportResponder(core);
  return (await import("./responder.js")).responder(core, false);
}

/**
 * The core can't be stopped on the page's own thread, but a file whose reading never ends must not block the others.
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
