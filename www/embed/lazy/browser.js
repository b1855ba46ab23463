/**
 * Several posts in an element: their list, the open one with its neighbours, and the search once the reader asks for it.
 */
import { isPlain, NO_SEARCH } from "../../js/app/routes.js";
import { sizeInWords } from "../../js/i18n/words.js";
import { element } from "../../js/views/element.js";
import { showNeighbours } from "../../js/views/neighbours.js";
import { detailOf, drawn, viewOf } from "../archived-post.js";
import { sentenceOf, wordedFailure } from "../failure.js";
import { adoptSearchStyles } from "../styles.js";
import { tell, tellOfFailure } from "../tell.js";
import { SHOW } from "../viewer-element.js";
import "../list-words.js";

/** @import { CoreError, Entry, Search, Words } from '../../js/types.js' */
/** @import { ArchiveViewer } from '../archive-viewer.js' */
/** @import { Listing } from '../listing.js' */
/** @import { DrawOptions, Drawn, Parts } from '../viewer-element.js' */
/** @import { OpenSearch } from './search.js' */

/** What is shown: a post by its key, or the list with a search. @typedef {{ post: string | null, search: Search }} Place */

/** @typedef {{ draw: (parts: Parts, options: DrawOptions) => Drawn }} Browser */

/**
 * @param {ArchiveViewer} viewer
 * @param {Listing} listing
 * @param {string} from where it came from
 * @param {AbortSignal} signal ends it
 * @returns {Promise<Browser>}
 */
