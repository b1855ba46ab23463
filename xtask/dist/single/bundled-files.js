/**
 * Stands in the place of www/js/open/bundled-files.js in the single file: the posts and pictures that lie inside it.
 */
import { pictureType } from "../../../www/js/article/image-type.js";
import { blockText, unpacked } from "./inside.js";

export const LIBRARY = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=archive-viewer-library]"))
  ?.content;

/** Where each file lies: a pack's number, where in it the file begins, and its length. @typedef {Record<string, [number, number, number]>} Directory */

/** @type {Promise<Directory> | undefined} */
let directory;

/** The pack that was unpacked last: the next post lies beside the one before, as often as not. */
let last = { number: 0, bytes: Promise.resolve(new Uint8Array()) };

/**
 * @param {string} path
 * @returns {Promise<Uint8Array>} rejects with a CoreError
 */
export async function read(path) {
  directory ??= unpacked(blockText("shelf")).then((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
  const files = await directory;
  if (!Object.hasOwn(files, path)) throw { code: "not-here", message: "it is not in this file", file: path };
  const [number, start, length] = files[path];
  if (last.number !== number) last = { number, bytes: unpacked(blockText(`shelf-${number}`)) };
  const bytes = await last.bytes;
  // A copy: who reads it may hand it over.
  return bytes.slice(start, start + length);
}

/** Nothing of the file has an address. @param {string} path */
export const baseOf = (path) => path;

/** @type {((post: string) => import('../../../www/js/types.js').Beside) | null} */
export const besides = (post) => async (address) => {
  // An address on the web is nothing in here.
  if (URL.canParse(address)) return null;
  const base = `shelf:/${post.split("/").map(encodeURIComponent).join("/")}`;
  const path = decodeURIComponent(new URL(address, base).pathname).slice(1);
  return new Blob([/** @type {BlobPart} */ (await read(path))], { type: pictureType(path) });
};
