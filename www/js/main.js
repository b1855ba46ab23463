/**
 * The entry: connects the ways in, the engine, the store and the router with what is shown.
 */
import { withNeighbours } from "./article-in-library.js";
import { inList } from "./article-in-list.js";
import { createEngine } from "./engine.js";
import { tellGoing } from "./going.js";
import { wordsIn } from "./i18n.js";
import { createOpener } from "./opener.js";
import { createPlaces } from "./places.js";
import { createPositions } from "./positions.js";
import { addressOf, createRouter, FILES, HOME, isPlain, routeOf, SAMPLES, WELCOME } from "./router.js";
import { applyLook, storedSettings, storeSettings } from "./settings.js";
import { LIBRARY } from "./shelf.js";
import { enableShortcuts, register, showShortcuts, takeShortcuts } from "./shortcuts.js";
import { createStore } from "./store.js";
import { takeWaysIn } from "./ways-in.js";
import { homeView } from "./views/home.js";
import { libraryView } from "./views/library.js";
import { masthead } from "./views/masthead.js";
import { noticeBar } from "./views/notices.js";
import { askAddOrReplace } from "./views/open-dialog.js";
import { articleView } from "./views/post-article.js";
import { listView } from "./views/post-list.js";
import { tellResumed } from "./views/resumed.js";

/** @import { Library, Route, Row, Search, Settings, State, Words } from './types.js' */
/** @import { Given } from './source.js' */

const place = {
  masthead: /** @type {HTMLElement} */ (document.querySelector(".masthead")),
  notices: /** @type {HTMLElement} */ (document.querySelector(".notices")),
  content: /** @type {HTMLElement} */ (document.querySelector(".content")),
  announcer: /** @type {HTMLElement} */ (document.querySelector(".announcer")),
};

const engine = createEngine();
const store = createStore({
  route: HOME,
  libraries: new Map(),
  reading: null,
  settings: storedSettings(),
  notices: [],
  progress: null,
  download: null,
  looking: false,
});
const opener = createOpener(store, (id) => {
  // Where the list is shown, it says so by itself; a list that is empty now is left.
  if (store.get().route.library !== id || store.get().route.view !== "list") return;
  if (collectionShown(id)) library?.refresh();
  else void arrive(store.get().route, "new");
});

/** @returns {Promise<number>} bytes that the WebAssembly of everything dropped takes, for measurements */
export const memory = async () => (await opener.collectionIn(FILES)?.memory()) ?? 0;

const places = createPlaces({ store, engine, opener, open: (given, id) => open(given, id) });

/** What is looked for, by the libraries. @type {Map<string, Search>} */
const searches = new Map();
/** @type {Search} */
const NO_SEARCH = { text: "", chosen: {}, sort: "relevance" };

/** What stands in the content now, where the next state may want to change only a part of it. */
/** @type {import('./views/post-article.js').ArticleView | null} */
let article = null;
/** @type {import('./views/post-list.js').ListView | null} */
let list = null;
/** @type {import('./views/library.js').LibraryView | null} */
let library = null;
/** @type {Pick<ReturnType<typeof withNeighbours>, 'go' | 'step' | 'hasPlaces' | 'stop'> | null} */
let around = null;

const positions = createPositions();
/** The address of the post that stands, with none of its paragraphs. */
let standing = "";
let forgetResumed = () => {};

/** @returns {Words} */
const words = () => wordsIn(store.get().settings.language);

/** @param {string} id @returns {Library} */
const libraryNamed = (id) => store.get().libraries.get(id) ?? { id, entries: [] };

/** @param {Library} library @returns {Row[]} */
const rowsOf = ({ entries, catalogue }) =>
  catalogue?.rows ?? entries.map(({ key, page, note }) => ({ key, facts: page, note }));

/** @param {string} id @returns the collection of a library, where archives are open in it */
function collectionShown(id) {
  const collection = opener.collectionIn(id);
  return collection && collection.shelves().length > 0 ? collection : null;
}

/** @param {string} id @returns {number} posts that are open in a library, as far as they are listed */
function totalOf(id) {
  const { entries, catalogue } = libraryNamed(id);
  const inArchives = collectionShown(id)?.total() ?? 0;
  return catalogue?.total ?? entries.length + inArchives;
}

