/**
 * Open archives as one list: what is open and how far it was read, the search, what the result can be narrowed by, and the
 * rows. It asks the library for what it shows, again whenever posts have come or the reader looks for something else.
 */
import { element } from "./element.js";
import { dateInWords } from "../i18n/words.js";
import { inside } from "../article/links.js";
import { facets } from "./facets.js";
import { shelfBar } from "./open-archives.js";
import { virtualList } from "./virtual-list.js";

/** @import { Collection } from '../archives/collection.js' */
/** @import { LibraryRow, QueryResult, Search, Shelf, Words } from '../types.js' */

/** Pictures of rows that are kept. */
const MOST_THUMBNAILS = 200;

const SORTS = ["relevance", "newest", "oldest", "title", "source"];

/**
 * @typedef {object} LibraryView
 * @property {HTMLElement} root
 * @property {HTMLElement} focus
 * @property {() => void} refresh posts came or went
 * @property {(number: number, path: string) => Promise<boolean>} focusPost gives the focus to a post's row; false where it isn't in the result
 * @property {() => void} focusSearch
 * @property {Promise<void>} ready the first answer stands, with its rows
 * @property {() => void} stop
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {Collection} what.collection
 * @param {Search} what.search
 * @param {(search: Search) => void} what.searched the reader looks for something else; the address is to say so
 * @param {(row: LibraryRow) => string} what.addressOf
 * @param {(row: LibraryRow) => void} what.open
 * @param {(shelf: Shelf) => void} what.close
 * @returns {LibraryView}
 */
