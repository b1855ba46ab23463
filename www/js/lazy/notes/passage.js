/**
 * Addresses of passages, in the grammar of text fragments (https://wicg.github.io/scroll-to-text-fragment/):
 * `text=[prefix-,]start[,end][,-suffix]`. The viewer has them in its own addresses, since browsers hide `:~:text=` from scripts.
 */
import { squeeze } from "./squeeze.js";

/** @import { Span } from './annotation.js' */

/** Quotes longer than this are named by their beginning and end. */
const MAX_EXACT = 120;

/** Characters of a beginning, an end or a context. */
const PART = 30;

/** @typedef {{ prefix: string, start: string, end: string, suffix: string }} Passage empty strings for parts that are not given */

/** The signs of the grammar are encoded within its parts. @param {string} part */
const encoded = (part) => encodeURIComponent(part.trim()).replaceAll("-", "%2D");

/** @param {string} href of a post in the viewer @param {string} text of its article @param {Span} span @returns {string} */
export function withPassage(href, text, span) {
  const exact = text.slice(span.start, span.end);
  const isLong = exact.length > MAX_EXACT;
  /** @type {Passage} */
  const passage = {
    prefix: "",
    start: isLong ? exact.slice(0, PART) : exact,
    end: isLong ? exact.slice(-PART) : "",
    suffix: "",
  };
  const isMeant = () => spanOf(passage, text)?.start === span.start;
  if (!isMeant()) {
    passage.prefix = text.slice(Math.max(0, span.start - PART), span.start);
    passage.suffix = text.slice(span.end, span.end + PART);
  }
  const { prefix, start, end, suffix } = passage;
  const parts = [
    prefix.trim() && `${encoded(prefix)}-`,
    encoded(start),
    end && encoded(end),
    suffix.trim() && `-${encoded(suffix)}`,
  ];
  return `${href}?text=${parts.filter(Boolean).join(",")}`;
}

/** @param {string} directive what follows `text=` @returns {Passage | null} */
export function passageOf(directive) {
  const parts = directive.split(",");
  const isPrefixed = parts.length > 1 && parts[0].endsWith("-");
  const prefix = isPrefixed ? (parts.shift() ?? "").slice(0, -1) : "";
  const suffix = parts.length > 1 && parts.at(-1)?.startsWith("-") ? (parts.pop() ?? "").slice(1) : "";
  const [start, end = "", ...rest] = parts;
  if (!start || rest.length > 0) return null;
  try {
    const [one, two, three, four] = [prefix, start, end, suffix].map(decodeURIComponent);
    return { prefix: one, start: two, end: three, suffix: four };
  } catch {
    return null;
  }
}

/**
 * The first place of a passage, without regard to case and white space.
 * @param {Passage} passage
 * @param {string} text
 * @returns {Span | null}
 */
export function spanOf(passage, text) {
  const squeezed = squeeze(text, true);
  const { letters } = squeezed;
  const part = (/** @type {string} */ words) => squeeze(words, true).letters;
  const [prefix, start, end, suffix] = [passage.prefix, passage.start, passage.end, passage.suffix].map(part);
  if (!start) return null;
  for (let from = letters.indexOf(start); from >= 0; from = letters.indexOf(start, from + 1)) {
    if (!letters.slice(0, from).endsWith(prefix)) continue;
    let to = from + start.length;
    if (end) {
      const last = letters.indexOf(end, to);
      if (last < 0) return null;
      to = last + end.length;
    }
    if (letters.startsWith(suffix, to)) return squeezed.span(from, to);
  }
  return null;
}
