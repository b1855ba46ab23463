/**
 * Builds nodes one by one, for sink.js in a page whose Trusted Types refuse our policy and so any markup. The viewer's own page
 * does not load this. The tests compare the nodes with those of a browser's parser.
 */
import { strictNodes } from "./strict-nodes.js";

/** @typedef {{ elements: { name: string, attributes: string[] }[], attributes: string[] }} Policy */

/** @import { Attributes } from './strict-nodes.js' */

/** Allowed URLs by attribute; one without a scheme is relative. */
const URL_PATTERNS = {
  href: /^(?:https?:|mailto:|#)/,
  src: /^(?:https?:|data:image\/(?:png|jpe?g|gif|webp|avif|bmp)[;,]|(?![a-z][a-z0-9+.-]*:))/i,
};

/**
 * @param {Policy} policy
 * @returns {Map<string, Attributes>} of the allowed elements
 */
export function rulesOf({ elements, attributes }) {
  const everywhere = new Set(attributes);
  return new Map(
    elements.map(({ name, attributes }) => {
      const own = new Set(attributes);
      return [
        name,
        (attribute, value) => {
          if (!own.has(attribute) && !everywhere.has(attribute)) return null;
          const isUrl = attribute in URL_PATTERNS;
          return isUrl && !URL_PATTERNS[/** @type {"href" | "src"} */ (attribute)].test(value) ? null : value;
        },
      ];
    }),
  );
}

/**
 * @param {string} html the core's SafeHtml, or a chunk of it
 * @param {Policy} policy allowed elements and attributes; others are dropped, but not their content
 * @param {Document} inert
 * @returns {DocumentFragment}
 */
export function builtNodes(html, policy, inert) {
  const rules = rulesOf(policy);
  return strictNodes(html, (name) => rules.get(name) ?? null, inert);
}
