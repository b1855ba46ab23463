/**
 * Loads the wasm core and carries out one request with it. The worker and the page's own thread share this,
 * so that a post opens the same way in both.
 */
import { opened } from "./opened.js";

/** @import { Core, CoreAnswer, CoreRequest, ReadingPage, CoreError } from './types.js' */

export { loadCore } from "./delivery.js";

/**
 * @param {Core} core
 * @param {CoreRequest} request
 * @param {boolean} inWorker files are read by slices there, without waiting
 * @returns {Promise<ReadingPage>}
 */
export async function carryOut(core, request, inWorker) {
  const answer = await answered(core, request, inWorker);
  return opened(answer, request.call === "openFile" ? request.file : request.call === "openBytes" ? request.bytes : null);
}

/**
 * @param {Core} core
 * @param {CoreRequest} request
 * @param {boolean} inWorker
 * @returns {Promise<CoreAnswer>}
 */
async function answered(core, request, inWorker) {
  switch (request.call) {
    case "openFile":
      // Only the reading waits: a trap while opening is thrown like any other error.
      return inWorker
        ? core.open_file_in_worker(request.file)
        : core.open_bytes(request.name, await core.read_file(request.file));
    case "openBytes":
      return core.open_bytes(request.name, request.bytes);
    case "openText":
      return request.keep
        ? core.open_text_keeping(request.name, request.text, Uint32Array.from(request.keep))
        : core.open_text(request.name, request.text);
  }
}

/**
 * The core throws a plain object with a code when a file can't be opened.
 * Everything else that comes out of it is a trap, and means that this core is gone.
 * @param {unknown} thrown
 * @returns {thrown is CoreError}
 */
export function isRefusal(thrown) {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    !(thrown instanceof Error) &&
    "code" in thrown &&
    typeof thrown.code === "string"
  );
}
