/**
 * Text that may be long, as it stands: the file itself, a post that was too large or too strange to be cleaned.
 * It stays outside the page and comes in by parts, since a page with tens of megabytes in it would stand still.
 */
import { element } from "./element.js";
import { sizeInWords } from "../i18n/words.js";

/** @import { Words } from '../types.js' */

/** Bytes of one part: some thirty screens, and laid out in a few milliseconds. */
const PART = 64 * 1024;

/** A character has four bytes at the most: as many are looked at to see where it ends. */
const CHARACTER = 4;

const LINE_BREAK = 0x0a;

/**
 * @param {Words} words
 * @param {Blob} text in UTF-8
 * @param {(part: string) => HTMLElement} show makes the element of one part
 * @returns {{ root: HTMLElement, ready: Promise<void>, showNext: () => Promise<void>, isWhole: () => boolean }}
 *   `ready` when the first part stands
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

  /** One part after the other, whoever asks. */
  let last = Promise.resolve();
  /** @param {boolean} focus whether the reader asked for it, and goes on from there */
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
  return { root, ready: showNext(false), showNext: () => showNext(false), isWhole: () => shown >= text.size };
}

/**
 * @param {Blob} text
 * @param {number} start
 * @returns {Promise<{ part: string, end: number }>} it ends behind a line where it can, and never inside a character
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
