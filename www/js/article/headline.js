/**
 * Where a Chinese headline may break: at marks and spaces, and in what is long without them between words, as the browser's
 * segmenter finds them. The style sheet keeps everything else whole.
 */
import { element } from "../views/element.js";
import { withLatin } from "./han-text.js";

/** Characters between two marks that stay in one line. */
const PHRASE = 10;

/** A heading with more UTF-16 units is no heading. */
const MAX_LENGTH = 300;

/** Fewest characters of the last line. */
const TAIL = 3;

const OPENING = /^[\p{Ps}\p{Pi}#@]+$/u;
const CLOSING = /^(?:[\p{P}\p{S}\s]+|[的了着著过過们們地得吗嗎呢吧之者性化])$/u;
const ENDS_PHRASE = /[\p{P}\s]$/u;
const MARKS_AT_END = /[\p{P}\s]+$/u;
const NUMBER = /\d$/;

/**
 * @param {string} title
 * @param {string} lang of the post; a title may be Chinese where it isn't
 * @returns {(string | Node)[] | null} null where it isn't Chinese or the browser has no segmenter
 */
export function headlineNodes(title, lang) {
  if (/^(?:ja|ko)/.test(lang) || title.length > MAX_LENGTH || !/\p{Script=Han}/u.test(title)) return null;
  if (!("Segmenter" in Intl)) return null;
  const units = unitsOf(title);
  const last = units.length - 1;
  return units.flatMap((unit, at) => {
    const nodes = withLatin(unit);
    if (at === 0) return nodes;
    // The last unit may have a mark or a space inside, and a mark may follow a space.
    const isTogether = at === last || /\s\S/.test(unit);
    return [element("wbr", {}), ...(isTogether ? [element("span", { class: "together" }, nodes)] : nodes)];
  });
}

/**
 * @param {DocumentFragment} inert nodes of a post, whose headings are in Chinese or not
 * @param {string} lang
 */
export function setHeadings(inert, lang) {
  for (const heading of inert.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const isPlain = [...heading.childNodes].every(
      (node) => node instanceof Text || /** @type {Element} */ (node).matches(".latin"),
    );
    const nodes = isPlain && headlineNodes(heading.textContent ?? "", lang);
    if (!nodes) continue;
    heading.replaceChildren(...nodes);
    heading.setAttribute("data-phrases", "");
  }
}

/** Has the browser load its dictionary, while the page waits for the post. */
export function prepareHeadlines() {
  if ("Segmenter" in Intl) unitsOf("文章");
}

/** Made once, for that loads the browser's dictionary. @type {Intl.Segmenter | undefined} */
let segmenter;

/** @param {string} title @returns {string[]} what stays whole */
function unitsOf(title) {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  /** @type {string[]} */
  const words = [];
  let isOpen = false;
  for (const { segment } of segmenter.segment(title)) {
    const before = words.at(-1) ?? "";
    const joins = CLOSING.test(segment) || (NUMBER.test(before) && length(segment) === 1);
    if (words.length > 0 && (isOpen || joins)) words.push(words.pop() + segment);
    else words.push(segment);
    // A character by itself belongs to the next word, unless a mark or a number of them is between.
    const whole = words.at(-1) ?? "";
    isOpen =
      OPENING.test(segment) || (length(segment) === 1 && !joins && !ENDS_PHRASE.test(whole) && length(whole) < 5);
  }

  // One before a mark belongs to the word before it.
  for (let at = words.length - 1; at > 0; at -= 1) {
    const isLone = ENDS_PHRASE.test(words[at]) && length(words[at].replace(MARKS_AT_END, "")) === 1;
    if (isLone && !ENDS_PHRASE.test(words[at - 1])) words.splice(at - 1, 2, words[at - 1] + words[at]);
  }

  const units = [];
  for (let at = 0; at < words.length; ) {
    let end = at + 1;
    while (end < words.length && !ENDS_PHRASE.test(words[end - 1])) end += 1;
    const phrase = words.slice(at, end);
    if (length(phrase.join("")) <= PHRASE) units.push(phrase.join(""));
    else units.push(...phrase);
    at = end;
  }
  while (units.length > 1 && length(units[units.length - 1]) < TAIL && length(units[units.length - 2]) <= PHRASE)
    units.push(units.splice(-2).join(""));
  return units;
}

/** @param {string} text @returns {number} of characters */
const length = (text) => [...text].length;
