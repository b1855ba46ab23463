/**
 * Notes as annotations of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/), and the places in a
 * text that their selectors mean.
 */
import { squeeze } from "./squeeze.js";

/** Colours of a highlight, the default first. */
export const COLOURS = /** @type {const} */ (["yellow", "green", "blue", "pink"]);

/** @typedef {typeof COLOURS[number]} Colour */

/** Characters of context on each side of a quote, as browsers and other annotators keep. */
const CONTEXT = 32;

/** Characters from `start` up to `end` of a text. @typedef {{ start: number, end: number }} Span */

/**
 * What a note is about: a post by its URL, where it has one, and by the SHA-256 of its file.
 * @typedef {{ title: string, lang: string, url: string | null, digest: string }} Target `digest` in 64 hexadecimal digits
 */

/** @typedef {{ type: 'TextQuoteSelector', exact: string, prefix: string, suffix: string }} QuoteSelector */
/** @typedef {{ type: 'TextPositionSelector', start: number, end: number }} PositionSelector */

/**
 * @typedef {{ type: 'TextualBody', value: string, format: 'text/plain', purpose: 'commenting' }} Comment
 * @typedef {{ type: 'SpecificResource', source: string, styleClass: string, selector: [QuoteSelector, PositionSelector],
 *   'dcterms:title': string, 'dcterms:language': string, 'dcterms:identifier': string }} AnnotationTarget
 * @typedef {{ "@context": string, id: string, type: 'Annotation', created: string, modified: string,
 *   motivation: 'highlighting' | 'commenting', body: Comment[], target: AnnotationTarget }} Annotation
 */

/** The name of a file by its hash, as RFC 6920 writes it. @param {string} digest in hexadecimal digits */
export function nameOfDigest(digest) {
  const bytes = digest.match(/../g)?.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))) ?? [];
  return `ni:///sha-256;${btoa(bytes.join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/**
 * @param {Target} target
 * @param {string} text of the article
 * @param {Span} span
 * @param {Colour} colour
 * @param {string} comment
 * @returns {Annotation}
 */
export function annotationOf(target, text, { start, end }, colour, comment) {
  const now = new Date().toISOString();
  const name = nameOfDigest(target.digest);
  /** @type {Annotation} */
  const annotation = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: `urn:uuid:${uuid()}`,
    type: "Annotation",
    created: now,
    modified: now,
    motivation: "highlighting",
    body: [],
    target: {
      type: "SpecificResource",
      source: target.url ?? name,
      styleClass: colour,
      selector: [
        {
          type: "TextQuoteSelector",
          exact: text.slice(start, end),
          prefix: text.slice(Math.max(0, start - CONTEXT), start),
          suffix: text.slice(end, end + CONTEXT),
        },
        { type: "TextPositionSelector", start, end },
      ],
      "dcterms:title": target.title,
      "dcterms:language": target.lang,
      "dcterms:identifier": name,
    },
  };
  return changed(annotation, colour, comment);
}

/**
 * @param {Annotation} annotation
 * @param {Colour} colour
 * @param {string} comment
 * @returns {Annotation}
 */
export function changed(annotation, colour, comment) {
  return {
    ...annotation,
    modified: new Date().toISOString(),
    motivation: comment ? "commenting" : "highlighting",
    body: comment ? [{ type: "TextualBody", value: comment, format: "text/plain", purpose: "commenting" }] : [],
    target: { ...annotation.target, styleClass: colour },
  };
}

/** @param {Annotation} annotation @returns {string} */
export const quoteOf = ({ target }) => target.selector[0].exact;

/** @param {Annotation} annotation @returns {string} */
export const commentOf = ({ body }) => body.map(({ value }) => value).join("\n\n");

/** @param {Annotation} annotation @returns {Colour} */
export const colourOf = ({ target }) => COLOURS.find((colour) => colour === target.styleClass) ?? COLOURS[0];

/**
 * Where an annotation's quote stands in a text: of its occurrences the one whose surroundings agree most, and of those the one
 * nearest to its position. White space does not count, since it changes with what was cleaned.
 * @param {Annotation} annotation
 * @param {string} text
 * @returns {Span | null} null where it is no longer there
 */
export function placeIn({ target }, text) {
  const [quote, position] = target.selector;
  const squeezed = squeeze(text);
  const [exact, prefix, suffix] = [quote.exact, quote.prefix, quote.suffix].map((part) => squeeze(part).letters);
  if (!exact) return null;
  /** @type {{ span: Span, agreement: number, distance: number } | null} */
  let best = null;
  for (let at = squeezed.letters.indexOf(exact); at >= 0; at = squeezed.letters.indexOf(exact, at + 1)) {
    const span = squeezed.span(at, at + exact.length);
    const before = squeezed.letters.slice(Math.max(0, at - prefix.length), at);
    const after = squeezed.letters.slice(at + exact.length, at + exact.length + suffix.length);
    const agreement = common(reversed(before), reversed(prefix)) + common(after, suffix);
    const distance = Math.abs(span.start - position.start);
    if (!best || agreement > best.agreement || (agreement === best.agreement && distance < best.distance))
      best = { span, agreement, distance };
  }
  return best?.span ?? null;
}

/** @param {string} one @param {string} other @returns {number} characters of their common beginning */
function common(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** @param {string} text */
const reversed = (text) => [...text].reverse().join("");

/** Browsers offer `randomUUID` only on HTTPS and localhost. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
