/**
 * The headings of an article that stands below headings of somebody's page: as many levels lower,
 * so that whoever moves about by headings finds the article's inside its own.
 */

/**
 * @param {DocumentFragment} inert the article's nodes before they enter the page
 * @param {number} by levels
 */
export function lowerHeadings(inert, by) {
  if (by <= 0) return;
  for (const high of inert.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Number(high.localName.slice(1));
    // Of the inert document too: a picture inside would be asked for as soon as it enters the living one.
    const low = inert.ownerDocument.createElement(`h${Math.min(level + by, 6)}`);
    for (const { name, value } of high.attributes) low.setAttribute(name, value);
    if (level + by > 6) low.setAttribute("aria-level", String(level + by));
    // They look as they do where the article stands alone.
    low.setAttribute("data-level", String(level));
    low.append(...high.childNodes);
    high.replaceWith(low);
  }
}
