/**
 * The entry: connects the ways in, the engine, the store and the router with what is shown.
 */
import { createEngine } from "../core/engine.js";
import { tellGoing } from "./scroll-direction.js";
import { createHoldings } from "./selectors.js";
import { wordsIn } from "../i18n/words.js";
import { createOpener } from "../open/open-archives.js";
import { createPlaces } from "./route-loader.js";
import { addressOf, createRouter, FILES, HOME, routeOf, SAMPLES } from "./router.js";
import { applyLook, storedSettings, storeSettings } from "./settings.js";
import { LIBRARY } from "../open/bundled-files.js";
import { enableShortcuts, register, showShortcuts, takeShortcuts } from "./shortcuts.js";
import { createStage } from "./view-host.js";
import { createStore } from "./store.js";
import { takeWaysIn } from "../open/file-inputs.js";
import { masthead } from "../views/masthead.js";
import { noticeBar } from "../views/notices.js";
import { askAddOrReplace } from "../views/open-dialog.js";

/** @import { Route, Settings, State, Words } from '../types.js' */
/** @import { Given } from '../open/source.js' */

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
  if (holdings.collectionShown(id)) stage.library()?.refresh();
  else void arrive(store.get().route, "new");
});

const holdings = createHoldings(store, opener);

/** @returns {Promise<number>} bytes that the WebAssembly of everything dropped takes, for measurements */
export const memory = async () => (await opener.collectionIn(FILES)?.memory()) ?? 0;

const places = createPlaces({ store, engine, opener, holdings, open: (given, id) => open(given, id) });

/** @returns {Words} */
const words = () => wordsIn(store.get().settings.language);

const stage = createStage(place.content, {
  words,
  engine,
  opener,
  holdings,
  places,
  step: (route) => step(route),
  rename: (route) => router.rename(route),
  announce: (sentence) => announce(sentence),
  ways: () => ways,
});

// ---- moving about

const router = createRouter((route, arrived) => void arrive(route, arrived));

/**
 * @param {Route} route
 * @param {import('./router.js').Arrival} arrived
 */
async function arrive(route, arrived) {
  const before = store.get().route;
  // What comes at once needs no word about it.
  const isLate = setTimeout(() => (stage.isEmpty() ? stage.wait() : store.set({ looking: true })), LATE_MS);
  await places.bringIn(route.library);
  const entry = route.view === "post" ? await places.entryAt(route) : null;
  clearTimeout(isLate);
  if (store.get().looking) store.set({ looking: false });
  // While a library or a post was on its way the reader may have gone elsewhere.
  if (addressOf(routeOf(location)) !== addressOf(route)) return;

  const total = holdings.totalOf(route.library);
  const isGone = route.archive && !opener.collectionIn(route.library)?.named(route.archive);
  if ((route.view === "post" && !entry) || (route.view === "list" && (total === 0 || isGone))) {
    if (store.get().notices.length === 0) store.set({ notices: places.whatIsMissing(route, total) });
    store.set({ route: total > 0 ? { library: route.library, view: "list", post: null } : { ...HOME }, reading: null });
  } else {
    // A new object each time: to arrive means to see the place as it now is, also where the reader is already.
    store.set({ route: { ...route }, reading: entry });
  }
  // An address of a paragraph leads there.
  if (route.paragraph && stage.around()) return;
  const focus = stage.headline();
  const position = stage.position();
  const isWhole = stage.wholeness();
  if (arrived === "first") {
    // A page that has just come is read from its top; the focus is where the browser puts it.
    router.restoreScroll(isWhole);
  } else if (arrived === "new") {
    if (position) router.restoreScroll(isWhole, position.down);
    else window.scrollTo(0, 0);
    focus.focus({ preventScroll: true });
    if (position) {
      stage.resumed();
      announce(words().t("post.resumed"));
    }
  } else {
    const library = stage.library();
    await library?.ready;
    router.restoreScroll(isWhole);
    // Back in the list the focus is on the post that was read.
    if (library && before.view === "post") {
      const number = opener.collectionIn(route.library)?.numberOf(before.archive) ?? -1;
      if (!(await library.focusPost(number, before.post ?? ""))) focus.focus({ preventScroll: true });
    } else (stage.rowOf(before.post) ?? focus).focus({ preventScroll: true });
  }
  if (position && arrived !== "first") stage.scrollAlong(position.along);
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
    const { entries } = holdings.libraryNamed(FILES);
    if (entries.length + standing.length === 0) return true;
    const names = standing.map(({ volume }) => volume.name);
    if (entries.length > 0) names.push(words().t("shelf.loose", { count: entries.length }));
    const choice = await askAddOrReplace(words(), name, names);
    if (choice === "replace") {
      stage.forgetSearch(FILES);
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
  list: () => step(stage.routeOfList(FILES)),
};

// ---- showing

/** What takes longer is told, in milliseconds. */
const LATE_MS = 250;

function dismiss() {
  store.set({ notices: [] });
  stage.headline().focus({ preventScroll: true });
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
    stage.show(state);
  } else if (state.settings.pictures !== before.settings?.pictures) {
    stage.article()?.setPictures(state.settings.pictures);
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
      skip: () => stage.headline().focus(),
      home: () => step(HOME),
      pick: ways.pick,
      change: changeSettings,
      now: () => store.get().settings,
    }),
  );
  // The head is built anew under the reader's hand when they switch the language.
  if (focused) /** @type {HTMLElement | null} */ (place.masthead.querySelector(`select[name=${focused}]`))?.focus();
}

register("?", "shortcuts.list", () => showShortcuts(words()));
register("/", "shortcuts.search", () => stage.library()?.focusSearch(), () => stage.library() !== null);
register("j", "shortcuts.next", () => stage.around()?.go("next"), () => stage.around() !== null);
register("k", "shortcuts.previous", () => stage.around()?.go("previous"), () => stage.around() !== null);
register("n", "shortcuts.next-place", () => stage.around()?.step(1), () => stage.around()?.hasPlaces() ?? false);
register("N", "shortcuts.previous-place", () => stage.around()?.step(-1), () => stage.around()?.hasPlaces() ?? false);
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
