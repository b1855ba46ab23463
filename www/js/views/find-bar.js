/**
 * Above an article of a search result: the number of matches, and buttons that step through them.
 */
import { element } from "./element.js";

/** @import { Highlights } from '../article/search-highlights.js' */
/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {Highlights} highlights
 * @param {string} query
 * @param {() => void} close
 */
export function findBar({ t }, highlights, query, close) {
  let at = -1;
  const place = element("span", { class: "find-place", role: "status" });
  const update = () =>
    (place.textContent =
      at < 0
        ? t("find.count", { count: highlights.count, words: query })
        : t("find.place", { at: at + 1, count: highlights.count }));
  /** @param {number} by */
  const step = (by) => {
    at = at < 0 ? (by > 0 ? 0 : highlights.count - 1) : (at + by + highlights.count) % highlights.count;
    highlights.go(at);
    update();
  };
  update();
  const root = element(
    "div",
    { class: "find-bar", role: "group", "aria-label": t("find.label") },
    place,
    element(
      "button",
      { type: "button", class: "quiet-button", "aria-label": t("find.previous"), onclick: () => step(-1) },
      "↑",
    ),
    element(
      "button",
      { type: "button", class: "quiet-button", "aria-label": t("find.next"), onclick: () => step(1) },
      "↓",
    ),
    element("button", { type: "button", class: "quiet-button", "aria-label": t("find.close"), onclick: close }, "×"),
  );
  return { root, step };
}
