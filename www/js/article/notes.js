/**
 * The notes of an open article, loaded when there are any on this device, or when the reader selects a passage or opens their
 * list.
 */
import { loadedLater, panel } from "../views/panels/panel.js";

/** @import { ReadingPage, Words } from '../types.js' */
/** @import { ArticleView } from '../views/post-article.js' */
/** @import { ArticleNotes } from '../lazy/notes/in-article.js' */

/**
 * @param {Words} words
 * @param {{ article: ArticleView, page: ReadingPage, href: string, announce: (key: string) => void }} what
 */
export function articleNotes(words, { article, page, href, announce }) {
  const body = /** @type {HTMLElement} */ (article.root.querySelector(".post-body"));
  /** @type {Promise<ArticleNotes> | null} */
  let loaded = null;
  let isShown = true;
  const counted = (/** @type {number} */ count) => (aside.textContent = count > 0 ? String(count) : "");
  const load = () =>
    (loaded ??= import("../lazy/notes/in-article.js").then(({ notesInArticle }) =>
      notesInArticle(words, { article, page, href, announce, counted }),
    ));
  const list = panel(2, words.t("notes.heading"), " ", () => loadedLater(async () => [(await load()).list]));
  const aside = /** @type {HTMLElement} */ (list.querySelector(".panel-aside"));
  article.root.querySelector(".panels")?.prepend(list);

  const isSelected = () => {
    const selection = getSelection();
    return Boolean(selection && !selection.isCollapsed && body.contains(selection.anchorNode));
  };
  const select = async () => {
    if (!loaded && !isSelected()) return;
    const notes = await load();
    if (isShown) notes.select();
  };
  document.addEventListener("selectionchange", select);
  if (areThereNotes()) void load();

  return {
    isSelected,
    focusTools: async () => (await load()).focusTools(),
    stop() {
      isShown = false;
      document.removeEventListener("selectionchange", select);
      void loaded?.then((notes) => notes.stop());
    },
  };
}

/** @returns {boolean} whether there are any on this device */
export function areThereNotes() {
  try {
    return localStorage.getItem("archive-viewer.notes") !== null;
  } catch {
    return false;
  }
}
