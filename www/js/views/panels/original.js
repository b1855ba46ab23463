/**
 * The file as it was, with its lines numbered and a search in it. Most readers never look, so it is loaded when one does.
 */
import { byAndByLoaded, panel } from "./panel.js";

/** @import { ReadingPage, Words } from '../../types.js' */

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {number} level of its heading
 */
export function originalPanel(words, page, level) {
  return panel(level, words.t("original.heading"), page.file.name, () =>
    byAndByLoaded(async () => {
      const { originalView } = await import("../../lazy/original.js");
      return originalView(words, page);
    }),
  );
}