export async function createBrowser(viewer, listing, from, signal) {
  /** @type {Entry | null} */
  let entry = null;
  let { failures } = listing;
  let search = NO_SEARCH;
  /** @type {OpenSearch | null} */
  let library = null;
  /** Number of the reader's latest step: stale posts are dropped. */
  let step = 0;
  /** Whether the post was opened by a step of the reader's, and not by going back to it. */
  let isOpened = false;
  /** @type {(key: string | null) => void} focuses the headline, or a post's row */
  let focus = () => {};
  /** What is under way, below the field. @type {Node | null} */
  let progress = null;
  let note = element("p", { class: "search-status", role: "status" });

  await adoptSearchStyles(/** @type {ShadowRoot} */ (viewer.shadowRoot));
  const history =
    viewer.history === "hash"
      ? (await import("./hash-history.js")).hashHistory(viewer.id || "archive", (place) => void arrive(place), signal)
      : null;

  /** @param {Partial<Place>} place */
  const hrefOf = ({ post = null }) =>
    history?.hrefOf({ post, search }) ?? ((post !== null && listing.urlOf(post)) || "#");

  /** @param {string} key @returns {Promise<Entry>} rejects with a CoreError */
  const read = (key) => (library ? library.open(key) : listing.open(key));

  /** @param {unknown} error @returns {Promise<CoreError[]>} */
  async function report(error) {
    const failure = await wordedFailure(error);
    tellOfFailure(viewer, failure, true);
    return [failure];
  }

  const show = () => viewer[SHOW](browser);

  /** Says it above the list. @param {unknown} error */
  async function failed(error) {
    failures = await report(error);
    if (!entry) show();
  }

  /** @param {string} key @param {string} [title] of a step of the reader's */
  async function open(key, title) {
    const isStep = title !== undefined;
    if (isStep && !tell(viewer, "navigate", { kind: "post", key, title }, true)) return;
    const mine = ++step;
    let opened = null;
    /** @type {CoreError[]} */
    let failed = [];
    try {
      opened = await read(key);
    } catch (error) {
      failed = await report(error);
    }
    if (mine !== step || signal.aborted) return;
    if (opened && isStep) history?.push({ post: key, search });
    [entry, failures, isOpened] = [opened, failed, isStep];
    show();
    // The top of the element may be scrolled out of view.
    if (viewer.getBoundingClientRect().top < 0) viewer.scrollIntoView();
    focus(opened ? null : key);
  }

  /** @param {boolean} isStep */
  function goToList(isStep) {
    if (isStep && !tell(viewer, "navigate", { kind: "list" }, true)) return;
    step += 1;
    if (isStep) history?.push({ post: null, search });
    const left = entry?.key;
    [entry, failures] = [null, listing.failures];
    show();
    // A search that changes moves nobody.
    if (left !== undefined) focus(left);
  }

  /** @param {Place} place that the browser went to */
  async function arrive(place) {
    search = place.search;
    library?.search(search);
    if (place.post === null) goToList(false);
    else if (place.post !== entry?.key) await open(place.post);
  }

  /** @param {Search} changed */
  function searched(changed) {
    search = changed;
    history?.replace({ post: null, search });
    tell(viewer, "search", search);
  }

  let isAsked = false;
  async function startSearch() {
    if (isAsked) return;
    isAsked = true;
    try {
      const { openSearch } = await import("./search.js");
      const opened = await openSearch(listing, {
        signal,
        progress(bar) {
          progress = bar;
          note.replaceChildren(bar);
        },
        failed,
      });
      if (signal.aborted) return;
      library = opened;
      library.search(search);
      if (!isPlain(search)) searched(search);
      if (entry) return;
      const isFocused = note.parentElement?.matches(":focus-within");
      show();
      if (isFocused) library.focusSearch();
    } catch (error) {
      isAsked = false;
      progress = null;
      await failed(error);
    }
  }

  /** Before it is loaded. @param {Words} words */
  function searchField({ t, locale }) {
    const { cost, total } = listing;
    const field = element("input", {
      type: "search",
      class: "search-field",
      value: search.text,
      placeholder: t("search.placeholder"),
      "aria-label": t("search.label"),
      enterkeyhint: "search",
      spellcheck: "false",
      autocomplete: "off",
      oninput: (/** @type {InputEvent} */ { isComposing }) => {
        search = { ...search, text: field.value };
        if (cost === 0 && !isComposing) void startSearch();
      },
      oncompositionend: () => cost === 0 && void startSearch(),
    });
    note = element(
      "p",
      { class: "search-status", role: "status" },
      progress ??
        (cost === 0
          ? ""
          : cost === null
            ? t("search.loads-posts", { count: total })
            : t("search.loads", { size: sizeInWords(cost, locale) })),
    );
    return element(
      "form",
      {
        class: "search",
        role: "search",
        onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void startSearch()),
      },
      field,
      element("button", { class: "quiet-button" }, t("search.start")),
      note,
    );
  }

  /** @param {Parts} parts @param {DrawOptions} options @returns {Drawn} */
  function drawList({ listView }, { words, level, untitled }) {
    const { title, total, rows, more } = listing;
    const heading = words.t(title ? "list.heading.named" : "list.heading", { count: total, title: title ?? "" });
    const list = library
      ? library.list(words, {
          level,
          searched,
          hrefOf: (post) => hrefOf({ post }),
          open: (key, title) => void open(key, title),
        })
      : listView(words, {
          heading,
          rows,
          total,
          more: more && (() => more().catch(failed)),
          hrefOf: ({ key }) => hrefOf({ post: key }),
          open: ({ key, facts }) => void open(key, facts.title),
          level,
        });
    const { root } = list;
    const headline = /** @type {HTMLElement} */ (root.querySelector(".list-heading"));
    if (!library && total > 1) headline.after(searchField(words));
    const zip = viewer.keptUrl;
    if (zip) {
      const place = element("div", { class: "embedded-keep" });
      (root.querySelector(".list-notes") ?? headline.parentElement ?? root).append(place);
      void import("./kept-zip.js").then(({ keepZip }) => place.append(keepZip(words, zip)));
    }
    if (untitled) headline.remove();
    if (failures.length > 0) {
      root.prepend(
        element(
          "div",
          { class: "embedded-failure", part: "error", role: "alert" },
          failures.map((failure) => element("p", {}, sentenceOf(words, failure))),
        ),
      );
    }
    focus = (key) => {
      if (key === null) headline.focus({ preventScroll: true });
      else if ("rowOf" in list) list.rowOf(key)?.focus();
      else list.focusPost(key);
    };
    return { root, stop: list.stop, detail: { view: "list", count: total, from } };
  }

  /** @param {Parts} parts @param {Entry} entry @param {DrawOptions} options @returns {Drawn} */
  function drawPost(parts, entry, options) {
    const { words } = options;
    const { rows, total } = listing;
    const text = words.t("post.back", { count: library?.total() ?? total });
    const back = { href: hrefOf({}), text, go: () => goToList(true) };
    // A headline above the element can only be the list's.
    const view = viewOf(parts, entry, { ...options, untitled: false }, back);
    focus = () => view.focus.focus({ preventScroll: true });
    const shown = drawn(view, { view: "post", ...detailOf(entry), from });
    if (library) {
      const around = library.around(words, view, entry.key, {
        isOpened,
        hrefOf: (post) => hrefOf({ post }),
        open: (key, title) => void open(key, title),
      });
      return { ...shown, stop: () => (around.stop(), shown.stop?.()) };
    }
    const at = rows.findIndex(({ key }) => key === entry.key);
    /** @param {typeof rows[number] | undefined} row */
    const neighbour = (row) => {
      if (!row) return null;
      const { key, facts } = row;
      return {
        title: facts.title,
        lang: facts.lang,
        href: hrefOf({ post: key }),
        go: () => void open(key, facts.title),
      };
    };
    if (at >= 0)
      showNeighbours(words, view.root, {
        previous: neighbour(rows[at - 1]),
        next: neighbour(rows[at + 1]),
        at: at + 1,
        total,
      });
    return shown;
  }

  /** @type {Browser} */
  const browser = {
    draw: (parts, options) => (entry ? drawPost(parts, entry, options) : drawList(parts, options)),
  };
  const place = history?.place();
  if (place) {
    search = place.search;
    try {
      if (place.post !== null) entry = await read(place.post);
    } catch (error) {
      failures = await report(error);
    }
  }
  return browser;
}
