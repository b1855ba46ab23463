/**
 * Opens archives and folders into collections. What can't be opened becomes notices.
 */
import { createArchiveSet } from "../archives/archive-set.js";
import { noticeOf } from "../core/errors.js";

/** @import { ArchiveSet, Listed } from '../archives/archive-set.js' */
/** @import { Store } from '../app/store.js' */
/** @import { ArchiveSource } from './source.js' */
/** @import { CoreError, Notice, Volume } from '../types.js' */

/**
 * Asked once before archives join what is open.
 * @typedef {(name: string) => Promise<'add' | 'replace' | null>} Admit
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
   * @param {(kept: number) => Promise<void>} replace closes what else is open
   * @returns {Promise<{ posts: number, notices: Notice[] } | null>} null where it is not admitted
   */
  async function openArchive(source, set, admit, replace) {
    /** @type {Notice[]} */
    const notices = [];
    /** @type {Volume | null} */
    let volume = null;
    /** @type {Listed | null} */
    let listed = null;
    store.set({ loading: true });
    try {
      volume = await set.open(source, (done, total) => store.set({ download: { file: source.name, done, total } }));
      const { listed: isWhole, posts: named, texts } = volume.summary();
      store.set({ loading: false, download: null });
      // None of its posts is read or counted before the question is answered.
      const choice = isWhole && named + texts === 0 ? "add" : await admit(source.name);
      if (!choice) {
        volume.close();
        return null;
      }
      store.set({ loading: true });
      listed = await set.list(volume);
      let { number, posts } = listed;
      const isNamed = posts > 0;
      if (isNamed && choice === "replace") await replace(number);
      posts = await set.add(listed);
      if (!isNamed && posts > 0 && choice === "replace") await replace(number);
      if (posts === 0) {
        const { unreadable } = await set.library.count(20);
        notices.push({ key: "error.no-posts-in-folder", args: { file: source.name } });
        for (const { path, volume, problems } of unreadable) {
          const last = problems.at(-1);
          if (volume === number && last) notices.push(noticeOf({ ...last, file: path }, path));
        }
        await set.close(listed);
      }
      return { posts, notices };
    } catch (error) {
      if (listed) await set.close(listed);
      else volume?.close();
      return { posts: 0, notices: [...notices, noticeOf(/** @type {CoreError} */ (error), source.name)] };
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
     * @param {(kept: number) => Promise<void>} replace closes what else is open; called once
     * @returns {Promise<{ posts: number, notices: Notice[], isAdmitted: boolean }>} number of posts, and what could not be opened
     */
    async openAll(sources, id, admit, replace) {
      /** @type {Notice[]} */
      const notices = [];
      let posts = 0;
      /** @type {ReturnType<Admit> | null} */
      let admitted = null;
      let isReplaced = false;
      const replaceOnce = async (/** @type {number} */ kept) => {
        if (!isReplaced) await replace(kept);
        isReplaced = true;
      };
      for (const source of sources) {
        const outcome = await openArchive(source, setOf(id), (name) => (admitted ??= admit(name)), replaceOnce);
        if (!outcome) return { posts, notices, isAdmitted: false };
        posts += outcome.posts;
        notices.push(...outcome.notices);
      }
      return { posts, notices, isAdmitted: true };
    },
  };
}

/** @typedef {ReturnType<typeof createArchiveOpener>} ArchiveOpener */
