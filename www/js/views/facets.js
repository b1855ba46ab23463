/**
 * Filters of a list: values with their numbers of posts, years and months as a small timeline, and what is chosen, in words and
 * as chips that take it off.
 */
import { element } from "./element.js";

/** @import { Chosen, Facet, FacetName, QueryResult, Words } from '../types.js' */

const NAMES = /** @type {const} */ (["source", "author", "tag", "lang"]);

/** Values of a facet at first, and how many more each time that more are asked for: rarely are there more than these. */
export const FEW = 12;
const MORE = 1000;

/**
 * @param {Words} words
 * @param {QueryResult} result
 * @param {Chosen} chosen
 * @param {(chosen: Chosen) => void} choose
 * @param {Map<FacetName, number>} opened how many values are shown of facets of which more were asked for
 * @param {(name: FacetName, values: number) => void} open shows more values
 * @returns {Node[]}
 */
export function facets(words, result, chosen, choose, opened, open) {
  const { t } = words;
  /** @param {FacetName} name @param {string} value */
  const toggle = (name, value) => {
    const before = chosen[name] ?? [];
    const values = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
    choose({ ...chosen, [name]: values });
  };
  return [
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
      );
    }),
    group(
      t("facet.other"),
      FLAGS.flatMap((key) => {
        const count = result.facets[key];
        if (count === 0 && !chosen[key]) return [];
        return [
          choice(words, key, t(`facet.${key}`), count, chosen[key] ?? false, () =>
            choose({ ...chosen, [key]: !chosen[key] }),
          ),
        ];
      }),
    ),
  ].filter((node) => node instanceof Node);
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
 */
function facet(words, name, { values: all, more: others }, most, toggle, open) {
  const { t, language } = words;
  // Where another facet shows more, the library counted more of this one too.
  const values = all.filter(({ chosen }, at) => at < most || chosen);
  const more = others + all.length - values.length;
  // A single value that all posts share filters nothing.
  if (values.length < 2 && !values.some(({ chosen }) => chosen)) return null;
  const made = group(
    t(`facet.${name}`),
    values.map(({ value, count, chosen }) =>
      choice(words, `${name}:${value}`, name === "lang" ? languageName(value, language) : value, count, chosen, () =>
        toggle(value),
      ),
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

/** @param {string} code @param {string} language */
export function languageName(code, language) {
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
 * @param {(chosen: Chosen) => void} choose
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
        const without = { ...chosen, year: name === "month" && year ? [year] : [], month: [] };
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
              onclick: () => choose(isChosen ? without : { ...chosen, year: [], month: [], [name]: [value] }),
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

/** What is chosen without it, and a key that finds it again after a redraw. @typedef {{ key: string, name: string, value: string, without: Chosen }} Filter */

const FLAGS = /** @type {const} */ (["pictures", "problems"]);

/** @param {Words} words @param {Chosen} chosen @returns {Filter[]} */
export function chosenFilters(words, chosen) {
  const { t } = words;
  const values = /** @type {const} */ ([...NAMES, "year", "month"]).flatMap((facet) =>
    (chosen[facet] ?? []).map((value) => ({
      key: `${facet}:${value}`,
      name: t(facet === "year" || facet === "month" ? "facet.time" : `facet.${facet}`),
      value: inWords(words, facet, value),
      without: { ...chosen, [facet]: chosen[facet]?.filter((other) => other !== value) },
    })),
  );
  const flags = FLAGS.filter((flag) => chosen[flag]).map((flag) => ({
    key: flag,
    name: "",
    value: t(`facet.${flag}`),
    without: { ...chosen, [flag]: false },
  }));
  return [...values, ...flags];
}

/** @param {Words} words @param {string} facet @param {string} value */
function inWords({ language, locale }, facet, value) {
  if (facet === "lang") return languageName(value, language);
  const time = new Date(`${value}${facet === "month" ? "-01" : ""}T00:00:00Z`);
  if (facet !== "month" || Number.isNaN(time.valueOf())) return value;
  return new Intl.DateTimeFormat(locale, { year: "numeric", month: "short", timeZone: "UTC" }).format(time);
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
 * @param {(chosen: Chosen) => void} choose
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
  const clear = { type: "button", class: "link-button", "data-facet": "clear", onclick: () => choose({}) };
  return [...chips, element("button", clear, t("facet.clear"))];
}
