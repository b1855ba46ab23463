/**
 * What a search found, in a sentence.
 */

/** @import { QueryResult, Words } from '../types.js' */

/** @param {Words} words @param {string} text @param {QueryResult} result @returns {string} empty where all posts are listed */
export function statusOf({ t }, text, { posts, occurrences, total, searched, words }) {
  const isSearch = words.length > 0;
  const isNarrowed = isSearch || posts < total;
  // Plain words are quoted as typed, since the library's are folded, perhaps into another script.
  const typed = text.trim().split(/\s+/);
  const isPlain = typed.length === words.length && !/[:"“”|-]/.test(text);
  const quoted = (isPlain ? typed : words).map((word) => t("search.quoted", { word })).join(t("record.and"));
  const isWhole = searched === total;
  const args = { posts, occurrences, words: quoted, searched, total };
  if (posts === 0 && isNarrowed) {
    if (!isSearch) return t("search.nothing-chosen");
    return t(isWhole ? "search.nothing" : "search.nothing-so-far", args);
  }
  if (isSearch) return t(isWhole ? "search.found" : "search.found-so-far", args);
  return isNarrowed ? t("search.narrowed", args) : "";
}
