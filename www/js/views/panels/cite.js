/**
 * Citations of the post in common styles.
 */
import { loadedLater, panel } from "./panel.js";

/** @import { ReadingPage, Words } from '../../types.js' */

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {number} level of its heading
 * @param {boolean} hasEntries as of `citations`
 */
export function citePanel(words, page, level, hasEntries) {
  return panel(level, words.t("cite.heading"), `GB/T 7714, Chicago, BibTeX${hasEntries ? ", RIS, CSL-JSON" : ""}`, () =>
    loadedLater(async () => {
      const { citations } = await import("../../lazy/citations.js");
      return citations(words, page, hasEntries);
    }),
  );
}
