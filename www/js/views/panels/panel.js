/**
 * A folded section below an article, filled when first opened.
 */
import { element, heading } from "../element.js";

/**
 * @param {number} level of its heading
 * @param {string} text
 * @param {string} aside
 * @param {() => Node[]} fill called when it is first opened
 * @returns {HTMLDetailsElement}
 */
export function panel(level, text, aside, fill) {
  const inside = element("div", { class: "panel-inside" });
  const details = element(
    "details",
    { class: "panel" },
    element(
      "summary",
      { class: "panel-summary" },
      heading(level, { class: "panel-heading" }, text),
      aside && element("span", { class: "panel-aside" }, aside),
    ),
    inside,
  );
  details.addEventListener("toggle", () => inside.append(...fill()), { once: true });
  return details;
}

/**
 * For content whose module is loaded on demand.
 * @param {() => Promise<Node[]>} load
 * @returns {Node[]} a container that is filled with the content, or with the error
 */
export function loadedLater(load) {
  const place = element("div", { class: "panel-loaded" });
  load().then(
    (nodes) => place.append(...nodes),
    (error) => place.append(String(error)),
  );
  return [place];
}
