/**
 * The one place where markup becomes nodes. It comes from the core as `SafeHtml`, and the browser's own sanitizer
 * goes over it once more where there is one, by the same policy.
 * The nodes belong to a document that is shown nowhere: no picture is asked for and nothing runs
 * before pictures.js has seen them and they are adopted into the page.
 */
import { trustedHtml } from "../core/trusted-types.js";

/** @typedef {(html: string, sanitizer: any, inert: Document) => DocumentFragment} Builder */

/** @type {Builder | null} */
let builder = null;

/** @param {Builder} given makes nodes where a page lets no markup be parsed: embed/built-nodes.js */
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
