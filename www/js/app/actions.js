/**
 * Everything that a reader can do, as one object. Actions change the state or move the router; the views follow the state.
 */
import { noticeOf } from "../core/errors.js";
import { fileNameIn } from "../core/fetch-file.js";
import { loadLanguage } from "../i18n/words.js";
import { bundledUrl } from "../open/bundled-files.js";
import { createFileInputs } from "../open/file-inputs.js";
import { openItems, withPosts } from "../open/open-posts.js";
import { archiveSource } from "../open/source.js";
import { askAddOrReplace } from "../views/open-dialog.js";
import { isAnythingKept } from "./kept-flag.js";
import { libraryParts, loadLibraryParts } from "./library-parts.js";
import { createRouteLoader } from "./route-loader.js";
import { FILES, HOME, NO_SEARCH, routeOf, SAMPLES, WELCOME } from "./routes.js";
import {
  archiveNamed,
  collectionOf,
  hasLibrary,
  hasShelves,
  routeOfList,
  routeOfPlace,
  totalOf,
  wordsOf,
} from "./selectors.js";
import { storeSettings } from "./settings.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Input } from '../open/source.js' */
/** @import { Router } from './router.js' */
/** @import { Store } from './store.js' */
/** @import { Keeping } from '../lazy/keep/keeping.js' */
/** @import { LibraryRow, Notice, OpenArchive, Route, Search, Settings } from '../types.js' */

/** Most notices that are announced after opening. */
const MAX_ANNOUNCED = 10;

/**
 * @param {Store} store
 * @param {Engine} engine
 * @param {Router} router
 */
