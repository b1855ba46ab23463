/**
 * The modules of the library. The first post is on its way without them.
 */

/** @typedef {typeof import('../lazy/library.js')} LibraryParts */

/** @type {LibraryParts | null} */
let loaded = null;

/** @returns {Promise<LibraryParts>} */
export async function loadLibraryParts() {
  loaded ??= await import("../lazy/library.js");
  return loaded;
}

/** @returns {LibraryParts} which are loaded where there is a library */
export const libraryParts = () => /** @type {LibraryParts} */ (loaded);
