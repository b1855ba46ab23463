/**
 * Copies of the cleaned post to save. Loaded on demand.
 */
import { loadedLater, panel } from "./panel.js";

/** @import { Saved } from '../../lazy/save.js' */
/** @import { Words } from '../../types.js' */

/**
 * @param {Words} words
 * @param {Saved} what
 * @param {number} level of its heading
 */
export function savePanel(words, what, level) {
  return panel(level, words.t("save.heading"), what.writesFiles ? "HTML, EPUB, Markdown" : "HTML, Markdown", () =>
    loadedLater(async () => {
      const { saveButtons } = await import("../../lazy/save.js");
      return saveButtons(words, what);
    }),
  );
}
