/**
 * Code that embeds the post in another page. Loaded on demand.
 */
import { loadedLater, panel } from "./panel.js";

/** @import { ReadingPage, Words } from '../../types.js' */

/**
 * @param {Words} words
 * @param {{ page: ReadingPage, base: string | null }} entry
 * @param {number} level of its heading
 */
export function embedPanel(words, entry, level) {
  return panel(level, words.t("embedding.heading"), words.t("embedding.aside"), () =>
    loadedLater(async () => {
      const { embedCodes } = await import("../../../embed/panel/embed-panel.js");
      return embedCodes(words, entry);
    }),
  );
}
