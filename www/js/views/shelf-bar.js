/**
 * What is open besides single posts, above the list: each archive and folder by its name, with a way to close it,
 * and what of it can't be read, folded.
 */
import { element } from "../element.js";

/** @import { Shelf, Words } from '../types.js' */

/** Entries that are named before the rest is only counted. */
const MOST_NAMED = 200;

/**
 * @param {Words} words
 * @param {Shelf[]} shelves
 * @param {(shelf: Shelf) => void} close
 * @returns {HTMLElement}
 */
export function shelfBar({ t }, shelves, close) {
  return element(
    "ul",
    { class: "shelves", "aria-label": t("shelf.heading") },
    shelves.map((shelf) => {
      const { volume, rows, broken, reading } = shelf;
      const problems = volume.summary().problems;
      const count = broken.length + problems.length;
      return element(
        "li",
        { class: "shelf" },
        element("span", { class: "shelf-name", dir: "auto" }, volume.name),
        element("span", { class: "shelf-count" }, t("shelf.posts", { count: rows.length })),
        reading && element("span", { class: "shelf-count" }, t("shelf.reading")),
        element(
          "button",
          { type: "button", class: "link-button", "aria-label": t("shelf.close-named", { file: volume.name }), onclick: () => close(shelf) },
          t("shelf.close"),
        ),
        count > 0 &&
          element(
            "details",
            { class: "shelf-problems" },
            element("summary", {}, t("shelf.problems", { count })),
            element(
              "ul",
              {},
              problems.map(({ code, message, args }) => element("li", {}, t(`problem.${code}`, args, message))),
              broken.slice(0, MOST_NAMED).map(({ path, problem: { code, message, args } }) =>
                element("li", {}, element("bdi", {}, path), " — ", t(`problem.${code}`, args, message)),
              ),
              broken.length > MOST_NAMED && element("li", {}, t("shelf.more-problems", { count: broken.length - MOST_NAMED })),
            ),
          ),
      );
    }),
  );
}
