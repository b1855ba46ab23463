/**
 * The entry: connects the ways in, the engine, the store and the router with what is shown.
 */
import { createShelves } from "./archive/shelves.js";
import { keyOf, newestFirst } from "./archive/shelf-rows.js";
import { openCatalogue } from "./catalogue.js";
import { takeDrops } from "./drop.js";
import { createEngine } from "./engine.js";
import { element } from "./element.js";
import { wordsIn } from "./i18n.js";
import { noticeOf, openItems, withPosts } from "./opening.js";
import { addressOf, addressOfLibrary, createRouter, FILES, HOME, OWN, routeOf, SAMPLES, WELCOME } from "./router.js";
import { storedSettings, storeSettings } from "./settings.js";
import { LIBRARY } from "./shelf.js";
import {
  ACCEPTED,
  itemOfAddress,
  itemOfText,
  itemsOfDrop,
  itemsOfFiles,
  itemsOfPickedFolder,
  itemsOfSamples,
  takePastes,
} from "./source.js";
import { createStore } from "./store.js";
import { homeView } from "./views/home.js";
import { masthead } from "./views/masthead.js";
import { noticeBar } from "./views/notices.js";
import { askAddOrReplace } from "./views/open-dialog.js";
import { askForText } from "./views/paste-dialog.js";
import { articleView } from "./views/post-article.js";
import { listView } from "./views/post-list.js";
import { shelfBar } from "./views/shelf-bar.js";

/** @import { Catalogue, Entry, Library, Route, Row, Settings, Shelf, State, Words } from './types.js' */
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
const shelves = createShelves(store);

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
function rowsOf({ entries, catalogue, shelves }) {
  if (catalogue) return catalogue.rows;
  const own = entries.map(({ key, page, note }) => ({ key, facts: page, note }));
  return shelves?.length ? newestFirst([...own, ...shelves.flatMap(({ rows }) => rows)]) : own;
}

/** @param {Route} route @returns {string} what its post's row is found by */
const keyOfRoute = ({ archive, post }) => (archive ? keyOf(archive, post ?? "") : (post ?? ""));

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
    const { library } = route;
    store.set({ route: rows.length > 0 ? { library, view: "list", post: null } : { ...HOME }, reading: null });
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
    (list?.rowOf(keyOfRoute(before)) ?? focus).focus({ preventScroll: true });
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
  const args = { file: route.post ?? "", archive: route.archive ?? "" };
  if (route.archive && !shelves.named(route.archive)) {
    store.set({ notices: [{ key: "notice.archive-gone", args }] });
  } else if (route.library !== FILES || rows.length > 0) {
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
  const given = address === null ? await itemsOfSamples(engine) : await itemOfAddress(address, engine);
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
  if (route.archive) return shelves.entryAt(route.archive, route.post ?? "");
  const { entries, catalogue, shelves: standing = [] } = libraryNamed(route.library);
  // The address of an archive with one post is that post's.
  const rows = standing.flatMap(({ rows }) => rows);
  const [only] = rows;
  if (route.post === null && rows.length === 1 && only.place) return shelves.entryAt(only.place.archive, only.place.path);
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
 * @param {(shelves: Shelf[]) => Promise<boolean>} [admit] asked before archives and folders join what is open
 * @returns {Promise<Route[]>} where the posts are that were opened; of those in archives the first two
 */
async function open({ items, notices, wholes }, id, admit = async () => true) {
  store.set({ notices: [] });
  const found = await shelves.open(wholes);
  const isWanted = found.shelves.length === 0 || (await admit(found.shelves));
  if (!isWanted) {
    for (const { volume } of found.shelves) volume.close();
    return [];
  }
  store.set({ progress: items.length > 1 ? { done: 0, total: items.length } : null });
  const outcome = await openItems(items, (done) => {
    const { progress } = store.get();
    if (progress) store.set({ progress: { ...progress, done } });
  });
  const { library, keys } = withPosts(libraryNamed(id), outcome.opened);
  const libraries = new Map(store.get().libraries);
  if (keys.length > 0) libraries.set(id, library);
  const all = [...notices, ...outcome.notices, ...found.notices];
  store.set({ libraries, notices: all, progress: null });
  shelves.place(found.shelves, id);

  const { t } = words();
  const rows = found.shelves.flatMap(({ rows }) => rows);
  const count = keys.length + rows.length;
  announce(
    [
      count > 0 ? t("status.opened", { count }) : t("status.nothing-opened"),
      ...all.slice(0, 10).map(({ key, args, fallback }) => t(key, args, fallback)),
    ].join(" "),
  );
  return [
    ...keys.map((key) => /** @type {Route} */ ({ library: id, view: "post", post: key })),
    ...rows.slice(0, 2).map((row) => routeOfRow(id, row)),
  ];
}

/**
 * Opens what a person gave us and goes there; if nothing of it opens, they stay where they are.
 * @param {Given} given
 */
async function openGiven(given) {
  const routes = await open(given, FILES, async ([{ volume }]) => {
    const { entries, shelves: standing = [] } = libraryNamed(FILES);
    if (entries.length + standing.length === 0) return true;
    const names = standing.map(({ volume }) => volume.name);
    if (entries.length > 0) names.push(words().t("shelf.loose", { count: entries.length }));
    const choice = await askAddOrReplace(words(), volume.name, names);
    if (choice === "replace") shelves.closeAll(FILES);
    return choice !== null;
  });
  if (routes.length === 1) router.go(routes[0]);
  else if (routes.length > 1) router.go({ library: FILES, view: "list", post: null });
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
    void openFiles(files);
  },
});
const folderPicker = element("input", {
  type: "file",
  webkitdirectory: true,
  class: "picker",
  tabindex: "-1",
  "aria-hidden": "true",
  onchange: () => {
    const files = [...(folderPicker.files ?? [])];
    folderPicker.value = "";
    void openGiven(itemsOfPickedFolder(files, engine));
  },
});
document.body.append(picker, folderPicker);

