/**
 * All open archives as one list: the archives, the search, its filters and the rows. It queries the library again whenever
 * posts come or the search changes.
 */
import { totalOf } from "../app/selectors.js";
import { archiveRows } from "./archive-rows.js";
import { element, focusBeside } from "./element.js";
import { chosenFilters, facets, FEW, filterChips, filtersInWords } from "./facets.js";
import { keepPosts } from "./keep-button.js";
import { listWays } from "./list-ways.js";
import { openArchives } from "./open-archives.js";
import { statusOf } from "./search-status.js";
import { virtualList } from "./virtual-list.js";

/** @import { Collection, FacetName, LibraryRow, OpenArchive, QueryResult, Search, Searchable, Words } from '../types.js' */
/** @import { Choose } from "./facets.js" */
/** @import { KeepActions } from './keep-button.js' */

const SORTS = ["relevance", "newest", "oldest", "title", "source"];

/**
 * @typedef {object} ArchiveListView
 * @property {HTMLElement} root
 * @property {() => void} refresh after posts came or went
 * @property {(number: number, path: string) => Promise<boolean>} focusPost focuses a post's row; false where it isn't in the result
 * @property {() => void} focusSearch
 * @property {(by: number) => void} move focuses the next or the previous row
 * @property {Promise<void>} ready settles when the first rows are shown
 * @property {() => void} stop
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {() => Collection} what.collection as it is now
 * @param {(search: Search) => void} what.search changes the collection's search
 * @param {(place: { volume: number, path: string }) => string} what.hrefOf
 * @param {(place: { volume: number, path: string, title: string }) => void} what.open
 * @param {(archive: OpenArchive) => void} what.close
 * @param {(archive: OpenArchive) => void} what.cancel stops indexing
 * @param {() => void} what.shown called when rows are painted
 * @param {() => boolean} [what.mayLoad] whether pictures of other sites may be asked for
 * @param {(rows: LibraryRow[]) => void} what.wanted called with the rows that are looked at and not read yet
 * @param {KeepActions | null} [what.keeping] where archives can be kept
 * @param {((count: number, places?: Uint32Array) => void) | null} [what.save] saves the posts of the list, or those at some places
 * @param {(() => void) | null} [what.statistics] counts them
 * @param {((way: 'check' | 'compare') => void) | null} [what.integrity] checks the files of archives, or compares two
 * @returns {ArchiveListView}
 */
