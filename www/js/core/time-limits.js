/**
 * How long an instance may take for a request.
 */

/** @import { CoreRequest } from '../types.js' */

/**
 * Longest time for one post, in ms, and what each MiB adds, where a turn takes `TURN_MS`. The core's budgets end
 * each before; a post of 4 MiB, the largest that is cleaned, takes 2 s at most.
 */
const POST_MS = 1_000;
const MIB_MS = 375;

/** @param {number} bytes */
export const timeFor = (bytes) => POST_MS + (MIB_MS * bytes) / 2 ** 20;

/**
 * Largest file opened on the page's own thread, in bytes. The page is blocked meanwhile and the core can't be stopped: 2 MiB
 * take a second on a desktop and five on a phone. A typical post has 10 KB.
 */
export const MAX_ON_PAGE = 2 * 1024 * 1024;

/** The slowest device that is waited for, in times of a desktop. */
export const MAX_SLOWNESS = 6;

/** @param {CoreRequest} request @returns {number} bytes that the core processes in one go */
export function sizeOf(request) {
  switch (request.call) {
    case "openFile":
      return request.file.size;
    case "openBytes":
    case "openUncleaned":
    case "openPart":
      return request.bytes.byteLength;
    case "index":
      return request.bytes.byteLength;
    case "openText":
      return new Blob([request.text]).size;
    default:
      return 0;
  }
}
