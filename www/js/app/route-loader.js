/**
 * Loads what a route leads to: the collection, when the reader comes to it first, and the post.
 */
import { noticeOf } from "../core/errors.js";
import { CATALOGUE } from "../open/bundled-files.js";
import { openCatalogue } from "../open/catalogue.js";
import { fromSamples, fromUrl } from "../open/source.js";
import { isAnythingKept } from "./kept-flag.js";
import { libraryParts } from "./library-parts.js";
import { FILES, OWN, srcOf } from "./routes.js";
import { archiveNamed, collectionOf, isEmpty, isPublished, routeOfPost } from "./selectors.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Input } from '../open/source.js' */
/** @import { Store } from './store.js' */
/** @import { Catalogue, Entry, Route } from '../types.js' */

/**
 * @param {Store} store
 * @param {Engine} engine
 * @param {(input: Input, id: string) => Promise<Route | null>} open opens into a collection
 * @param {(route: Route) => Promise<void>} reopen opens what a route leads to of what is kept on this device
 */
export function createRouteLoader(store, engine, open, reopen) {
  /** @param {Route} route to files that may not be open */
  function isMissing({ view, archive, post }) {
    const files = collectionOf(store.get(), FILES);
    if (view !== "list" && view !== "post") return false;
    if (archive) return !archiveNamed(files, archive);
    return view === "list" ? isEmpty(files) : !files.entries.some(({ key }) => key === post);
  }

  async function loadOwn() {
    try {
      store.setCollection(OWN, { catalogue: await openCatalogue(CATALOGUE ?? "", engine) });
    } catch (error) {
      reportCatalogue(error);
    }
  }

  /** @param {unknown} error */
  function reportCatalogue(error) {
    const reason = /** @type {Error | null} */ (error)?.message || String(error);
    store.set({ notices: [{ key: "error.no-library", args: { reason } }] });
  }

  return {
    /** Opens the samples, the catalogue, a URL or what is kept, unless they are open. @param {Route} route */
    async loadCollection(route) {
      const { collection: id } = route;
      if (id === FILES) {
        // Where it can't be loaded, the reader is told that the archive is not open.
        if (isAnythingKept() && isMissing(route)) await reopen(route).catch(() => {});
        return;
      }
      if (!isEmpty(collectionOf(store.get(), id))) return;
      if (id === OWN) {
        await loadOwn();
        return;
      }
      const src = srcOf(id);
      const opened = await open(src === null ? await fromSamples(engine) : await fromUrl(src, engine), id);
      if (opened?.archive) store.setCollection(id, { onlyPost: opened });
    },

    /**
     * @param {Route} route of a post
     * @returns {Promise<Entry | null>} null where there is none; a notice says why it can't be opened
     */
    async loadPost(route) {
      const { archive, post } = routeOfPost(store.get(), route);
      const collection = collectionOf(store.get(), route.collection);
      const { entries, catalogue } = collection;
      const item = catalogue && !archive ? catalogue.item(post ?? "") : null;
      try {
        if (item) return { ...item, key: item.name, page: await item.open() };
        const single = post === null ? entries[0] : entries.find(({ key }) => key === post);
        if (single?.page && isPublished(collection)) return { ...single, page: single.page };
        const held = archive
          ? archiveNamed(collection, archive)
          : collection.archives.find(({ number }) => number === single?.number);
        if (held) return await libraryParts().archivedPost(collection, held, post ?? "", single?.page);
        return single?.page ? { ...single, page: single.page } : null;
      } catch (error) {
        store.set({ notices: [noticeOf(/** @type {any} */ (error), item?.name ?? post ?? "")] });
        return null;
      }
    },

    /** @param {Catalogue} catalogue whose next rows are read */
    async loadMore(catalogue) {
      try {
        await catalogue.more();
      } catch (error) {
        reportCatalogue(error);
      }
    },
  };
}
