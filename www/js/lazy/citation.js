/**
 * Citations of a post, as text. Missing fields are left out, as the styles require.
 */

/** @import { ReadingPage } from '../types.js' */

/** @typedef {Pick<ReadingPage, "title" | "author" | "date" | "source" | "sourceText" | "lang">} Cited */

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** @param {Cited} post @returns {{ year: string, month: number, day: number, iso: string } | null} */
function dayOf({ date }) {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(date?.iso ?? "");
  return found && { year: found[1], month: Number(found[2]), day: Number(found[3]), iso: found[0] };
}

/** @param {Cited} post */
const publisherOf = ({ source, sourceText }) => source?.host ?? sourceText ?? "";

/** @param {string} text @returns {string} without its own full stop */
const unstopped = (text) => text.trim().replace(/[.。]+$/, "");

/**
 * GB/T 7714—2015, section 4.6: electronic resources. 作者. 题名[EB/OL]. 来源, (发布日期)[引用日期]. 地址.
 * @param {Cited} post
 * @param {string} today ISO 8601, the day of reading
 * @returns {string}
 */
export function gbt7714(post, today) {
  const { author, title, source } = post;
  const published = dayOf(post);
  const where = publisherOf(post);
  const middle = `${where && where !== author ? `${where}, ` : ""}${published ? `(${published.iso})` : ""}[${today}].`;
  return [author && `${unstopped(author)}.`, `${unstopped(title)}[EB/OL].`, middle, source && `${source.url}.`]
    .filter(Boolean)
    .join(" ");
}

/**
 * The Chicago Manual of Style, 17th edition, 14.207: web pages, in a bibliography.
 * @param {Cited} post
 * @param {string} today
 * @returns {string}
 */
export function chicago(post, today) {
  const { author, title, source } = post;
  const published = dayOf(post);
  const date = published && `${MONTHS[published.month - 1]} ${published.day}, ${published.year}`;
  const [year, month, day] = today.split("-").map(Number);
  // A page without a date is cited with the date of access.
  const last = date ?? `Accessed ${MONTHS[month - 1]} ${day}, ${year}`;
  const mark = /[.?!。？！]$/.test(title.trim()) ? "" : ".";
  return [
    author && `${unstopped(author)}.`,
    `“${title.trim()}${mark}”`,
    publisherOf(post) && `${publisherOf(post)}.`,
    `${last}.`,
    source && `${source.url}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * @param {Cited} post
 * @param {string} today
 * @returns {string}
 */
export function bibtex(post, today) {
  const { author, title, source, lang } = post;
  const published = dayOf(post);
  /** @type {[string, string | null | undefined | false][]} */
  const fields = [
    ["author", author && `{${inTex(author)}}`],
    ["title", `{${inTex(title)}}`],
    ["howpublished", publisherOf(post) && inTex(publisherOf(post))],
    ["year", published?.year],
    ["month", published && String(published.month)],
    ["day", published && String(published.day)],
    ["url", source?.url.replace(/[{}\\]/g, encodeURIComponent)],
    ["urldate", today],
    ["langid", lang && lang !== "und" && lang],
  ];
  const body = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}},`] : []));
  return `@misc{${keyOf(post, published?.year)},\n${body.join("\n")}\n}`;
}

/** @param {string} text */
function inTex(text) {
  return text
    .trim()
    .replace(/\\/g, "\\textbackslash ")
    .replace(/[{}&%$#_]/g, "\\$&")
    .replace(/~/g, "\\textasciitilde ")
    .replace(/\^/g, "\\textasciicircum ");
}

/** @param {Cited} post @param {string | undefined} year @returns {string} a citation key of letters and digits */
function keyOf(post, year) {
  const words = [
    publisherOf(post).split(".")[0],
    year ?? "",
    post.title.split(/\s+/).find((word) => /^[a-z]{4,}/i.test(word)) ?? "",
  ];
  return words
    .map((word) => word.toLowerCase().replace(/[^a-z0-9]/g, ""))
    .join("")
    .replace(/^(?=\d|$)/, "post");
}
