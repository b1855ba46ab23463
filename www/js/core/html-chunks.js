/**
 * Cuts an article's HTML into slices that enter the page one by one, so that no large post holds the page up.
 *
 * A slice ends between two blocks where it can. Where one block alone is larger than that (a table, a list, a paragraph
 * of megabytes), the slice ends inside it: the elements that are open there are closed, and the next slice opens them again.
 * Nothing is cut where the HTML is not written as the core writes it, so that each slice means what its part of the whole does.
 *
 * Strings only, no document: this runs in the worker.
 */

/** @import { Slice } from '../types.js' */

/** Characters of one slice: parsed, sanitized and laid out in some 20 ms on a slow machine. */
export const SLICE = 16 * 1024;

/** A block may make its slice longer by as much before it is cut inside. */
const PATIENCE = 2;

/** Characters of the tags that a slice may open again; deeper, nothing is cut, or the repeated tags would outgrow the text. */
const MAX_REOPENED = 2048;

/** How far back a cut inside text looks for a place between two words or sentences. */
const LOOK_BACK = 2000;

/** One tag as the core writes it: lower case, one space, values in double quotes. */
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [^\s"'<>/=]+(?:="[^"]*")?)*)>/y;

const VOID = new Set(["br", "col", "hr", "img", "wbr"]);

/**
 * Elements that can go on in a second one of their kind. A link, a figure, a ruby can't:
 * with half of its inside it would be another one. Nor can a list that counts down from a number only its end tells.
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
 * @returns {Slice[]} in their order; at least one
 */
export function slicesOf(html, size = SLICE) {
  /** @type {Slice[]} */
  const slices = [];
  /** @type {Open[]} */
  const open = [];
  /** Elements that were open where the present slice begins. @type {Open[]} */
  let reopened = [];
  let start = 0;
  /** Where the last opening tag ended. */
  let opened = 0;

  /** @param {number} at */
  const cut = (at) => {
    slices.push(slice(html.slice(start, at), reopened, open));
    start = at;
    reopened = [...open];
  };

  for (let at = 0; at < html.length;) {
    const next = html.indexOf("<", at);
    const textEnd = next < 0 ? html.length : next;
    while (textEnd - start > PATIENCE * size && mayCut(open)) {
      const place = placeInText(html, Math.max(at, start), Math.max(at, start + PATIENCE * size));
      if (place <= Math.max(at, start)) break;
      cut(place);
    }
    if (next < 0) break;

    TAG.lastIndex = next;
    const tag = TAG.exec(html);
    // Not written by our core: from here on it is one slice.
    if (!tag) break;
    const [whole, closing, name, attributes] = tag;
    const length = next - start;
    const enough = length >= (open.length === 0 ? size : PATIENCE * size);
    // Not behind the tag that opens an element either: nothing of it would stand in the slice.
    if (enough && !closing && next > opened && mayCut(open)) cut(next);
    if (closing) {
      if (open.pop()?.name !== name) break;
    } else if (!VOID.has(name)) {
      const row = open.at(-1);
      if (row) row.cells += 1;
      // In a row only the first cell can go on in another row: a second one would stand in the first one's column there.
      const divisible =
        DIVISIBLE.has(name) && !(row?.name === "tr" && row.cells > 1) && !/ reversed\b/.test(attributes);
      // An id stands once.
      open.push({ name, tag: `<${name}${attributes.replace(/ id="[^"]*"/, "")}>`, divisible, cells: 0 });
    }
    at = next + whole.length;
    if (!closing && !VOID.has(name)) opened = at;
  }
  slices.push(slice(html.slice(start), reopened, []));
  return slices;
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
 * @param {Open[]} before what is opened again
 * @param {Open[]} after what is still open at its end
 * @returns {Slice}
 */
function slice(inside, before, after) {
  // The parser drops one line break behind this tag; another makes up for it.
  const lineBreak = before.at(-1)?.name === "pre" && inside.startsWith("\n") ? "\n" : "";
  const opening = before.map(({ tag }) => tag).join("") + lineBreak;
  const closing = after.map(({ name }) => `</${name}>`).reverse();
  return { html: opening + inside + closing.join(""), open: before.length };
}

/**
 * @param {string} html
 * @param {number} from where the text begins
 * @param {number} wished
 * @returns {number} a place between two words or sentences, or at least between two characters; `from` where there is none
 */
function placeInText(html, from, wished) {
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
