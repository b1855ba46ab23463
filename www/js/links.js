/**
 * The links of an article. Those that leave it open beside the viewer, so that dropped posts are not lost;
 * those to its own footnotes and headings move within it and leave the address bar, which says which post is open, alone.
 */

/**
 * @param {DocumentFragment} inert the article's nodes before they enter the page
 */
export function openOutwards(inert) {
  for (const link of inert.querySelectorAll("a[href]")) {
    if (/^https?:/i.test(link.getAttribute("href") ?? "")) {
      link.setAttribute("target", "_blank");
      link.setAttribute("rel", "noopener noreferrer");
      link.setAttribute("referrerpolicy", "no-referrer");
    }
  }
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
 * @param {import('./growing.js').Growth} growth of the body
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
