/**
 * Several posts: title, date, source and first words of each. Of many, those that are near come in first;
 * more follow as the reader goes on.
 */
import { element, heading } from "./element.js";
import { dateInWords } from "../i18n/words.js";
import { inside } from "../article/links.js";

/** @import { Row, Words } from '../types.js' */

/** Rows that come in at once. */
const SOME = 100;

/** How far before the end of the list more rows come in, in CSS pixels: as far as a quick reader scrolls in a second or two. */
const AHEAD = 3000;

/**
 * @typedef {object} ListView
 * @property {HTMLElement} root
 * @property {HTMLElement} focus the heading
 * @property {(key: string) => HTMLElement | undefined} rowOf the row of a post, which comes in now if it is yet to come
 * @property {() => boolean} grow brings more rows in; tells whether all stand already
 * @property {() => void} stop
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {string} what.heading
 * @param {Row[]} what.rows those that are known; `more` may add to them
 * @param {number} what.total
 * @param {(() => Promise<void>) | null} what.more what it can't read now, it reads when it is asked again
 * @param {{ text: string, go: () => void }[]} [what.ways] lead elsewhere from here
 * @param {(row: Row) => string} what.addressOf
 * @param {(row: Row) => void} what.open
 * @param {number} [what.level] of its heading among the page's headings, 1 to 6
 * @returns {ListView}
 */
export function listView(words, { heading: text, rows, total, more, ways = [], addressOf, open, level = 1 }) {
  /** @type {Map<string, HTMLElement>} */
  const links = new Map();
  const { t } = words;
  const title = heading(level, { class: "list-heading", part: "headline", tabindex: "-1" }, text);
  const list = element("ol", { class: "list-rows" });
  const next = element("button", { type: "button", class: "button list-more", onclick: () => void askedForMore() });
  const root = element(
    "section",
    { class: "list", part: "list" },
    title,
    ways.map(({ text, go }) =>
      element("p", { class: "list-way" }, element("button", { type: "button", class: "link-button", onclick: go }, text)),
    ),
    list,
    next,
  );

  let allStand = false;
  const bringIn = () => {
    const from = list.childElementCount;
    list.append(...rows.slice(from, from + SOME).map((row, at) => rowElement(row, from + at)));
    const stand = list.childElementCount;
    next.textContent = t("list.more", { shown: stand, total });
    allStand = stand >= total;
    next.hidden = allStand;
  };
  /** @param {Row} row @param {number} at */
  const rowElement = (row, at) => {
    const link = element(
      "a",
      {
        class: "list-link",
        href: addressOf(row),
        onclick: inside(() => open(row)),
      },
      row.facts.title,
    );
    links.set(row.key, link);
    /** @type {Record<string, string>} */
    const place = total > SOME ? { "aria-setsize": String(total), "aria-posinset": String(at + 1) } : {};
    return rowOf(words, row, link, level + 1, place);
  };
  let waiting = false;
  const goOn = async () => {
    if (waiting) return;
    if (list.childElementCount + SOME > rows.length && rows.length < total) {
      waiting = true;
      await more?.();
      waiting = false;
    }
    bringIn();
  };

  const askedForMore = async () => {
    const before = list.childElementCount;
    await goOn();
    // The button may be gone: the reader goes on with what it brought.
    list.children[before]?.querySelector("a")?.focus();
  };

  const near = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && void goOnWhileNear(), {
    rootMargin: `0px 0px ${AHEAD}px`,
  });
  const goOnWhileNear = async () => {
    const before = list.childElementCount;
    await goOn();
    // An observer tells of changes only: it is asked again, unless nothing came.
    near.unobserve(next);
    if (!allStand && list.childElementCount > before) near.observe(next);
  };
  bringIn();
  if (!allStand) near.observe(next);

  return {
    root,
    focus: title,
    rowOf(key) {
      if (!links.has(key) && rows.some((row) => row.key === key)) while (!links.has(key)) bringIn();
      return links.get(key);
    },
    grow() {
      void goOn();
      return allStand;
    },
    stop: () => near.disconnect(),
  };
}

/**
 * @param {Words} words
 * @param {Row} row
 * @param {HTMLElement} link
 * @param {number} level of its heading
 * @param {Record<string, string>} place where the row stands in the whole list
 */
function rowOf({ locale, language }, { facts, note }, link, level, place) {
  const { date, source, sourceText, author, lang, dir, excerpt } = facts;
  const known = [
    date && element("time", { datetime: date.iso, title: date.original }, dateInWords(date, locale, "medium")),
    author && element("span", { lang, dir }, author),
    (source?.host ?? sourceText) && element("span", { dir: "auto" }, source?.host ?? sourceText ?? ""),
  ].filter(Boolean);
  return element(
    "li",
    { class: "list-row", ...place },
    heading(level, { class: "list-title", lang, dir }, link),
    known.length > 0 && element("p", { class: "facts" }, known),
    excerpt && element("p", { class: "list-excerpt", lang, dir }, excerpt),
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
