/**
 * A post's citations, with buttons that copy them, and its entries for reference managers, which are made when they are asked for.
 */
import { element } from "../views/element.js";
import { bibtex, chicago, gbt7714 } from "./citation.js";
import { clipboardButton } from "./clipboard.js";
import { nameWith, saveButton } from "./files.js";

/** @import { ReadingPage, Words } from '../types.js' */

/** Names of entries, their extensions and their types. @type {["RIS" | "CSL-JSON", "ris" | "csl", string, string][]} */
const ENTRIES = [
  ["RIS", "ris", "ris", "application/x-research-info-systems"],
  ["CSL-JSON", "csl", "json", "application/vnd.citationstyles.csl+json"],
];

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {boolean} hasEntries whether there is the core that makes entries
 * @returns {HTMLElement[]}
 */
export function citations(words, page, hasEntries) {
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
  const texts = forms.map(([name, text]) =>
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
  return [...texts, ...(hasEntries ? ENTRIES.map((entry) => entryOf(words, page, entry)) : [])];
}

/** @param {Words} words @param {ReadingPage} page @param {typeof ENTRIES[number]} entry */
function entryOf(words, page, [name, form, extension, type]) {
  const text = async () => (await import("./export/references.js")).referenceOf(page, form);
  return element(
    "div",
    { class: "citation" },
    element("p", { class: "citation-name" }, name),
    element(
      "p",
      { class: "panel-ways" },
      saveButton(
        words,
        words.t("cite.save", { style: name }),
        nameWith(page.file.name, extension),
        async () => new Blob([await text()], { type }),
      ),
      clipboardButton(words, words.t("cite.copy", { style: name }), text),
    ),
  );
}
