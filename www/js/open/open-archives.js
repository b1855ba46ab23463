/**
 * Opens what somebody gave: single posts become entries of a library, archives and folders stand on the shelves of its
 * collection, and what can't be opened becomes sentences.
 */
import { createCollection } from "../archives/collection.js";
import { noticeOf, openItems, withPosts } from "./open-posts.js";

/** @import { Collection, Opened } from '../archives/collection.js' */
/** @import { Given, Whole } from './source.js' */
/** @import { Store } from '../app/store.js' */
/** @import { CoreError, Library, Notice, Route } from '../types.js' */

/**
 * @param {Store} store
 * @param {(library: string) => void} changed the posts of a collection are others
 */
export function createOpener(store, changed) {
  /** @type {Map<string, Collection>} */
  const collections = new Map();

  /** @param {string} id @returns {Collection} */
  function collectionOf(id) {
    const known = collections.get(id);
    if (known) return known;
    const made = createCollection({
      changed: () => changed(id),
      failed: (notice) => store.set({ notices: [...store.get().notices, notice] }),
    });
    collections.set(id, made);
    return made;
  }

  /** @param {string} id @returns {Library} */
  const libraryNamed = (id) => store.get().libraries.get(id) ?? { id, entries: [] };

  /** @param {Library} library */
  const put = (library) => store.set({ libraries: new Map(store.get().libraries).set(library.id, library) });

  /**
   * @param {Whole[]} wholes
   * @param {string} id
   * @param {(name: string, placed?: number) => Promise<boolean>} admit
   * @returns {Promise<{ posts: number, notices: Notice[], isWanted: boolean }>}
   */
  async function openWholes(wholes, id, admit) {
    /** @type {Notice[]} */
    const notices = [];
    let posts = 0;
    /** Asked once for all that is given together. @type {boolean | null} */
    let isWanted = null;
    for (const whole of wholes) {
      const collection = collectionOf(id);
      store.set({ looking: true });
      /** @type {Opened | null} */
      let opened = null;
      try {
        opened = await collection.open(whole, (done, total) => store.set({ download: { file: whole.name, done, total } }));
        const { number } = opened;
        // Where no name tells of posts, they are told by reading all.
        let count = opened.posts > 0 ? opened.posts : await collection.place(opened);
        const isPlaced = opened.posts === 0;
        store.set({ looking: false, download: null });
        if (count === 0) {
          const { broken } = await collection.library.count(20);
          notices.push({ key: "error.no-posts-in-folder", args: { file: whole.name } });
          for (const { path, volume, problems } of broken) {
            const last = problems.at(-1);
            if (volume === number && last) notices.push(noticeOf({ ...last, file: path }, path));
          }
          await collection.close(opened);
          continue;
        }
        isWanted ??= await admit(whole.name, isPlaced ? number : undefined);
        if (!isWanted) {
          await collection.close(opened);
          break;
        }
        if (!isPlaced) count = await collection.place(opened);
        posts += count;
      } catch (error) {
        notices.push(noticeOf(/** @type {CoreError} */ (error), whole.name));
        if (opened) await collection.close(opened);
      } finally {
        store.set({ looking: false, download: null });
      }
    }
    return { posts, notices, isWanted: isWanted ?? true };
  }

  return {
    collectionOf,
    /** @param {string} id @returns {Collection | null} null where no archive was ever opened */
    collectionIn: (id) => collections.get(id) ?? null,

    /**
     * @param {Given} given
     * @param {string} id the library it goes into
     * @param {(name: string, placed?: number) => Promise<boolean>} [admit] asked before archives and folders join what is open
     * @returns {Promise<{ count: number, route: Route | null, notices: Notice[] }>} how many posts were opened; the way to the
     *   only one, or to the list, null where there is none; what could not be opened
     */
    async open({ items, notices, wholes }, id, admit = async () => true) {
      store.set({ notices: [] });
      const found = await openWholes(wholes, id, admit);
      if (!found.isWanted) return { count: 0, route: null, notices: found.notices };

      store.set({ progress: items.length > 1 ? { done: 0, total: items.length } : null });
      const outcome = await openItems(items, (done) => {
        const { progress } = store.get();
        if (progress) store.set({ progress: { ...progress, done } });
      });
      const { library, keys } = withPosts(libraryNamed(id), outcome.opened);
      const all = [...notices, ...outcome.notices, ...found.notices];
      store.set({ notices: all, progress: null });
      if (keys.length > 0) put(library);

      const collection = collections.get(id);
      if (collection && collection.shelves().length > 0) await collection.addLoose(library.entries);
      const count = keys.length + found.posts;
      /** @type {Route | null} */
      let route = count > 0 ? { library: id, view: "list", post: null } : null;
      if (keys.length === 1 && found.posts === 0) route = { library: id, view: "post", post: keys[0] };
      if (count === 1 && found.posts === 1 && collection) {
        const shelf = collection.shelves().at(-1);
        const found = await collection.library.query({ text: "", chosen: {}, sort: "newest" }, "en", 0, 100);
        const row = found?.rows.find(({ places }) => places.some(({ volume }) => volume === shelf?.number));
        const place = row?.places.find(({ volume }) => volume === shelf?.number);
        if (place && shelf) route = { library: id, view: "post", post: place.path, archive: shelf.volume.id };
      }
      return { count, route, notices: all };
    },

    /** @param {string} id closes everything in a library @param {number} [kept] but for this archive */
    async closeAll(id, kept) {
      await collections.get(id)?.closeAll(kept);
      const libraries = new Map(store.get().libraries);
      libraries.delete(id);
      store.set({ libraries });
    },
  };
}
