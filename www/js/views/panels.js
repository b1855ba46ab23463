/**
 * The folded account below an article: what was taken out of it, the facts of its file, and the file as it was.
 * All of it is text; addresses stand there to be read and are no links.
 */
import { element } from "../element.js";
import { sizeInWords } from "../i18n.js";

/** @import { ReadingPage, RecordEntry, Words } from '../types.js' */

/**
 * @param {string} heading
 * @param {string} aside
 * @param {() => Node[]} fill called when it is first opened: most readers never open it
 */
function panel(heading, aside, fill) {
  const details = element(
    "details",
    { class: "panel" },
    element(
      "summary",
      { class: "panel-summary" },
      element("span", { class: "panel-heading" }, heading),
      aside && element("span", { class: "panel-aside" }, aside),
    ),
  );
  details.addEventListener("toggle", () => details.append(...fill()), { once: true });
  return details;
}

/**
 * @param {Words} words
 * @param {ReadingPage} page
 */
export function recordPanel(words, { record, lang, dir }) {
  const { t } = words;
  const aside = record.length > 0 ? t("record.count", { count: record.length }) : "";
  return panel(t("record.heading"), aside, () =>
    record.length === 0
      ? [element("p", { class: "panel-sentence" }, t("record.nothing"))]
      : [
          element(
            "ol",
            { class: "record" },
            grouped(record).map((entries) => recordRow(words, entries, lang, dir)),
          ),
        ],
  );
}

/**
 * Entries of the same step and reason stand together, in the order of the first of them.
 * @param {RecordEntry[]} record
 * @returns {RecordEntry[][]}
 */
function grouped(record) {
  /** @type {Map<string, RecordEntry[]>} */
  const groups = new Map();
  for (const entry of record) {
    const kind = [entry.kind, entry.step, entry.reason].join(" ");
    groups.set(kind, [...(groups.get(kind) ?? []), entry]);
  }
  return [...groups.values()];
}

/**
 * @param {Words} words
 * @param {RecordEntry[]} entries
 * @param {string} lang
 * @param {string} dir
 */
function recordRow({ t }, entries, lang, dir) {
  const { kind, step, reason, message } = entries[0];
  const texts = entries.map(({ text }) => text.trim()).filter(Boolean);
  const images = entries.flatMap((entry) => entry.images);
  return element(
    "li",
    { class: "record-row" },
    element(
      "p",
      { class: "record-sentence" },
      element("span", { class: "record-kind" }, t(`record.${kind}`, {}, kind)),
      element("span", {}, t(`reason.${reason}`, {}, t(`step.${step}`, {}, message))),
      entries.length > 1 && element("span", { class: "record-times" }, t("record.times", { count: entries.length })),
    ),
    texts.map((text) => element("blockquote", { class: "record-text", lang, dir }, text)),
    images.length > 0 &&
      element(
        "ul",
        { class: "record-images", "aria-label": t("record.pictures") },
        images.map((address) => element("li", { dir: "ltr" }, address)),
      ),
  );
}

/**
 * @param {Words} words
 * @param {ReadingPage} page
 */
export function factsPanel({ t, locale }, page) {
  return panel(t("facts.heading"), "", () => {
    /** @type {[string, string | null][]} */
    const facts = [
      [t("facts.name"), page.file.name],
      [t("facts.size"), sizeInWords(page.file.size, locale)],
      [t("facts.encoding"), page.file.encoding],
      [t("facts.language"), page.lang],
      [t("facts.description"), page.description],
      [t("facts.layout"), page.layout],
      [t("facts.categories"), page.categories.join(", ")],
      ...page.extra,
    ];
    return [
      element(
        "dl",
        { class: "file-facts" },
        facts.flatMap(([name, value]) =>
          value ? [element("dt", {}, name), element("dd", { dir: "auto" }, value)] : [],
        ),
      ),
    ];
  });
}

/**
 * @param {Words} words
 * @param {ReadingPage} page
 */
export function originalPanel({ t }, page) {
  return panel(t("original.heading"), page.file.name, () => [
    element(
      "pre",
      { class: "original", tabindex: "0", lang: page.lang, "aria-label": t("original.heading") },
      page.original,
    ),
  ]);
}
