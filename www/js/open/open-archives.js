/**
 * Opens archives and folders into collections. What can't be opened becomes notices.
 */
import { createArchiveSet } from "../archives/archive-set.js";
import { isEncrypted, noticeOf } from "../core/errors.js";

/** @import { ArchiveSet } from '../archives/archive-set.js' */
/** @import { Store } from '../app/store.js' */
/** @import { ArchiveSource } from './source.js' */
/** @import { Collection, CoreError, Notice, Volume } from '../types.js' */

/**
 * Asked once before archives join what is open.
 * @typedef {(name: string) => Promise<'add' | 'replace' | null>} Admit
 */

/** Most entries of an archive without posts of which it is said why they can't be read. */
const MOST_NAMED = 20;

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
   * @returns {Promise<{ posts: number, isOpen: boolean, notices: Notice[] } | null>} null where it is not admitted
   */
  async function openArchive(source, set, admit, replace) {
    /** @type {Notice[]} */
    const notices = [];
    /** @type {Volume | null} */
    let volume = null;
    /** @type {Awaited<ReturnType<typeof set.list>> | null} */
    let listed = null;
    store.set({ loading: true });
    try {
      const first = (await source.kept?.first()) ?? null;
      volume = await set.open(source, first?.summary);
      const { listed: isWhole, posts: named, texts } = volume.summary();
      store.set({ loading: false });
      // None of its posts is read or counted before the question is answered.
      const choice = isWhole && named + texts === 0 ? "add" : await admit(source.name);
      if (!choice) {
        volume.close();
        return null;
      }
      store.set({ loading: true });
      listed = await set.list(volume, first);
      const { number } = listed;
      const posts = await set.add(listed, choice === "replace" ? { onPosts: () => replace(number) } : {});
      if (posts === 0) {
        const { unreadable, volumes } = await set.library.count(500);
        const own = unreadable.filter(({ volume }) => volume === number);
        const isLocked = own.length > 0 && own.every(isEncrypted);
        notices.push({ key: isLocked ? "error.encrypted" : "error.no-posts-in-folder", args: { file: source.name } });
        for (const { path, problems } of isLocked ? [] : own.slice(0, MOST_NAMED)) {
          const last = problems.at(-1);
          if (last) notices.push(noticeOf({ ...last, file: path }, path));
        }
        const { others = 0, empty = 0 } = volumes.find(({ id }) => id === number) ?? {};
        // Its other texts can be read still.
        if (others + empty > 0) return { posts, isOpen: true, notices };
        await set.close(listed);
      }
      return { posts, isOpen: posts > 0, notices };
    } catch (error) {
      if (listed) await set.close(listed);
      else volume?.close();
      return {
        posts: 0,
        isOpen: false,
        notices: [...notices, noticeOf(/** @type {CoreError} */ (error), source.name)],
      };
    } finally {
      store.set({ loading: false });
    }
  }

  return {
    setOf,
    /** @param {string} id @returns {ArchiveSet | undefined} where an archive was ever opened */
    setIn: (id) => sets.get(id),

    /**
     * Makes the posts that came with the page searchable, all at once: out of a site's archive, or one by one.
     * @param {Collection} collection
     * @param {ArchiveSource | null} source
     * @returns {Promise<void>} rejects with a CoreError
     */
    async openPublished({ id, catalogue, entries }, source) {
      const set = setOf(id);
      if (!source) return set.addSingles(catalogue ? await catalogue.items() : entries, true);
      const volume = Object.assign(await set.open(source), { id: "", isLoose: true });
      await set.add(await set.list(volume), { whole: true });
    },

    /**
     * @param {ArchiveSource[]} sources
     * @param {string} id of the collection
     * @param {Admit} admit
     * @param {(kept: number) => Promise<void>} replace closes what else is open
     * @returns {Promise<{ posts: number, isOpen: boolean, notices: Notice[], isAdmitted: boolean }>} number of posts, whether any
     *   archive is open, and what could not be opened
     */
    async openAll(sources, id, admit, replace) {
      /** @type {Notice[]} */
      const notices = [];
      let posts = 0;
      let isOpen = false;
      /** @type {ReturnType<Admit> | null} */
      let admitted = null;
      const ask = (/** @type {string} */ name) => (admitted ??= admit(name));
      for (const source of sources) {
        const outcome = await openArchive(source, setOf(id), ask, (kept) => {
          admitted = Promise.resolve("add");
          return replace(kept);
        });
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
