/**
 * What the page needs of the core's answer, and in which form. It is made where the core runs, in the worker:
 * the HTML comes in slices, and long texts that few readers ask for stay outside the page's memory, as blobs.
 */
import { slicesOf } from "./html-chunks.js";

/** @import { CoreAnswer, Embed, ReadingPage } from '../types.js' */

/**
 * @param {CoreAnswer} answer
 * @param {Blob | Uint8Array | null} given what it was read from, if that was no text
 * @returns {ReadingPage}
 */
export function opened({ html, text, original, figures, embeds, ...rest }, given) {
  const decoded = new Blob([original]);
  return {
    ...rest,
    slices: slicesOf(html),
    text: rest.plain ? new Blob([text]) : null,
    original: decoded,
    raw: given instanceof Blob ? given : rawOf(given, decoded, rest),
    fingerprint: fingerprintOf(original),
    pictures: figures.length,
    lead: figures[0]?.lead ?? false,
    embeds,
    placeless: withoutPlace(embeds, html),
  };
}

/**
 * A file in UTF-8 is its text; only others are kept a second time.
 * @param {Uint8Array | null} bytes
 * @param {Blob} decoded
 * @param {Pick<CoreAnswer, "file" | "problems">} facts
 * @returns {Blob}
 */
function rawOf(bytes, decoded, { file, problems }) {
  const isText = file.encoding === "UTF-8" && bytes?.byteLength === decoded.size;
  if (bytes === null || (isText && !problems.some(({ code }) => code === "bad-bytes"))) return decoded;
  return new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]);
}

/**
 * @param {Embed[]} embeds
 * @param {string} html
 * @returns {Embed[]} those that no link of the article leads to: the video whose page the post was saved from
 */
function withoutPlace(embeds, html) {
  if (embeds.length === 0) return [];
  const linked = new Set([...html.matchAll(/<a [^<]*?href="([^"]*)"/g)].map(([, href]) => href.replaceAll("&amp;", "&")));
  return embeds.filter(({ url }) => !linked.has(url));
}

/**
 * Tells the same file from another one of its name. It is no seal: who makes two files with one fingerprint
 * gets one row in the list instead of two.
 * @param {string} text
 */
function fingerprintOf(text) {
  let one = 0x9e3779b9;
  let other = 0x85ebca6b;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0xc2b2ae35) + at;
  }
  return [text.length, one >>> 0, other >>> 0].map((number) => number.toString(36)).join("-");
}
