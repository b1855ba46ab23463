/**
 * One folded part below an article. What is in it is made when it is first opened: most readers never open it.
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
 * What is in it comes with a module of its own.
 * @param {() => Promise<Node[]>} load
 * @returns {Node[]} a place that fills when it is there; why it isn't, where it can't be had
 */
export function byAndByLoaded(load) {
  const place = element("div", { class: "panel-loaded" });
  load().then((nodes) => place.append(...nodes), (error) => place.append(String(error)));
  return [place];
}
