/**
 * Loads the wasm core and carries out one request with it. The worker and the page's own thread share this,
 * so that a post opens the same way in both.
 */
import { createVolume } from "./volume-responder.js";
import { libraryResponder } from "./library-responder.js";
import { opened } from "./page-model.js";

/** @import { Core, CoreAnswer, CoreError, CoreRequest, PostRequest } from '../types.js' */

export { loadCore } from "./core-loader.js";

/**
 * @param {Core} core
 * @param {boolean} inWorker files are read by slices there, without waiting
 * @returns {(request: CoreRequest) => Promise<any>} carries out one request after the other
 */
export function responder(core, inWorker) {
  /** The one archive or folder that this core holds, if any. @type {ReturnType<typeof createVolume> | null} */
  let volume = null;
  const library = libraryResponder(core);
  return async (request) => {
    switch (request.call) {
      case "sniff":
        return { kind: core.archive_kind(request.name, request.bytes) };
      case "index":
      case "packPost":
      case "library":
      case "query":
      case "count":
        return library(request);
      case "memory":
        return { bytes: core.memory.buffer.byteLength };
      case "openFile":
      case "openBytes":
      case "openText":
        return postOpened(core, request, inWorker);
      default:
        volume ??= createVolume(core, inWorker);
        return volume(request);
    }
  };
}

/**
 * @param {Core} core
 * @param {PostRequest} request
 * @param {boolean} inWorker
 */
async function postOpened(core, request, inWorker) {
  const answer = await answered(core, request, inWorker);
  return opened(answer, request.call === "openFile" ? request.file : request.call === "openBytes" ? request.bytes : null);
}

/**
 * @param {Core} core
 * @param {PostRequest} request
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
