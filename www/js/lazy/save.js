/**
 * The cleaned post as HTML or Markdown, to copy, to save or to print, with its discussion or without.
 */
import { element } from "../views/element.js";
import { cleanedNodes } from "./cleaned.js";
import { clipboardButton } from "./clipboard.js";
import { documentOf } from "./document.js";
import { nameWith, saveButton } from "./files.js";
import { markdownOf } from "./markdown.js";
import { savedDiscussion } from "./saved-discussion.js";

/** @import { FindImage, FindNames, ReadingPage, Words } from '../types.js' */
/** @import { DiscussionView } from '../views/discussion.js' */

/** @typedef {{ page: ReadingPage, sanitizer: object | null, findImage: FindImage | null, findNames: FindNames | null, discussion: DiscussionView | null, writesFiles: boolean }} Saved */

/**
 * @param {Words} words
 * @param {Saved} what
 * @returns {HTMLElement[]}
 */
export function saveButtons(words, { page, sanitizer, findImage, findNames, discussion, writesFiles }) {
  const { t } = words;
  // Nothing is lost by default.
  const isWhole = element("input", { type: "checkbox", checked: true });
  const comments = async (keepPostLinks = false) =>
    isWhole.checked ? savedDiscussion(page, findNames, sanitizer, findImage, keepPostLinks) : [];
  const named = async () => {
    const { author, authorId } = page;
    const names = !author && authorId && findNames ? await findNames([authorId]) : null;
    return names ? { ...page, author: names.get(authorId ?? "") ?? null } : page;
  };
  const html = async () => {
    const heading = t("discussion.heading", { count: discussion?.count ?? 0 });
    return documentOf(await named(), await cleanedNodes(page, sanitizer, findImage), await comments(), heading);
  };
  // The copy may return to the folder of its posts.
  const markdown = async () =>
    markdownOf(await named(), await cleanedNodes(page, sanitizer, findImage, true), await comments(true));
  return [
    element("p", { class: "panel-sentence" }, t("save.promise")),
    discussion
      ? element("label", { class: "save-whole" }, isWhole, t("save.with-discussion", { count: discussion.count }))
      : element("span"),
    element(
      "p",
      { class: "panel-ways" },
      saveButton(words, t("save.html"), nameWith(page.file.name, "html"), async () => blob(await html(), "text/html")),
      writesFiles &&
        saveButton(words, t("save.epub"), nameWith(page.file.name, "epub"), async () =>
          (await import("./export/one-post.js")).bookOf({ page, findImage, findNames }, isWhole.checked),
        ),
      saveButton(words, t("save.markdown"), nameWith(page.file.name, "md"), async () =>
        blob(await markdown(), "text/markdown"),
      ),
      clipboardButton(words, t("save.copy-markdown"), markdown),
      clipboardButton(words, t("save.copy-html"), html),
      element(
        "button",
        { type: "button", class: "quiet-button", onclick: () => void print(discussion, isWhole.checked) },
        t("save.print"),
      ),
    ),
  ];
}

/**
 * What is open is printed.
 * @param {DiscussionView | null} discussion
 * @param {boolean} isWhole
 */
async function print(discussion, isWhole) {
  if (!discussion) {
    window.print();
    return;
  }
  const { root } = discussion;
  const wasOpen = root.open;
  if (isWhole) await discussion.complete();
  root.open = isWhole;
  window.addEventListener("afterprint", () => (root.open = wasOpen), { once: true });
  window.print();
}

/** @param {string} text @param {string} type */
const blob = (text, type) => new Blob([text], { type: `${type};charset=utf-8` });
