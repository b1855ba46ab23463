/**
 * The entry: connects the ways in, the engine, the store and the router with what is shown.
 */
import { createEngine } from "./engine.js";
import { element } from "./element.js";
import { wordsIn } from "./i18n.js";
import { openItems, withPosts } from "./opening.js";
import { addressOf, addressOfLibrary, createRouter, FILES, HOME, routeOf, SAMPLES } from "./router.js";
import { storedSettings, storeSettings } from "./settings.js";
import { ACCEPTED, itemOfAddress, itemOfText, itemsOfFiles, itemsOfSamples, takeDrops, takePastes } from "./source.js";
import { createStore } from "./store.js";
import { homeView } from "./views/home.js";
import { masthead } from "./views/masthead.js";
import { noticeBar } from "./views/notices.js";
import { askForText } from "./views/paste-dialog.js";
import { articleView } from "./views/post-article.js";
import { listView } from "./views/post-list.js";

/** @import { Entry, Library, Route, Settings, State, Words } from './types.js' */
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
  settings: storedSettings(),
  notices: [],
  progress: null,
});

/** What stands in the content now, where the next state may want to change only a part of it. */
/** @type {import('./views/post-article.js').ArticleView | null} */
let article = null;

/** @returns {Words} */
const words = () => wordsIn(store.get().settings.language);

/** @param {string} id @returns {Library} */
const libraryNamed = (id) => store.get().libraries.get(id) ?? { id, entries: [] };

// ---- moving about

const router = createRouter((route, arrived) => void arrive(route, arrived));

/**
 * @param {Route} route
 * @param {import('./router.js').Arrival} arrived
 */
async function arrive(route, arrived) {
  const before = store.get().route;
  await bringIn(route.library);
  // While a library was on its way the reader may have gone elsewhere.
  if (addressOf(routeOf(location)) !== addressOf(route)) return;

  const { entries } = libraryNamed(route.library);
  const entry = route.post === null ? entries[0] : entries.find(({ key }) => key === route.post);
  if ((route.view === "post" && !entry) || (route.view === "list" && entries.length === 0)) {
    sayWhatIsMissing(route, entries);
    store.set({ route: entries.length > 0 ? { ...route, view: "list", post: null } : { ...HOME } });
  } else {
    // A new object each time: to arrive means to see the place as it now is, also where the reader is already.
    store.set({ route: { ...route } });
  }
  const focus = place.content.querySelector("h1") ?? place.content;
  const shown = article;
  const isWhole = () => shown !== article || (shown?.growth.isWhole() ?? true);
  if (arrived === "first") {
    // A page that has just come is read from its top; the focus is where the browser puts it.
    router.restoreScroll(isWhole);
  } else if (arrived === "new") {
    window.scrollTo(0, 0);
    focus.focus({ preventScroll: true });
  } else {
    // Back in the list the focus is on the post that was read.
    (shownRow?.(before.post ?? "") ?? focus).focus({ preventScroll: true });
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

/** @type {((key: string) => HTMLElement | undefined) | null} */
let shownRow = null;

/**
 * @param {Route} route
 * @param {Entry[]} entries
 */
function sayWhatIsMissing(route, entries) {
  if (store.get().notices.length > 0) return;
  const args = { file: route.post ?? "" };
  if (route.library !== FILES || entries.length > 0) {
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
  const address = addressOfLibrary(id);
  const given = address === null ? await itemsOfSamples(engine) : itemOfAddress(address, engine);
  await open(given, id);
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
  drop: (files, folders) => {
    const given = itemsOfFiles(files, engine);
    given.notices.push(...folders.map((file) => ({ key: "error.folder", args: { file } })));
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
  samples: () => step({ library: SAMPLES, view: "list", post: null }),
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
  if (newLanguage || state.notices !== before.notices || state.progress !== before.progress) {
    place.notices.replaceChildren(
      ...noticeBar(words(), state.notices, state.progress, () => store.set({ notices: [] })),
    );
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

/** @param {State} state */
function showContent({ route, settings }) {
  const { entries } = libraryNamed(route.library);
  const { t } = words();
  article?.growth.stop();
  article = null;
  shownRow = null;
  document.documentElement.dataset.view = route.view;

  if (route.view === "home") {
    place.content.replaceChildren(homeView(words(), libraryNamed(FILES).entries.length, ways).root);
    document.title = t("app.name");
    return;
  }
  /** @type {Route} */
  const listRoute = { library: route.library, view: "list", post: null };
  if (route.view === "list") {
    const heading = t(route.library === SAMPLES ? "list.heading.samples" : "list.heading", { count: entries.length });
    const list = listView(words(), {
      heading,
      entries,
      addressOf: ({ key }) => addressOf({ library: route.library, view: "post", post: key }),
      open: ({ key }) => step({ library: route.library, view: "post", post: key }),
    });
    shownRow = list.rowOf;
    place.content.replaceChildren(list.root);
    document.title = `${heading} – ${t("app.name")}`;
    return;
  }
  const entry = entries.find(({ key }) => key === route.post) ?? entries[0];
  article = articleView(words(), {
    entry,
    pictures: settings.pictures,
    sanitizer: engine.sanitizer(),
    back:
      entries.length < 2
        ? null
        : {
            href: addressOf(listRoute),
            text: t("post.back", { count: entries.length }),
            go: () => step(listRoute),
          },
  });
  place.content.replaceChildren(article.root);
  document.title = `${entry.page.title} – ${t("app.name")}`;
}

store.subscribe(show);
place.content.replaceChildren();
showFrame(store.get());
void arrive(routeOf(location), "first");

// The core is fetched while the reader looks at the first screen. Where it can't be had, they hear so before they try.
engine.start().catch(() => {
  store.set({ notices: [{ key: "error.core-unavailable", args: {} }] });
});
