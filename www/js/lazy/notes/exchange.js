/**
 * Notes as files: an AnnotationPage of the W3C Web Annotation Data Model, which can be read in again, and Markdown.
 */
import { COLOURS, commentOf, quoteOf } from "./annotation.js";

/** @import { Note } from './store.js' */

/** Characters of one text in a file that is read in; more is no note. */
const MAX_TEXT = 100_000;

/** @param {Note[]} notes @returns {string} JSON-LD */
export function jsonOf(notes) {
  const items = notes.map(({ annotation }) => annotation);
  return `${JSON.stringify({ "@context": "http://www.w3.org/ns/anno.jsonld", type: "AnnotationPage", items }, null, 2)}\n`;
}

/**
 * @param {string} json
 * @returns {{ notes: Note[], skipped: number }} `skipped` counts annotations that quote no text
 * @throws {SyntaxError} where it is no list of annotations
 */
export function notesIn(json) {
  const value = JSON.parse(json);
  const items = Array.isArray(value) ? value : (value?.items ?? value?.first?.items ?? [value]);
  if (!Array.isArray(items)) throw new SyntaxError("no annotations");
  const notes = items.flatMap((item) => noteOf(item) ?? []);
  return { notes, skipped: items.length - notes.length };
}

/** Takes what is known of an annotation and nothing else. @param {any} item @returns {Note | null} */
function noteOf(item) {
  const target = [item?.target].flat()[0];
  const selectors = [target?.selector].flat();
  const quote = selectors.find((selector) => selector?.type === "TextQuoteSelector");
  const position = selectors.find((selector) => selector?.type === "TextPositionSelector");
  const source = textOf(target?.source?.id ?? target?.source);
  const exact = textOf(quote?.exact);
  const id = textOf(item?.id);
  if (!id || !exact || !source) return null;
  const comments = [item.body].flat().flatMap((body) => {
    const value = textOf(typeof body === "string" ? body : body?.value);
    return value ? [{ type: /** @type {const} */ ("TextualBody"), value }] : [];
  });
  const name = textOf(target["dcterms:identifier"]) || source;
  const created = dateOf(item.created);
  return {
    id,
    url: /^https?:/.test(source) ? source : "",
    digest: digestOf(name),
    href: "",
    annotation: {
      "@context": "http://www.w3.org/ns/anno.jsonld",
      id,
      type: "Annotation",
      created,
      modified: dateOf(item.modified ?? item.created),
      motivation: comments.length > 0 ? "commenting" : "highlighting",
      body: comments.map((body) => ({ ...body, format: "text/plain", purpose: "commenting" })),
      target: {
        type: "SpecificResource",
        source,
        styleClass: COLOURS.find((colour) => colour === target.styleClass) ?? COLOURS[0],
        selector: [
          { type: "TextQuoteSelector", exact, prefix: textOf(quote.prefix), suffix: textOf(quote.suffix) },
          { type: "TextPositionSelector", start: Number(position?.start) || 0, end: Number(position?.end) || 0 },
        ],
        "dcterms:title": textOf(target["dcterms:title"]) || source,
        "dcterms:language": textOf(target["dcterms:language"]),
        "dcterms:identifier": name,
      },
    },
  };
}

/** @param {unknown} value */
const textOf = (value) => (typeof value === "string" && value.length <= MAX_TEXT ? value : "");

/** @param {unknown} value @returns {string} a moment that dates can be made of */
function dateOf(value) {
  const date = new Date(textOf(value));
  return Number.isNaN(date.getTime()) ? new Date().toISOString() : date.toISOString();
}

/** @param {string} name `ni:///sha-256;…` @returns {string} in hexadecimal digits; empty for other names */
function digestOf(name) {
  const [, encoded] = /^ni:\/\/\/sha-256;([\w-]{43})$/.exec(name) ?? [];
  if (!encoded) return "";
  const bytes = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  return [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

/**
 * Notes by their posts, the post with the newest note first, and a post's notes in the order of its text.
 * @param {Note[]} notes
 * @returns {{ title: string, lang: string, url: string, notes: Note[] }[]}
 */
export function byPost(notes) {
  /** @type {Map<string, Note[]>} */
  const posts = new Map();
  for (const note of notes) {
    const key = note.digest || note.url;
    posts.set(key, [...(posts.get(key) ?? []), note]);
  }
  const newest = (/** @type {Note[]} */ some) =>
    some
      .map(({ annotation }) => annotation.modified)
      .sort()
      .at(-1) ?? "";
  const start = (/** @type {Note} */ { annotation }) => annotation.target.selector[1].start;
  return [...posts.values()]
    .sort((one, other) => newest(other).localeCompare(newest(one)))
    .map((some) => ({
      title: some[0].annotation.target["dcterms:title"],
      lang: some[0].annotation.target["dcterms:language"],
      url: some[0].url,
      notes: [...some].sort((one, other) => start(one) - start(other)),
    }));
}

/** @param {Note[]} notes @returns {string} */
export function markdownOf(notes) {
  const posts = byPost(notes).map(({ title, url, notes: some }) =>
    [
      `## ${plain(title)}`,
      ...(url ? [`<${url}>`] : []),
      ...some.flatMap(({ annotation }) => {
        const quote = quoteOf(annotation)
          .split(/\n+/)
          .map((line) => `> ${plain(line.trim())}`);
        const comment = commentOf(annotation);
        return [quote.join("\n"), ...(comment ? [plain(comment)] : [])];
      }),
    ].join("\n\n"),
  );
  return `${posts.join("\n\n")}\n`;
}

/** Marks of Markdown in a text that has none. @param {string} text */
const plain = (text) => text.replace(/[\\`*_[\]<>#]/g, "\\$&");
