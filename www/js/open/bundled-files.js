/**
 * The files that the page came with: samples, or the library that the site was made with. Here they lie beside the page.
 * In the single file they lie inside it, and another module with the same exports stands in the place of this one:
 * xtask/dist/single/bundled-files.js.
 */
import { fetched } from "./fetch-file.js";

/** The path of the site's own library, if it has one: the page then opens on it. */
export const LIBRARY = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=archive-viewer-library]"))
  ?.content;

/**
 * @param {string} path below the page, as it stands on a disk
 * @returns {Promise<Uint8Array>} rejects with a CoreError
 */
export async function read(path) {
  // A key out of the address bar is somebody else's word; it leads to nothing above the posts.
  if (path.split("/").includes("..")) {
    throw { code: "not-here", message: "it leads elsewhere", file: path };
  }
  const response = await fetched(new URL(baseOf(path)));
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * @param {string} path of a post
 * @returns {string} what its relative addresses stand against
 */
export function baseOf(path) {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), document.baseURI).href;
}

/**
 * The pictures beside a post, where they have no address of their own.
 * @type {((post: string) => import('../types.js').Beside) | null}
 */
export const besides = null;
