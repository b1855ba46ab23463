/**
 * Lowers an article's headings below those of the surrounding page, so that navigation by headings nests them correctly.
 */

/**
 * @param {DocumentFragment} inert the article's nodes before they enter the page
 * @param {number} by levels
 */
export function lowerHeadings(inert, by) {
  if (by <= 0) return;
  for (const high of inert.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Number(high.localName.slice(1));
    // In the inert document too: an image inside would load once adopted by the live one.
    const low = inert.ownerDocument.createElement(`h${Math.min(level + by, 6)}`);
    for (const { name, value } of high.attributes) low.setAttribute(name, value);
    if (level + by > 6) low.setAttribute("aria-level", String(level + by));
    // Styled by their original level.
    low.setAttribute("data-level", String(level));
    low.append(...high.childNodes);
    high.replaceWith(low);
  }
}
