/**
 * Citations of the post in common styles.
 */
import { loadedLater, panel } from "./panel.js";

/** @import { ReadingPage, Words } from '../../types.js' */

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {number} level of its heading
 */
export function citePanel(words, page, level) {
  return panel(level, words.t("cite.heading"), "GB/T 7714, Chicago, BibTeX", () =>
    loadedLater(async () => {
      const { citations } = await import("../../lazy/citations.js");
      return citations(words, page);
    }),
  );
}
