/**
 * Above an article that a search led to: how often it has what was looked for, and steps from one place to the next.
 */
import { element } from "./element.js";

/** @import { Marks } from '../article/search-highlights.js' */
/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {Marks} marks
 * @param {string} looked what was looked for
 * @param {() => void} close
 */
export function findBar({ t }, marks, looked, close) {
  let at = -1;
  const place = element("span", { class: "find-place", role: "status" });
  const say = () => (place.textContent = at < 0 ? t("find.count", { count: marks.count, words: looked }) : t("find.place", { at: at + 1, count: marks.count }));
  /** @param {number} by */
  const step = (by) => {
    at = at < 0 ? (by > 0 ? 0 : marks.count - 1) : (at + by + marks.count) % marks.count;
    marks.go(at);
    say();
  };
  say();
  const root = element(
    "div",
    { class: "find-bar", role: "group", "aria-label": t("find.label") },
    place,
    element("button", { type: "button", class: "quiet-button", "aria-label": t("find.previous"), onclick: () => step(-1) }, "↑"),
    element("button", { type: "button", class: "quiet-button", "aria-label": t("find.next"), onclick: () => step(1) }, "↓"),
    element("button", { type: "button", class: "quiet-button", "aria-label": t("find.close"), onclick: close }, "×"),
  );
  return { root, step };
}
