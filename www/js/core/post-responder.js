/**
 * Answers requests about single posts with one core. The worker and the page's own thread share it, so that a post opens the
 * same way in both.
 */
import { pageModel } from "./page-model.js";

/** @import { Core, CoreAnswer, CoreRequest, PostRequest } from '../types.js' */

/**
 * @param {Core} core
 * @param {boolean} inWorker whether files can be read synchronously
 * @returns {(request: CoreRequest) => Promise<any>} takes one request after the other
 */
export function postResponder(core, inWorker) {
  return async (request) => {
    switch (request.call) {
      case "sniff":
        return { kind: core.archive_format(request.name, request.bytes) };
      case "sourceKey":
        return { key: core.source_key(request.name, request.bytes) };
      case "memory":
        return { bytes: core.memory.buffer.byteLength };
      case "openPart":
        return { part: core.open_part(request.name, request.bytes, request.number, request.effort) };
      case "openFile":
      case "openBytes":
      case "openText":
      case "openUncleaned":
        return openPost(core, request, inWorker);
      default:
        throw new Error(`${request.call} is not about single posts`);
    }
  };
}

/**
 * @param {Core} core
 * @param {Exclude<PostRequest, { call: 'openPart' }>} request
 * @param {boolean} inWorker
 */
async function openPost(core, request, inWorker) {
  const answer = await coreAnswer(core, request, inWorker);
  if ("isWhole" in request && request.isWhole) return { ...answer, original: "" };
  return pageModel(answer, request.call === "openFile" ? request.file : "bytes" in request ? request.bytes : null);
}

/**
 * @param {Core} core
 * @param {Exclude<PostRequest, { call: 'openPart' }>} request
 * @param {boolean} inWorker
 * @returns {Promise<CoreAnswer>}
 */
async function coreAnswer(core, request, inWorker) {
  switch (request.call) {
    case "openFile":
      // Only reading is asynchronous: a trap while opening is thrown like any other error.
      return inWorker
        ? core.open_file_in_worker(request.file)
        : core.open_bytes(request.name, await core.read_file(request.file));
    case "openBytes":
      return core.open_bytes(request.name, request.bytes, request.evidence ?? undefined);
    case "openUncleaned":
      return core.open_uncleaned(request.name, request.bytes, request.effort);
    case "openText":
      return request.keep
        ? core.open_text_keeping(
            request.name,
            request.text,
            Uint32Array.from(request.keep),
            request.evidence ?? undefined,
          )
        : core.open_text(request.name, request.text);
  }
}
