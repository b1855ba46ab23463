/**
 * The rows of the list of open archives: a link with its matches marked, facts, an excerpt, and a thumbnail that came with the
 * archive.
 */
import { mayHaveThumbnail, thumbnail } from "../archives/archive-posts.js";
import { dateInWords } from "../i18n/words.js";
import { element, inwardLink } from "./element.js";

/** @import { Collection, LibraryRow, Words } from '../types.js' */

/** Most thumbnails kept in memory. */
const MAX_THUMBNAILS = 200;

/**
 * @param {Words} words
 * @param {object} what
 * @param {() => Collection} what.collection as it is now
 * @param {(row: LibraryRow) => string} what.hrefOf
 * @param {(row: LibraryRow) => void} what.open
 * @returns {(row: LibraryRow) => HTMLElement}
 */
export function archiveRows({ t, language, locale, dir: interfaceDir }, { collection, hrefOf, open }) {
  /** Thumbnails of rows by volume and path, null for none, since rows are redrawn while posts come. @type {Map<string, Blob | null>} */
  const thumbnails = new Map();

  /**
   * Reserves space for an image that is likely to be found, so that no line breaks again.
   * @param {LibraryRow} row
   */
  function thumbnailOf(row) {
    const { image, source, volume, path } = row;
    if (!image || !mayHaveThumbnail(collection(), row)) return null;
    const place = `${volume}/${path}`;
    if (thumbnails.get(place) === null) return null;
    const isRemote = /^(https?:)?\/\//i.test(image) && !(source && image.includes(`//${new URL(source.url).host}/`));
    const img = element("img", { class: "list-thumb", alt: "", hidden: isRemote && !thumbnails.has(place) });
    const known = thumbnails.get(place);
    void (known ? Promise.resolve(known) : thumbnail(collection(), row)).then((found) => {
      if (thumbnails.size >= MAX_THUMBNAILS) thumbnails.clear();
      thumbnails.set(place, found);
      if (!found) {
        img.remove();
        return;
      }
      const url = URL.createObjectURL(found);
      const release = () => URL.revokeObjectURL(url);
      img.addEventListener("load", release, { once: true });
      img.addEventListener("error", () => (release(), img.remove()), { once: true });
      img.hidden = false;
      img.src = url;
    });
    return img;
  }

  return (row) => {
    const {
      title,
      titleMarks,
      date,
      author,
      authorMarks,
      source,
      sourceText,
      lang,
      dir,
      excerpt,
      snippet,
      places,
      occurrences,
      comments,
    } = row;
    const link = inwardLink(hrefOf(row), () => open(row), { class: "list-link" }, ...marked(title, titleMarks));
    const from = source?.host ?? sourceText;
    const known = [
      date && element("time", { datetime: date.iso, title: date.original }, dateInWords(date, locale, "medium")),
      occurrences > 0 && element("span", { class: "facts-hits" }, t("search.times", { count: occurrences })),
      author && element("span", { lang, dir }, ...marked(author, authorMarks)),
      from && element("span", { dir: "auto" }, from),
      comments > 0 && element("span", {}, t("discussion.heading", { count: comments })),
      places.length > 1 &&
        element(
          "span",
          { title: places.map(({ path }) => path).join("\n") },
          t("list.places", { count: places.length }),
        ),
      !row.published && element("span", {}, t("list.unpublished")),
    ].filter(Boolean);
    const text = snippet
      ? [
          snippet.inComments && element("span", { lang: language }, t("list.in-comments")),
          snippet.before && "…",
          ...marked(snippet.text, snippet.marks),
          snippet.after && "…",
        ]
      : excerpt;
    return element(
      "li",
      { class: "list-row" },
      thumbnailOf(row),
      element("h2", { class: "list-title", lang, dir }, link),
      element(
        "p",
        { class: "list-about", dir },
        known.length > 0 && element("span", { class: "row-facts", dir: interfaceDir }, known),
        text && element("span", { class: "list-excerpt", lang, dir }, text),
      ),
    );
  };
}

/**
 * @param {string} text
 * @param {[number, number][]} marks
 * @returns {(string | HTMLElement)[]}
 */
function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), element("mark", {}, text.slice(from, to)));
    at = to;
  }
  parts.push(text.slice(at));
  return parts;
}
