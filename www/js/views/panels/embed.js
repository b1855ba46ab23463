/**
 * What embeds the post in a page of one's own. It is loaded when somebody asks for it.
 */
import { byAndByLoaded, panel } from "./panel.js";

/** @import { ReadingPage, Words } from '../../types.js' */

/**
 * @param {Words} words
 * @param {{ page: ReadingPage, base: string | null }} entry
 * @param {number} level of its heading
 */
export function embedPanel(words, entry, level) {
  return panel(level, words.t("embedding.heading"), words.t("embedding.aside"), () =>
    byAndByLoaded(async () => {
      const { waysToEmbed } = await import("../../../embed/embed-panel.js");
      return waysToEmbed(words, entry);
    }),
  );
}
