/**
 * Several posts: title, date, source and first words of each.
 */
import { element } from "../element.js";
import { dateInWords } from "../i18n.js";

/** @import { Entry, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {object} what
 * @param {string} what.heading
 * @param {Entry[]} what.entries
 * @param {(entry: Entry) => string} what.addressOf
 * @param {(entry: Entry) => void} what.open
 * @returns {{ root: HTMLElement, focus: HTMLElement, rowOf: (key: string) => HTMLElement | undefined }}
 */
export function listView(words, { heading, entries, addressOf, open }) {
  /** @type {Map<string, HTMLElement>} */
  const links = new Map();
  const title = element("h1", { class: "list-heading", tabindex: "-1" }, heading);
  const rows = entries.map((entry) => {
    const link = element(
      "a",
      {
        class: "list-link",
        href: addressOf(entry),
        onclick: (/** @type {MouseEvent} */ event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          open(entry);
        },
      },
      entry.page.title,
    );
    links.set(entry.key, link);
    return row(words, entry, link);
  });
  const root = element("section", { class: "list" }, title, element("ol", { class: "list-rows" }, rows));
  return { root, focus: title, rowOf: (key) => links.get(key) };
}

/**
 * @param {Words} words
 * @param {Entry} entry
 * @param {HTMLElement} link
 */
function row({ locale, language }, { page, note }, link) {
  const { date, source, sourceText, author, lang, dir } = page;
  const facts = [
    date && element("time", { datetime: date.iso, title: date.original }, dateInWords(date, locale, "medium")),
    author && element("span", { lang, dir }, author),
    (source?.host ?? sourceText) && element("span", { dir: "auto" }, source?.host ?? sourceText ?? ""),
  ].filter(Boolean);
  return element(
    "li",
    { class: "list-row" },
    element("h2", { class: "list-title", lang, dir }, link),
    facts.length > 0 && element("p", { class: "facts" }, facts),
    page.excerpt && element("p", { class: "list-excerpt", lang, dir }, page.excerpt),
    note && noteLine(note, language),
  );
}

/**
 * What the site says of a sample: in the reader's language where it has that, else in the first it has.
 * @param {import('../types.js').Note} note
 * @param {string} language
 */
function noteLine(note, language) {
  if (typeof note === "string") return element("p", { class: "list-note", lang: "en" }, note);
  const lang = language in note ? language : Object.keys(note)[0];
  return element("p", { class: "list-note", lang }, note[lang]);
}
