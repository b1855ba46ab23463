/**
 * Everything that a reader can do, as one object. Actions change the state or move the router; the views follow the state.
 */
import { createFileInputs } from "../open/file-inputs.js";
import { createArchiveOpener } from "../open/open-archives.js";
import { openItems, withPosts } from "../open/open-posts.js";
import { askAddOrReplace } from "../views/open-dialog.js";
import { createRouteLoader } from "./route-loader.js";
import { FILES, HOME, NO_SEARCH, routeOf, SAMPLES, WELCOME } from "./routes.js";
import { archiveNamed, collectionOf, hasArchives, routeOfList, routeOfPlace, totalOf, wordsOf } from "./selectors.js";
import { storeSettings } from "./settings.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Input } from '../open/source.js' */
/** @import { Router } from './router.js' */
/** @import { Store } from './store.js' */
/** @import { LibraryRow, Notice, OpenArchive, Route, Search, Settings } from '../types.js' */

/** Most notices that are announced after opening. */
const MAX_ANNOUNCED = 10;

/**
 * @param {Store} store
 * @param {Engine} engine
 * @param {Router} router
 */
export function createActions(store, engine, router) {
  const archives = createArchiveOpener(store);
  const collection = (/** @type {string} */ id) => collectionOf(store.get(), id);

  /** @param {string} key @param {Notice['args']} [args] a sentence for screen readers */
  const announce = (key, args = {}) => store.set({ announcement: [{ key, args }] });

  /**
   * Opens posts and archives into a collection.
   * @param {Input} input
   * @param {string} id
   * @param {import('../open/open-archives.js').Admit} [admit]
   * @returns {Promise<Route | null>} to the only opened post or to the list; null where nothing was opened
   */
  async function open({ items, archives: sources, notices }, id, admit = async () => true) {
    store.set({ notices: [] });
    const found = await archives.openAll(sources, id, admit);
    let all = found.notices;
    /** @type {string[]} */
    let keys = [];
    if (found.isAdmitted) {
      store.set({ progress: items.length > 1 ? { done: 0, total: items.length } : null });
      const outcome = await openItems(items, (done) => {
        const { progress } = store.get();
        if (progress) store.set({ progress: { ...progress, done } });
      });
      const merged = withPosts(collection(id), outcome.opened);
      keys = merged.keys;
      all = [...notices, ...outcome.notices, ...found.notices];
      store.set({ notices: all, progress: null });
      if (keys.length > 0) store.setCollection(id, { entries: merged.entries });
      if (hasArchives(collection(id))) await archives.setOf(id).addSingles(collection(id).entries);
    }
    const count = found.isAdmitted ? keys.length + found.posts : 0;
    const route =
      count === 0 && found.isOpen
        ? /** @type {Route} */ ({ collection: id, view: "list", post: null })
        : await routeOfOpened(id, keys, found.posts, count);
    store.set({
      announcement: [
        count > 0 ? { key: "status.opened", args: { count } } : { key: "status.nothing-opened", args: {} },
        ...all.slice(0, MAX_ANNOUNCED),
      ],
    });
    return route;
  }

  /**
   * @param {string} id
   * @param {string[]} keys of single posts
   * @param {number} archived posts in archives
   * @param {number} count of both
   * @returns {Promise<Route | null>}
   */
  async function routeOfOpened(id, keys, archived, count) {
    if (count === 0) return null;
    if (count === 1 && archived === 0) return { collection: id, view: "post", post: keys[0] };
    if (count === 1) {
      const number = collection(id).archives.at(-1)?.number;
      const found = await archives.setOf(id).library.query({ ...NO_SEARCH, sort: "newest" }, "en", 0, 100);
      const place = found?.rows.flatMap(({ places }) => places).find(({ volume }) => volume === number);
      if (place) return routeOfPlace(collection(id), place);
    }
    return { collection: id, view: "list", post: null };
  }

  /**
   * Opens what a person gave and goes there. If nothing of it opens, they stay where they are.
   * @param {Input} input
   */
  async function openInput(input) {
    const route = await open(input, FILES, admitToFiles);
    if (!route) return;
    // A URL into an archive that was not open asked for it: the reader goes on to that URL.
    const wanted = routeOf(location);
    const isThere = wanted.collection === FILES && wanted.archive && archiveNamed(collection(FILES), wanted.archive);
    if (isThere && store.get().route.view === "home") router.revisit();
    else router.go(route);
  }

  /** @type {import('../open/open-archives.js').Admit} */
  async function admitToFiles(name, added) {
    const { entries, archives: opened } = collection(FILES);
    const names = opened.filter(({ number }) => number !== added).map(({ volume }) => volume.name);
    if (entries.length + names.length === 0) return true;
    const words = wordsOf(store.get());
    if (entries.length > 0) names.push(words.t("shelf.loose", { count: entries.length }));
    const choice = await askAddOrReplace(words, name, names);
    if (choice === "replace") {
      store.setCollection(FILES, { search: NO_SEARCH });
      await archives.setIn(FILES)?.closeAll(added);
      store.setCollection(FILES, { entries: [] });
    }
    return choice !== null;
  }

  /** A step of the reader's own, which makes the notices obsolete. @param {Route} route */
  function go(route) {
    store.set({ notices: [] });
    router.go(route);
  }

  return {
    ...createFileInputs(store, engine, (input) => void openInput(input)),
    ...createRouteLoader(store, engine, open),
    go,
    goHome: () => go(HOME),
    goToSamples: () => go({ collection: SAMPLES, view: "list", post: null }),
    goToFiles: () => go(routeOfList(collection(FILES))),
    announce,
    dismissNotices: () => store.set({ notices: [] }),

    /** @param {Partial<Settings>} change */
    changeSettings(change) {
      const settings = { ...store.get().settings, ...change };
      storeSettings(settings);
      store.set({ settings });
    },

    /** @param {string} id @param {Search} search of its list, which the URL shows from now on */
    search(id, search) {
      store.setCollection(id, { search });
      router.rename(routeOfList(collection(id)));
    },

    /** @param {string} id @param {OpenArchive} archive @returns {Promise<boolean>} whether posts are left */
    async closeArchive(id, archive) {
      await archives.setOf(id).close(archive);
      announce("shelf.closed", { file: archive.volume.name });
      const isLeft = totalOf(collection(id)) > 0 || hasArchives(collection(id));
      if (!isLeft) go(WELCOME);
      return isLeft;
    },

    /** @param {string} id @param {OpenArchive} archive that is indexed no further */
    cancelIndexing: (id, archive) => archives.setOf(id).cancel(archive),

    /** @param {string} id whose list was painted: indexing may begin */
    listShown: (id) => archives.setIn(id)?.listShown(),

    /** @param {string} id @param {LibraryRow[]} rows that are looked at, to be read before the others */
    readFirst: (id, rows) => archives.setIn(id)?.readFirst(rows),

    /** @param {string} id @returns {Promise<number>} bytes of WebAssembly memory of its archives, for measurements */
    memory: async (id) => (await archives.setIn(id)?.memory()) ?? 0,
  };
}

/** @typedef {ReturnType<typeof createActions>} Actions */
