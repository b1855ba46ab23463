/**
 * Simplified or Traditional characters for a Chinese article, as the reader wishes. What does it is loaded with the first wish.
 */

/** @import { ReadingPage, Settings } from '../types.js' */
/** @import { ArticleView } from '../views/post-article.js' */

/** @param {string} lang BCP 47 @returns {'traditional' | 'simplified' | null} null where it isn't Chinese */
export function scriptOf(lang) {
  const [primary, ...rest] = lang.toLowerCase().split("-");
  if (primary !== "zh") return null;
  return rest.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) ? "traditional" : "simplified";
}

/**
 * @param {ArticleView} article
 * @param {ReadingPage} page
 */
export function articleCharacters(article, page) {
  const script = scriptOf(page.lang);
  /** @type {Promise<import('../lazy/chinese/in-article.js').Conversion> | null} */
  let loaded = null;
  return {
    /** @param {Settings['characters']} wished */
    async set(wished) {
      if (!script || (!loaded && wished === "written")) return;
      loaded ??= import("../lazy/chinese/in-article.js").then(({ conversionOf }) =>
        conversionOf(article.root, page.lang),
      );
      await (await loaded).set(wished);
    },
    /** What a reader of the article as it was written would switch to. @returns {Settings['characters'] | null} */
    other: () => script && (script === "traditional" ? "simplified" : "traditional"),
    stop: () => void loaded?.then(({ stop }) => stop()),
  };
}
