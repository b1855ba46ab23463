/**
 * Statistics of the posts in a list, as it is now: numbers, posts or words over time as lines with a table, sources, languages and
 * problems.
 */
import { element } from "../../views/element.js";
import { missingPictures } from "./missing.js";
import { overTime } from "./over-time.js";
import { table } from "./table.js";
import "./words.js";

/** @import { Statistics } from '../../core/boundary.d.ts' */
/** @import { Collection, Searchable, Words } from '../../types.js' */

/**
 * @param {Words} words
 * @param {Collection} collection whose list is shown
 * @returns {Promise<void>} once it is shown
 */
export async function showStatistics(words, collection) {
  const { archives, library } = collection;
  const { t } = words;
  const counted = /** @type {Searchable} */ (library);
  let stop = () => {};
  const content = element("div", { class: "statistics-content" });
  const heading = element("h2", { id: "statistics-heading", class: "dialog-heading", tabindex: "-1" });
  const dialog = element(
    "dialog",
    {
      class: "dialog statistics",
      "aria-labelledby": "statistics-heading",
      onclose: () => {
        stop();
        dialog.remove();
      },
    },
    heading,
    content,
    element(
      "form",
      { method: "dialog", class: "dialog-ways" },
      element("button", { class: "button" }, t("statistics.close")),
    ),
  );
  try {
    const statistics = await counted.statistics([]);
    heading.textContent = t("statistics.heading", { count: statistics.posts });
    const time = overTime(words, statistics, (terms) => counted.statistics(terms));
    const missing = missingPictures(words, collection);
    stop = () => {
      time.stop();
      missing.stop();
    };
    const files = archives.reduce((sum, { volume }) => sum + volume.summary().pictures, 0);
    content.append(
      numbers(words, statistics, files),
      // What is searched by ranges is not here.
      ...(statistics.pictures > 0 && !counted.byRanges ? [missing.root] : []),
      element("h3", {}, t("statistics.over-time")),
      time.root,
      ...lists(words, statistics),
    );
  } catch (error) {
    const reason = /** @type {any} */ (error)?.message ?? String(error);
    heading.textContent = t("statistics.heading", { count: 0 });
    content.append(element("p", {}, t("statistics.failed", { reason })));
  }
  document.body.append(dialog);
  dialog.showModal();
  heading.focus();
}

/** @param {Words} words @param {Statistics} statistics @param {number} files pictures in the archives */
function numbers({ t, locale }, statistics, files) {
  const { posts, words, characters, pictures, pictured, comments, copies } = statistics;
  const { undated, anonymous, troubled, unread } = statistics;
  /** @type {[string, number, boolean][]} */
  const all = [
    ["posts", posts, true],
    ["words", words, true],
    ["characters", characters, true],
    ["pictures", pictures, true],
    ["pictured", pictured, pictures > 0],
    ["archived", files, files > 0],
    ["comments", comments, comments > 0],
    ["copies", copies, copies > 0],
    ["undated", undated, undated > 0],
    ["anonymous", anonymous, anonymous > 0],
    ["troubled", troubled, troubled > 0],
    ["unread", unread, unread > 0],
  ];
  return element(
    "div",
    {},
    element(
      "dl",
      { class: "statistics-numbers" },
      all
        .filter(([, , isShown]) => isShown)
        .map(([name, number]) =>
          element(
            "div",
            {},
            element("dt", {}, t(`statistics.${name}`)),
            element("dd", {}, number.toLocaleString(locale)),
          ),
        ),
    ),
    element("p", { class: "dialog-sentence" }, t("statistics.words-note")),
  );
}

/** @param {Words} words @param {Statistics} statistics */
function lists({ t, locale }, { sources, hosts, languages, problems }) {
  const names = new Intl.DisplayNames(locale, { type: "language", fallback: "code" });
  const number = (/** @type {number} */ value) => value.toLocaleString(locale);
  /** @param {string} name @param {string[]} heads @param {string[][]} rows @param {number} [more] */
  const list = (name, heads, rows, more = 0) =>
    rows.length === 0
      ? []
      : [
          element(
            "details",
            { class: "statistics-list" },
            element("summary", {}, t(`statistics.${name}`)),
            table(t(`statistics.${name}`), heads, rows),
            more > 0 && element("p", { class: "dialog-sentence" }, t("statistics.more", { count: more })),
          ),
        ];
  const heads = [t("statistics.posts"), t("statistics.characters")];
  /** @param {{ value: string, posts: number, characters: number }} counted @param {(value: string) => string} nameOf */
  const row = ({ value, posts, characters }, nameOf) => [nameOf(value), number(posts), number(characters)];
  return [
    ...list(
      "sources",
      [t("statistics.source"), ...heads],
      sources.map((source) => row(source, (host) => host)),
      hosts - sources.length,
    ),
    ...list(
      "languages",
      [t("statistics.language"), ...heads],
      languages.map((one) => row(one, (tag) => nameOf(names, tag))),
    ),
    ...list(
      "problems",
      [t("statistics.problem"), t("statistics.number")],
      problems.map(([code, count]) => [code.replaceAll("-", " "), number(count)]),
    ),
  ];
}

/** @param {Intl.DisplayNames} names @param {string} tag */
function nameOf(names, tag) {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
