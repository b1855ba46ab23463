/**
 * Builds nodes one by one, for sink.js in a page whose Trusted Types refuse our policy and so any markup. The viewer's own page
 * does not load this.
 */
import { unescaped, VOID } from "../js/core/html-chunks.js";

/** @typedef {{ elements: { name: string, attributes: string[] }[], attributes: string[] }} Policy */

/** One tag as the core writes it, with values for all attributes. */
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>/y;

/** Allowed URLs by attribute; one without a scheme is relative. */
const URL_PATTERNS = {
  href: /^(?:https?:|mailto:|#)/,
  src: /^(?:https?:|data:image\/(?:png|jpe?g|gif|webp|avif|bmp)[;,]|(?![a-z][a-z0-9+.-]*:))/i,
};

/**
 * Parses what the core writes and nothing else: no tag is implied, no error recovered. Anything else stays text. The tests
 * compare the nodes with those of a browser's parser.
 * @param {string} html the core's SafeHtml, or a chunk of it
 * @param {Policy} policy allowed elements and attributes; others are dropped, but not their content
 * @param {Document} inert
 * @returns {DocumentFragment}
 */
export function builtNodes(html, policy, inert) {
  const allowed = new Map(policy.elements.map(({ name, attributes }) => [name, new Set(attributes)]));
  const everywhere = new Set(policy.attributes);
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
    const own = allowed.get(name);
    if (!own) continue;
    if (closing) {
      if (/** @type {Element} */ (open[open.length - 1]).localName === name) open.pop();
      continue;
    }
    const made = inert.createElement(name);
    for (const [, attribute, value] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
      if (!own.has(attribute) && !everywhere.has(attribute)) continue;
      const text = unescaped(value);
      if (attribute in URL_PATTERNS && !URL_PATTERNS[/** @type {"href" | "src"} */ (attribute)].test(text)) continue;
      made.setAttribute(attribute, text);
    }
    open[open.length - 1].append(made);
    if (VOID.has(name)) continue;
    open.push(made);
    // A line break right after this tag is not part of its text.
    if (name === "pre" && written[at] === "\n") at += 1;
  }
  return fragment;
}
