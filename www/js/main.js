/**
 * The entry: connects the ways in, the engine, the store and the router with what is shown.
 */
import { openCatalogue } from "./catalogue.js";
import { takeDrops } from "./drop.js";
import { createEngine } from "./engine.js";
import { element } from "./element.js";
import { wordsIn } from "./i18n.js";
import { noticeOf, openItems, withPosts } from "./opening.js";
import { addressOf, addressOfLibrary, createRouter, FILES, HOME, OWN, routeOf, SAMPLES, WELCOME } from "./router.js";
import { applyLook, storedSettings, storeSettings } from "./settings.js";
import { LIBRARY } from "./shelf.js";
import { enableShortcuts, register, showShortcuts, takeShortcuts } from "./shortcuts.js";
import { ACCEPTED, itemOfAddress, itemOfText, itemsOfDrop, itemsOfFiles, itemsOfSamples, takePastes } from "./source.js";
import { createStore } from "./store.js";
import { homeView } from "./views/home.js";
import { masthead } from "./views/masthead.js";
import { noticeBar } from "./views/notices.js";
import { askForText } from "./views/paste-dialog.js";
import { articleView } from "./views/post-article.js";
import { listView } from "./views/post-list.js";

/** @import { Catalogue, Entry, Library, Route, Row, Settings, State, Words } from './types.js' */
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
  looking: false,
});

/** What stands in the content now, where the next state may want to change only a part of it. */
/** @type {import('./views/post-article.js').ArticleView | null} */
let article = null;
/** @type {import('./views/post-list.js').ListView | null} */
let list = null;

/** @returns {Words} */
const words = () => wordsIn(store.get().settings.language);

/** @param {string} id @returns {Library} */
const libraryNamed = (id) => store.get().libraries.get(id) ?? { id, entries: [] };

/** @param {Library} library @returns {Row[]} */
const rowsOf = ({ entries, catalogue }) =>
  catalogue?.rows ?? entries.map(({ key, page, note }) => ({ key, facts: page, note }));

// ---- moving about

const router = createRouter((route, arrived) => void arrive(route, arrived));

/**
 * @param {Route} route
 * @param {import('./router.js').Arrival} arrived
 */
async function arrive(route, arrived) {
  const before = store.get().route;
  await bringIn(route.library);
  const entry = route.view === "post" ? await entryAt(route) : null;
  // While a library or a post was on its way the reader may have gone elsewhere.
  if (addressOf(routeOf(location)) !== addressOf(route)) return;

  const rows = rowsOf(libraryNamed(route.library));
  if ((route.view === "post" && !entry) || (route.view === "list" && rows.length === 0)) {
    sayWhatIsMissing(route, rows);
    store.set({ route: rows.length > 0 ? { ...route, view: "list", post: null } : { ...HOME }, reading: null });
  } else {
    // A new object each time: to arrive means to see the place as it now is, also where the reader is already.
    store.set({ route: { ...route }, reading: entry });
  }
  const focus = place.content.querySelector("h1") ?? place.content;
  const shown = article ?? list;
  const isWhole = () => shown !== (article ?? list) || (article?.growth.isWhole() ?? list?.grow() ?? true);
  if (arrived === "first") {
    // A page that has just come is read from its top; the focus is where the browser puts it.
    router.restoreScroll(isWhole);
  } else if (arrived === "new") {
    window.scrollTo(0, 0);
    focus.focus({ preventScroll: true });
  } else {
    // Back in the list the focus is on the post that was read.
    (list?.rowOf(before.post ?? "") ?? focus).focus({ preventScroll: true });
    router.restoreScroll(isWhole);
  }
}

/**
 * A step that the reader takes by themselves; what was said about the last opening is behind them.
 * @param {Route} route
 */
function step(route) {
  store.set({ notices: [] });
  router.go(route);
}

/**
 * @param {Route} route
 * @param {Row[]} rows
 */
function sayWhatIsMissing(route, rows) {
  if (store.get().notices.length > 0) return;
  const args = { file: route.post ?? "" };
  if (route.library !== FILES || rows.length > 0) {
    if (route.post !== null) store.set({ notices: [{ key: "notice.no-such-post", args }] });
  } else {
    store.set({ notices: [{ key: route.post === null ? "notice.files-gone-all" : "notice.files-gone", args }] });
  }
}

/**
 * Opens the samples or the post at an address, when the reader comes to them and they aren't there yet.
 * @param {string} id
 */
async function bringIn(id) {
  if (id === FILES || store.get().libraries.has(id)) return;
  if (id === OWN) {
    await bringInOwn();
    return;
  }
  const address = addressOfLibrary(id);
  const given = address === null ? await itemsOfSamples(engine) : itemOfAddress(address, engine);
  await open(given, id);
}

/** The library that the site was made with. */
async function bringInOwn() {
  try {
    const catalogue = await openCatalogue(LIBRARY ?? "", engine);
    store.set({ libraries: new Map(store.get().libraries).set(OWN, { id: OWN, entries: [], catalogue }) });
  } catch (error) {
    store.set({ notices: [{ key: "error.no-library", args: { reason: reasonOf(error) } }] });
  }
}

/**
 * @param {Route} route of a post
 * @returns {Promise<Entry | null>} null where there is none; why it can't be opened has then been said
 */
async function entryAt(route) {
  const { entries, catalogue } = libraryNamed(route.library);
  if (!catalogue) return (route.post === null ? entries[0] : entries.find(({ key }) => key === route.post)) ?? null;
  const item = catalogue.item(route.post ?? "");
  try {
    return { ...item, key: item.name, page: await item.open() };
  } catch (error) {
    store.set({ notices: [noticeOf(/** @type {any} */ (error), item.name)] });
    return null;
  }
}

