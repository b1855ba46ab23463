/**
 * Copies of the cleaned post and of its file, to take along.
 */
import { byAndByLoaded, panel } from "./panel.js";

/** @import { Saved } from '../../lazy/save.js' */
/** @import { Words } from '../../types.js' */

/**
 * @param {Words} words
 * @param {Saved} what
 * @param {number} level of its heading
 */
export function savePanel(words, what, level) {
  return panel(level, words.t("save.heading"), "HTML, Markdown", () =>
    byAndByLoaded(async () => {
      const { waysToSave } = await import("../../lazy/save.js");
      return waysToSave(words, what);
    }),
  );
}
