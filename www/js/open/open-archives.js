/**
 * Opens archives and folders into collections. What can't be opened becomes notices.
 */
import { createArchiveSet } from "../archives/archive-set.js";
import { noticeOf } from "../core/errors.js";

/** @import { ArchiveSet, Listed } from '../archives/archive-set.js' */
/** @import { Store } from '../app/store.js' */
/** @import { ArchiveSource } from './source.js' */
/** @import { CoreError, Notice } from '../types.js' */

/**
 * Asked once before archives join what is open; `added` is the number of the first one, if it is in the collection already.
 * @typedef {(name: string, added?: number) => Promise<boolean>} Admit
 */

/** @param {Store} store */
export function createArchiveOpener(store) {
  /** @type {Map<string, ArchiveSet>} */
  const sets = new Map();

  /** @param {string} id of the collection */
  function setOf(id) {
    const set = sets.get(id) ?? createArchiveSet(store, id);
    sets.set(id, set);
    return set;
  }

  /**
   * @param {ArchiveSource} source
   * @param {ArchiveSet} set
   * @param {Admit} admit
   * @returns {Promise<{ posts: number, isOpen: boolean, notices: Notice[] } | null>} null where it is not admitted
   */
  async function openArchive(source, set, admit) {
    /** @type {Notice[]} */
    const notices = [];
    /** @type {Listed | null} */
    let listed = null;
    store.set({ loading: true });
    try {
      listed = await set.open(source, (done, total) => store.set({ download: { file: source.name, done, total } }));
      const { number } = listed;
      // Where no file name suggests a post, all files are read to find some.
      const isAdded = listed.posts === 0;
      let posts = isAdded ? await set.add(listed) : listed.posts;
      store.set({ loading: false, download: null });
      if (posts === 0) {
        const { unreadable, volumes } = await set.library.count(20);
        const { others = 0, empty = 0 } = volumes.find(({ id }) => id === number) ?? {};
        notices.push({ key: "error.no-posts-in-folder", args: { file: source.name } });
        for (const { path, volume, problems } of unreadable) {
          const last = problems.at(-1);
          if (volume === number && last) notices.push(noticeOf({ ...last, file: path }, path));
        }
        // Its other texts can be read still.
        const isOpen = others + empty > 0 && (await admit(source.name, isAdded ? number : undefined));
        if (!isOpen) await set.close(listed);
        return { posts, isOpen, notices };
      }
      if (!(await admit(source.name, isAdded ? number : undefined))) {
        await set.close(listed);
        return null;
      }
      if (!isAdded) posts = await set.add(listed);
      return { posts, isOpen: true, notices };
    } catch (error) {
      if (listed) await set.close(listed);
      return {
        posts: 0,
        isOpen: false,
        notices: [...notices, noticeOf(/** @type {CoreError} */ (error), source.name)],
      };
    } finally {
      store.set({ loading: false, download: null });
    }
  }

  return {
    setOf,
    /** @param {string} id @returns {ArchiveSet | undefined} where an archive was ever opened */
    setIn: (id) => sets.get(id),

    /**
     * @param {ArchiveSource[]} sources
     * @param {string} id of the collection
     * @param {Admit} admit
     * @returns {Promise<{ posts: number, isOpen: boolean, notices: Notice[], isAdmitted: boolean }>} number of posts, whether any
     *   archive is open, and what could not be opened
     */
    async openAll(sources, id, admit) {
      /** @type {Notice[]} */
      const notices = [];
      let posts = 0;
      let isOpen = false;
      /** @type {Promise<boolean> | null} */
      let admitted = null;
      for (const source of sources) {
        const outcome = await openArchive(source, setOf(id), (name, added) => (admitted ??= admit(name, added)));
        if (!outcome) return { posts, isOpen, notices, isAdmitted: false };
        posts += outcome.posts;
        isOpen ||= outcome.isOpen;
        notices.push(...outcome.notices);
      }
      return { posts, isOpen, notices, isAdmitted: true };
    },
  };
}

/** @typedef {ReturnType<typeof createArchiveOpener>} ArchiveOpener */
