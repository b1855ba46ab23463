/**
 * The history: steps to routes, and the scroll position of each of its entries.
 */
import { hrefOf, routeOf } from "./routes.js";

/** @import { Route } from '../types.js' */

/**
 * How a reader arrives: with the page, by a step forward, or through the history.
 * @typedef {'first' | 'new' | 'again'} Arrival
 */

/** Pause in typing before the URL is updated, in ms: changing it takes browsers longer than an answer takes. */
const PAUSE = 300;

export function createRouter() {
  /** @type {(route: Route, arrival: Arrival) => void} */
  let arrive = () => {};
  const scrolled = readScrolled();
  let key = keyOfEntry();
  history.scrollRestoration = "manual";

  /** Scroll position to restore once the page is long enough. @type {number | null} */
  let wanted = null;
  const leave = () => {
    scrolled.set(key, wanted ?? window.scrollY);
    wanted = null;
  };
  let hasScrolled = false;
  window.addEventListener("scroll", () => (hasScrolled = true), { once: true, passive: true });
  /** Route that the URL is yet to show. @type {Route | null} */
  let renamed = null;
  const updateUrl = () => {
    if (renamed) history.replaceState({ key }, "", hrefOf(renamed));
    renamed = null;
  };
  /** The same for entries that were left before their URL was updated, by their keys. @type {Map<string, Route>} */
  const pending = new Map();
  // The reader's own scrolling comes first.
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    window.addEventListener(kind, () => (wanted = null), { passive: true });
  }
  window.addEventListener("popstate", () => {
    if (renamed) pending.set(key, renamed);
    leave();
    key = keyOfEntry();
    renamed = pending.get(key) ?? null;
    pending.delete(key);
    updateUrl();
    arrive(routeOf(location), "again");
  });
  window.addEventListener("pagehide", () => {
    updateUrl();
    leave();
    writeScrolled(scrolled);
  });

  return {
    /** @param {(route: Route, arrival: Arrival) => void} listener called now and at every move */
    start(listener) {
      arrive = listener;
      arrive(routeOf(location), "first");
    },
    /** @param {Route} route */
    go(route) {
      updateUrl();
      leave();
      key = newKey();
      history.pushState({ key }, "", hrefOf(route));
      arrive(route, "new");
    },
    /** Arrives once more at the route of the URL. */
    revisit: () => arrive(routeOf(location), "new"),
    /** @param {Route} route what the URL shows from now on, without a move */
    rename(route) {
      renamed = route;
      setTimeout(() => renamed === route && updateUrl(), PAUSE);
    },
    /**
     * Scrolls to where the reader had been.
     * @param {() => boolean} isWhole whether the view is complete; a growing page is waited for
     * @param {number} [position] instead of the one in the history
     * @param {number} [otherwise] where the history has none
     */
    restoreScroll(isWhole, position, otherwise = 0) {
      const target = position ?? scrolled.get(key) ?? otherwise;
      // A page that was just opened is at its top, and asking would lay it out twice.
      if (target === 0 && !hasScrolled) return;
      wanted = target;
      const tryAgain = () => {
        if (wanted !== target) return;
        const reach = document.documentElement.scrollHeight - window.innerHeight;
        if (reach < target && !isWhole()) {
          requestAnimationFrame(tryAgain);
          return;
        }
        wanted = null;
        window.scrollTo(0, target);
      };
      tryAgain();
    },
  };
}

/** @typedef {ReturnType<typeof createRouter>} Router */

const newKey = () => Math.random().toString(36).slice(2);

/** Each history entry has its own key, since several may have the same URL. */
function keyOfEntry() {
  if (typeof history.state?.key === "string") return history.state.key;
  const key = newKey();
  history.replaceState({ key }, "");
  return key;
}

/** @returns {Map<string, number>} */
function readScrolled() {
  try {
    return new Map(JSON.parse(sessionStorage.getItem("archive-viewer.scrolled") ?? "[]"));
  } catch {
    return new Map();
  }
}

/** @param {Map<string, number>} scrolled */
function writeScrolled(scrolled) {
  try {
    sessionStorage.setItem("archive-viewer.scrolled", JSON.stringify([...scrolled].slice(-100)));
  } catch {
    // Without storage a reload starts at the top.
  }
}
