/**
 * Tables of numbers, each in a box that scrolls by itself.
 */
import { element } from "../../views/element.js";

/**
 * @param {string} label
 * @param {string[]} heads of columns
 * @param {string[][]} rows each with its own head first
 */
export function table(label, heads, rows) {
  return element(
    "div",
    { class: "statistics-table", tabindex: "0", role: "region", "aria-label": label },
    element(
      "table",
      {},
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          heads.map((head) => element("th", { scope: "col" }, head)),
        ),
      ),
      element(
        "tbody",
        {},
        rows.map(([head, ...cells]) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, head),
            cells.map((cell) => element("td", {}, cell)),
          ),
        ),
      ),
    ),
  );
}
