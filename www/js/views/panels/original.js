/**
 * The original file with line numbers and a search. Loaded on demand.
 */
import { loadedLater, panel } from "./panel.js";

/** @import { ReadingPage, Words } from '../../types.js' */

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {number} level of its heading
 */
export function originalPanel(words, page, level) {
  return panel(level, words.t("original.heading"), page.file.name, () =>
    loadedLater(async () => {
      const { originalView } = await import("../../lazy/original.js");
      return originalView(words, page);
    }),
  );
}
