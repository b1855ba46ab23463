/**
 * The entry: connects state, actions, router and views, and shows what surrounds the content.
 */
import { prepareHeadlines } from "../article/headline.js";
import { areThereNotes } from "../article/notes.js";
import { isReadingKept, onReadingChange } from "../article/reading-flag.js";
import { loadLanguage } from "../i18n/words.js";
import { masthead } from "../views/masthead.js";
import { noticeBar } from "../views/notices.js";
import { createActions } from "./actions.js";
import { serviceWorker } from "./config.js";
import { startNavigation } from "./navigation.js";
import { createRouter } from "./router.js";
import { FILES, routeOf } from "./routes.js";
import { trackScrollDirection } from "./scroll-direction.js";
import { wordsOf } from "./selectors.js";
import { applyLook, storedSettings } from "./settings.js";
import { listKeys, enableShortcuts, listenForShortcuts, register } from "./shortcuts.js";
import { engine, started, startEngine } from "./start-core.js";
import { createStore } from "./store.js";
import { createViewHost } from "./view-host.js";

/** @import { Settings, State } from '../types.js' */

const place = {
  masthead: /** @type {HTMLElement} */ (document.querySelector(".masthead")),
  notices: /** @type {HTMLElement} */ (document.querySelector(".notices")),
  content: /** @type {HTMLElement} */ (document.querySelector(".content")),
  announcer: /** @type {HTMLElement} */ (document.querySelector(".announcer")),
};

/** Whether the reader had everything removed that the site stored. The router takes the place of what says so. */
const isForgotten = () => history.state?.forgotten === true;
const wasForgotten = isForgotten();

const store = createStore(storedSettings());
const router = createRouter();
const actions = createActions(store, engine, router);
const host = createViewHost(place.content, store, engine, actions);
const words = () => wordsOf(store.get());

/** @returns {Promise<number>} bytes of WebAssembly memory of all dropped archives, for measurements */
export const memory = () => actions.memory(FILES);

/** @param {Settings} settings */
function applySettings(settings) {
  applyLook(settings);
  enableShortcuts(settings.shortcuts === "on");
}

/**
 * @param {State} state
 * @param {State} before
 */
function show(state, before) {
  const isChanged = (/** @type {keyof State} */ key) => state[key] !== before[key];
  const newLanguage = state.settings.language !== before.settings.language;
  if (isChanged("settings")) applySettings(state.settings);
  if (state.settings.remember !== before.settings.remember) void forget();
  if (newLanguage) showFrame();
  if (
    newLanguage ||
    ["loading", "download", "notices", "update"].some((key) => isChanged(/** @type {keyof State} */ (key)))
  ) {
    place.notices.replaceChildren(...noticeBar(words(), state, dismiss));
  }
  // Numbers in words take browsers long the first time, and nobody hears them before the view is drawn.
  if (isChanged("announcement")) requestAnimationFrame(() => setTimeout(() => say(state.announcement)));
  if (state.settings.characters !== before.settings.characters) void host.characters()?.set(state.settings.characters);
  if (newLanguage || isChanged("route")) host.show();
  else if (state.settings.pictures !== before.settings.pictures) host.article()?.setImageMode(state.settings.pictures);
}

/** @param {State["announcement"]} announcement */
function say(announcement) {
  if (announcement !== store.get().announcement) return;
  place.announcer.textContent = announcement.map(({ key, args, fallback }) => words().t(key, args, fallback)).join(" ");
}

async function forget() {
  host.forgetPositions();
  if (isReadingKept()) await (await import("../lazy/reading/store.js")).forgetAll();
  // The article has what can be remembered.
  if (host.article()) host.tools()?.show();
}

/** Libraries learn what was read, once there are any. @param {State} state */
async function tellLibraries(state) {
  const isAsked = areThereNotes() || isReadingKept();
  if (!isAsked || areLibrariesTold || ![...state.collections.values()].some(({ library }) => library)) return;
  areLibrariesTold = true;
  (await import("../lazy/reading/in-library.js")).tellLibraries(store);
}
let areLibrariesTold = false;

function dismiss() {
  actions.dismissNotices();
  host.headline().focus({ preventScroll: true });
}

