/**
 * The offer to show this post in a page of one's own. What to paste there comes when it is asked for.
 */
import { element } from "../element.js";
import { panel } from "./panels.js";

/** @import { ReadingPage, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {{ page: ReadingPage, base: string | null }} entry
 * @param {number} level of its heading
 */
export function embedPanel(words, entry, level) {
  const { t } = words;
  return panel(level, t("embedding.heading"), t("embedding.aside"), () => {
    const place = element("div", {});
    import("../../embed/offer.js").then(
      ({ waysToEmbed }) => waysToEmbed(words, entry).then((ways) => place.append(...ways)),
      (error) => place.append(element("p", { class: "panel-sentence" }, String(error))),
    );
    return [place];
  });
}
