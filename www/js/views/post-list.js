/**
 * A list of posts: title, date, source and excerpt of each. Rows are added as the reader scrolls.
 */
import { dateInWords } from "../i18n/words.js";
import { element, heading, inwardLink } from "./element.js";

/** @import { Row, Words } from '../types.js' */

/** Rows added at once. */
const BATCH = 100;

/** Distance to the end of the list at which rows are added, in px: a second or two of quick scrolling. */
const AHEAD = 3000;

/**
 * @typedef {object} ListView
 * @property {HTMLElement} root
 * @property {HTMLElement} focus the heading
 * @property {(key: string) => HTMLElement | undefined} rowOf the row of a post, added now if necessary
 * @property {() => boolean} grow adds rows; returns whether all were there already
 * @property {(by: number) => void} move focuses the next or the previous row
 * @property {() => void} stop
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {string} what.heading
 * @param {Row[]} what.rows known ones; `more` may add to them
 * @param {number} what.total
 * @param {(() => Promise<void>) | null} what.more loads rows; a failure is retried at the next call
 * @param {{ text: string, go: () => void }[]} [what.links] to other views
 * @param {HTMLElement | null} [what.search] the way to search them
 * @param {(row: Row) => string} what.hrefOf
 * @param {(row: Row) => void} what.open
 * @param {number} [what.level] of its heading among the page's headings, 1 to 6
 * @returns {ListView}
 */
export function listView(
  words,
  { heading: text, rows, total, more, links: around = [], search = null, hrefOf, open, level = 1 },
) {
  /** @type {Map<string, HTMLElement>} */
  const links = new Map();
  const { t } = words;
  const title = heading(level, { class: "list-heading", part: "headline", tabindex: "-1" }, text);
  const list = element("ol", { class: "list-rows" });
  const next = element("button", { type: "button", class: "button list-more", onclick: () => void addAndFocus() });
  const root = element(
    "section",
    { class: "list", part: "list" },
    title,
    around.map(({ text, go }) =>
      element(
        "p",
        { class: "list-way" },
        element("button", { type: "button", class: "link-button", onclick: go }, text),
      ),
    ),
    search,
    list,
    next,
  );

  let isWhole = false;
  const addRows = () => {
    const from = list.childElementCount;
    list.append(...rows.slice(from, from + BATCH).map((row, at) => rowElement(row, from + at)));
    const shown = list.childElementCount;
    next.textContent = t("list.more", { shown, total });
    isWhole = shown >= total;
    next.hidden = isWhole;
  };
  /** @param {Row} row @param {number} at */
  const rowElement = (row, at) => {
    const link = inwardLink(hrefOf(row), () => open(row), { class: "list-link" }, row.facts.title);
    links.set(row.key, link);
    /** @type {Record<string, string>} */
    const place = total > BATCH ? { "aria-setsize": String(total), "aria-posinset": String(at + 1) } : {};
    return rowOf(words, row, link, level + 1, place);
  };
  let waiting = false;
  const load = async () => {
    if (waiting) return;
    if (list.childElementCount + BATCH > rows.length && rows.length < total) {
      waiting = true;
      await more?.();
      waiting = false;
    }
    addRows();
  };

  const addAndFocus = async () => {
    const before = list.childElementCount;
    await load();
    // The button may be gone: the first new row gets the focus.
    list.children[before]?.querySelector("a")?.focus();
  };

  // A busy browser reports several changes at once, and the last one holds.
  const near = new IntersectionObserver((changes) => changes.at(-1)?.isIntersecting && void loadWhileNear(), {
    rootMargin: `0px 0px ${AHEAD}px`,
  });
  const loadWhileNear = async () => {
    const before = list.childElementCount;
    await load();
    // Observers report only changes, so it observes again unless nothing was added.
    near.unobserve(next);
    if (!isWhole && list.childElementCount > before) near.observe(next);
  };
  addRows();
  if (!isWhole) near.observe(next);

  return {
    root,
    focus: title,
    rowOf(key) {
      if (!links.has(key) && rows.some((row) => row.key === key)) while (!links.has(key)) addRows();
      return links.get(key);
    },
    grow() {
      void load();
      return isWhole;
    },
    move(by) {
      const rows = [...list.children].map((row) => row.querySelector("a"));
      const at = rows.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
      const seen = rows.findIndex((link) => link && link.getBoundingClientRect().top >= 0);
      if (at === rows.length - 1 && by > 0 && !isWhole) void addAndFocus();
      else rows[at < 0 ? seen : at + by]?.focus();
    },
    stop: () => near.disconnect(),
  };
}

/**
 * @param {Words} words
 * @param {Row} row
 * @param {HTMLElement} link
 * @param {number} level of its heading
 * @param {Record<string, string>} place ARIA attributes of its position
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
 * The site's note on a sample, in the reader's language if available.
 * @param {import('../types.js').Note} note
 * @param {string} language
 */
function noteLine(note, language) {
  if (typeof note === "string") return element("p", { class: "list-note", lang: "en" }, note);
  const lang = language in note ? language : Object.keys(note)[0];
  return element("p", { class: "list-note", lang }, note[lang]);
}
