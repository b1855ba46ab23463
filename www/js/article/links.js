/**
 * The links of an article. Outward links open beside the viewer, so that dropped posts are not lost; links within the article
 * leave the URL alone, which names the open post; links among posts lead nowhere until the library has found their posts.
 */
import { isPlainClick } from "../views/element.js";

/**
 * @param {DocumentFragment} inert the article's nodes before they enter the page
 */
export function openOutwards(inert) {
  holdPostLinks(inert);
  for (const link of inert.querySelectorAll("a[href]")) {
    if (/^https?:/i.test(link.getAttribute("href") ?? "")) {
      link.setAttribute("target", "_blank");
      link.setAttribute("rel", "noopener noreferrer");
      link.setAttribute("referrerpolicy", "no-referrer");
      if (!hasName(link)) link.setAttribute("aria-label", /** @type {HTMLAnchorElement} */ (link).host);
    }
  }
}

/** @param {Element} link @returns {boolean} whether screen readers have a name for it */
const hasName = (link) => Boolean(link.textContent?.trim() || [...link.querySelectorAll("img")].some(({ alt }) => alt));

/** The core's prefix for a link among posts; the post's own URL follows, encoded. */
const POST_LINK = "#av-post:";

/** URLs of links among posts. Kept outside of the page, whose attributes hold nothing unchecked. @type {WeakMap<Element, string>} */
const postUrls = new WeakMap();

/** @param {Element} link @returns {string | undefined} the URL to look its post up by */
export const postUrlOf = (link) => postUrls.get(link);

/**
 * Takes the URL off links among posts, which makes them plain text until their posts are found.
 * @param {ParentNode} inert
 * @returns {Element[]} those links
 */
export function holdPostLinks(inert) {
  const links = [...inert.querySelectorAll(`a[href^="${POST_LINK}"]`)];
  for (const link of links) {
    postUrls.set(link, decoded(link.getAttribute("href")?.slice(POST_LINK.length) ?? ""));
    link.removeAttribute("href");
  }
  return links;
}

/**
 * @param {MouseEvent} event a click in the article's body
 * @param {HTMLElement} body
 * @param {import('./progressive-render.js').Rendering} [rendering] of the body
 */
export function followWithin(event, body, rendering) {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  if (!link || !isPlainClick(event)) return;
  event.preventDefault();
  const fragment = decoded(link.getAttribute("href")?.slice(1) ?? "");
  if (!fragment) return;
  const find = () => body.querySelector(`[id="${CSS.escape(fragment)}"]`);
  // Notes are at the end, which may not be rendered yet.
  if (!find()) rendering?.finish();
  const target = find();
  if (!(target instanceof HTMLElement)) return;
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus();
}

/** @param {string} text @returns {string} */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
