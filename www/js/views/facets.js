/**
 * Filters of a list: values with their numbers of posts, years and months as a small timeline, and what is chosen, in words and
 * as chips that take it off.
 */
import { element } from "./element.js";

/** @import { Chosen, Facet, FacetName, QueryResult, Words } from '../types.js' */

/**
 * Changes what is chosen now: a reader may be faster than the controls are drawn anew.
 * @typedef {(change: (now: Chosen) => Chosen) => void} Choose
 */

const NAMES = /** @type {const} */ (["collection", "source", "author", "tag", "lang"]);

const READING = /** @type {const} */ (["unread", "read", "favourite", "noted"]);
const OTHER = /** @type {const} */ (["pictures", "problems"]);
const FLAGS = [...READING, ...OTHER];

/** @typedef {typeof FLAGS[number]} Flag */

/** @type {Partial<Record<Flag, Flag>>} */
const ALTERNATIVES = { read: "unread", unread: "read" };

/** Values of a facet at first, and how many more each time that more are asked for: rarely are there more than these. */
export const FEW = 12;
const MORE = 1000;

/**
 * @param {Words} words
 * @param {QueryResult} result
 * @param {Chosen} chosen
 * @param {Choose} choose
 * @param {Map<FacetName, number>} opened how many values are shown of facets of which more were asked for
 * @param {(name: FacetName, values: number) => void} open shows more values
 * @param {Map<string, string>} labels of collections, by their folders
 * @returns {Node[]}
 */
export function facets(words, result, chosen, choose, opened, open, labels) {
  /** @param {FacetName} name @param {string} value */
  const toggle = (name, value) =>
    choose((now) => {
      const before = now[name] ?? [];
      const values = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
      return { ...now, [name]: values };
    });
  return [
    flags(words, "facet.reading", READING, result, chosen, choose),
    timeline(words, result, chosen, choose),
    ...NAMES.map((name) => {
      const most = opened.get(name) ?? FEW;
      return facet(
        words,
        name,
        result.facets[name],
        most,
        (value) => toggle(name, value),
        () => open(name, most + MORE),
        labels,
      );
    }),
    flags(words, "facet.other", OTHER, result, chosen, choose),
  ].filter((node) => node instanceof Node);
}

/**
 * @param {Words} words
 * @param {string} heading
 * @param {readonly Flag[]} keys
 * @param {QueryResult} result
 * @param {Chosen} chosen
 * @param {Choose} choose
 */
function flags(words, heading, keys, { facets }, chosen, choose) {
  const { t } = words;
  const shown = keys.filter((key) => chosen[key] || facets[key === "unread" ? "read" : key] > 0);
  return group(
    t(heading),
    shown.map((key) =>
      choice(words, key, t(`facet.${key}`), facets[key], chosen[key] ?? false, () =>
        // Read and unread are alternatives.
        choose((now) => ({ ...now, ...(ALTERNATIVES[key] && { [ALTERNATIVES[key]]: false }), [key]: !now[key] })),
      ),
    ),
  );
}

/**
 * @param {string} text
 * @param {HTMLElement[]} values
 * @returns {HTMLElement | null}
 */
function group(text, values) {
  if (values.length === 0) return null;
  return element(
    "section",
    { class: "facet" },
    element("h2", { class: "facet-heading" }, text),
    element("ul", { class: "facet-values" }, values),
  );
}

/**
 * @param {Words} words
 * @param {FacetName} name
 * @param {Facet} facet
 * @param {number} most values
 * @param {(value: string) => void} toggle
 * @param {() => void} open shows more
 * @param {Map<string, string>} labels
 */
function facet(words, name, { values: all, more: others }, most, toggle, open, labels) {
  const { t } = words;
  // Where another facet shows more, the library counted more of this one too.
  const values = all.filter(({ chosen }, at) => at < most || chosen);
  const more = others + all.length - values.length;
  // A single value that all posts share filters nothing.
  if (values.length < 2 && !values.some(({ chosen }) => chosen)) return null;
  const made = group(
    t(`facet.${name}`),
    values.map(({ value, count, chosen }) =>
      choice(words, `${name}:${value}`, inWords(words, name, value, labels), count, chosen, () => toggle(value)),
    ),
  );
  if (more > 0) {
    const text = t("facet.more", { count: more });
    made?.append(
      element(
        "button",
        {
          type: "button",
          class: "link-button facet-more",
          "data-facet": `more:${name}`,
          "aria-label": `${text} (${t(`facet.${name}`)})`,
          onclick: open,
        },
        text,
      ),
    );
  }
  return made;
}