export function libraryView(words, { collection, search: first, searched, addressOf, open, close }) {
  const { t, locale } = words;
  const { library } = collection;
  let search = first;

  // What is known already, until the library has counted.
  const heading = element("h1", { class: "list-heading", tabindex: "-1", part: "headline" }, t("list.heading", { count: collection.total() }));
  const shelvesPlace = element("div");
  const field = element("input", {
    type: "search",
    class: "search-field",
    value: search.text,
    placeholder: t("search.placeholder"),
    "aria-label": t("search.label"),
    enterkeyhint: "search",
    spellcheck: "false",
    autocomplete: "off",
  });
  const sort = element(
    "select",
    { name: "sort", onchange: () => change({ sort: sort.value }) },
    SORTS.map((value) => element("option", { value }, t(`sort.${value}`))),
  );
  sort.value = search.sort;
  const status = element("p", { class: "search-status", role: "status" });
  const help = element(
    "details",
    { class: "search-help" },
    element("summary", {}, t("search.help")),
    element("p", {}, t("search.help-text")),
  );
  const facetPlace = element("div", { class: "facets-inside" });
  const facetPanel = element("details", { class: "facets" }, element("summary", { class: "facets-summary" }, t("facet.heading")), facetPlace);
  const nothing = element(
    "div",
    { class: "nothing-found", hidden: true },
    element("p", {}, t("search.nothing-hint")),
    element("button", { type: "button", class: "button", onclick: () => showAll() }, t("facet.clear")),
  );
  const list = virtualList({ rows: (from, count) => library.rows(from, count), show: rowElement, label: t("list.title") });
  // Beside the list there is room on wide screens; elsewhere they are folded.
  const wide = matchMedia("(min-width: 60rem)");
  const fold = () => (facetPanel.open = wide.matches);
  fold();
  wide.addEventListener("change", fold);

  const root = element(
    "section",
    { class: "list library", part: "list" },
    heading,
    shelvesPlace,
    element(
      "form",
      { class: "search", role: "search", onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void list.focus(0)) },
      field,
      element("label", { class: "setting search-sort" }, element("span", { class: "setting-label" }, t("sort.label")), sort),
      help,
    ),
    status,
    element("div", { class: "library-columns" }, facetPanel, element("div", { class: "library-list" }, nothing, list.root)),
  );

  /** @param {LibraryRow} row */
  function rowElement(row) {
    const { title, titleMarks, date, author, authorMarks, source, sourceText, lang, dir, excerpt, snippet, places, occurrences } = row;
    const link = element(
      "a",
      {
        class: "list-link",
        href: addressOf(row),
        onclick: inside(() => open(row)),
      },
      ...marked(title, titleMarks),
    );
    const from = source?.host ?? sourceText;
    const known = [
      date && element("time", { datetime: date.iso, title: date.original }, dateInWords(date, locale, "medium")),
      occurrences > 0 && element("span", { class: "facts-hits" }, t("search.times", { count: occurrences })),
      author && element("span", { lang, dir }, ...marked(author, authorMarks)),
      from && element("span", { dir: "auto" }, from),
      places.length > 1 && element("span", { title: places.map(({ path }) => path).join("\n") }, t("list.places", { count: places.length })),
      !row.published && element("span", {}, t("list.unpublished")),
    ].filter(Boolean);
    return element(
      "li",
      { class: "list-row" },
      thumbnail(row),
      element("h2", { class: "list-title", lang, dir }, link),
      // No paragraph: a row is as high as it is, and a reader's own space between paragraphs would push the text out of it.
      element("div", { class: "facts" }, known),
      snippet
        ? element("p", { class: "list-excerpt", lang, dir }, snippet.before && "…", ...marked(snippet.text, snippet.marks), snippet.after && "…")
        : element("p", { class: "list-excerpt", lang, dir }, excerpt),
    );
  }

  /** Pictures of rows, by their places; null where the archive has none. Rows are drawn anew while posts come. @type {Map<string, Blob | null>} */
  const thumbnails = new Map();

  /**
   * Rows have one height, so that none moves when a picture comes; and where one is likely to come its place is kept, so that
   * no line breaks anew.
   * @param {LibraryRow} row
   */
  function thumbnail(row) {
    const { image, source, volume, path } = row;
    if (!image || !collection.hasPictures(volume)) return null;
    const place = `${volume}/${path}`;
    if (thumbnails.get(place) === null) return null;
    const isElsewhere = /^(https?:)?\/\//i.test(image) && !(source && image.includes(`//${new URL(source.url).host}/`));
    const img = element("img", { class: "list-thumb", alt: "", hidden: isElsewhere && !thumbnails.has(place) });
    const known = thumbnails.get(place);
    void (known ? Promise.resolve(known) : collection.thumbnail(row)).then((picture) => {
      if (thumbnails.size >= MOST_THUMBNAILS) thumbnails.clear();
      thumbnails.set(place, picture);
      if (!picture) {
        img.remove();
        return;
      }
      const address = URL.createObjectURL(picture);
      const release = () => URL.revokeObjectURL(address);
      img.addEventListener("load", release, { once: true });
      img.addEventListener("error", () => (release(), img.remove()), { once: true });
      img.hidden = false;
      img.src = address;
    });
    return img;
  }

  /** @param {Partial<Search>} part */
  function change(part) {
    search = { ...search, ...part };
    searched(search);
    void ask(true);
  }

  function showAll() {
    field.value = "";
    // The button goes with what it undoes.
    field.focus();
    change({ text: "", chosen: {} });
  }

  // While an input method composes, the field holds what nobody means yet.
  field.addEventListener("input", (event) => {
    if (/** @type {InputEvent} */ (event).isComposing) return;
    change({ text: field.value });
  });
  field.addEventListener("compositionend", () => change({ text: field.value }));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      void list.focus(0);
    } else if (event.key === "Escape" && field.value) {
      event.preventDefault();
      field.value = "";
      change({ text: "" });
    }
  });

  let asked = 0;

  async function ask(isNew = false) {
    const mine = ++asked;
    const [from, count] = list.wanted(isNew);
    const answer = await library.query(search, locale, from, count).catch(() => null);
    if (!answer) return;
    show(answer, from, isNew);
    // Rows are painted first; whoever types on waits for nothing else.
    afterFrame(() => {
      if (mine !== asked) return;
      list.fill();
      collection.shown();
      afterFrame(() => mine === asked && showFacets(answer));
    });
  }

  /** @param {QueryResult} answer @param {number} from @param {boolean} isNew */
  function show({ posts, occurrences, total, searched, words: asked, sort: sorted, rows }, from, isNew) {
    const isSearch = asked.length > 0;
    const isNarrowed = isSearch || posts < total;
    heading.textContent = t("list.heading", { count: total });
    // As it was typed, where that is no more than words: what is searched is folded, and reads as another script to some.
    const typed = search.text.trim().split(/\s+/);
    const isPlain = typed.length === asked.length && !/[:"“”-]/.test(search.text);
    const quoted = (isPlain ? typed : asked).map((word) => t("search.quoted", { word })).join(t("record.and"));
    const isNothing = posts === 0 && isNarrowed;
    const isWhole = searched === total;
    status.classList.toggle("is-nothing", isNothing);
    if (isNothing) status.textContent = t(!isSearch ? "search.nothing-chosen" : isWhole ? "search.nothing" : "search.nothing-so-far", { words: quoted, searched, total });
    else if (isSearch) status.textContent = t(isWhole ? "search.found" : "search.found-so-far", { posts, occurrences, words: quoted, searched, total });
    else status.textContent = isNarrowed ? t("search.narrowed", { posts, total }) : "";
    sort.value = SORTS.includes(search.sort) && search.sort !== "relevance" ? search.sort : isSearch ? "relevance" : sorted;
    nothing.hidden = !isNothing;
    /** @type {HTMLElement} */ (nothing.firstElementChild).hidden = !isSearch;
    if (posts === 0 && list.root.contains(document.activeElement)) heading.focus({ preventScroll: true });
    if (list.setTotal(posts, from, rows, isNew)) root.scrollIntoView();
  }

  /** @param {QueryResult} answer */
  function showFacets(answer) {
    const focused = facetPlace.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.facet : null;
    facetPlace.replaceChildren(...facets(words, answer, search.chosen, (chosen) => change({ chosen })));
    if (focused) {
      const same = /** @type {HTMLElement | null} */ (facetPlace.querySelector(`[data-facet="${CSS.escape(focused)}"]`));
      (same ?? facetPlace.querySelector("button") ?? heading).focus({ preventScroll: true });
    }
    facetPanel.hidden = facetPlace.childElementCount === 0;
  }

  function showShelves() {
    const focused = shelvesPlace.contains(document.activeElement) ? document.activeElement?.getAttribute("aria-label") : null;
    const isOpen = shelvesPlace.querySelector("details")?.open ?? false;
    shelvesPlace.replaceChildren(...shelfBar(words, collection.shelves(), { close, cancel: (shelf) => collection.cancel(shelf) }));
    const details = shelvesPlace.querySelector("details");
    if (details) details.open = isOpen;
    if (focused) {
      const same = /** @type {HTMLElement | null} */ (shelvesPlace.querySelector(`[aria-label="${CSS.escape(focused)}"]`));
      (same ?? heading).focus({ preventScroll: true });
    }
  }

  showShelves();
  const ready = ask();
  return {
    root,
    focus: heading,
    refresh() {
      void ask();
      showShelves();
    },
    async focusPost(number, path) {
      await ready;
      const position = await library.positionOf(number, path).catch(() => -1);
      if (position < 0) return false;
      await list.focus(position);
      return true;
    },
    focusSearch() {
      field.focus();
      field.select();
    },
    ready,
    stop() {
      list.stop();
      wide.removeEventListener("change", fold);
    },
  };
}

/** @param {() => void} work */
const afterFrame = (work) => requestAnimationFrame(() => setTimeout(work));

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
