/**
 * The cleaned post as HTML or Markdown, to copy or to save.
 */
import { element } from "../views/element.js";
import { cleanedNodes } from "./cleaned.js";
import { clipboardButton } from "./clipboard.js";
import { documentOf } from "./document.js";
import { nameWith, saveButton } from "./files.js";
import { markdownOf } from "./markdown.js";

/** @import { FindImage, ReadingPage, Words } from '../types.js' */

/** @typedef {{ page: ReadingPage, sanitizer: object | null, findImage: FindImage | null }} Saved */

/**
 * @param {Words} words
 * @param {Saved} what
 * @returns {HTMLElement[]}
 */
export function saveButtons(words, { page, sanitizer, findImage }) {
  const { t } = words;
  const html = async () => documentOf(page, await cleanedNodes(page, sanitizer, findImage));
  // The copy may return to the folder of its posts.
  const markdown = async () => markdownOf(page, await cleanedNodes(page, sanitizer, findImage, true));
  return [
    element("p", { class: "panel-sentence" }, t("save.promise")),
    element(
      "p",
      { class: "panel-ways" },
      saveButton(words, t("save.html"), nameWith(page.file.name, "html"), async () => blob(await html(), "text/html")),
      saveButton(words, t("save.markdown"), nameWith(page.file.name, "md"), async () =>
        blob(await markdown(), "text/markdown"),
      ),
      clipboardButton(words, t("save.copy-markdown"), markdown),
      clipboardButton(words, t("save.copy-html"), html),
    ),
  ];
}

/** @param {string} text @param {string} type */
const blob = (text, type) => new Blob([text], { type: `${type};charset=utf-8` });
