/**
 * Text that may be long: a file, or a post that exceeded a limit and could not be cleaned. It stays in a blob and is shown
 * part by part, since tens of megabytes would block the page.
 */
import { element } from "./element.js";
import { sizeInWords } from "../i18n/words.js";

/** @import { Words } from '../types.js' */

/** Bytes of one part: about thirty screens, laid out in a few milliseconds. */
const PART = 64 * 1024;

/** Most bytes of one character. */
const CHARACTER = 4;

const LINE_BREAK = 0x0a;

/**
 * @param {Words} words
 * @param {Blob} text in UTF-8
 * @param {(part: string) => HTMLElement} show makes the element of one part
 * @returns {{ root: HTMLElement, ready: Promise<void>, showNext: () => Promise<void>, isComplete: () => boolean }}
 *   `ready` settles when the first part is shown
 */
export function textInParts({ t, language, dir, locale }, text, show) {
  let shown = 0;
  const more = element("button", {
    type: "button",
    class: "button",
    lang: language,
    dir,
    hidden: true,
    onclick: () => void showNext(true),
  });
  const root = element("div", { class: "text-parts", "aria-busy": "true" }, more);

  /** Serialises the parts. */
  let last = Promise.resolve();
  /** @param {boolean} focus whether the part gets the focus */
  const showNext = (focus) => (last = last.then(() => showOne(focus)));
  /** @param {boolean} focus */
  const showOne = async (focus) => {
    if (shown >= text.size && shown > 0) return;
    try {
      const { part, end } = await partAt(text, shown);
      const place = show(part);
      more.before(place);
      shown = end;
      more.hidden = shown >= text.size;
      const [size, total] = [shown, text.size].map((bytes) => sizeInWords(bytes, locale));
      more.textContent = t("text.more", { shown: size, total });
      if (focus) {
        place.tabIndex = -1;
        place.focus({ preventScroll: true });
      }
    } catch (error) {
      more.before(element("p", { class: "text-gone" }, t("text.gone", { reason: String(error) })));
      more.hidden = true;
      shown = text.size;
    } finally {
      root.removeAttribute("aria-busy");
    }
  };
  return { root, ready: showNext(false), showNext: () => showNext(false), isComplete: () => shown >= text.size };
}

/**
 * @param {Blob} text
 * @param {number} start
 * @returns {Promise<{ part: string, end: number }>} ends after a line where possible, never inside a character
 */
async function partAt(text, start) {
  const bytes = new Uint8Array(await text.slice(start, start + PART + CHARACTER).arrayBuffer());
  let length = bytes.length;
  if (start + length < text.size) {
    length = bytes.lastIndexOf(LINE_BREAK, PART - 1) + 1;
    if (length === 0) {
      length = PART;
      while (length > PART - CHARACTER && (bytes[length] & 0xc0) === 0x80) length -= 1;
    }
  }
  const part = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, length));
  return { part, end: start + length };
}
