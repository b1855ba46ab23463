/**
 * The one place where markup becomes nodes. It is the core's `SafeHtml`, sanitized once more by the browser's own sanitizer
 * where there is one, with the same policy. The nodes belong to an inert document, which loads no images and runs nothing,
 * until image-gate.js has processed them and they are adopted into the page.
 */
import { trustedHtml } from "../core/trusted-types.js";

/** @typedef {(html: string, sanitizer: any, inert: Document) => DocumentFragment} Builder */

/** @type {Builder | null} */
let builder = null;

/** @param {Builder} given makes nodes where a page's policy forbids parsing markup: embed/built-nodes.js */
export const buildBy = (given) => void (builder = given);

/**
 * @param {string} html the core's SafeHtml
 * @param {object | null} sanitizer the core's `sanitizer_config()`
 * @returns {DocumentFragment} inert nodes
 */
export function inertNodes(html, sanitizer) {
  const inert = document.implementation.createHTMLDocument("");
  const holder = /** @type {HTMLElement & { setHTML?: (html: string, options: object) => void }} */ (
    inert.createElement("div")
  );
  if (sanitizer && typeof holder.setHTML === "function") {
    holder.setHTML(html, { sanitizer });
  } else {
    const trusted = trustedHtml(html);
    if (trusted === null && builder) return builder(html, sanitizer, inert);
    holder.innerHTML = trusted ?? html;
  }
  const fragment = inert.createDocumentFragment();
  while (holder.firstChild) fragment.append(holder.firstChild);
  return fragment;
}
