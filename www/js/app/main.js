/**
 * The entry: connects state, actions, router and views, and shows what surrounds the content.
 */
import { createEngine } from "../core/engine.js";
import { masthead } from "../views/masthead.js";
import { noticeBar } from "../views/notices.js";
import { createActions } from "./actions.js";
import { serviceWorker } from "./config.js";
import { startNavigation } from "./navigation.js";
import { createRouter } from "./router.js";
import { FILES } from "./routes.js";
import { trackScrollDirection } from "./scroll-direction.js";
import { wordsOf } from "./selectors.js";
import { applyLook, storedSettings } from "./settings.js";
import { listKeys, enableShortcuts, listenForShortcuts, register, showShortcuts } from "./shortcuts.js";
import { createStore } from "./store.js";
import { createViewHost } from "./view-host.js";

/** @import { Settings, State } from '../types.js' */

const place = {
  masthead: /** @type {HTMLElement} */ (document.querySelector(".masthead")),
  notices: /** @type {HTMLElement} */ (document.querySelector(".notices")),
  content: /** @type {HTMLElement} */ (document.querySelector(".content")),
  announcer: /** @type {HTMLElement} */ (document.querySelector(".announcer")),
};

const engine = createEngine();
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
  if (state.settings.remember !== before.settings.remember) host.forgetPositions();
  if (newLanguage) showFrame();
  if (
    newLanguage ||
    ["loading", "download", "notices", "update"].some((key) => isChanged(/** @type {keyof State} */ (key)))
  ) {
    place.notices.replaceChildren(...noticeBar(words(), state, dismiss));
  }
  if (isChanged("announcement")) {
    place.announcer.textContent = state.announcement
      .map(({ key, args, fallback }) => words().t(key, args, fallback))
      .join(" ");
  }
  if (state.settings.characters !== before.settings.characters) void host.characters()?.set(state.settings.characters);
  if (newLanguage || isChanged("route")) host.show();
  else if (state.settings.pictures !== before.settings.pictures) host.article()?.setImageMode(state.settings.pictures);
}

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
register("?", "shortcuts.list", () => showShortcuts(words()));
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

place.content.replaceChildren();
showFrame();
startNavigation({ store, router, actions, host });

// A browser that keeps nothing for sites does without.
const prepareOffline = async () => {
  const { keepForOffline } = await import("../lazy/installed.js");
  await keepForOffline((update) => store.set({ update })).catch(() => {});
};
if (serviceWorker !== null)
  addEventListener("load", () => (globalThis.requestIdleCallback ?? setTimeout)(prepareOffline));

// The core is fetched while the reader looks at the first screen; a failure shows before they try to open something.
engine.start().catch(() => store.set({ notices: [{ key: "error.core-unavailable", args: {} }] }));
