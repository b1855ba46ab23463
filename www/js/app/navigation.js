/**
 * Arrives at routes: loads what they lead to, shows it, and puts the focus and the scroll position where the reader expects
 * them.
 */
import { isAnythingKept } from "./kept-flag.js";
import { FILES, hrefOf, HOME, NO_SEARCH, routeOf, WELCOME } from "./routes.js";
import { archiveNamed, collectionOf, hasLibrary, hasShelves, missingNotices, placeOf, totalOf } from "./selectors.js";

/** @import { Actions } from './actions.js' */
/** @import { Arrival, Router } from './router.js' */
/** @import { Store } from './store.js' */
/** @import { ViewHost } from './view-host.js' */
/** @import { Entry, Route } from '../types.js' */

/** Delay before loading is shown, in ms. */
const LATE = 250;

/** @param {{ store: Store, router: Router, actions: Actions, host: ViewHost }} parts */
export function startNavigation({ store, router, actions, host }) {
  /** @param {Route} route @param {Arrival} arrival */
  async function arrive(route, arrival) {
    const before = store.get().route;
    const entry = await load(route);
    // The reader may have gone elsewhere meanwhile.
    if (hrefOf(routeOf(location)) !== hrefOf(route)) return;

    show(route, entry);
    if ((route.paragraph && host.neighbours()) || route.passage) return;
    const position = host.savedPosition();
    const isBack = route.view === "list" && before.view === "post" && before.collection === route.collection;
    if (arrival === "again" || (arrival === "new" && isBack)) await goBack(route, before);
    else if (arrival === "new") begin(position);
    // On a page that was just loaded the browser places the focus.
    else router.restoreScroll(host.completeness(), undefined, position?.down);
    if (position && arrival !== "first") host.scrollAlong(position.along);
  }

  /** @param {Route} route @returns {Promise<Entry | null>} */
  async function load(route) {
    const timer = setTimeout(() => (host.isEmpty() ? host.showLoading() : store.set({ loading: true })), LATE);
    await actions.loadCollection(route);
    const entry = route.view === "post" ? await actions.loadPost(route) : null;
    clearTimeout(timer);
    if (store.get().loading) store.set({ loading: false });
    return entry;
  }

  /** @param {Route} route @param {Entry | null} entry */
  function show(route, entry) {
    const collection = collectionOf(store.get(), route.collection);
    // An archive may have other texts alone.
    const hasList = totalOf(collection) > 0 || hasShelves(collection);
    const isGone = route.archive && !archiveNamed(collection, route.archive);
    if ((route.view === "post" && !entry) || (route.view === "list" && (!hasList || isGone))) {
      if (store.get().notices.length === 0) store.set({ notices: missingNotices(store.get(), route) });
      const list = /** @type {Route} */ ({ collection: route.collection, view: "list", post: null });
      // What is kept is on the first screen.
      showRoute(hasList ? list : { ...(route.collection === FILES && isAnythingKept() ? WELCOME : HOME) }, null);
    } else {
      // A new object each time, so that arriving where the reader already is draws the view again.
      showRoute({ ...route }, entry);
    }
  }

  /** @param {Route} route @param {Entry | null} entry */
  function showRoute(route, entry) {
    if (route.view === "list" && hasLibrary(collectionOf(store.get(), route.collection))) {
      store.setCollection(route.collection, { search: route.search ?? NO_SEARCH });
    }
    store.set({ route, entry });
  }

  /** @param {ReturnType<ViewHost['savedPosition']>} position */
  function begin(position) {
    const focus = host.headline();
    if (position) router.restoreScroll(host.completeness(), position.down);
    else window.scrollTo(0, 0);
    focus.focus({ preventScroll: true });
    if (position) {
      void host.showResumed().catch(() => {});
      actions.announce("post.resumed");
    }
  }

  /** @param {Route} route @param {Route} before */
  async function goBack(route, before) {
    const focus = host.headline();
    const list = host.archiveList();
    const completeness = host.completeness();
    await list?.ready;
    router.restoreScroll(completeness);
    // Back in a list, the focus is on the post that was read.
    if (list && before.view === "post") {
      const { number, path } = placeOf(collectionOf(store.get(), route.collection), before);
      if (!(await list.focusPost(number, path))) focus.focus({ preventScroll: true });
    } else (host.rowOf(before.post) ?? focus).focus({ preventScroll: true });
  }

  // Archives' posts come and go while their list is shown.
  store.subscribe(({ route, collections }, before) => {
    const now = collections.get(route.collection);
    if (!now || route.view !== "list" || route !== before.route) return;
    if (now.revision === before.collections.get(route.collection)?.revision) return;
    if (hasLibrary(now)) host.archiveList()?.refresh();
    else if (now.archives.length === 0) void arrive(route, "new");
  });
  router.start((route, arrival) => void arrive(route, arrival));
}
