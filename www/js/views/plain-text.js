/**
 * The text of a post that is too large or too strange to be cleaned: as it stands, in parts,
 * since a page with tens of megabytes in it would stand still.
 */
import { element } from "../element.js";

/** @import { Words } from '../types.js' */

/** Characters of one part: some thirty screens, and laid out in a few milliseconds. */
const PART = 50_000;

/**
 * @param {Words} words
 * @param {string} text
 * @returns {HTMLElement}
 */
export function plainText({ t, language, dir }, text) {
  const parts = partsOf(text);
  let shown = 0;
  const root = element("div", { class: "post-plain" });
  const more = element("button", {
    type: "button",
    class: "button",
    lang: language,
    dir,
    onclick: () => showNext(true),
  });
  root.append(more);

  /** @param {boolean} focus whether the reader asked for it, and goes on from there */
  const showNext = (focus) => {
    const part = element("div", { class: "post-plain-part", tabindex: "-1" }, parts[shown]);
    more.before(part);
    shown += 1;
    more.textContent = t("post.more-text", { shown, total: parts.length });
    more.hidden = shown >= parts.length;
    if (focus) part.focus({ preventScroll: true });
  };
  showNext(false);
  return root;
}

/**
 * @param {string} text
 * @returns {string[]} cut after a line where there is one
 */
function partsOf(text) {
  const parts = [];
  for (let start = 0; start < text.length;) {
    const line = text.lastIndexOf("\n", start + PART);
    let end = line > start ? line + 1 : start + PART;
    // Never between the halves of one character.
    if (line <= start && /[\uD800-\uDBFF]/.test(text[end - 1] ?? "")) end += 1;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}
