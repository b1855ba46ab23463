/**
 * Whoever comes back to a post goes on where they stopped, is told so, and may begin anew. It goes when they have scrolled on.
 */
import { element } from "./element.js";

/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {HTMLElement} content before which it stands, so that it is reached before the text
 * @param {() => void} beginAnew
 * @returns {() => void} takes it away
 */
export function tellResumed({ t }, content, beginAnew) {
  const from = window.scrollY;
  const again = () => {
    forget();
    beginAnew();
  };
  const root = element("p", { class: "resumed" }, t("post.resumed"), element("button", { type: "button", class: "link-button", onclick: again }, t("post.begin-anew")));
  const scrolled = () => Math.abs(window.scrollY - from) > window.innerHeight / 2 && forget();
  const forget = () => {
    window.removeEventListener("scroll", scrolled);
    root.remove();
  };
  window.addEventListener("scroll", scrolled, { passive: true });
  content.before(root);
  return forget;
}