function showFrame() {
  const focused = document.activeElement instanceof HTMLSelectElement ? document.activeElement.name : null;
  const { language, dir, t } = words();
  document.documentElement.lang = language;
  document.documentElement.dir = dir;
  document.querySelector('link[rel="manifest"]')?.setAttribute("href", `manifest.${language}.webmanifest`);
  document.documentElement.dataset.dropHere = t("app.drop-here");
  place.masthead.replaceChildren(
    ...masthead(words(), () => store.get().settings, { ...actions, skip: () => host.headline().focus() }),
  );
  // Switching the language rebuilds the focused control.
  if (!focused) return;
  /** @type {HTMLElement | null} */ (place.masthead.querySelector(".look"))?.showPopover();
  /** @type {HTMLElement | null} */ (place.masthead.querySelector(`select[name=${focused}]`))?.focus();
}

const canStep = () => host.neighbours()?.hasPlaces() ?? false;
register("?", "shortcuts.list", async () => (await import("../lazy/settings/shortcut-list.js")).showShortcuts(words()));
register(
  "/",
  "shortcuts.search",
  () => host.focusSearch(),
  () => host.canSearch(),
);
const isPost = () => host.neighbours() !== null;
const isList = () => host.list() !== null;
for (const [key, label, which, by] of /** @type {const} */ ([
  ["j", "shortcuts.next", "next", 1],
  ["k", "shortcuts.previous", "previous", -1],
])) {
  register(key, label, () => host.neighbours()?.go(which), isPost);
  register(key, label, () => host.list()?.move(by), isList);
}
listKeys("↓ ↑", "shortcuts.row", isList);
listKeys("Enter", "shortcuts.open", isList);
register("n", "shortcuts.next-place", () => host.neighbours()?.step(1), canStep);
register("N", "shortcuts.previous-place", () => host.neighbours()?.step(-1), canStep);
register(
  "c",
  "shortcuts.characters",
  () => {
    const isAsWritten = store.get().settings.characters === "written";
    actions.changeSettings({ characters: (isAsWritten && host.characters()?.other()) || "written" });
  },
  () => Boolean(host.characters()?.other()),
);
register(
  "m",
  "shortcuts.mark",
  () => void host.notes()?.focusTools(),
  () => host.notes()?.isSelected() ?? false,
);
for (const name of /** @type {const} */ (["favourite", "read"]))
  register(
    name === "read" ? "u" : "s",
    `shortcuts.${name}`,
    () => void host.tools()?.toggle(name),
    () => host.tools() !== null && store.get().settings.remember === "on",
  );
register(
  "l",
  "shortcuts.listen",
  () => void host.tools()?.speak(),
  () => host.tools()?.canSpeak ?? false,
);
register(
  "Escape",
  "shortcuts.to-search",
  () => host.archiveList()?.focusSearch(),
  () => host.archiveList() !== null,
);
register(
  "Escape",
  "shortcuts.to-list",
  () => host.goBack?.(),
  () => host.goBack !== null,
);
listenForShortcuts();
trackScrollDirection();
applySettings(store.get().settings);

store.subscribe(show);
store.subscribe((state) => void tellLibraries(state));
onReadingChange(() => void tellLibraries(store.get()));

/** Time after the first view for the browser to draw it, and for the reader to begin, in ms. */
const REST = 500;

// A browser that keeps nothing for sites does without.
const prepareOffline = async () => {
  if (serviceWorker === null || wasForgotten || isForgotten()) return;
  const { keepForOffline } = await import("../lazy/installed.js");
  await keepForOffline((update) => store.set({ update })).catch(() => {});
};

// All open pages change to a new version at once, also before they are prepared: parts of two versions don't fit together.
if (serviceWorker !== null && navigator.serviceWorker?.controller)
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());

/** Where nothing is read yet, the page gets ready to read. */
const prepareReading = async () => {
  if (host.article() || document.hidden) return;
  const { warmUp } = await import("../lazy/warm-up.js");
  await warmUp(engine, words()).catch(() => {});
};

/** What no first view waits for. */
const prepare = () => {
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
  setTimeout(() => whenIdle(() => void Promise.all([prepareReading(), prepareOffline()])), REST);
};
let isShown = false;
store.subscribe((state, before) => {
  if (isShown || state.route === before.route) return;
  isShown = true;
  setTimeout(startEngine, REST);
  started.then(prepare, prepare);
});

async function begin() {
  await loadLanguage(words().language);
  place.content.replaceChildren();
  showFrame();
  startNavigation({ store, router, actions, host });
  // The post is on its way, and by its name or the reader's languages it is in Chinese.
  const isPostAsked = routeOf(location).post !== null || location.search.includes("src=");
  if (isPostAsked && (/%[EF]/i.test(location.href) || /\bzh/.test(`${navigator.languages}`))) prepareHeadlines();
}
void begin();

// A failure shows before the reader tries to open something.
started.catch(() => store.set({ notices: [{ key: "error.core-unavailable", args: {} }] }));
