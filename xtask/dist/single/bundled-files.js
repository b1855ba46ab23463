/**
 * Replaces www/js/open/bundled-files.js in the single file: the posts and images that it contains.
 */
import { imageType } from "../../../www/js/article/image-type.js";
import { blockText, unpacked } from "./inside.js";

const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=archive-viewer-library]"));

/** Path of the site's own catalogue, if it has one: the page then opens on it. */
export const CATALOGUE = meta?.content;

/** The site's title, as its publisher gave it. */
export const SITE_TITLE = meta?.dataset.title;

/** The place of each file: a pack's number, an offset in it, and the length. @typedef {Record<string, [number, number, number]>} Directory */

/** @type {Promise<Directory> | undefined} */
let directory;

/** The pack unpacked last, which often contains the next post too. */
let last = { number: 0, bytes: Promise.resolve(new Uint8Array()) };

/**
 * @param {string} path
 * @returns {Promise<Uint8Array>} rejects with a CoreError
 */
export async function readBundled(path) {
  directory ??= unpacked(blockText("shelf")).then((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
  const files = await directory;
  if (!Object.hasOwn(files, path)) throw { code: "not-here", message: "it is not in this file", file: path };
  const [number, start, length] = files[path];
  if (last.number !== number) last = { number, bytes: unpacked(blockText(`shelf-${number}`)) };
  const bytes = await last.bytes;
  // A copy, since the caller may transfer it.
  return bytes.slice(start, start + length);
}

/** Nothing in the file has a URL. @param {string} path */
export const bundledUrl = (path) => path;

/** @type {((post: string) => import('../../../www/js/types.js').FindImage) | null} */
export const bundledImages = (post) => async (src) => {
  // The file contains no image of another site.
  if (URL.canParse(src)) return null;
  const base = `shelf:/${post.split("/").map(encodeURIComponent).join("/")}`;
  const path = decodeURIComponent(new URL(src, base).pathname).slice(1);
  return new Blob([/** @type {BlobPart} */ (await readBundled(path))], { type: imageType(path) });
};
