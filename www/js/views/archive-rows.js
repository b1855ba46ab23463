/**
 * The rows of the list of open archives: a link with its matches marked, facts, an excerpt, and a thumbnail that came with the
 * archive.
 */
import { mayHaveThumbnail, thumbnail } from "../archives/archive-posts.js";
import { isRecording } from "../article/players.js";
import { dateInWords } from "../i18n/words.js";
import { element, inwardLink } from "./element.js";
import { rowMarks } from "./row-marks.js";

/** @import { Collection, LibraryRow, Words } from '../types.js' */

/** Most of a fact that is shown, in half ems: one long name must not take the place of all the rest. */
const MAX_FACT = 32;

/** Most thumbnails kept in memory. */
const MAX_THUMBNAILS = 200;

/**
 * @param {Words} words
 * @param {object} what
 * @param {() => Collection} what.collection as it is now
 * @param {(row: LibraryRow) => string} what.hrefOf
 * @param {(row: LibraryRow) => void} what.open
 * @param {() => boolean} what.mayLoad whether pictures of other sites may be asked for
 * @returns {{ show: (row: LibraryRow) => HTMLElement, keyOf: (row: LibraryRow) => string, textOf: (row: LibraryRow) => string }}
 */
export function archiveRows(words, { collection, hrefOf, open, mayLoad }) {
  const { t, language, locale, dir: interfaceDir } = words;
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
        img.replaceWith(pictureOnRequest(row) ?? "");
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

  /** Rows whose picture was asked for. @type {Set<string>} */
  const asked = new Set();

  /**
   * A recording says little by its words. Its picture is on another site, which is asked when the reader wants that.
   * @param {LibraryRow} row
   */
  function pictureOnRequest({ volume, path, image, title, source }) {
    if (!image || !/^https:/.test(image) || !source || !isRecording(source.url) || !mayLoad()) return null;
    const place = `${volume}/${path}`;
    const load = () => {
      asked.add(place);
      const img = element("img", { class: "list-thumb", alt: "", referrerpolicy: "no-referrer" });
      img.addEventListener("error", () => (asked.delete(place), img.replaceWith(button)), { once: true });
      img.src = image;
      return img;
    };
    const label = t("list.picture-of", { title, host: new URL(image).host });
    const button = element(
      "button",
      {
        type: "button",
        class: "list-thumb list-picture",
        "aria-label": label,
        title: label,
        onclick: () => {
          /** @type {HTMLElement | null | undefined} */ (button.parentElement?.querySelector("a"))?.focus();
          button.replaceWith(load());
        },
      },
      t("list.picture"),
    );
    return asked.has(place) ? load() : button;
  }

  /** @param {LibraryRow} row */
  const zoneOf = ({ volume }) => collection().archives.find(({ number }) => number === volume)?.site?.timeZone;

  /** @param {LibraryRow} row */
  const show = (row) => {
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
      rowMarks(words, row),
      date &&
        element("time", { datetime: date.iso, title: date.original }, dateInWords(date, locale, "medium", zoneOf(row))),
      occurrences > 0 && element("span", { class: "facts-hits" }, t("search.times", { count: occurrences })),
      author && fact(author, { lang, dir }, authorMarks),
      from && fact(from, { dir: "auto" }),
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
      { class: "list-row", "data-read": row.read },
      thumbnailOf(row) ?? pictureOnRequest(row),
      element("h2", { class: "list-title", lang, dir }, link),
      element(
        "p",
        { class: "list-about", dir },
        known.length > 0 && element("span", { class: "row-facts", dir: interfaceDir }, known),
        text && element("span", { class: "list-excerpt", lang, dir }, text),
      ),
    );
  };
  return {
    show,
    keyOf: ({ volume, path }) => `${volume}/${path}`,
    // Of a stream it is not known at first whether it has pictures, and of which site it is.
    textOf: (row) => JSON.stringify([row, mayHaveThumbnail(collection(), row), zoneOf(row)]),
  };
}

/**
 * Shortened as a text: as a box of its own it would be a line more to browsers that count those of the row.
 * @param {string} text
 * @param {Record<string, string | null>} attributes
 * @param {[number, number][]} [marks]
 */
function fact(text, attributes, marks = []) {
  let room = MAX_FACT;
  let end = 0;
  for (const character of text) {
    room -= /[\u2e80-\uffef]|[\u{20000}-\u{3ffff}]/u.test(character) ? 2 : 1;
    if (room < 0) break;
    end += character.length;
  }
  if (end === text.length) return element("span", attributes, ...marked(text, marks));
  const kept = marks.flatMap(([from, to]) =>
    from < end ? [/** @type {[number, number]} */ ([from, Math.min(to, end)])] : [],
  );
  return element("span", { ...attributes, title: text }, ...marked(text.slice(0, end), kept), "…");
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