/** @param {File[]} files */
async function openFiles(files) {
  await openGiven(await itemsOfFiles(files, engine, words().t("shelf.together")));
}

takeDrops({
  hover: (over) => document.documentElement.classList.toggle("is-drop-target", over),
  drop: async (files, folders) => {
    store.set({ looking: folders.length > 0 });
    const given = await itemsOfDrop(files, folders, engine, words().t("shelf.together"));
    store.set({ looking: false });
    void openGiven(given);
  },
});
takePastes({
  files: (files) => void openFiles(files),
  text: openPasted,
});

/** @param {string} text */
function openPasted(text) {
  void openGiven(itemOfText(words().t("paste.name"), text, engine));
}

const ways = {
  pick: () => picker.click(),
  pickFolder: () => folderPicker.click(),
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

/**
 * @param {State} state
 * @param {Partial<State>} before
 */
function show(state, before) {
  const newLanguage = state.settings.language !== before.settings?.language;
  if (newLanguage) showFrame(state);
  const newProgress = state.progress !== before.progress || state.looking !== before.looking || state.download !== before.download;
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
    }),
  );
  // The head is built anew under the reader's hand when they switch the language.
  if (focused) /** @type {HTMLElement | null} */ (place.masthead.querySelector(`select[name=${focused}]`))?.focus();
}

/** @param {string} library @param {Row} row @returns {Route} */
const routeOfRow = (library, { key, place }) =>
  place ? { library, view: "post", post: place.path, archive: place.archive } : { library, view: "post", post: key };

/** @param {Shelf} shelf */
function closeShelf(shelf) {
  shelves.close(shelf);
  announce(words().t("shelf.closed", { file: shelf.volume.name }));
  const { route, libraries } = store.get();
  if (rowsOf(libraries.get(FILES) ?? { id: FILES, entries: [] }).length === 0) step(WELCOME);
  else store.set({ route: { ...route } });
  (place.content.querySelector("h1") ?? place.content).focus();
}

/** @param {State} state */
function showContent({ route, settings, reading }) {
  const library = libraryNamed(route.library);
  const { catalogue } = library;
  const total = catalogue?.total ?? rowsOf(library).length;
  const { t } = words();
  article?.growth.stop();
  list?.stop();
  article = null;
  list = null;
  document.documentElement.dataset.view = route.view;

  if (route.view === "home") {
    place.content.replaceChildren(homeView(words(), rowsOf(libraryNamed(FILES)).length, ways).root);
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
      addressOf: (row) => addressOf(routeOfRow(route.library, row)),
      open: (row) => step(routeOfRow(route.library, row)),
    });
    place.content.replaceChildren(list.root);
    if (library.shelves?.length) list.focus.after(shelfBar(words(), library.shelves, closeShelf));
    document.title = `${heading} – ${t("app.name")}`;
    return;
  }
  if (!reading) return;
  article = articleView(words(), {
    entry: reading,
    pictures: settings.pictures,
    sanitizer: engine.sanitizer(),
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

store.subscribe(show);
// What an archive's posts say of themselves comes after its list stands: where that is shown, it is shown anew.
shelves.changed(() => {
  const { route } = store.get();
  if (route.view !== "list" || route.library === SAMPLES) return;
  const key = document.activeElement?.closest(".list-row")?.querySelector("a")?.getAttribute("href");
  store.set({ route: { ...route } });
  /** @type {HTMLElement | undefined} */ ([...place.content.querySelectorAll("a")].find((a) => a.getAttribute("href") === key))?.focus({ preventScroll: true });
});
place.content.replaceChildren();
showFrame(store.get());
void arrive(routeOf(location), "first");

// The core is fetched while the reader looks at the first screen. Where it can't be had, they hear so before they try.
engine.start().catch(() => {
  store.set({ notices: [{ key: "error.core-unavailable", args: {} }] });
});
