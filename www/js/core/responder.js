/**
 * Answers all requests with one core: about single posts, one archive or folder, and the library.
 */
import { libraryResponder } from "./library-responder.js";
import { postResponder } from "./post-responder.js";
import { volumeResponder } from "./volume-responder.js";

/** @import { Core, CoreRequest } from '../types.js' */

/**
 * @param {Core} core
 * @param {boolean} inWorker whether files can be read synchronously
 * @param {(indices: number[], bytes: number) => void} [onTexts] called before texts are indexed
 * @returns {(request: CoreRequest) => Promise<any>} takes one request after the other
 */
export function responder(core, inWorker, onTexts = () => {}) {
  /** Answers for the one archive or folder that this core may hold. @type {ReturnType<typeof volumeResponder> | null} */
  let volume = null;
  const posts = postResponder(core, inWorker);
  const library = libraryResponder(core, onTexts);
  return async (request) => {
    switch (request.call) {
      case "index":
      case "packRows":
      case "library":
      case "query":
      case "renew":
      case "count":
      case "packed":
        return library(request);
      case "sniff":
      case "sourceKey":
      case "memory":
      case "openPart":
      case "openFile":
      case "openBytes":
      case "openText":
      case "openUncleaned":
        return posts(request);
      case "openSegments":
      case "searchSegments":
      case "findInSegments":
      case "reference":
      case "beginFile":
      case "addPost":
      case "endPost":
      case "unreadPost":
      case "endFile":
      case "integrity":
        throw { code: "unsupported", message: request.call };
      default:
        volume ??= volumeResponder(core, inWorker);
        return volume(request);
    }
  };
}
