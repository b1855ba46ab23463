/**
 * What a reader takes along: the cleaned post as HTML, as Markdown or as text, to copy or to save.
 */
import { element } from "../views/element.js";
import { cleanedNodes } from "./cleaned.js";
import { clipboardButton } from "./clipboard.js";
import { documentOf } from "./document.js";
import { nameWith, saveButton } from "./files.js";
import { markdownOf } from "./markdown.js";

/** @import { Beside, ReadingPage, Words } from '../types.js' */

/** @typedef {{ page: ReadingPage, sanitizer: object | null, beside: Beside | null }} Saved */

/**
 * @param {Words} words
 * @param {Saved} what
 * @returns {HTMLElement[]}
 */
export function waysToSave(words, { page, sanitizer, beside }) {
  const { t } = words;
  const html = async () => documentOf(page, await cleanedNodes(page, sanitizer, beside));
  // It may come to lie among its posts again.
  const markdown = async () => markdownOf(page, await cleanedNodes(page, sanitizer, beside, true));
  return [
    element("p", { class: "panel-sentence" }, t("save.promise")),
    element(
      "p",
      { class: "panel-ways" },
      saveButton(words, t("save.html"), nameWith(page.file.name, "html"), async () => blob(await html(), "text/html")),
      saveButton(words, t("save.markdown"), nameWith(page.file.name, "md"), async () => blob(await markdown(), "text/markdown")),
      clipboardButton(words, t("save.copy-markdown"), markdown),
      clipboardButton(words, t("save.copy-html"), html),
    ),
  ];
}

/** @param {string} text @param {string} type */
const blob = (text, type) => new Blob([text], { type: `${type};charset=utf-8` });