export function createActions(store, engine, router) {
  /** @type {import('../open/open-archives.js').ArchiveOpener | null} */
  let opener = null;
  const archives = async () => {
    const { createArchiveOpener } = await loadLibraryParts();
    // It may be made meanwhile.
    return (opener ??= createArchiveOpener(store));
  };
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
  async function open({ items, archives: sources, notices }, id, admit = async () => "add") {
    store.set({ notices: [] });
    const found =
      sources.length > 0
        ? await (await archives()).openAll(sources, id, admit, (kept) => replaceAll(id, kept))
        : { posts: 0, isOpen: false, notices: [], isAdmitted: true };
    /** @type {string[]} */
    let keys = [];
    if (found.isAdmitted) {
      // The library reads several, and each is opened when the reader comes to it.
      const isMany = id === FILES && items.length > 1;
      const { opened, notices: failed } = isMany
        ? { opened: items.map((item) => ({ item, page: null })), notices: [] }
        : await openItems(items);
      const merged = await withPosts(collection(id).entries, opened);
      store.set({ notices: [...notices, ...failed, ...found.notices] });
      if (opened.length > 0) store.setCollection(id, { entries: merged.entries });
      if (hasLibrary(collection(id)) || (id === FILES && merged.entries.length > 1))
        await (await archives()).setOf(id).addSingles();
      // What turned out to be unreadable is gone.
      keys = merged.keys.filter((key) => collection(id).entries.some((entry) => entry.key === key));
    } else store.set({ notices: found.notices });
    const count = keys.length + (found.isAdmitted ? found.posts : 0);
    if (id === FILES && isAnythingKept())
      await keeping().then(
        (keeping) => keeping.recognize(),
        () => {},
      );
    if (id === FILES && found.isOpen && store.get().settings.remember === "on")
      void libraryParts().noteRecent(collection(id).archives);
    const route =
      count === 0 && found.isOpen
        ? /** @type {Route} */ ({ collection: id, view: "list", post: null })
        : await routeOfOpened(id, keys, found.posts, count);
    store.set({
      announcement: [
        count > 0 ? { key: "status.opened", args: { count } } : { key: "status.nothing-opened", args: {} },
        ...store.get().notices.slice(0, MAX_ANNOUNCED),
      ],
    });
    return route;
  }

  /** @type {Promise<Keeping> | null} */
  let loadingKeeping = null;
  const keeping = () =>
    (loadingKeeping ??= import("../lazy/keep/keeping.js").then(
      ({ createKeeping }) => createKeeping({ store, engine, router, open, openInput }),
      (error) => {
        loadingKeeping = null;
        throw error;
      },
    ));

  /** @param {string} id @param {number} kept number of the archive that stays */
  async function replaceAll(id, kept) {
    store.setCollection(id, { search: NO_SEARCH, entries: [] });
    await opener?.setIn(id)?.closeAll(kept);
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
      const found = await collection(id).library?.query({ ...NO_SEARCH, sort: "newest" }, "en", 0, 100);
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
    const route = await open(input, FILES, admitToFiles).catch(() => {
      // The library's modules could not be loaded.
      const [{ name }] = [...input.archives, ...input.items];
      store.set({ notices: [{ key: "error.not-fetched", args: { file: name } }] });
      return null;
    });
    if (!route) return;
    // A URL to what was not open asked for it: the reader goes on to that URL.
    const { collection: id, archive, post, search } = routeOf(location);
    const there = collection(FILES);
    const isThere = archive
      ? archiveNamed(there, archive)
      : post
        ? there.entries.some(({ key }) => key === post)
        : search && hasLibrary(there);
    if (id === FILES && isThere && store.get().route.view === "home") router.revisit();
    else router.go(route);
  }

  /** @type {import('../open/open-archives.js').Admit} */
  async function admitToFiles(name) {
    const { entries, archives: opened } = collection(FILES);
    const names = opened.flatMap(({ volume }) => (volume.isLoose ? [] : [volume.name]));
    if (entries.length + names.length === 0) return "add";
    const words = wordsOf(store.get());
    if (entries.length > 0) names.push(words.t("shelf.loose", { count: entries.length }));
    return askAddOrReplace(words, name, names);
  }

  /** By collection, those that succeed or are on their way. @type {Map<string, Promise<boolean>>} */
  const searches = new Map();

  /** @param {string} id */
  function makeSearchable(id) {
    const { catalogue } = collection(id);
    const [packed, segments] = [catalogue?.archive, catalogue?.segments];
    const url = packed && new URL(bundledUrl(packed.path));
    const source = url ? archiveSource({ url: url.href }, fileNameIn(url), engine) : null;
    const byRanges = async () =>
      segments ? (await import("../lazy/segments/open.js")).openByRanges(store, id, segments) : false;
    const made = byRanges()
      .then(async (isOpen) => isOpen || (await archives()).openPublished(collection(id), source))
      .then(
        () => true,
        (error) => {
          searches.delete(id);
          store.set({ notices: [noticeOf(error, source?.name ?? "")] });
          return false;
        },
      );
    searches.set(id, made);
    return made;
  }

  /** A step of the reader's own, which makes the notices obsolete. @param {Route} route */
  function go(route) {
    store.set({ notices: [] });
    router.go(route);
  }

  return {
    ...createFileInputs(store, engine, (input) => void openInput(input)),
    ...createRouteLoader(store, engine, open, async (route) => {
      // Its core starts meanwhile.
      void archives()
        .then((opener) => opener.setOf(FILES).library.start())
        .catch(() => {});
      await (await keeping()).reopen(route);
    }),
    go,
    goHome: () => go(HOME),
    goToSamples: () => go({ collection: SAMPLES, view: "list", post: null }),
    goToFiles: () => go(routeOfList(collection(FILES))),
    goToDevice: () => go({ ...WELCOME, view: "device" }),
    announce,
    dismissNotices: () => store.set({ notices: [] }),

    /** @param {Partial<Settings>} change */
    async changeSettings(change) {
      if (change.language) await loadLanguage(change.language);
      const settings = { ...store.get().settings, ...change };
      storeSettings(settings);
      store.set({ settings });
    },

    /** @param {string} id whose posts came with the page, and are searched from now on @returns {Promise<boolean>} whether they can be */
    openSearch: (id) => searches.get(id) ?? makeSearchable(id),

    /** @param {string} id @param {Search} search of its list, which the URL shows from now on */
    search(id, search) {
      opener?.setIn(id)?.rest();
      store.setCollection(id, { search });
      router.rename(routeOfList(collection(id)));
    },

    /** @param {string} id @param {OpenArchive} archive @returns {Promise<boolean>} whether posts are left */
    async closeArchive(id, archive) {
      await opener?.setOf(id).close(archive);
      if (archive.volume.kept) (await keeping()).noteOpenOnes();
      announce("shelf.closed", { file: archive.volume.name });
      const isLeft = totalOf(collection(id)) > 0 || hasShelves(collection(id));
      if (!isLeft) go(WELCOME);
      return isLeft;
    },

    /** @param {string} id @param {OpenArchive} archive that is indexed no further */
    cancelIndexing: (id, archive) => opener?.setOf(id).cancel(archive),

    /** @param {OpenArchive | null} archive that is kept on this device from now on; null for the posts given one by one */
    keep: async (archive) => (await keeping()).keep(archive),

    /** @param {string} id of a kept archive, which the reader opens */
    openKept: async (id) => (await keeping()).open(id),

    /** @param {string} id whose list was painted: indexing may begin */
    listShown: (id) => opener?.setIn(id)?.listShown(),

    /** @param {string} id @param {LibraryRow[]} rows that are looked at, to be read before the others */
    readFirst: (id, rows) => opener?.setIn(id)?.readFirst(rows),

    /** @param {string} id @returns {Promise<number>} bytes of WebAssembly memory of its archives, for measurements */
    memory: async (id) => (await opener?.setIn(id)?.memory()) ?? 0,
  };
}

/** @typedef {ReturnType<typeof createActions>} Actions */
