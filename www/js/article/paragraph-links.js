/**
 * Links to the paragraphs of an article: one button, shown beside the paragraph under the pointer. In the tab order it precedes
 * the text, and the arrow keys move it from paragraph to paragraph.
 */
import { element } from "../views/element.js";

/** @import { Words } from '../types.js' */

const PARAGRAPHS = "p, h2, h3, h4, h5, h6, li, blockquote, pre, figure, table, dd";

/** @param {HTMLElement} body @returns {HTMLElement[]} outermost ones, in order */
function paragraphsOf(body) {
  return /** @type {HTMLElement[]} */ ([...body.querySelectorAll(PARAGRAPHS)]).filter(
    // Restored parts are not counted, so that a link means the same paragraph for everybody.
    (block) =>
      !block.parentElement?.closest(PARAGRAPHS) &&
      !block.closest(".was-removed") &&
      (block.textContent?.trim() || block.querySelector("img")),
  );
}

/**
 * @param {Words} words
 * @param {HTMLElement} body of the article, complete
 * @param {(nth: number) => void} copy copies the link to a paragraph, counted from 1
 */
export function offerParagraphLinks({ t }, body, copy) {
  let at = 0;
  const button = element(
    "button",
    {
      type: "button",
      class: "paragraph-link",
      "aria-label": t("post.copy-paragraph", { at: 1 }),
      onclick: () => copy(at + 1),
    },
    "¶",
  );
  /** @param {number} nth */
  const put = (nth) => {
    const block = paragraphsOf(body)[nth];
    if (!block) return;
    at = nth;
    button.style.setProperty(
      "inset-block-start",
      `${block.getBoundingClientRect().top - body.getBoundingClientRect().top}px`,
    );
    button.setAttribute("aria-label", t("post.copy-paragraph", { at: nth + 1 }));
  };
  // It is invisible until then, and positioning it forces layout.
  button.addEventListener("focus", () => put(at));
  body.addEventListener("pointerover", (event) => {
    const blocks = paragraphsOf(body);
    const nth = blocks.findIndex((block) => block.contains(/** @type {Node} */ (event.target)));
    if (nth >= 0) put(nth);
  });
  button.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    put(Math.max(0, at + by));
    paragraphsOf(body)[at]?.scrollIntoView({ block: "nearest" });
  });
  body.prepend(button);
}

/** @param {HTMLElement} body @param {number} nth from 1 */
export function goToParagraph(body, nth) {
  const block = paragraphsOf(body)[nth - 1];
  if (!block) return;
  focusOn(block);
  block.scrollIntoView({ block: "start" });
  block.dataset.linked = "";
}

/** Scrolls to a passage; the focus is on its paragraph. @param {Range} range */
export function goToRange(range) {
  const block = range.startContainer.parentElement?.closest(PARAGRAPHS);
  if (block instanceof HTMLElement) focusOn(block);
  const { top } = range.getBoundingClientRect();
  window.scrollTo({ top: window.scrollY + top - window.innerHeight / 3 });
}

/** @param {HTMLElement} block */
function focusOn(block) {
  if (!block.hasAttribute("tabindex")) block.tabIndex = -1;
  block.focus({ preventScroll: true });
}
