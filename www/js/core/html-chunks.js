/**
 * Cuts an article's HTML into chunks that enter the page one by one, so that a large post does not block it.
 *
 * A chunk ends between two blocks where possible. Inside a block that alone is too large (a table, a list, a paragraph of
 * megabytes), the open elements are closed at the cut and opened again by the next chunk. HTML that is not written as the
 * core writes it is never cut, so that the chunks together always mean what the whole does.
 *
 * Strings only, no document: this runs in the worker.
 */

/** @import { HtmlChunk } from '../types.js' */

/** Characters of one chunk: parsed, sanitized and laid out in about 20 ms on a slow machine. */
export const CHUNK_LENGTH = 16 * 1024;

/** Multiple of the chunk length at which a block is cut inside. */
const MAX_OVERRUN = 2;

/** Most characters of reopened tags in a chunk; nothing nested deeper is cut, or the repeated tags would outgrow the text. */
const MAX_REOPENED = 2048;

/** Characters searched backwards for a cut between two words or sentences. */
const LOOK_BACK = 2000;

/** One tag as the core writes it: lower case, single spaces, values in double quotes. */
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [^\s"'<>/=]+(?:="[^"]*")?)*)>/y;

export const VOID = new Set(["br", "col", "hr", "img", "wbr"]);

/**
 * Elements that can be split in two. A link, a figure or a ruby can't: half its content changes its meaning. Nor can a list
 * that counts down from a number that depends on its end.
 */
const DIVISIBLE = new Set(
  (
    "ul ol dl li dt dd blockquote table thead tbody tfoot tr td th p pre h1 h2 h3 h4 h5 h6 " +
    "b strong i em u s del ins small mark span code samp kbd cite q sub sup"
  ).split(" "),
);

/** @typedef {{ name: string, tag: string, divisible: boolean, cells: number }} Open */

/**
 * @param {string} html the core's SafeHtml
 * @param {number} [size] for tests
 * @returns {HtmlChunk[]} in order; at least one
 */
export function chunksOf(html, size = CHUNK_LENGTH) {
  /** @type {HtmlChunk[]} */
  const chunks = [];
  /** @type {Open[]} */
  const open = [];
  /** Elements that are open where the current chunk begins. @type {Open[]} */
  let reopened = [];
  let start = 0;
  /** Where the last opening tag ended. */
  let opened = 0;

  /** @param {number} at */
  const cut = (at) => {
    chunks.push(chunk(html.slice(start, at), reopened, open));
    start = at;
    reopened = [...open];
  };

  for (let at = 0; at < html.length; ) {
    const next = html.indexOf("<", at);
    const textEnd = next < 0 ? html.length : next;
    while (textEnd - start > MAX_OVERRUN * size && mayCut(open)) {
      const place = cutInText(html, Math.max(at, start), Math.max(at, start + MAX_OVERRUN * size));
      if (place <= Math.max(at, start)) break;
      cut(place);
    }
    if (next < 0) break;

    TAG.lastIndex = next;
    const tag = TAG.exec(html);
    // Not written by our core: the rest is one chunk.
    if (!tag) break;
    const [whole, closing, name, attributes] = tag;
    const length = next - start;
    const enough = length >= (open.length === 0 ? size : MAX_OVERRUN * size);
    // Not right after an opening tag either: the chunk would hold an empty element.
    if (enough && !closing && next > opened && mayCut(open)) cut(next);
    if (closing) {
      if (open.pop()?.name !== name) break;
    } else if (!VOID.has(name)) {
      const row = open.at(-1);
      if (row) row.cells += 1;
      // Only the first cell of a row can be split: half of another would land in the first column of the next row.
      const divisible =
        DIVISIBLE.has(name) && !(row?.name === "tr" && row.cells > 1) && !/ reversed\b/.test(attributes);
      // An id is unique.
      open.push({ name, tag: `<${name}${attributes.replace(/ id="[^"]*"/, "")}>`, divisible, cells: 0 });
    }
    at = next + whole.length;
    if (!closing && !VOID.has(name)) opened = at;
  }
  chunks.push(chunk(html.slice(start), reopened, []));
  return chunks;
}

/** @param {Open[]} open */
function mayCut(open) {
  return (
    open.every(({ divisible }) => divisible) &&
    open.at(-1)?.name !== "tr" &&
    open.reduce((sum, { tag }) => sum + tag.length, 0) <= MAX_REOPENED
  );
}

/**
 * @param {string} inside
 * @param {Open[]} before elements to open again
 * @param {Open[]} after elements still open at its end
 * @returns {HtmlChunk}
 */
function chunk(inside, before, after) {
  // The parser drops a line break after this tag; a second one makes up for it.
  const lineBreak = before.at(-1)?.name === "pre" && inside.startsWith("\n") ? "\n" : "";
  const opening = before.map(({ tag }) => tag).join("") + lineBreak;
  const closing = after.map(({ name }) => `</${name}>`).reverse();
  return { html: opening + inside + closing.join(""), open: before.length };
}

/**
 * @param {string} html
 * @param {number} from where the text begins
 * @param {number} wished
 * @returns {number} an offset between two words or sentences, or at least between two characters; `from` for none
 */
function cutInText(html, from, wished) {
  const earliest = Math.max(from, wished - LOOK_BACK);
  for (let at = wished; at > earliest; at -= 1) {
    if (/[\s。！？]/.test(html[at - 1])) return at;
  }
  let at = wished;
  const reference = html.lastIndexOf("&", at - 1);
  const semicolon = html.indexOf(";", reference);
  if (reference >= from && semicolon >= at && semicolon - reference <= 10) at = reference;
  return /[\uDC00-\uDFFF]/.test(html[at] ?? "") ? at - 1 : at;
}

/** The character references that the core writes, in articles and in pages. @type {Record<string, string>} */
const CHARACTERS = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0", "#39": "'" };

/** @param {string} text or an attribute's value, as the core writes it */
export const unescaped = (text) => text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name) => CHARACTERS[name]);

/** @param {string} html the core's SafeHtml @returns {Set<string>} the URLs of its links */
export function linkedUrls(html) {
  const urls = new Set();
  for (let at = html.indexOf("<a "); at >= 0; at = html.indexOf("<a ", at + 1)) {
    TAG.lastIndex = at;
    const href = TAG.exec(html)?.[3].match(/ href="([^"]*)"/)?.[1];
    if (href !== undefined) urls.add(unescaped(href));
  }
  return urls;
}
