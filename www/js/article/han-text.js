/**
 * Chinese and Japanese text: Latin words in it get their own face, and what would tear a justified line open is marked.
 */
import { element } from "../views/element.js";

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const BLOCKS = "p, li, dd, dt, td, th, div, section, blockquote, figcaption, summary, h1, h2, h3, h4, h5, h6";

/** What no line breaks within, marks of its ends included, and is too long for the end of a justified one of 34 em. */
const WHOLE = "[^ \\t\\n\\r\\u2000-\\u200b\\u3000-\\u30ff\\p{Script=Han}\\p{Script=Hangul}\\uff00-\\uffef]";
const LONG = new RegExp(
  `${WHOLE}{9}|[（《「『【]${WHOLE}{7}|${WHOLE}{7}[）》」』】，。、；：！？]|[“‘]${WHOLE}{4}|${WHOLE}{4}[”’]`,
  "u",
);

/** Signs in a row, or words from letter to letter. An apostrophe between letters is theirs; other quotation marks are full-width. */
const RUNS =
  /([^\s\p{L}\p{N}])\1{7,}|[\p{Script=Latin}\d](?:(?:[\p{Script=Latin}\p{M}\d!-~ \u00a0–]|(?<=\p{Script=Latin})’(?=\p{Script=Latin}))*[\p{Script=Latin}\d/%+])?/gu;

/** Breaks anywhere: an address, or whatever is as long. */
const ADDRESS = /:\/\/|^www\.|^\S{24}/;

/** A line that is Latin for the most part has few places to be justified by. */
const isLatin = (/** @type {string} */ text) => (text.match(/\p{Script=Latin}/gu)?.length ?? 0) > text.length / 3;

/**
 * Chromium breaks before a short piece of text that ends with a mark, not inside it, where only the mark's own space is too
 * much for the line.
 */
const TRIMMED = /^.{2,40}[）》」』】”’，。、；：]\s*$/su;

/** @param {DocumentFragment} inert nodes of a post in Chinese or Japanese */
export function setHanText(inert) {
  const walker = document.createTreeWalker(inert, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  /** @type {Element | null} */
  let block = null;
  let isHan = true;
  for (const text of texts) {
    const parent = text.parentElement;
    const own = parent?.closest(BLOCKS) ?? null;
    const isFirst = own !== block;
    if (isFirst) {
      block = own;
      const whole = block?.textContent ?? "";
      isHan = !block || HAN.test(whole) || !/\p{Script=Latin}/u.test(whole);
      if (block && (isLatin(whole) || LONG.test(whole) || block.querySelector("img")))
        block.setAttribute("data-ragged", "");
    }
    if (parent?.closest("pre, code, kbd, samp, rt")) continue;
    const { data } = text;
    const nodes = isHan ? withLatin(data, Boolean(parent?.closest("em"))) : data.trim() ? [latin(data)] : [data];
    if (!isFirst && TRIMMED.test(data)) text.replaceWith(element("span", { class: "untrimmed" }, nodes));
    else if (nodes.length > 1 || nodes[0] !== data) text.replaceWith(...nodes);
  }
}

/**
 * @param {string} text
 * @param {boolean} [numbers] whether numbers by themselves are marked too
 * @returns {(string | Node)[]}
 */
export function withLatin(text, numbers = false) {
  /** @type {(string | Node)[]} */
  const nodes = [];
  let at = 0;
  for (const { 0: run, 1: sign, index } of text.matchAll(RUNS)) {
    if (!sign && !numbers && !/\p{Script=Latin}/u.test(run)) continue;
    nodes.push(text.slice(at, index));
    if (sign) nodes.push(element("span", { class: "breaks" }, run));
    else nodes.push(latin(run));
    at = index + run.length;
  }
  return [...nodes, text.slice(at)].filter((node) => node !== "");
}

/** @param {string} run */
function latin(run) {
  const words = ADDRESS.test(run) || /\S{24}/.test(run) ? run.split(/(?<= )/) : [run];
  return element(
    "span",
    { class: "latin" },
    words.map((word) => (ADDRESS.test(word) ? element("span", { class: "breaks" }, word) : word)),
  );
}
