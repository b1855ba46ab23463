/**
 * The links of an article. Those that leave it open beside the viewer, so that dropped posts are not lost;
 * those to its own footnotes and headings move within it and leave the address bar, which says which post is open, alone;
 * those to posts beside it lead nowhere before its library has found these.
 */

/**
 * @param {DocumentFragment} inert the article's nodes before they enter the page
 */
export function openOutwards(inert) {
  holdLinksAmongPosts(inert);
  for (const link of inert.querySelectorAll("a[href]")) {
    if (/^https?:/i.test(link.getAttribute("href") ?? "")) {
      link.setAttribute("target", "_blank");
      link.setAttribute("rel", "noopener noreferrer");
      link.setAttribute("referrerpolicy", "no-referrer");
      if (!hasName(link)) link.setAttribute("aria-label", /** @type {HTMLAnchorElement} */ (link).host);
    }
  }
}

/** @param {Element} link @returns {boolean} whether somebody who doesn't see it hears anything of it */
const hasName = (link) => Boolean(link.textContent?.trim() || [...link.querySelectorAll("img")].some(({ alt }) => alt));

/** How the core begins the address of a link that only a library can follow; the post's own address comes behind it. */
const AMONG_POSTS = "#av-post:";

/** Those addresses, as the posts have them. Not in the page: no attribute of ours holds what a post says. @type {WeakMap<Element, string>} */
const amongPosts = new WeakMap();

/** @param {Element} link @returns {string | undefined} what a library may look a post up by */
export const addressAmongPosts = (link) => amongPosts.get(link);

/**
 * Takes the address off links among posts, so that they are plain text but for who looks the post up.
 * @param {ParentNode} inert
 * @returns {Element[]} those links
 */
export function holdLinksAmongPosts(inert) {
  const links = [...inert.querySelectorAll(`a[href^="${AMONG_POSTS}"]`)];
  for (const link of links) {
    amongPosts.set(link, decoded(link.getAttribute("href")?.slice(AMONG_POSTS.length) ?? ""));
    link.removeAttribute("href");
  }
  return links;
}

/**
 * A listener for links whose page is this one: a plain click goes there without leaving it, and whoever wants a tab or a window
 * gets one, by the link's address.
 * @param {() => void} go @returns {(event: Event) => void}
 */
export function inside(go) {
  return (event) => {
    if (isForElsewhere(event)) return;
    event.preventDefault();
    go();
  };
}

/** @param {Event} event */
function isForElsewhere(event) {
  return event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey);
}

/**
 * @param {MouseEvent} event a click in the article's body
 * @param {HTMLElement} body
 * @param {import('./progressive-render.js').Growth} growth of the body
 */
export function followWithin(event, body, growth) {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  if (!link || isForElsewhere(event)) return;
  event.preventDefault();
  const fragment = decoded(link.getAttribute("href")?.slice(1) ?? "");
  if (!fragment) return;
  const find = () => body.querySelector(`[id="${CSS.escape(fragment)}"]`);
  // Notes stand at the end, which may still be on its way: who asks for it gets all of it now.
  if (!find()) growth.finish();
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
