/**
 * A note in a list: its quote, its comment, and what can be done with it.
 */
import { dateInWords } from "../../i18n/words.js";
import { element } from "../../views/element.js";
import { colourOf, commentOf, quoteOf } from "./annotation.js";

/** @import { Words } from '../../types.js' */
/** @import { Annotation } from './annotation.js' */

/**
 * @param {Words} words
 * @param {Annotation} annotation
 * @param {{ isLost?: boolean, ways: (HTMLElement | null | false)[] }} what `isLost` where its passage is no longer in the text
 */
export function noteItem({ t, locale }, annotation, { isLost = false, ways }) {
  const comment = commentOf(annotation);
  const colour = colourOf(annotation);
  return element(
    "li",
    { class: "note", "data-colour": colour },
    element(
      "blockquote",
      { class: "note-quote", lang: annotation.target["dcterms:language"], dir: "auto" },
      quoteOf(annotation),
    ),
    comment && element("p", { class: "note-text", dir: "auto" }, comment),
    isLost && element("p", { class: "panel-sentence" }, t("notes.lost")),
    element(
      "p",
      { class: "note-ways" },
      element("span", {}, t(`notes.${colour}`)),
      element("time", { datetime: annotation.created }, dateInWords({ iso: annotation.created }, locale, "medium")),
      ways,
    ),
  );
}