// ---- moving about

const router = createRouter((route, arrived) => void arrive(route, arrived));

/**
 * @param {Route} route
 * @param {import('./router.js').Arrival} arrived
 */
async function arrive(route, arrived) {
  const before = store.get().route;
  // What comes at once needs no word about it.
  const isLate = setTimeout(() => store.set({ looking: true }), LATE_MS);
  await places.bringIn(route.library);
  const entry = route.view === "post" ? await places.entryAt(route) : null;
  clearTimeout(isLate);
  if (store.get().looking) store.set({ looking: false });
  // While a library or a post was on its way the reader may have gone elsewhere.
  if (addressOf(routeOf(location)) !== addressOf(route)) return;

  const total = totalOf(route.library);
  const isGone = route.archive && !opener.collectionIn(route.library)?.named(route.archive);
  if ((route.view === "post" && !entry) || (route.view === "list" && (total === 0 || isGone))) {
    if (store.get().notices.length === 0) store.set({ notices: places.whatIsMissing(route, total) });
    store.set({ route: total > 0 ? { library: route.library, view: "list", post: null } : { ...HOME }, reading: null });
  } else {
    // A new object each time: to arrive means to see the place as it now is, also where the reader is already.
    store.set({ route: { ...route }, reading: entry });
  }
  // An address of a paragraph leads there.
  if (route.paragraph && around) return;
  const focus = headline();
  const position = route.view === "post" && entry ? positions.of(standing) : null;
  const shown = article ?? list;
  const isWhole = () => shown !== (article ?? list) || (article?.growth.isWhole() ?? list?.grow() ?? true);
  if (arrived === "first") {
    // A page that has just come is read from its top; the focus is where the browser puts it.
    router.restoreScroll(isWhole);
  } else if (arrived === "new") {
    if (position) router.restoreScroll(isWhole, position.down);
    else window.scrollTo(0, 0);
    focus.focus({ preventScroll: true });
    if (position) {
      forgetResumed = tellResumed(words(), place.content, beginAnew);
      announce(words().t("post.resumed"));
    }
  } else {
    await library?.ready;
    router.restoreScroll(isWhole);
    // Back in the list the focus is on the post that was read.
    if (library && before.view === "post") {
      const number = opener.collectionIn(route.library)?.numberOf(before.archive) ?? -1;
      if (!(await library.focusPost(number, before.post ?? ""))) focus.focus({ preventScroll: true });
    } else (list?.rowOf(before.post ?? "") ?? focus).focus({ preventScroll: true });
  }
  if (position && arrived !== "first") article?.root.querySelector("article")?.scrollTo({ left: position.along });
}

/** @returns {HTMLElement} where the focus goes when what had it is gone */
const headline = () => place.content.querySelector("h1") ?? place.content;

function beginAnew() {
  window.scrollTo(0, 0);
  article?.root.querySelector("article")?.scrollTo({ left: 0 });
  headline().focus();
}

/**
 * A step that the reader takes by themselves; what was said about the last opening is behind them.
 * @param {Route} route
 */
function step(route) {
  store.set({ notices: [] });
  router.go(route);
}

// ---- opening

/**
 * @param {Given} given
 * @param {string} id the library it goes into
 * @param {Parameters<typeof opener.open>[2]} [admit]
 */
async function open(given, id, admit) {
  const outcome = await opener.open(given, id, admit);
  const { t } = words();
  announce(
    [
      outcome.count > 0 ? t("status.opened", { count: outcome.count }) : t("status.nothing-opened"),
      ...outcome.notices.slice(0, 10).map(({ key, args, fallback }) => t(key, args, fallback)),
    ].join(" "),
  );
  return outcome;
}

/**
 * Opens what a person gave us and goes there; if nothing of it opens, they stay where they are.
 * @param {Given} given
 */
