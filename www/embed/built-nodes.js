/**
 * What sink.js has where a page with Trusted Types has no place for our policy: no markup can be parsed there,
 * so the nodes are built one by one. The reader's own page always has that place, and does not load this.
 */

/** @typedef {{ elements: { name: string, attributes: string[] }[], attributes: string[] }} Policy */

/** One tag as the core writes it: lower case, one space, values in double quotes. */
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>/y;

const VOID = new Set(["br", "col", "hr", "img", "wbr"]);

/** The character references that the core writes, and no others. */
const CHARACTERS = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

/** What an address may begin with; without a scheme it's relative. */
const ADDRESSES = { href: /^(?:https?:|mailto:|#)/, src: /^(?:https?:|data:image\/(?:png|jpe?g|gif|webp|avif|bmp)[;,]|(?![a-z][a-z0-9+.-]*:))/i };

/**
 * Reads what the core writes and nothing else: no tag is made up, no mistake mended. What is written otherwise stays text.
 * The tests hold it to what a browser makes of the same HTML.
 * @param {string} html the core's SafeHtml, or a slice of it
 * @param {Policy} policy elements and attributes that may be; the others are left out, but not what stands in them
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

  // As a browser reads lines.
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
      if (attribute in ADDRESSES && !ADDRESSES[/** @type {"href" | "src"} */ (attribute)].test(text)) continue;
      made.setAttribute(attribute, text);
    }
    open[open.length - 1].append(made);
    if (VOID.has(name)) continue;
    open.push(made);
    // A line break right behind this tag is not part of its text.
    if (name === "pre" && written[at] === "\n") at += 1;
  }
  return fragment;
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name) => CHARACTERS[/** @type {"amp"} */ (name)]);
}
