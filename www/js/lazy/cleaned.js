/**
 * The cleaned article once more as inert nodes, whole and with its pictures' addresses, to be written into a file.
 * Nothing of it enters the page.
 */
import { addressAmongPosts, holdLinksAmongPosts } from "../article/links.js";
import { inertNodes } from "../article/sink.js";

/** @import { Beside, ReadingPage } from '../types.js' */

/**
 * @param {ReadingPage} page
 * @param {object | null} sanitizer
 * @param {Beside | null} beside
 * @param {boolean} [amongPosts] whether links to posts beside it keep their addresses, as the post has them; else they are text
 * @returns {Promise<DocumentFragment>}
 */
export async function cleanedNodes({ slices, text }, sanitizer, beside, amongPosts = false) {
  const inert = document.implementation.createHTMLDocument("");
  const whole = inert.createDocumentFragment();
  for (const { html, open } of slices) join(whole, inertNodes(html, sanitizer), open);
  for (const link of holdLinksAmongPosts(whole)) {
    if (amongPosts) link.setAttribute("href", addressAmongPosts(link) ?? "");
    if (!amongPosts && !link.id) link.replaceWith(...link.childNodes);
  }
  if (text) {
    const pre = inert.createElement("pre");
    pre.textContent = await text.text();
    whole.append(pre);
  }
  for (const img of whole.querySelectorAll("img")) {
    for (const name of ["loading", "decoding"]) img.removeAttribute(name);
    const address = img.getAttribute("src") ?? "";
    const picture = beside && !URL.canParse(address) ? await beside(address).catch(() => null) : null;
    if (picture) img.setAttribute("src", await dataAddress(picture));
  }
  return whole;
}

/**
 * A slice's first `open` elements, each inside the one before it, go on from the slice before.
 * @param {Element | DocumentFragment} whole
 * @param {Element | DocumentFragment} slice
 * @param {number} open
 */
function join(whole, slice, open) {
  const [first, last] = [slice.firstElementChild, whole.lastElementChild];
  if (open > 0 && first && last) {
    join(last, first, open - 1);
    first.remove();
  }
  whole.append(...slice.childNodes);
}

/** @param {Blob} picture @returns {Promise<string>} */
function dataAddress(picture) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(picture);
  });
}