async function openGiven(given) {
  const { route } = await open(given, FILES, async (name, placed) => {
    const standing = opener.collectionOf(FILES).shelves().filter(({ number }) => number !== placed);
    const { entries } = libraryNamed(FILES);
    if (entries.length + standing.length === 0) return true;
    const names = standing.map(({ volume }) => volume.name);
    if (entries.length > 0) names.push(words().t("shelf.loose", { count: entries.length }));
    const choice = await askAddOrReplace(words(), name, names);
    if (choice === "replace") {
      searches.delete(FILES);
      await opener.closeAll(FILES, placed);
    }
    return choice !== null;
  });
  if (!route) return;
  // Whoever came by an address into an archive and was asked for it goes where they wanted to.
  const wanted = routeOf(location);
  const isThere = wanted.archive && wanted.library === FILES && opener.collectionIn(FILES)?.named(wanted.archive);
  if (isThere && store.get().route.view === "home") void arrive(wanted, "new");
  else router.go(route);
}

/** @param {string} sentence */
function announce(sentence) {
  place.announcer.textContent = sentence;
}

// ---- the ways in

const ways = {
  ...takeWaysIn(engine, {
    words,
    open: (given) => void openGiven(given),
    hover: (over) => document.documentElement.classList.toggle("is-drop-target", over),
    looking: (looking) => store.set({ looking }),
  }),
  samples: LIBRARY ? null : () => step({ library: SAMPLES, view: "list", post: null }),
  library: () => step(HOME),
  list: () => step(routeOfList(FILES)),
};

// ---- showing

/** What takes longer is told, in milliseconds. */
const LATE_MS = 250;

function dismiss() {
  store.set({ notices: [] });
  headline().focus({ preventScroll: true });
}

/** @param {Partial<Settings>} change */
function changeSettings(change) {
  const settings = { ...store.get().settings, ...change };
  storeSettings(settings);
  store.set({ settings });
}

/** @param {Settings} settings */
function applySettings(settings) {
  applyLook(settings);
  enableShortcuts(settings.shortcuts === "on");
}

/**
 * @param {State} state
 * @param {Partial<State>} before
 */
function show(state, before) {
  const newLanguage = state.settings.language !== before.settings?.language;
  if (state.settings !== before.settings) applySettings(state.settings);
  if (newLanguage) showFrame(state);
  const newProgress = state.progress !== before.progress || state.looking !== before.looking || state.download !== before.download;
  if (newLanguage || newProgress || state.notices !== before.notices) {
    place.notices.replaceChildren(...noticeBar(words(), state, dismiss));
  }
  if (newLanguage || state.route !== before.route) {
    showContent(state);
  } else if (state.settings.pictures !== before.settings?.pictures) {
    article?.setPictures(state.settings.pictures);
  }
}

/** @param {State} state */
function showFrame({ settings }) {
  const focused = document.activeElement instanceof HTMLSelectElement ? document.activeElement.name : null;
  document.documentElement.lang = settings.language;
  document.documentElement.dir = words().dir;
  document.documentElement.dataset.dropHere = words().t("app.drop-here");
  place.masthead.replaceChildren(
    ...masthead(words(), settings, {
      skip: () => headline().focus(),
      home: () => step(HOME),
      pick: ways.pick,
      change: changeSettings,
      now: () => store.get().settings,
    }),
  );
  // The head is built anew under the reader's hand when they switch the language.
  if (focused) /** @type {HTMLElement | null} */ (place.masthead.querySelector(`select[name=${focused}]`))?.focus();
}

/** @param {string} id @param {Route} route */
function showLibrary(id, route) {
  const collection = opener.collectionOf(id);
  const search = route.search ?? NO_SEARCH;
  searches.set(id, search);
  /** @param {{ volume: number, path: string }} row @returns {Route} */
  const routeOfRow = ({ volume, path }) => {
    const archive = collection.archiveOf(volume);
    return { library: id, view: "post", post: path, ...(archive !== null && { archive }) };
  };
  library = libraryView(words(), {
    collection,
    search,
    searched: (search) => {
      searches.set(id, search);
      router.rename(routeOfList(id));
    },
    addressOf: (row) => addressOf(routeOfRow(row)),
    open: (row) => step(routeOfRow(row)),
    close: async (shelf) => {
      await collection.close(shelf);
      announce(words().t("shelf.closed", { file: shelf.volume.name }));
      if (totalOf(id) === 0) step(WELCOME);
      else headline().focus();
    },
  });
  place.content.replaceChildren(library.root);
  document.title = `${words().t("list.heading", { count: totalOf(id) })} – ${words().t("app.name")}`;
}

