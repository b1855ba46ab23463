/**
 * Goes to the passage that an address names, and marks it.
 */
import { goToRange } from "../../article/paragraph-links.js";
import { articleText } from "./article-text.js";
import { passageOf, spanOf } from "./passage.js";

/**
 * @param {HTMLElement} body of the article, rendered to its end
 * @param {string} directive what follows `text=` in the address
 * @returns {boolean} false where the article has no such passage
 */
export function goToPassage(body, directive) {
  const passage = passageOf(directive);
  const text = articleText(body);
  const span = passage && spanOf(passage, text.text);
  if (!span) return false;
  const range = text.rangeOf(span);
  const { highlights } = /** @type {any} */ (CSS);
  if (highlights) highlights.set("passage", new /** @type {any} */ (globalThis).Highlight(range));
  goToRange(range);
  return true;
}
