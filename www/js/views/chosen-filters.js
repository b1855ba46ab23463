/**
 * The filters that are chosen: in words, and as chips that take them off.
 */
import { element } from "./element.js";
import { languageName } from "./facets.js";

/** @import { Chosen, Words } from '../types.js' */

/** A chosen filter, what is chosen without it, and a key that finds it again after a redraw. @typedef {{ key: string, name: string, value: string, without: Chosen }} Filter */

const FACETS = /** @type {const} */ (["source", "author", "tag", "lang", "year", "month"]);
const FLAGS = /** @type {const} */ (["pictures", "problems"]);

/** @param {Words} words @param {Chosen} chosen @returns {Filter[]} */
export function chosenFilters(words, chosen) {
  const { t } = words;
  const values = FACETS.flatMap((facet) =>
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
