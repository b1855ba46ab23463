/**
 * A post's citations, with buttons that copy them.
 */
import { element } from "../views/element.js";
import { bibtex, chicago, gbt7714 } from "./citation.js";
import { clipboardButton } from "./clipboard.js";

/** @import { ReadingPage, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @returns {HTMLElement[]}
 */
export function citations(words, page) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  /** @type {[string, string][]} */
  const forms = [
    ["GB/T 7714", gbt7714(page, today)],
    ["Chicago", chicago(page, today)],
    ["BibTeX", bibtex(page, today)],
  ];
  return forms.map(([name, text]) =>
    element(
      "div",
      { class: "citation" },
      element("p", { class: "citation-name" }, name),
      name === "BibTeX"
        ? element("pre", { class: "citation-code", tabindex: "0" }, text)
        : element("p", { class: "citation-text", lang: page.lang, dir: "auto" }, text),
      element(
        "p",
        { class: "panel-ways" },
        clipboardButton(words, words.t("cite.copy", { style: name }), async () => text),
      ),
    ),
  );
}
