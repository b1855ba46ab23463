/**
 * Links to the paragraphs of an article: one sign that stands beside the paragraph under the pointer. By the keyboard it is
 * reached before the text, and the arrows lead it from one paragraph to the next.
 */
import { element } from "../views/element.js";

/** @import { Words } from '../types.js' */

const PARAGRAPHS = "p, h2, h3, h4, h5, h6, li, blockquote, pre, figure, table, dd";

/** @param {HTMLElement} body @returns {HTMLElement[]} those that stand in no other one, in their order */
function paragraphsOf(body) {
  return /** @type {HTMLElement[]} */ ([...body.querySelectorAll(PARAGRAPHS)]).filter(
    // What was taken out and is shown all the same is counted nowhere: a link means the same paragraph for everybody.
    (block) => !block.parentElement?.closest(PARAGRAPHS) && !block.closest(".was-removed") && (block.textContent?.trim() || block.querySelector("img")),
  );
}

/**
 * @param {Words} words
 * @param {HTMLElement} body of the article, whole
 * @param {(nth: number) => void} copy what leads to a paragraph, from 1
 */
export function offerParagraphLinks({ t }, body, copy) {
  let at = 0;
  const sign = element("button", { type: "button", class: "paragraph-link", "aria-label": t("post.copy-paragraph", { at: 1 }), onclick: () => copy(at + 1) }, "¶");
  /** @param {number} nth */
  const put = (nth) => {
    const block = paragraphsOf(body)[nth];
    if (!block) return;
    at = nth;
    sign.style.setProperty("inset-block-start", `${block.getBoundingClientRect().top - body.getBoundingClientRect().top}px`);
    sign.setAttribute("aria-label", t("post.copy-paragraph", { at: nth + 1 }));
  };
  // Nobody sees it before, and to find its place is to lay the page out.
  sign.addEventListener("focus", () => put(at));
  body.addEventListener("pointerover", (event) => {
    const blocks = paragraphsOf(body);
    const nth = blocks.findIndex((block) => block.contains(/** @type {Node} */ (event.target)));
    if (nth >= 0) put(nth);
  });
  sign.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    put(Math.max(0, at + by));
    paragraphsOf(body)[at]?.scrollIntoView({ block: "nearest" });
  });
  body.prepend(sign);
}

/** @param {HTMLElement} body @param {number} nth from 1 */
export function goToParagraph(body, nth) {
  const block = paragraphsOf(body)[nth - 1];
  if (!block) return;
  if (!block.hasAttribute("tabindex")) block.tabIndex = -1;
  block.focus({ preventScroll: true });
  block.scrollIntoView({ block: "start" });
  block.dataset.linked = "";
}
