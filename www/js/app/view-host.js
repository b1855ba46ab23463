/**
 * Shows one view at a time in the page's content: the first screen, a list, the list of open archives, or an article with
 * its neighbours. Remembers how far each article was read.
 */
import { articleCharacters } from "../article/chinese.js";
import { inList } from "../article/in-list.js";
import { areThereNotes, articleNotes } from "../article/notes.js";
import { readerTools } from "../article/reader-tools.js";
import { isReadingKept } from "../article/reading-flag.js";
import { createReadingPositions } from "../article/reading-positions.js";
import { scrollAlong } from "../article/vertical-text.js";
import { writesFiles } from "../core/core-loader.js";
import { sizeInWords } from "../i18n/words.js";
import { SITE_TITLE } from "../open/bundled-files.js";
import { element } from "../views/element.js";
import { homeView } from "../views/home.js";
import { articleView } from "../views/post-article.js";
import { listView } from "../views/post-list.js";
import { searchLater } from "../views/search-later.js";
import { libraryParts } from "./library-parts.js";
import { FILES, hrefOf, isPlain, NO_SEARCH, SAMPLES, WELCOME } from "./routes.js";
import {
  collectionOf,
  currentCollection,
  hasLibrary,
  isPublished,
  isSearch,
  routeOfList,
  routeOfPlace,
  routeOfPost,
  rowsOf,
  totalOf,
  wordsOf,
} from "./selectors.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Actions } from './actions.js' */
/** @import { Store } from './store.js' */
/** @import { Collection, Entry, State } from '../types.js' */

/**
 * @param {HTMLElement} content
 * @param {Store} store
 * @param {Engine} engine
 * @param {Actions} actions
 */
