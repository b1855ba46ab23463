/**
 * The text of an article as one string, and the way between its offsets and ranges of the page. What the viewer itself put
 * into the article, its buttons and labels, is no part of the text, which is as it was written.
 */

import { writtenIn } from "../../article/original-text.js";

/** @import { Span } from './annotation.js' */

const OWN = "button, .was-removed-label, .picture-words, .embed";

/** @typedef {ReturnType<typeof articleText>} ArticleText */

/** @param {HTMLElement} body rendered to its end */
export function articleText(body) {
  /** @type {{ node: Text, from: number }[]} */
  const pieces = [];
  let text = "";
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(OWN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    pieces.push({ node: /** @type {Text} */ (node), from: text.length });
    text += writtenIn(/** @type {Text} */ (node));
  }
  return {
    text,

    /** @param {Span} span @returns {Range} */
    rangeOf({ start, end }) {
      const range = document.createRange();
      const first = pieceAt(start);
      const last = pieceAt(Math.max(start, end - 1));
      range.setStart(first.node, start - first.from);
      range.setEnd(last.node, end - last.from);
      return range;
    },

    /** @param {Range} range @returns {Span | null} without white space at its ends; null where it has none of the text */
    spanOf(range) {
      const inside = pieces.filter(({ node }) => range.intersectsNode(node));
      const [first, last] = [inside.at(0), inside.at(-1)];
      if (!first || !last) return null;
      let start = first.from + (first.node === range.startContainer ? range.startOffset : 0);
      let end = last.from + (last.node === range.endContainer ? range.endOffset : last.node.length);
      while (start < end && /\s/.test(text[start])) start += 1;
      while (end > start && /\s/.test(text[end - 1])) end -= 1;
      return start < end ? { start, end } : null;
    },
  };

  /** @param {number} offset */
  function pieceAt(offset) {
    let [low, high] = [0, pieces.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pieces[middle].from <= offset) low = middle;
      else high = middle - 1;
    }
    return pieces[low];
  }
}
