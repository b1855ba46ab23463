/**
 * The whole cleaned article as inert nodes with its images' URLs, for writing it into a file. They never enter the page.
 */
import { holdPostLinks, postUrlOf } from "../article/links.js";
import { inertNodes } from "../article/sink.js";

/** @import { FindImage, ReadingPage } from '../types.js' */

/**
 * @param {Pick<ReadingPage, "chunks" | "text">} page or a comment
 * @param {object | null} sanitizer
 * @param {FindImage | null} findImage
 * @param {boolean} [keepPostLinks] whether links among posts keep the post's own URLs; else they become text
 * @returns {Promise<DocumentFragment>}
 */
export async function cleanedNodes({ chunks, text }, sanitizer, findImage, keepPostLinks = false) {
  const inert = document.implementation.createHTMLDocument("");
  const whole = inert.createDocumentFragment();
  for (const { html, open } of chunks) join(whole, inertNodes(html, sanitizer), open);
  for (const link of holdPostLinks(whole)) {
    if (keepPostLinks) link.setAttribute("href", postUrlOf(link) ?? "");
    if (!keepPostLinks && !link.id) link.replaceWith(...link.childNodes);
  }
  if (text) {
    const pre = inert.createElement("pre");
    pre.textContent = await text.text();
    whole.append(pre);
  }
  for (const img of whole.querySelectorAll("img")) {
    for (const name of ["loading", "decoding"]) img.removeAttribute(name);
    const src = img.getAttribute("src") ?? "";
    const image = findImage && !URL.canParse(src) ? await findImage(src).catch(() => null) : null;
    if (image) img.setAttribute("src", await dataUrl(image));
  }
  return whole;
}

/**
 * Appends a chunk, whose first `open` elements, nested in each other, continue elements of the chunk before.
 * @param {Element | DocumentFragment} whole
 * @param {Element | DocumentFragment} chunk
 * @param {number} open
 */
function join(whole, chunk, open) {
  const [first, last] = [chunk.firstElementChild, whole.lastElementChild];
  if (open > 0 && first && last) {
    join(last, first, open - 1);
    first.remove();
  }
  whole.append(...chunk.childNodes);
}

/** @param {Blob} image @returns {Promise<string>} */
export function dataUrl(image) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(image);
  });
}
