/**
 * Details of the file, as text: URLs are not links.
 */
import { element } from "../element.js";
import { sizeInWords } from "../../i18n/words.js";
import { panel } from "./panel.js";

/** @import { Place, ReadingPage, Words } from '../../types.js' */

/** Where fields are from that the front matter doesn't have; a comment is a part of the file like that. */
const FOUND = ["page", "file-name", "saved"];

/**
 * @param {Words} words
 * @param {{ page: ReadingPage, key?: string, place?: Place }} entry
 * @param {number} level of its heading
 */
export function factsPanel({ t, locale }, { page, place }, level) {
  return panel(level, t("facts.heading"), sizeInWords(page.file.size, locale), () => {
    const digest = element("dd", { class: "file-digest", dir: "ltr" }, t("facts.digest.wait"));
    import("../../lazy/digest.js")
      .then(({ sha256 }) => sha256(page.raw))
      .then(
        (hex) => digest.replaceChildren(hex),
        (reason) => digest.replaceChildren(t("text.gone", { reason: String(reason) })),
      );
    const { origins, date, source } = page;
    /** A field that was found elsewhere than in the front matter, and where. */
    const found = (/** @type {string | null | undefined} */ value, /** @type {string | undefined} */ from) =>
      value && from && FOUND.includes(from) ? t(`facts.from.${from}`, { value }) : null;
    /** @type {[string, string | HTMLElement | null | undefined][]} */
    const facts = [
      [t("sort.title"), found(page.title, origins.title)],
      [t("facet.time"), found(date?.original, date?.from)],
      [t("facet.author"), found(page.author, origins.author)],
      [t("facet.source"), found(source?.url ?? page.sourceText, origins.source)],
      [t("facts.name"), page.file.name],
      [t("facts.path"), place?.path],
      [t("facts.archive"), place?.archive],
      [t("facts.size"), sizeInWords(page.file.size, locale)],
      [t("facts.digest"), digest],
      [t("facts.encoding"), page.file.encoding],
      [t("facts.language"), page.lang === "und" ? null : page.lang],
      [t("facts.description"), page.description],
      [t("facts.layout"), page.layout],
      [t("facts.categories"), page.categories.join(t("list.comma"))],
      ...page.extra,
    ];
    return [
      element(
        "dl",
        { class: "file-facts" },
        facts.flatMap(([name, value]) => {
          if (!value) return [];
          return [element("dt", {}, name), typeof value === "string" ? element("dd", { dir: "auto" }, value) : value];
        }),
      ),
    ];
  });
}
