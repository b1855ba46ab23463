/**
 * What the reader did with the post of a row, in small signs.
 */
import { element } from "./element.js";

/** @import { Words } from '../types.js' */

/** What the reader did with a post. @typedef {{ read: boolean, favourite: boolean, noted: boolean }} Marks */

const SIGNS = /** @type {const} */ ([
  ["favourite", "tool.favourite", "★"],
  ["noted", "facet.noted", "✎"],
  ["read", "tool.read", "✓"],
]);

/** @param {Words} words @param {Marks} marks @returns {HTMLElement | null} null for none */
export function rowMarks({ t }, marks) {
  const signs = SIGNS.filter(([name]) => marks[name]);
  if (signs.length === 0) return null;
  return element(
    "span",
    { class: "row-marks" },
    signs.map(([name, key, sign]) =>
      element("span", { role: "img", class: `row-${name}`, "aria-label": t(key), title: t(key) }, sign),
    ),
  );
}