/** @param {unknown} error @returns {string} */
const reasonOf = (error) => /** @type {Error | null} */ (error)?.message || String(error);

/** @param {Catalogue} catalogue */
async function listMore(catalogue) {
  try {
    await catalogue.more();
  } catch (error) {
    store.set({ notices: [{ key: "error.no-library", args: { reason: reasonOf(error) } }] });
  }
}

// ---- opening

/**
 * @param {Given} given
 * @param {string} id the library it goes into
 * @returns {Promise<string[]>} keys of the posts that were opened
 */
async function open({ items, notices }, id) {
  store.set({ notices: [], progress: items.length > 1 ? { done: 0, total: items.length } : null });
  const outcome = await openItems(items, (done) => {
    const { progress } = store.get();
    if (progress) store.set({ progress: { ...progress, done } });
  });
  const all = [...notices, ...outcome.notices];
  const { library, keys } = withPosts(libraryNamed(id), outcome.opened);
  const libraries = new Map(store.get().libraries);
  if (keys.length > 0) libraries.set(id, library);
  store.set({ libraries, notices: all, progress: null });

  const { t } = words();
  announce(
    [
      keys.length > 0 ? t("status.opened", { count: keys.length }) : t("status.nothing-opened"),
      ...all.map(({ key, args, fallback }) => t(key, args, fallback)),
    ].join(" "),
  );
  return keys;
}

/**
 * Opens what a person gave us and goes there; if nothing of it opens, they stay where they are.
 * @param {Given} given
 */
async function openGiven(given) {
  const keys = await open(given, FILES);
  if (keys.length === 1) router.go({ library: FILES, view: "post", post: keys[0] });
  else if (keys.length > 1) router.go({ library: FILES, view: "list", post: null });
}

/** @param {string} sentence */
function announce(sentence) {
  place.announcer.textContent = sentence;
}

// ---- the ways in

const picker = element("input", {
  type: "file",
  multiple: true,
  accept: ACCEPTED,
  class: "picker",
  tabindex: "-1",
  "aria-hidden": "true",
  onchange: () => {
    const files = [...(picker.files ?? [])];
    // The same file may be chosen twice in a row.
    picker.value = "";
    void openGiven(itemsOfFiles(files, engine));
  },
});
document.body.append(picker);

takeDrops({
  hover: (over) => document.documentElement.classList.toggle("is-drop-target", over),
  drop: async (files, folders) => {
    store.set({ looking: folders.length > 0 });
    const given = await itemsOfDrop(files, folders, engine);
    store.set({ looking: false });
    void openGiven(given);
  },
});
takePastes({
  files: (files) => void openGiven(itemsOfFiles(files, engine)),
  text: openPasted,
});

/** @param {string} text */
function openPasted(text) {
  void openGiven(itemOfText(words().t("paste.name"), text, engine));
}

const ways = {
  pick: () => picker.click(),
  paste: () => askForText(words(), openPasted),
  samples: LIBRARY ? null : () => step({ library: SAMPLES, view: "list", post: null }),
  library: () => step(HOME),
  list: () => step({ library: FILES, view: "list", post: null }),
};

// ---- showing

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
  const newProgress = state.progress !== before.progress || state.looking !== before.looking;
  if (newLanguage || newProgress || state.notices !== before.notices) {
    place.notices.replaceChildren(...noticeBar(words(), state, () => store.set({ notices: [] })));
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
      skip: () => (place.content.querySelector("h1") ?? place.content).focus(),
      home: () => step(HOME),
      pick: ways.pick,
      change: changeSettings,
      now: () => store.get().settings,
    }),
  );
  // The head is built anew under the reader's hand when they switch the language.
  if (focused) /** @type {HTMLElement | null} */ (place.masthead.querySelector(`select[name=${focused}]`))?.focus();
}

/** @param {State} state */
function showContent({ route, settings, reading }) {
  const library = libraryNamed(route.library);
  const { catalogue } = library;
  const total = catalogue?.total ?? library.entries.length;
  const { t } = words();
  article?.growth.stop();
  list?.stop();
  article = null;
  list = null;
  document.documentElement.dataset.view = route.view;

  if (route.view === "home") {
    place.content.replaceChildren(homeView(words(), libraryNamed(FILES).entries.length, ways).root);
    document.title = t("app.name");
    return;
  }
  /** @type {Route} */
  const listRoute = { library: route.library, view: "list", post: null };
  if (route.view === "list") {
    const ofSamples = route.library === SAMPLES ? ".samples" : "";
    const heading = t(`list.heading${catalogue?.title ? ".named" : ofSamples}`, { count: total, title: catalogue?.title ?? "" });
    list = listView(words(), {
      heading,
      rows: rowsOf(library),
      total,
      more: catalogue ? () => listMore(catalogue) : null,
      way: catalogue ? { text: t("list.own-posts"), go: () => step(WELCOME) } : null,
      addressOf: ({ key }) => addressOf({ library: route.library, view: "post", post: key }),
      open: ({ key }) => step({ library: route.library, view: "post", post: key }),
    });
    place.content.replaceChildren(list.root);
    document.title = `${heading} – ${t("app.name")}`;
    return;
  }
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
  document.title = `${reading.page.title} – ${t("app.name")}`;
}

register("?", "shortcuts.list", () => showShortcuts(words()));
takeShortcuts();
applySettings(store.get().settings);

store.subscribe(show);
place.content.replaceChildren();
showFrame(store.get());
void arrive(routeOf(location), "first");

// The core is fetched while the reader looks at the first screen. Where it can't be had, they hear so before they try.
engine.start().catch(() => {
  store.set({ notices: [{ key: "error.core-unavailable", args: {} }] });
});
