/**
 * Posts, words, characters and pictures over time, or how often words stand in the articles: as lines, as a table and as a file.
 */
import { element } from "../../views/element.js";
import { download } from "../files.js";
import { lineChart } from "./chart.js";
import { csvOf, isShort, per10000, periodsOf } from "./periods.js";
import { table } from "./table.js";

/** @import { Statistics } from '../../core/boundary.d.ts' */
/** @import { Words } from '../../types.js' */
/** @import { Period } from './periods.js' */

/** Lines that are told apart. */
const MOST = 6;

const COLUMNS = /** @type {const} */ (["posts", "words", "characters", "pictures"]);

/**
 * @param {Words} words
 * @param {Statistics} statistics without terms
 * @param {(terms: string[]) => Promise<Statistics>} count
 * @returns {{ root: HTMLElement, stop: () => void }}
 */
export function overTime({ t, locale }, statistics, count) {
  if (statistics.months.length === 0)
    return { root: element("p", { class: "dialog-sentence" }, t("statistics.none")), stop: () => {} };
  let now = statistics;
  let stop = () => {};

  const field = element("input", {
    type: "text",
    id: "statistics-terms",
    class: "search-field",
    placeholder: t("statistics.terms-example"),
    autocomplete: "off",
    spellcheck: "false",
  });
  const told = element("p", { class: "dialog-sentence", role: "status" });
  const form = element(
    "form",
    { class: "statistics-form", onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void ask()) },
    element("label", { for: "statistics-terms" }, t("statistics.terms")),
    element(
      "div",
      { class: "statistics-terms" },
      field,
      element("button", { type: "submit", class: "button" }, t("statistics.count")),
    ),
    told,
  );
  const show = element("select", { onchange: draw });
  const by = element(
    "select",
    { onchange: draw },
    ["year", "month"].map((unit) => element("option", { value: unit }, t(`statistics.${unit}`))),
  );
  by.value = isShort(statistics) ? "month" : "year";
  const place = element("div", { class: "statistics-time" });
  const root = element(
    "div",
    {},
    form,
    element(
      "div",
      { class: "statistics-ways" },
      element("label", {}, t("statistics.show"), " ", show),
      element("label", {}, t("statistics.by"), " ", by),
    ),
    place,
  );

  /** The latest that was asked for. */
  let asked = 0;
  async function ask() {
    asked += 1;
    const mine = asked;
    const terms = termsOf(field.value);
    told.textContent = terms.length > MOST ? t("statistics.too-many") : "";
    const answer = await count(terms.slice(0, MOST)).catch((error) => {
      told.textContent = t("statistics.failed", { reason: error?.message ?? String(error) });
      return null;
    });
    if (!answer || mine !== asked) return;
    const had = now.terms.length > 0;
    now = answer;
    if (had !== now.terms.length > 0) offer();
    draw();
    if (now.terms.length > 0) {
      const number = (/** @type {number} */ value) => value.toLocaleString(locale);
      const sums = now.terms.map(({ text, occurrences }) => `${text}: ${number(occurrences)}`).join(" · ");
      told.textContent = [sums, told.textContent].filter(Boolean).join(" ");
    }
  }

  /** What can be shown of the numbers that there are. */
  function offer() {
    const names = now.terms.length > 0 ? ["occurrences", "share", ...COLUMNS] : COLUMNS;
    show.replaceChildren(...names.map((name) => element("option", { value: name }, t(`statistics.${name}`))));
    show.value = names[0];
  }

  /** @param {Period[]} periods @returns {import('./chart.js').Line[]} */
  function linesOf(periods) {
    const kind = show.value;
    const column = COLUMNS.find((name) => name === kind);
    if (column) return [{ name: t(`statistics.${column}`), values: periods.map((period) => period[column]) }];
    return now.terms.map(({ text }, nth) => ({
      name: text,
      values: periods.map(({ terms, characters }) =>
        kind === "share" ? per10000(terms[nth], characters) : terms[nth],
      ),
    }));
  }

  function draw() {
    stop();
    const periods = periodsOf(now, /** @type {'year' | 'month'} */ (by.value));
    const names = periods.map(({ name }) => name);
    const lines = linesOf(periods);
    const format = (/** @type {number} */ value) => value.toLocaleString(locale, { maximumFractionDigits: 2 });
    const highest = lines.map(({ name, values }) => {
      const value = Math.max(...values);
      return t("statistics.highest", { name, period: names[values.indexOf(value)], value: format(value) });
    });
    const says = t("statistics.says", { first: names[0], last: names[names.length - 1], highest: highest.join(" ") });
    const title = /** @type {HTMLOptionElement} */ (show.selectedOptions[0]).textContent ?? "";
    const chart = lineChart({ lines, periods: names, format, title, says });
    stop = chart.stop;
    const wasOpen = place.querySelector("details")?.open ?? false;
    const [heads, ...rows] = rowsOf(periods, format);
    place.replaceChildren(
      chart.root,
      element(
        "details",
        { class: "statistics-list", open: wasOpen },
        element("summary", {}, t("statistics.table")),
        table(t("statistics.table"), heads, rows),
      ),
      element("button", { type: "button", class: "quiet-button", onclick: () => save(periods) }, t("statistics.save")),
    );
  }

  /** @param {Period[]} periods @param {(value: number) => string} format @returns {string[][]} the heads first, all at the end */
  function rowsOf(periods, format) {
    const share = t("statistics.share");
    const heads = [
      t("statistics.period"),
      ...COLUMNS.map((name) => t(`statistics.${name}`)),
      ...now.terms.flatMap(({ text }) => [text, `${text} (${share})`]),
    ];
    /** @param {Period} period */
    const row = ({ name, terms, ...period }) => [
      name,
      ...COLUMNS.map((column) => format(period[column])),
      ...terms.flatMap((term) => [format(term), format(per10000(term, period.characters))]),
    ];
    // With what has no date.
    const { posts, words, characters, pictures } = now;
    const terms = now.terms.map(({ occurrences }) => occurrences);
    return [heads, ...periods.map(row), row({ name: t("statistics.all"), posts, words, characters, pictures, terms })];
  }

  /** @param {Period[]} periods */
  function save(periods) {
    const rows = rowsOf(periods, (value) => String(Math.round(value * 1e4) / 1e4));
    // The mark tells programs for tables that it is UTF-8.
    download(new Blob(["\ufeff", csvOf(rows)], { type: "text/csv;charset=utf-8" }), "statistics.csv");
  }

  offer();
  draw();
  return { root, stop: () => stop() };
}

/** @param {string} text @returns {string[]} what is between commas, but for those in quotation marks */
function termsOf(text) {
  const parts = text.match(/(?:"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』|[^,，、;；\n])+/g) ?? [];
  return [...new Set(parts.map((part) => part.trim()).filter(Boolean))];
}
