/**
 * Shows the Chinese of an open article in Simplified or Traditional characters. What was written stays known: copies are of
 * that, and so are the quotes of notes.
 */
import { showInstead, writtenIn } from "../../article/original-text.js";
import { converter } from "./convert.js";

/** @import { Settings } from '../../types.js' */

/** What the viewer itself wrote beside the article's own text. */
const OWN = "button, .was-removed-label, .picture-actions, .embed-kind, .embed-ways, .facts time";
const PLACES = ".post-headline, .post-body, .post-tags, .discussion";

const TABLES = {
  simplified: () => import("./to-simplified.js"),
  traditional: () => import("./to-traditional.js"),
};
const LANGUAGES = { simplified: "zh-Hans", traditional: "zh-Hant" };

/** @typedef {ReturnType<typeof conversionOf>} Conversion */

/**
 * @param {HTMLElement} root of the article's view
 * @param {string} lang of the article
 */
export function conversionOf(root, lang) {
  const article = /** @type {HTMLElement} */ (root.querySelector("article"));
  /** @type {(text: string) => string} */
  let convert = (text) => text;
  let wish = 0;

  /** @param {Node} node @returns {Text[]} */
  function textsIn(node) {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const texts = [];
    if (node instanceof Text) texts.push(node);
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    return texts.filter(({ parentElement: parent }) => parent?.closest(PLACES) && !parent.closest(OWN));
  }
  const show = (/** @type {Node} */ node) => {
    for (const text of textsIn(node)) showInstead(text, convert(writtenIn(text)));
  };
  // Chunks that are rendered later, restored parts, comments.
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) show(node);
  });

  /** @param {ClipboardEvent} event */
  function copy(event) {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !root.contains(selection.anchorNode)) return;
    const written = writtenFor(selection);
    if (written === null) return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", written);
  }
  document.addEventListener("copy", copy);

  /** What was written where this is selected. @param {Selection} selection @returns {string | null} null where that can't be told */
  function writtenFor(selection) {
    const range = selection.getRangeAt(0);
    const nodes = textsIn(root).filter((node) => range.intersectsNode(node));
    let [shown, written] = ["", ""];
    for (const node of nodes) {
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      shown += node.data.slice(from, to);
      written += writtenIn(node).slice(from, to);
    }
    // The selection's own text has the line breaks between blocks.
    let at = 0;
    let copied = "";
    for (const sign of selection.toString()) {
      while (at < shown.length && /\s/.test(shown[at])) at += 1;
      if (/\s/.test(sign)) copied += sign;
      else if (shown.startsWith(sign, at)) {
        copied += written.slice(at, at + sign.length);
        at += sign.length;
      } else return null;
    }
    return copied;
  }

  return {
    /** @param {Settings['characters']} wished */
    async set(wished) {
      const mine = ++wish;
      const table = wished === "written" ? null : (await TABLES[wished]()).default;
      if (mine !== wish) return;
      convert = table === null ? (text) => text : converter(table);
      observer.disconnect();
      show(root);
      article.lang = wished === "written" ? lang : LANGUAGES[wished];
      if (table !== null) observer.observe(root, { childList: true, subtree: true });
      // For those who marked places in the replaced texts.
      root.querySelector(".post-body")?.dispatchEvent(new Event("redrawn"));
    },
    stop() {
      wish += 1;
      observer.disconnect();
      document.removeEventListener("copy", copy);
    },
  };
}
