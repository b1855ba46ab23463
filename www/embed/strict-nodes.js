/**
 * Builds nodes one by one from markup that is written as the core and the template of published pages write it: lower case,
 * single spaces, values in double quotes. No tag is implied, no error recovered; anything else stays text. So it makes of
 * anybody's markup what the given rules allow and nothing more, whatever a browser's parser would.
 */
import { unescaped, VOID } from "../js/core/html-chunks.js";

/**
 * What an element's attribute becomes; null leaves it out. Not to know an element leaves it out, but not its content.
 * @typedef {(attribute: string, value: string) => string | null} Attributes
 */

const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+(?:-[a-z]+)*(?:="[^"]*")?)*)>/y;

/**
 * @param {string} html
 * @param {(name: string) => Attributes | null} rulesOf an element; null where it is not allowed
 * @param {Document} inert
 * @returns {DocumentFragment}
 */
export function strictNodes(html, rulesOf, inert) {
  const fragment = inert.createDocumentFragment();
  /** @type {(DocumentFragment | Element)[]} */
  const open = [fragment];
  /** @param {string} text */
  const addText = (text) => {
    if (text) open[open.length - 1].append(unescaped(text));
  };

  // As HTML parsers normalise line breaks.
  const written = html.replace(/\r\n?/g, "\n");
  let at = 0;
  while (at < written.length) {
    const next = written.indexOf("<", at);
    TAG.lastIndex = next;
    const tag = next < 0 ? null : TAG.exec(written);
    if (!tag) {
      addText(written.slice(at));
      break;
    }
    const [whole, closing, name, attributes] = tag;
    addText(written.slice(at, next));
    at = next + whole.length;
    const rule = rulesOf(name);
    if (!rule) continue;
    if (closing) {
      if (/** @type {Element} */ (open[open.length - 1]).localName === name) open.pop();
      continue;
    }
    const made = inert.createElement(name);
    for (const [, attribute, value = ""] of attributes.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)) {
      const text = rule(attribute, unescaped(value));
      if (text !== null) made.setAttribute(attribute, text);
    }
    open[open.length - 1].append(made);
    if (VOID.has(name)) continue;
    open.push(made);
    // A line break right after this tag is not part of its text.
    if (name === "pre" && written[at] === "\n") at += 1;
  }
  return fragment;
}
