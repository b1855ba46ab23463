/**
 * Files published with the page: the samples, or a catalogue and its posts. Here they are fetched; the single file contains
 * them, and replaces this module by xtask/dist/single/bundled-files.js.
 */
import { fetchFile } from "../core/fetch-file.js";

const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=archive-viewer-library]"));

/** Path of the site's own catalogue, if it has one: the page then opens on it. */
export const CATALOGUE = meta?.content;

/** The site's title, as its publisher gave it. */
export const SITE_TITLE = meta?.dataset.title;

/**
 * @param {string} path relative to the page, not encoded
 * @returns {Promise<Uint8Array>} rejects with a CoreError
 */
export async function readBundled(path) {
  // A key from the URL is untrusted: it must not lead out of the posts' folder.
  if (path.split("/").includes("..")) {
    throw { code: "not-here", message: "it leads elsewhere", file: path };
  }
  const response = await fetchFile(new URL(bundledUrl(path)));
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * @param {string} path
 * @returns {string} its URL, the base of a post's relative links
 */
export function bundledUrl(path) {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), document.baseURI).href;
}

/**
 * Finds images of a post that have no URL.
 * @type {((post: string) => import('../types.js').FindImage) | null}
 */
export const bundledImages = null;
