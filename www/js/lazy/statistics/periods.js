/**
 * Counts of months as years or months without gaps, and as rows of a table.
 */

/** @import { Statistics } from '../../core/boundary.d.ts' */

/** Of more periods, those without posts are left out. */
const MOST_FILLED = 600;

/**
 * A year or a month; `terms` has the occurrences of each term.
 * @typedef {{ name: string, posts: number, words: number, characters: number, pictures: number, terms: number[] }} Period
 */

/** @param {string} name @param {number} terms @returns {Period} */
const empty = (name, terms) => ({
  name,
  posts: 0,
  words: 0,
  characters: 0,
  pictures: 0,
  terms: Array.from({ length: terms }, () => 0),
});

/** @param {Statistics} statistics @returns {boolean} whether months say more than years */
export function isShort({ months }) {
  const years = months.map(({ month }) => Number(month.slice(0, 4)));
  return years[years.length - 1] - years[0] < 3;
}

/**
 * @param {Statistics} statistics
 * @param {'year' | 'month'} unit
 * @returns {Period[]} from the first to the last that has posts
 */
export function periodsOf({ months, terms }, unit) {
  /** @type {Map<string, Period>} */
  const periods = new Map();
  const nameOf = (/** @type {string} */ month) =>
    unit === "year" || month.endsWith("-00") ? month.slice(0, 4) : month;
  const names = months.map(({ month }) => nameOf(month));
  for (const name of filled(names)) periods.set(name, empty(name, terms.length));
  months.forEach(({ posts, words, characters, pictures }, at) => {
    const period = /** @type {Period} */ (periods.get(names[at]));
    period.posts += posts;
    period.words += words;
    period.characters += characters;
    period.pictures += pictures;
    terms.forEach((term, nth) => (period.terms[nth] += term.months[at]));
  });
  return [...periods.values()];
}

/** @param {string[]} names in order @returns {string[]} with those between */
function filled(names) {
  /** @type {string[]} */
  const all = [];
  for (const name of names) {
    for (let next = after(all.at(-1)); next && next < name; next = after(next)) {
      if (all.length > MOST_FILLED) return [...new Set(names)];
      all.push(next);
    }
    if (all.at(-1) !== name) all.push(name);
  }
  return all;
}

/** @param {string | undefined} name @returns {string | null} the period after it; null after a year among months */
function after(name) {
  if (!name) return null;
  const [year, month] = name.split("-").map(Number);
  const four = (/** @type {number} */ number) => String(number).padStart(4, "0");
  if (month === undefined) return four(year + 1);
  return month >= 12 ? `${four(year + 1)}-01` : `${four(year)}-${String(month + 1).padStart(2, "0")}`;
}

/** @param {number} occurrences @param {number} characters @returns {number} */
export const per10000 = (occurrences, characters) => (characters > 0 ? (occurrences * 10_000) / characters : 0);

/**
 * @param {string[][]} rows
 * @returns {string} comma-separated values, RFC 4180
 */
export function csvOf(rows) {
  const cell = (/** @type {string} */ text) => {
    // A program for tables would take it for a formula.
    const plain = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  return `${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
