/**
 * Filters of a list: values with their numbers of posts, and years and months as a small timeline.
 */
import { element } from "./element.js";

/** @import { Chosen, Facet, FacetName, QueryResult, Words } from '../types.js' */

/** @type {FacetName[]} */
const NAMES = ["collection", "source", "author", "tag", "lang"];

/**
 * @param {Words} words
 * @param {QueryResult} result
 * @param {Chosen} chosen
 * @param {(chosen: Chosen) => void} choose
 * @returns {Node[]}
 */
export function facets(words, result, chosen, choose) {
  const { t } = words;
  /** @param {FacetName} name @param {string} value */
  const toggle = (name, value) => {
    const before = chosen[name] ?? [];
    const values = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
    choose({ ...chosen, [name]: values });
  };
  const isNarrowed = Object.values(chosen).some((value) => (Array.isArray(value) ? value.length > 0 : value));
  return [
    isNarrowed &&
      element(
        "button",
        { type: "button", class: "link-button", "data-facet": "clear", onclick: () => choose({}) },
        t("facet.clear"),
      ),
    timeline(words, result, chosen, choose),
    ...NAMES.map((name) => facet(words, name, result.facets[name], (value) => toggle(name, value))),
    group(
      t("facet.other"),
      ["pictures", "problems"].flatMap((name) => {
        const key = /** @type {'pictures' | 'problems'} */ (name);
        const count = result.facets[key];
        if (count === 0 && !chosen[key]) return [];
        return [
          choice(words, name, t(`facet.${name}`), count, chosen[key] ?? false, () =>
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
 * @param {(value: string) => void} toggle
 */
function facet(words, name, { values, more }, toggle) {
  const { t, language } = words;
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
  if (more > 0) made?.append(element("p", { class: "facet-more" }, t("facet.more", { count: more })));
  return made;
}

/** @param {string} code @param {string} language */
function languageName(code, language) {
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