export function createViewHost(content, store, engine, actions) {
  /** @type {import('../views/post-article.js').ArticleView | null} */
  let article = null;
  /** @type {import('../views/post-list.js').ListView | null} */
  let list = null;
  /** @type {import('../views/archive-list.js').ArchiveListView | null} */
  let archiveList = null;
  /** @type {import('../article/in-archive.js').Neighbours | null} */
  let neighbours = null;
  /** @type {ReturnType<typeof searchLater> | null} */
  let search = null;
  /** From the article to its list. @type {(() => void) | null} */
  let goBack = null;
  /** @type {ReturnType<typeof articleNotes> | null} */
  let notes = null;
  /** @type {ReturnType<typeof readerTools> | null} */
  let tools = null;
  /** @type {ReturnType<typeof articleCharacters> | null} */
  let characters = null;
  let stopLaterView = () => {};
  let stopProgress = () => {};

  const isRemembered = () => store.get().settings.remember === "on";
  const positions = createReadingPositions(isRemembered);
  const keepPosition = () => article && positions.keep(href, article.root);
  window.addEventListener("pagehide", keepPosition);
  /** URL of the article, without a paragraph. */
  let href = "";
  let hideResumed = () => {};
  const words = () => wordsOf(store.get());
  const keepActions = { keep: actions.keep, href: hrefOf({ ...WELCOME, view: "device" }), go: actions.goToDevice };

  function takeDown() {
    keepPosition();
    hideResumed();
    article?.rendering.stop();
    list?.stop();
    archiveList?.stop();
    neighbours?.stop();
    notes?.stop();
    tools?.stop();
    stopLaterView();
    stopProgress();
    characters?.stop();
    [notes, tools, characters] = [null, null, null];
    [article, list, archiveList, neighbours, goBack, search] = [null, null, null, null, null, null];
  }

  /** @param {HTMLElement} root @param {string} title */
  function put(root, title) {
    const name = SITE_TITLE ?? words().t("app.name");
    content.replaceChildren(root);
    document.title = title ? `${title} – ${name}` : name;
  }

  /** @param {string} id */
  function showArchiveList(id) {
    const collection = () => collectionOf(store.get(), id);
    const heading = words().t("list.heading", { count: totalOf(collection()) });
    archiveList = libraryParts().archiveListView(words(), {
      collection,
      search: (search) => actions.search(id, search),
      hrefOf: (row) => hrefOf(routeOfPlace(collection(), row)),
      open: (row) => actions.go(routeOfPlace(collection(), row)),
      close: async (archive) => {
        if (await actions.closeArchive(id, archive)) headline().focus();
      },
      cancel: (archive) => actions.cancelIndexing(id, archive),
      shown: () => actions.listShown(id),
      mayLoad: () => store.get().settings.pictures !== "never",
      wanted: (rows) => actions.readFirst(id, rows),
      keeping: id === FILES ? keepActions : null,
      save: writesFiles ? (count, places) => void askHowToSave(id, count, places) : null,
      statistics: () => void showStatistics(id),
      integrity: writesFiles ? (way) => void showIntegrity(id, way) : null,
    });
    put(archiveList.root, heading);
  }

  /** @param {string} id @param {number} count of the posts in the list that is shown, or of those at some places @param {Uint32Array} [places] */
  async function askHowToSave(id, count, places) {
    const { askHowToSave } = await import("../lazy/export/dialog.js");
    askHowToSave(words(), collectionOf(store.get(), id), count, places);
  }

  /** @param {string} id */
  async function showStatistics(id) {
    const { showStatistics } = await import("../lazy/statistics/dialog.js");
    await showStatistics(words(), collectionOf(store.get(), id));
  }

  /** @param {string} id @param {'check' | 'compare'} way */
  async function showIntegrity(id, way) {
    const { showIntegrity } = await import("../lazy/integrity/dialogs.js");
    showIntegrity(way, words(), collectionOf(store.get(), id));
  }

  /** @param {Collection} collection @param {Entry} entry */
  async function compareCopies({ archives }, { copies = [] }) {
    const { compareCopies } = await import("../lazy/integrity/compare-copies.js");
    compareCopies(words(), archives, copies);
  }

  /** @param {Collection} collection whose posts came with the page */
  function searchOf({ id, catalogue }) {
    const { t, locale } = words();
    const [archive, segments] = [catalogue?.archive, catalogue?.segments];
    const { route } = store.get();
    const later = searchLater(words(), {
      asked: route.search && !isPlain(route.search) ? route.search : undefined,
      note: archive && !segments ? t("search.download", { size: sizeInWords(archive.size, locale) }) : "",
      start: () => actions.openSearch(id),
      find(text) {
        // The reader may have gone elsewhere meanwhile.
        if (search !== later) return;
        actions.search(id, { ...(route.search ?? NO_SEARCH), text });
        const rows = /** @type {HTMLElement} */ (content.querySelector(".list-rows"));
        takeDown();
        showArchiveList(id);
        // They stay until the library has its own.
        content.append(rows);
        void archiveList?.ready.then(() => rows.remove());
        const field = /** @type {HTMLInputElement} */ (content.querySelector(".search-field"));
        field.focus();
        field.setSelectionRange(text.length, text.length);
      },
    });
    return later;
  }

  /** @param {Collection} collection */
  function showList(collection) {
    const { id, catalogue } = collection;
    const kind = catalogue?.title ? ".named" : id === SAMPLES ? ".samples" : "";
    const total = totalOf(collection);
    const { t } = words();
    const heading = t(`list.heading${kind}`, { count: total, title: catalogue?.title ?? "" });
    search = isPublished(collection) ? searchOf(collection) : null;
    list = listView(words(), {
      heading,
      search: search?.root,
      rows: rowsOf(collection),
      total,
      more: catalogue ? () => actions.loadMore(catalogue) : null,
      links: catalogue ? [{ text: t("list.own-posts"), go: () => actions.go(WELCOME) }] : [],
      hrefOf: ({ key }) => hrefOf({ collection: id, view: "post", post: key }),
      open: ({ key }) => actions.go({ collection: id, view: "post", post: key }),
    });
    put(list.root, heading);
    void markRows(list.root, collection);
  }

  /** Shows what was read and what is a favourite. @param {HTMLElement} root of a list @param {Collection} collection */
  async function markRows(root, collection) {
    if (!isReadingKept() && !areThereNotes()) return;
    const { markRows } = await import("../lazy/reading/in-list.js");
    await markRows(words(), root, collection.id, () => rowsOf(collectionOf(store.get(), collection.id))).catch(
      () => {},
    );
  }

  /** @param {Collection} collection @param {Entry} entry */
  const copiesOf = (collection, { copies = [], place }) =>
    copies.map(({ volume, path }) => {
      const route = routeOfPlace(collection, { volume, path });
      const archive = collection.archives.find(({ number }) => number === volume)?.volume.name ?? null;
      const isShown = path === place?.path && archive === place.archive;
      return { place: { path, archive }, href: isShown ? null : hrefOf(route), go: () => actions.go(route) };
    });

  /** @param {State} state @param {Entry} entry */
  function showArticle(state, entry) {
    const collection = currentCollection(state);
    const total = totalOf(collection);
    const listRoute = routeOfList(collection);
    const back = {
      href: hrefOf(listRoute),
      text: isSearch(collection) ? words().t("post.back-results") : words().t("post.back", { count: total }),
      go: () => actions.go(listRoute),
    };
    article = articleView(words(), {
      entry,
      images: state.settings.pictures,
      sanitizer: engine.sanitizer(),
      core: engine,
      saveable: true,
      writesFiles,
      // The single file has no URL that another page could load the viewer from.
      embeddable: location.protocol !== "file:",
      back: total < 2 ? null : back,
      copies: copiesOf(collection, entry),
      compareCopies: writesFiles && collection.archives.length > 0 ? () => void compareCopies(collection, entry) : null,
    });
    put(article.root, entry.page.title);
    if (total > 1) goBack = back.go;
    else if (collection.id === FILES) void showKeepLine(article);
    const route = routeOfPost(state, state.route);
    href = hrefOf({ ...route, paragraph: undefined, passage: undefined });
    const { page } = entry;
    const { announce } = actions;
    notes = articleNotes(words(), { article, page, href, announce });
    tools = readerTools(words(), { article, page, route, isRemembered, announce });
    if (route.passage) void goToPassage(article, route.passage);
    stopProgress = progressOnScroll(article);
    characters = articleCharacters(article, entry.page);
    void characters.set(state.settings.characters);
    if (hasLibrary(collection)) neighbours = libraryParts().inArchive(words(), { store, actions, article, route });
    else if (total > 1) neighbours = inList(words(), { collection, actions, article, route });
  }

  /** A post alone has no list that has it. It stands last, where it moves nothing when it comes. @param {import('../views/post-article.js').ArticleView} view */
  async function showKeepLine(view) {
    const place = element("div", { class: "post-keep" });
    view.root.querySelector(".panels")?.after(place);
    const { keepLine } = await import("../views/keep-button.js");
    const draw = () => {
      const line = keepLine(words(), collectionOf(store.get(), FILES), {
        ...keepActions,
        keep: (archive) => void actions.keep(archive).then(draw),
      });
      place.replaceChildren(...(line ? [line] : []));
    };
    draw();
  }

  /** @param {import('../views/post-article.js').ArticleView} view @returns {() => void} ends it */
  function progressOnScroll(view) {
    let stop = () => {};
    const begin = async () => {
      await view.rendering.completed;
      const { showProgress } = await import("../lazy/reading-progress.js");
      // Text that runs down scrolls sideways.
      if (view === article && store.get().settings.writing === "across")
        stop = showProgress(words(), /** @type {HTMLElement} */ (view.root.querySelector(".post-body")));
    };
    window.addEventListener("scroll", begin, { once: true, passive: true });
    return () => {
      window.removeEventListener("scroll", begin);
      stop();
    };
  }

  /** @param {import('../views/post-article.js').ArticleView} view @param {string} passage */
  async function goToPassage(view, passage) {
    const { goToPassage } = await import("../lazy/notes/go-to-passage.js");
    if (view !== article) return;
    view.rendering.finish();
    const body = /** @type {HTMLElement} */ (view.root.querySelector(".post-body"));
    if (!goToPassage(body, passage)) actions.announce("post.no-passage");
  }

  /**
   * @param {'notes' | 'device'} name of a view that is loaded when it is asked for
   * @param {() => Promise<{ root: HTMLElement, stop: () => void }>} load
   */
  async function showLater(name, load) {
    const { route } = store.get();
    const heading = words().t(`${name}.heading`);
    put(element("h1", { class: "waiting", tabindex: "-1" }, heading), heading);
    const view = await load();
    if (store.get().route !== route) {
      view.stop();
      return;
    }
    stopLaterView = view.stop;
    put(view.root, heading);
    headline().focus({ preventScroll: true });
  }
  const showNotes = () =>
    showLater("notes", async () => (await import("../lazy/notes/notes-view.js")).notesView(words(), actions.announce));
  const showDevice = () =>
    showLater("device", async () => (await import("../lazy/keep/device-view.js")).deviceView(words(), actions));

  /** @returns {HTMLElement} gets the focus when the element that had it is gone */
  const headline = () => content.querySelector("h1") ?? content;

  const host = {
    show() {
      const state = store.get();
      const { route, entry } = state;
      const collection = currentCollection(state);
      takeDown();
      document.documentElement.dataset.view = route.view;
      if (route.view === "home") put(homeView(words(), totalOf(collectionOf(state, FILES)), actions).root, "");
      else if (route.view === "notes") void showNotes();
      else if (route.view === "device") void showDevice();
      else if (route.view === "list" && hasLibrary(collection)) showArchiveList(route.collection);
      else if (route.view === "list") showList(collection);
      else if (entry) showArticle(state, entry);
    },
    isEmpty: () => !content.hasChildNodes(),
    showLoading: () => put(element("h1", { class: "waiting" }, words().t("status.looking")), ""),
    article: () => article,
    archiveList: () => archiveList,
    neighbours: () => neighbours,
    /** The list that is shown, of whatever kind. */
    list: () => archiveList ?? list,
    get goBack() {
      return goBack;
    },
    notes: () => notes,
    tools: () => tools,
    characters: () => characters,
    headline,
    canSearch: () => Boolean(archiveList ?? search),
    focusSearch: () => (archiveList ? archiveList.focusSearch() : search?.focus()),
    /** @returns {() => boolean} whether the current view is complete, or replaced */
    completeness() {
      const shown = article ?? list;
      return () => shown !== (article ?? list) || (article?.rendering.isComplete() ?? list?.grow() ?? true);
    },
    forgetPositions: positions.forget,
    /** How far the article was read last. */
    savedPosition: () => (article ? positions.of(href) : null),
    /** @param {string | null} post of a list @returns {HTMLElement | null} */
    rowOf: (post) => list?.rowOf(post ?? "") ?? null,
    /** Says that the article continues where the reader stopped. */
    async showResumed() {
      const shown = article;
      const { showResumed } = await import("../lazy/resumed.js");
      if (shown === article) hideResumed = showResumed(words(), content, host.scrollToTop);
    },
    /** @param {number} along in vertical text */
    scrollAlong(along) {
      const element = article?.root.querySelector("article");
      if (element) scrollAlong(element, along);
    },
    scrollToTop() {
      window.scrollTo(0, 0);
      host.scrollAlong(0);
      headline().focus();
    },
  };
  return host;
}

/** @typedef {ReturnType<typeof createViewHost>} ViewHost */