export function archiveListView(
  words,
  {
    collection,
    search: setSearch,
    hrefOf,
    open,
    close,
    cancel,
    shown,
    mayLoad = () => false,
    wanted,
    keeping = null,
    save = null,
    statistics = null,
    integrity = null,
  },
) {
  const { t, locale } = words;
  const library = /** @type {Searchable} */ (collection().library);
  let { search } = collection();

  // The number known so far, until the library has counted.
  const heading = element(
    "h1",
    { class: "list-heading", tabindex: "-1", part: "headline" },
    t("list.heading", { count: totalOf(collection()) }),
  );
  const archivesPlace = element("div", { class: "list-archives" });
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
    { name: "sort", "aria-label": t("sort.label"), onchange: () => change({ sort: sort.value }) },
    SORTS.filter((value) => !library.byRanges || !["title", "source"].includes(value)).map((value) =>
      element("option", { value }, t(`sort.${value}`)),
    ),
  );
  sort.value = search.sort;
  const status = element("p", { class: "search-status", role: "status" });
  const ways = (save || statistics) && listWays(words, { collection, save, statistics, integrity });
  const help = element(
    "details",
    { class: "search-help" },
    element("summary", {}, t("search.help")),
    element("p", {}, t("search.help-text")),
  );
  const facetPlace = element("div", { class: "facets-inside" });
  const facetPanel = element(
    "details",
    { class: "facets" },
    element("summary", { class: "facets-summary" }, t("facet.heading")),
    facetPlace,
  );
  const chips = element("div", { class: "chips", role: "group", "aria-label": t("facet.heading"), hidden: true });
  const apart = element("ul", { class: "terms-apart" });
  const nothing = element(
    "div",
    { class: "nothing-found", hidden: true },
    element("p", {}, t("search.nothing-hint")),
    apart,
    element("button", { type: "button", class: "button", onclick: () => showAll() }, t("search.show-all")),
  );
  const rowViews = archiveRows(words, { collection, hrefOf, open, mayLoad });
  const list = virtualList({
    rows: (from, count) => library.rows(from, count),
    ...rowViews,
    show(row) {
      const item = rowViews.show(row);
      ways?.show(item, row);
      return item;
    },
    label: t("list.title"),
    covered: () => Math.max(0, head.getBoundingClientRect().bottom),
    seen: (some) => wanted(some.filter(({ indexed }) => !indexed)),
  });
  // Filters are beside the list on wide screens, and folded elsewhere.
  const wide = matchMedia("(min-width: 60rem)");
  const fold = () => (facetPanel.open = wide.matches);
  fold();
  wide.addEventListener("change", fold);

  const head = element(
    "div",
    { class: "list-head" },
    heading,
    element(
      "form",
      {
        class: "search",
        role: "search",
        onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void toFirst()),
      },
      field,
      element(
        "label",
        { class: "setting search-sort" },
        element("span", { class: "setting-label" }, t("sort.label")),
        sort,
      ),
    ),
  );
  const root = element(
    "section",
    { class: "list library", part: "list" },
    head,
    element("div", { class: "list-notes" }, archivesPlace, help, status, ways?.root),
    chips,
    // Facets come after the list for the keyboard; the style sheet puts them beside it, or above.
    element(
      "div",
      { class: "library-columns" },
      element("div", { class: "library-list" }, nothing, list.root),
      facetPanel,
    ),
  );

  /** What sites call their collections, by the names of folders. */
  const labels = () => new Map(collection().archives.flatMap(({ site }) => site?.collections ?? []));

  /** How many values are shown of facets of which more were asked for. @type {Map<FacetName, number>} */
  const opened = new Map();

  /** @param {Partial<Search>} part */
  function change(part) {
    search = { ...search, ...part };
    setSearch(search);
    answered = ask(true);
  }

  /** To the first row of what was searched for: a key may be quicker than the answer. */
  async function toFirst() {
    const asked = search;
    await answered;
    if (search === asked) await list.focus(0);
  }

  /** What each term finds by itself, where no post has all of them. @param {[string, number][]} terms */
  function showApart(terms) {
    apart.hidden = terms.length === 0;
    apart.replaceChildren(
      ...terms.map(([text, posts]) => {
        const label = t("search.apart", { words: t("search.quoted", { word: text }), posts });
        return element(
          "li",
          {},
          posts > 0
            ? element("button", { type: "button", class: "link-button", onclick: () => searchFor(text) }, label)
            : label,
        );
      }),
    );
  }

  /** @param {string} text */
  function searchFor(text) {
    field.value = text;
    field.focus();
    change({ text });
  }

  function showAll() {
    field.value = "";
    // The button that had the focus disappears.
    field.focus();
    change({ text: "", chosen: {} });
  }

  // During composition the field holds unfinished text.
  field.addEventListener("input", (event) => {
    if (/** @type {InputEvent} */ (event).isComposing) return;
    change({ text: field.value });
  });
  field.addEventListener("compositionend", () => change({ text: field.value }));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      void toFirst();
    } else if (event.key === "Escape" && field.value) {
      event.preventDefault();
      field.value = "";
      change({ text: "" });
    }
  });

  let queries = 0;
  /** The last search has been. @type {Promise<void>} */
  let answered;

  async function ask(isNew = false) {
    const mine = ++queries;
    const [from, count] = list.wanted(isNew);
    const looked = isNew ? null : list.lookedAt();
    const kept = looked && { volume: looked.row.volume, path: looked.row.path, above: looked.position - from };
    const answer = await library
      .query(search, locale, from, count, Math.max(FEW, ...opened.values()), kept)
      .catch(() => null);
    if (!answer) return;
    // The reader has begun to look at rows meanwhile, which stay.
    if (!isNew && !kept && list.lookedAt()) return ask();
    show(answer, isNew);
    // Rows are painted first, so that typing waits for nothing else.
    afterFrame(() => {
      if (mine !== queries) return;
      void list.fill().then(shown);
      afterFrame(() => mine === queries && showFacets(answer));
    });
  }

  /** Shows what the rows say now, in the order that they have. */
  async function renew() {
    const answer = await library.renew(...list.wanted(false)).catch(() => null);
    if (!answer) return;
    const { posts, from, rows } = answer;
    heading.textContent = t("list.heading", { count: totalOf(collection()) });
    list.setTotal(posts, from, rows, false);
    ways?.answered(posts);
    afterFrame(() => void list.fill());
  }

  /** @param {QueryResult} answer @param {boolean} isNew */
  function show(answer, isNew) {
    const { posts, total, words: asked, apart: terms, sort: sorted, from, rows } = answer;
    const isSearch = asked.length > 0;
    const filters = chosenFilters(words, search.chosen, labels());
    const isNothing = posts === 0 && (isSearch || posts < total);
    heading.textContent = t("list.heading", { count: total });
    status.classList.toggle("is-nothing", isNothing);
    status.textContent = (statusOf(words, search.text, answer) + filtersInWords(words, filters)).trim();
    redraw(chips, filterChips(words, filters, choose));
    chips.hidden = filters.length === 0;
    sort.value =
      SORTS.includes(search.sort) && search.sort !== "relevance" ? search.sort : isSearch ? "relevance" : sorted;
    nothing.hidden = !isNothing;
    /** @type {HTMLElement} */ (nothing.firstElementChild).hidden = !isSearch;
    showApart(terms);
    if (posts === 0 && list.root.contains(focusBeside(root))) heading.focus({ preventScroll: true });
    if (list.setTotal(posts, from, rows, isNew)) root.scrollIntoView();
    ways?.answered(posts);
  }

  /** @type {Choose} */
  const choose = (changed) => change({ chosen: changed(search.chosen) });

  /**
   * Draws controls anew; the focus stays on the same one, or goes to the next that is left.
   * @param {HTMLElement} place @param {Node[]} nodes
   */
  function redraw(place, nodes) {
    const controls = () => /** @type {HTMLElement[]} */ ([...place.querySelectorAll("[data-facet]")]);
    const before = controls();
    const at = before.indexOf(/** @type {HTMLElement} */ (focusBeside(root)));
    place.replaceChildren(...nodes);
    if (at < 0) return;
    const now = controls();
    const same = now.find(({ dataset }) => dataset.facet === before[at].dataset.facet);
    // More values take the place of the button that asked for them.
    (same ?? now[Math.min(at, now.length - 1)] ?? heading).focus({ preventScroll: true });
  }

  /** @param {QueryResult} answer */
  function showFacets(answer) {
    const more = (/** @type {FacetName} */ name, /** @type {number} */ values) => {
      opened.set(name, values);
      void ask();
    };
    redraw(facetPlace, facets(words, answer, search.chosen, choose, opened, more, labels()));
    facetPanel.hidden = facetPlace.childElementCount === 0;
  }

  /** @param {OpenArchive} archive */
  async function showOthers(archive) {
    const { otherTexts } = await import("../lazy/other-texts.js");
    await otherTexts(words, { archive, library, hrefOf, open });
  }

  function showArchives() {
    const active = focusBeside(root);
    const focused = archivesPlace.contains(active) ? active?.getAttribute("aria-label") : null;
    const isOpen = archivesPlace.querySelector("details")?.open ?? false;
    const { archives, entries } = collection();
    archivesPlace.replaceChildren(
      ...openArchives(words, archives, { close, cancel, showOthers }, keeping),
      ...(keeping && entries.length > 0 ? [keepPosts(words, entries, keeping)] : []),
    );
    const details = archivesPlace.querySelector("details");
    if (details) details.open = isOpen;
    if (focused) {
      const same = /** @type {HTMLElement | null} */ (
        archivesPlace.querySelector(`[aria-label="${CSS.escape(focused)}"]`)
      );
      (same ?? heading).focus({ preventScroll: true });
    }
  }

  showArchives();
  ways?.begin(list, head);
  const ready = ask();
  answered = ready;
  return {
    root,
    refresh() {
      const now = collection();
      // Where an archive has taken the place of all others.
      if (now.search !== search) {
        ({ search } = now);
        field.value = search.text;
      }
      // Until all is read the order changes all the time, but not of rows that are looked at.
      const isReading = now.archives.some(({ progress }) => progress);
      // With the rows, so that an archive never stands over those of another.
      void (isReading && list.lookedAt() ? renew() : ask()).then(showArchives);
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
    move: (by) => void list.move(by),
    ready,
    stop() {
      list.stop();
      ways?.stop();
      wide.removeEventListener("change", fold);
    },
  };
}

/** @param {() => void} work */
const afterFrame = (work) => requestAnimationFrame(() => setTimeout(work));
