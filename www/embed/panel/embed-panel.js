/**
 * Code that shows a post in another page, to copy.
 */
import { element } from "../../js/views/element.js";
import { elementCode, frameCode, inlineCode } from "./code.js";
import "./words.js";

/** @import { ReadingPage, Words } from '../../js/types.js' */

/** Largest file to paste into a page, in bytes. */
const MAX_INLINE = 256 * 1024;

/**
 * @param {Words} words
 * @param {{ page: ReadingPage, base: string | null }} entry
 * @returns {Promise<HTMLElement[]>}
 */
export async function embedCodes(words, { page, base }) {
  const { t } = words;
  const viewer = new URL(".", document.baseURI).href;
  if (base !== null) {
    return [
      code(words, t("embedding.element"), elementCode(viewer, base, page.title)),
      code(words, t("embedding.frame"), frameCode(viewer, base, page.title)),
    ];
  }
  if (page.original.size > MAX_INLINE) return [sentence(t("embedding.too-long"))];
  try {
    const text = inlineCode(viewer, page.file.name, await page.original.text());
    return [sentence(t("embedding.no-address")), code(words, t("embedding.inline"), text)];
  } catch (error) {
    return [sentence(t("text.gone", { reason: String(error) }))];
  }
}

/** @param {string} text */
const sentence = (text) => element("p", { class: "panel-sentence" }, text);

/** Characters of a line on a wide screen. */
const LINE = 64;

/** @param {string} text @returns {number} of a textarea */
function rowsFor(text) {
  const lines = text.trimEnd().split("\n", 12);
  return Math.min(
    lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0),
    12,
  );
}

/**
 * @param {Words} words
 * @param {string} label
 * @param {string} text
 */
function code({ t }, label, text) {
  const field = element("textarea", {
    class: "embed-code",
    readonly: true,
    rows: String(rowsFor(text)),
    spellcheck: "false",
    dir: "ltr",
    "aria-label": label,
    onfocus: () => field.select(),
  });
  field.value = text.trimEnd();
  const status = element("span", { class: "embed-told", role: "status" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = t("embedding.copied");
    } catch {
      // The page may not write to the clipboard.
      field.focus();
      status.textContent = t("embedding.copy-yourself");
    }
  };
  return element(
    "div",
    { class: "embed-way" },
    sentence(label),
    field,
    element(
      "p",
      { class: "embed-copy" },
      element("button", { type: "button", class: "quiet-button", onclick: copy }, t("embedding.copy")),
      status,
    ),
  );
}