/** @param {string} id @returns {Route} to the list of a library, with what is looked for in it */
function routeOfList(id) {
  const search = searches.get(id);
  const shelves = collectionShown(id)?.shelves() ?? [];
  if (!search || isPlain(search) || shelves.length === 0) return { library: id, view: "list", post: null };
  return { library: id, view: "list", post: null, search, ...(shelves.length === 1 && { archive: shelves[0].volume.id }) };
}

/** @param {State} state */
function showContent({ route, settings, reading }) {
  const shown = libraryNamed(route.library);
  const { catalogue } = shown;
  const total = totalOf(route.library);
  const { t } = words();
  if (article) positions.keep(standing, article.root);
  forgetResumed();
  article?.growth.stop();
  list?.stop();
  library?.stop();
  around?.stop();
  article = null;
  list = null;
  library = null;
  around = null;
  document.documentElement.dataset.view = route.view;

  if (route.view === "home") {
    place.content.replaceChildren(homeView(words(), totalOf(FILES), ways).root);
    document.title = t("app.name");
    return;
  }
  const collection = collectionShown(route.library);
  if (route.view === "list" && collection) {
    showLibrary(route.library, route);
    return;
  }
  if (route.view === "list") {
    const ofSamples = route.library === SAMPLES ? ".samples" : "";
    const heading = t(`list.heading${catalogue?.title ? ".named" : ofSamples}`, { count: total, title: catalogue?.title ?? "" });
    list = listView(words(), {
      heading,
      rows: rowsOf(shown),
      total,
      more: catalogue ? () => places.listMore(catalogue) : null,
      way: catalogue ? { text: t("list.own-posts"), go: () => step(WELCOME) } : null,
      addressOf: ({ key }) => addressOf({ library: route.library, view: "post", post: key }),
      open: ({ key }) => step({ library: route.library, view: "post", post: key }),
    });
    place.content.replaceChildren(list.root);
    document.title = `${heading} – ${t("app.name")}`;
    return;
  }
  const listRoute = routeOfList(route.library);
  if (!reading) return;
  article = articleView(words(), {
    entry: reading,
    pictures: settings.pictures,
    sanitizer: engine.sanitizer(),
    core: engine,
    saveable: true,
    // The single file has no address that another page could load the viewer from.
    embeddable: location.protocol !== "file:",
    back:
      total < 2
        ? null
        : {
            href: addressOf(listRoute),
            text: t("post.back", { count: total }),
            go: () => step(listRoute),
          },
  });
  place.content.replaceChildren(article.root);
  standing = addressOf({ ...places.postOf(route), paragraph: undefined });
  if (!collection && total > 1) {
    around = inList(words(), { rows: rowsOf(shown), total, route, root: article.root, go: step });
  } else if (collection) {
    const search = searches.get(route.library) ?? null;
    around = withNeighbours(words(), { collection, route: places.postOf(route), article, search, go: step, announce });
  }
  document.title = `${reading.page.title} – ${t("app.name")}`;
}

register("?", "shortcuts.list", () => showShortcuts(words()));
register("/", "shortcuts.search", () => library?.focusSearch(), () => library !== null);
register("j", "shortcuts.next", () => around?.go("next"), () => around !== null);
register("k", "shortcuts.previous", () => around?.go("previous"), () => around !== null);
register("n", "shortcuts.next-place", () => around?.step(1), () => around?.hasPlaces() ?? false);
register("N", "shortcuts.previous-place", () => around?.step(-1), () => around?.hasPlaces() ?? false);
takeShortcuts();
tellGoing();
applySettings(store.get().settings);

store.subscribe(show);

place.content.replaceChildren();
showFrame(store.get());
void arrive(routeOf(location), "first");

// The core is fetched while the reader looks at the first screen. Where it can't be had, they hear so before they try.
engine.start().catch(() => {
  store.set({ notices: [{ key: "error.core-unavailable", args: {} }] });
});