/** @param {string} code @param {Words} words */
function languageName(code, { t, language }) {
  // Browsers call it root.
  if (code === "und") return t("facet.lang-unknown");
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * @param {Words} words
 * @param {string} key finds it again after a redraw
 * @param {string} text
 * @param {number} count
 * @param {boolean} chosen
 * @param {() => void} toggle
 */
function choice({ locale }, key, text, count, chosen, toggle) {
  return element(
    "li",
    {},
    element(
      "button",
      { type: "button", class: "facet-value", "aria-pressed": String(chosen), "data-facet": key, onclick: toggle },
      element("span", { class: "facet-text", dir: "auto" }, text),
      " ",
      element("span", { class: "facet-count" }, count.toLocaleString(locale)),
    ),
  );
}

/**
 * Years as bars, and the months of the chosen year.
 * @param {Words} words
 * @param {QueryResult} result
 * @param {Chosen} chosen
 * @param {Choose} choose
 */
function timeline(words, { timeline, undated }, chosen, choose) {
  const { t, locale } = words;
  /** @type {Map<string, number>} */
  const years = new Map();
  for (const [month, count] of timeline) years.set(month.slice(0, 4), (years.get(month.slice(0, 4)) ?? 0) + count);
  if (years.size < 2 && !chosen.year?.length && !chosen.month?.length && timeline.length < 2) return null;
  // Year and month are one choice: a chosen month replaces its year.
  const year = chosen.year?.[0] ?? chosen.month?.[0]?.slice(0, 4) ?? null;
  const months = timeline.filter(([month]) => month.startsWith(`${year}-`));
  const monthName = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
  /** @param {[string, number][]} bars @param {'year' | 'month'} name @returns {HTMLElement} */
  const barsOf = (bars, name) => {
    const most = Math.max(...bars.map(([, count]) => count));
    return element(
      "ul",
      { class: "timeline" },
      bars.map(([value, count]) => {
        const label = name === "year" ? value : monthName.format(new Date(`${value}-01T00:00:00Z`));
        const bar = element("span", { class: "timeline-bar", "aria-hidden": "true" });
        bar.style.setProperty("--share", String(count / most));
        const isChosen = chosen[name]?.includes(value) ?? false;
        const without = { year: name === "month" && year ? [year] : [], month: [] };
        const only = { year: [], month: [], [name]: [value] };
        return element(
          "li",
          {},
          element(
            "button",
            {
              type: "button",
              class: "timeline-value",
              "aria-pressed": String(isChosen),
              "data-facet": `${name}:${value}`,
              onclick: () => choose((now) => ({ ...now, ...(isChosen ? without : only) })),
            },
            element("span", { class: "timeline-label" }, label),
            bar,
            element("span", { class: "facet-count" }, count.toLocaleString(locale)),
          ),
          name === "year" && value === year && months.length > 0 && barsOf(months, "month"),
        );
      }),
    );
  };
  return element(
    "section",
    { class: "facet" },
    element("h2", { class: "facet-heading" }, t("facet.time")),
    barsOf([...years], "year"),
    undated > 0 && element("p", { class: "facet-more" }, t("facet.undated", { count: undated })),
  );
}

/** What is chosen without it, and a key that finds it again after a redraw. @typedef {{ key: string, name: string, value: string, without: (now: Chosen) => Chosen }} Filter */

/** @param {Words} words @param {Chosen} chosen @param {Map<string, string>} labels @returns {Filter[]} */
export function chosenFilters(words, chosen, labels) {
  const { t } = words;
  const values = /** @type {const} */ ([...NAMES, "year", "month"]).flatMap((facet) =>
    (chosen[facet] ?? []).map((value) => ({
      key: `${facet}:${value}`,
      name: t(facet === "year" || facet === "month" ? "facet.time" : `facet.${facet}`),
      value: inWords(words, facet, value, labels),
      without: (/** @type {Chosen} */ now) => ({ ...now, [facet]: now[facet]?.filter((other) => other !== value) }),
    })),
  );
  const flags = FLAGS.filter((flag) => chosen[flag]).map((flag) => ({
    key: flag,
    name: "",
    value: t(`facet.${flag}`),
    without: (/** @type {Chosen} */ now) => ({ ...now, [flag]: false }),
  }));
  return [...values, ...flags];
}

/** @param {Words} words @param {string} facet @param {string} value @param {Map<string, string>} labels */
function inWords(words, facet, value, labels) {
  if (facet === "lang") return languageName(value, words);
  if (facet === "collection") return labels.get(value) ?? value;
  if (facet !== "year" && facet !== "month") return value;
  const time = new Date(`${value}${facet === "month" ? "-01" : ""}T00:00:00Z`);
  if (facet === "year" || Number.isNaN(time.valueOf())) return value;
  return new Intl.DateTimeFormat(words.locale, { year: "numeric", month: "short", timeZone: "UTC" }).format(time);
}

/** @param {Words} words @param {Filter} filter */
const label = ({ t }, { name, value }) => (name ? t("facet.chosen", { name, value }) : value);

/** @param {Words} words @param {Filter[]} filters @returns {string} a sentence; none where nothing is chosen */
export const filtersInWords = (words, filters) =>
  filters.length > 0
    ? words.t("facet.sentence", { filters: filters.map((one) => label(words, one)).join(words.t("facet.and")) })
    : "";

/**
 * @param {Words} words
 * @param {Filter[]} filters
 * @param {Choose} choose
 * @returns {HTMLElement[]}
 */
export function filterChips(words, filters, choose) {
  const { t } = words;
  if (filters.length === 0) return [];
  const chips = filters.map((filter) =>
    element(
      "button",
      {
        type: "button",
        class: "chip",
        "data-facet": filter.key,
        "aria-label": t("facet.remove", { filter: label(words, filter) }),
        onclick: () => choose(filter.without),
      },
      element("bdi", {}, label(words, filter)),
      element("span", { "aria-hidden": "true" }, " ×"),
    ),
  );
  const clear = { type: "button", class: "link-button", "data-facet": "clear", onclick: () => choose(() => ({})) };
  return [...chips, element("button", clear, t("facet.clear"))];
}
