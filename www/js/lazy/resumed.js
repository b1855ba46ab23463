/**
 * Says that a post continues where the reader stopped, with a button that goes to the top. Disappears when they scroll on.
 */
import { element } from "../views/element.js";

/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {HTMLElement} content after it in the tab order
 * @param {() => void} scrollToTop
 * @returns {() => void} removes it
 */
export function showResumed({ t }, content, scrollToTop) {
  const from = window.scrollY;
  const again = () => {
    remove();
    scrollToTop();
  };
  const root = element(
    "p",
    { class: "resumed" },
    t("post.resumed"),
    element("button", { type: "button", class: "link-button", onclick: again }, t("post.begin-anew")),
  );
  const scrolled = () => Math.abs(window.scrollY - from) > window.innerHeight / 2 && remove();
  const remove = () => {
    window.removeEventListener("scroll", scrolled);
    root.remove();
  };
  window.addEventListener("scroll", scrolled, { passive: true });
  content.before(root);
  return remove;
}
