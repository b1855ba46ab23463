/**
 * The open archives and folders: opening, reading what their posts say, closing.
 */
import { noticeOf } from "../opening.js";
import { readFields, refreshed, shelfOf } from "./shelf-rows.js";

/** @import { Whole } from '../source.js' */
/** @import { Store } from '../store.js' */
/** @import { CoreError, Entry, Notice, Shelf } from '../types.js' */

/** @param {Store} store */
export function createShelves(store) {
  /** @type {(() => void)[]} */
  const listeners = [];
  /** Which library each shelf stands in. @type {Map<string, string>} */
  const libraryOf = new Map();

  /** @returns {Shelf[]} */
  const all = () => [...store.get().libraries.values()].flatMap(({ shelves }) => shelves ?? []);
  /** @param {string} id */
  const named = (id) => all().find(({ volume }) => volume.id === id);

  /** @param {string} library @param {(shelves: Shelf[]) => Shelf[]} change */
  function change(library, change) {
    const libraries = new Map(store.get().libraries);
    const before = libraries.get(library) ?? { id: library, entries: [] };
    libraries.set(library, { ...before, shelves: change(before.shelves ?? []) });
    store.set({ libraries });
  }

  /** @param {Shelf} shelf @param {string} library */
  async function read({ volume }, library) {
    const isOpen = () => named(volume.id)?.volume === volume;
    /** @type {Awaited<ReturnType<typeof readFields>>} */
    let fields = new Map();
    try {
      fields = await readFields(volume, isOpen);
    } catch (error) {
      if (isOpen()) store.set({ notices: [...store.get().notices, noticeOf(/** @type {CoreError} */ (error), volume.name)] });
    }
    if (!isOpen()) return;
    change(library, (shelves) =>
      shelves.map((other) => (other.volume === volume ? refreshed({ ...other, reading: false }, fields) : other)),
    );
    for (const listener of listeners) listener();
  }

  /** @param {Shelf} shelf */
  function close({ volume }) {
    change(libraryOf.get(volume.id) ?? "", (shelves) => shelves.filter((other) => other.volume !== volume));
    libraryOf.delete(volume.id);
    volume.close();
  }

  return {
    named,
    close,
    /** @param {() => void} listener hears when the rows of a shelf are others */
    changed: (listener) => void listeners.push(listener),

    /** @param {string} library closes everything in it, single posts too */
    closeAll(library) {
      for (const shelf of store.get().libraries.get(library)?.shelves ?? []) close(shelf);
      const libraries = new Map(store.get().libraries);
      libraries.delete(library);
      store.set({ libraries });
    },

    /**
     * Opens archives and folders, which are not on any shelf yet.
     * @param {Whole[]} wholes
     * @returns {Promise<{ shelves: Shelf[], notices: Notice[] }>} those in which there are posts
     */
    async open(wholes) {
      /** @type {Notice[]} */
      const notices = [];
      /** @type {Shelf[]} */
      const opened = [];
      for (const { name, open } of wholes) {
        store.set({ looking: true });
        try {
          const volume = await open((done, total) => store.set({ download: { file: name, done, total } }));
          const isTaken = () => named(volume.id) || opened.some((shelf) => shelf.volume.id === volume.id);
          for (let number = 2; isTaken(); number += 1) volume.id = `${name} (${number})`;
          let shelf = shelfOf(volume);
          // Which texts are posts shows only when they are read, and so do the entries of a tar.
          if (shelf.rows.length === 0) shelf = refreshed({ ...shelf, reading: false }, await readFields(volume, () => true));
          if (shelf.rows.length > 0) {
            opened.push(shelf);
            continue;
          }
          volume.close();
          notices.push({ key: "error.no-posts-in-folder", args: { file: name } });
          notices.push(...shelf.broken.slice(0, 20).map(({ path, problem }) => noticeOf({ ...problem, file: path }, path)));
        } catch (error) {
          notices.push(noticeOf(/** @type {CoreError} */ (error), name));
        } finally {
          store.set({ looking: false, download: null });
        }
      }
      return { shelves: opened, notices };
    },

    /** @param {Shelf[]} opened @param {string} library where they are to stand */
    place(opened, library) {
      if (opened.length === 0) return;
      for (const { volume } of opened) libraryOf.set(volume.id, library);
      change(library, (shelves) => [...shelves, ...opened]);
      for (const shelf of opened) if (shelf.reading) void read(shelf, library);
    },

    /**
     * @param {string} archive
     * @param {string} path
     * @returns {Promise<Entry | null>} null where there is none; why it can't be opened has then been said
     */
    async entryAt(archive, path) {
      const shelf = named(archive);
      const row = shelf?.volume.rows.find((row) => row.path === path);
      if (!shelf || !row) return null;
      try {
        const page = await shelf.volume.open(row.index);
        const origin = page.source ? new URL(page.source.url).origin : null;
        return { key: path, page, base: null, note: null, beside: shelf.volume.beside(path, origin) };
      } catch (error) {
        store.set({ notices: [noticeOf(/** @type {CoreError} */ (error), path)] });
        return null;
      }
    },
  };
}
