/**
 * Makes the page's model of a post from the core's answer, where the core runs: the HTML in chunks, and long texts that few
 * readers ask for as blobs, outside the page's memory.
 */
import { chunksOf, linkedUrls } from "./html-chunks.js";

/** @import { CoreAnswer, Embed, ReadingPage } from '../types.js' */

/**
 * @param {CoreAnswer} answer
 * @param {Blob | Uint8Array | null} source the file or its bytes; null for a pasted text
 * @returns {ReadingPage}
 */
export function pageModel({ html, text, original, figures, embeds, ...rest }, source) {
  const decoded = new Blob([original]);
  return {
    ...rest,
    chunks: chunksOf(html),
    text: rest.plain ? new Blob([text]) : null,
    original: decoded,
    raw: source instanceof Blob ? source : rawOf(source, decoded, rest),
    pictures: figures.length,
    lead: figures[0]?.lead ?? false,
    embeds,
    unlinkedEmbeds: unlinked(embeds, html),
  };
}

/**
 * Keeps the bytes only of a file that is not exactly its text in UTF-8.
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
 * @returns {Embed[]} those that no link of the article leads to, such as the video whose page the post was saved from
 */
function unlinked(embeds, html) {
  if (embeds.length === 0) return [];
  const linked = linkedUrls(html);
  return embeds.filter(({ url }) => !linked.has(url));
}
