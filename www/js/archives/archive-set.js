/**
 * The open archives and folders of one collection, the posts that were given one by one, and the library that searches them
 * all: opening, indexing and closing. The collection in the store shows the outcome.
 */
import { collectionOf, wordsOf } from "../app/selectors.js";
import { noticeOf } from "../core/errors.js";
import { startIndexers } from "./indexers.js";
import { addRows, indexVolume } from "./indexing.js";
import { openLibrary } from "./library.js";
import { looseFiles } from "./loose-files.js";
import { readFirst } from "./read-first.js";

/** @import { Store } from '../app/store.js' */
/** @import { InstanceOptions } from '../core/instance.js' */
/** @import { ArchiveSource } from '../open/source.js' */
/** @import { CoreError, LibraryRow, Notice, OpenArchive, Single, Volume } from '../types.js' */

/** Most unreadable entries that the page lists; beyond that it only counts them. */
const MOST_BROKEN = 500;

/** Shortest time between two redraws of the list while posts come in, in ms: each asks the library and redraws. */
const PAUSE = 800;

/** The same for posts that are looked at. */
const SHORT_PAUSE = 100;

/** An archive whose posts are listed in the library. @typedef {{ volume: Volume, number: number, posts: number }} Listed */

/**
 * @param {Store} store
 * @param {string} id of the collection
 * @param {InstanceOptions} [cores]
 */
export function createArchiveSet(store, id, cores) {
  const library = openLibrary(() => void reindex().catch(() => {}), cores);
  /** @type {ReturnType<typeof startIndexers> | null} */
  let indexers = null;
  let lastNumber = 0;
  /** Increases when the library is built again; indexing for an earlier one stops. */
  let generation = 0;

  const collection = () => collectionOf(store.get(), id);
  const archives = () => collection().archives;
  const archive = (/** @type {number} */ number) => archives().find((one) => one.number === number);
  /** @param {OpenArchive[]} changed */
  const setArchives = (changed) => store.setCollection(id, { archives: changed });
  /** @param {number} number @param {Partial<OpenArchive>} change */
  const update = (number, change) =>
    setArchives(archives().map((one) => (one.number === number ? { ...one, ...change } : one)));
  /** @param {Notice} notice */
  const report = (notice) => store.set({ notices: [...store.get().notices, notice] });

  async function count() {
    const counted = await library.count(MOST_BROKEN);
    const counts = new Map(counted.volumes.map((volume) => [volume.id, volume]));
    store.setCollection(id, {
      listed: counted.total,
      archives: archives().map((one) => ({
        ...one,
        posts: counts.get(one.number)?.posts ?? 0,
        copies: counts.get(one.number)?.copies ?? 0,
        unreadableTotal: counts.get(one.number)?.unreadable ?? 0,
        others: counts.get(one.number)?.others ?? 0,
        empty: counts.get(one.number)?.empty ?? 0,
        unreadable: counted.unreadable.filter(({ volume }) => volume === one.number),
      })),
    });
  }

  let redrawn = 0;
  let timer = 0;
  /** Counts and has the list drawn again. @param {number} pause at least since the last time */
  const redraw = (pause) => {
    const due = Math.max(0, redrawn + pause - performance.now());
    if (timer && pause === PAUSE) return;
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      timer = 0;
      redrawn = performance.now();
      await count().catch(() => {});
      store.setCollection(id, { revision: collection().revision + 1 });
    }, due);
  };

  const first = readFirst(
    (number) => {
      const mine = generation;
      const one = archive(number);
      if (!one?.progress || one.progress.cancelled) return null;
      indexers ??= startIndexers(Infinity, cores);
      const isWanted = () => mine === generation && archive(number) !== undefined;
      return { volume: one.volume, number, library, indexers, isWanted };
    },
    () => redraw(SHORT_PAUSE),
  );

  /** @type {(value?: unknown) => void} */
  let listShown = () => {};

  /** @param {Listed} listed @param {boolean} [waits] until the list, which needs the cores too, is shown @returns {Promise<void>} */
  async function index({ volume, number }, waits) {
    const mine = generation;
    const isWanted = () => {
      if (mine !== generation) return false;
      const one = archive(number);
      return one !== undefined && !one.progress?.cancelled;
    };
    const { size } = volume.summary();
    update(number, { progress: { posts: 0, done: 0, total: size, since: performance.now(), cancelled: false } });
    try {
      if (waits) await new Promise((resolve) => ((listShown = resolve), setTimeout(resolve, PAUSE)));
      await first.settled();
      indexers ??= startIndexers(volume.summary().listed ? size : Infinity, cores);
      await indexVolume({ volume, number, library, indexers }, first.readOf(number), isWanted, (posts, bytes) => {
        const progress = archive(number)?.progress;
        if (!progress) return;
        // The bytes of a folder are unknown until they are read.
        const step = volume.kind === "folder" ? posts : bytes;
        const total = volume.kind === "folder" ? size : volume.summary().size;
        update(number, { progress: { ...progress, posts: progress.posts + posts, done: progress.done + step, total } });
        redraw(PAUSE);
      });
      await first.settled();
    } catch (error) {
      const known = /** @type {CoreError} */ (error);
      if (known.code !== "closed" && isWanted()) report(noticeOf(known, volume.name));
    }
    if (mine !== generation) return;
    await nameSite(volume, number);
    update(number, { progress: null });
    endIdleIndexers();
    redraw(0);
  }

  /** Shows the name that the site of an archive gives itself. @param {Volume} volume @param {number} number */
  async function nameSite(volume, number) {
    if (volume.isLoose || archive(number)?.site !== undefined || !volume.summary().listed) return;
    const site = await volume.siteName().catch(() => null);
    update(number, { site });
  }

  function endIdleIndexers() {
    if (archives().some(({ progress }) => progress)) return;
    indexers?.end();
    indexers = null;
  }

  /** Builds the library again after its core died. */
  async function reindex() {
    report({ key: "error.library-lost", args: {} });
    generation += 1;
    first.clear();
    const mine = generation;
    const again = archives().map(({ volume, number }) => ({ volume, number, posts: 0 }));
    for (const { volume, number } of again) {
      volume.restart();
      await addVolume(volume, number);
    }
    // It may have died again meanwhile.
    if (mine === generation) for (const one of again) void index(one);
  }

  /** @param {Volume} volume @param {number} number */
  async function addVolume(volume, number) {
    await library.addVolume(number, volume.name);
    await addRows(volume, number, library);
  }

  /** Lists a volume in the library, but not yet in the collection. @param {Volume} volume @returns {Promise<Listed>} */
  async function list(volume, number = ++lastNumber) {
    await addVolume(volume, number);
    const posts = (await library.count(0)).volumes.find(({ id }) => id === number)?.posts ?? 0;
    return { volume, number, posts };
  }

  /** @param {Listed} listed */
  function show({ volume, number, posts }) {
    store.setCollection(id, {
      library,
      archives: [
        ...archives(),
        { volume, number, posts, copies: 0, unreadable: [], unreadableTotal: 0, others: 0, empty: 0, progress: null },
      ],
    });
    void nameSite(volume, number);
  }

  /** Names what can't be read of posts given one by one, which then are gone. @param {number} number */
  async function nameUnreadable(number) {
    await count();
    const one = archive(number);
    if (!one || one.unreadableTotal === 0) return;
    const gone = new Set(one.unreadable.map(({ path }) => path));
    store.setCollection(id, {
      entries: collection().entries.filter(({ key, number: own }) => own !== number || !gone.has(key)),
    });
    const said = one.unreadable.flatMap(({ path, problems }) => {
      const last = problems.at(-1);
      return last ? [noticeOf({ ...last, file: path }, path)] : [];
    });
    store.set({ notices: [...store.get().notices, ...said] });
    if (one.posts === 0) await close(one);
  }

  /** @param {Listed | OpenArchive} one */
  async function close({ volume, number }) {
    setArchives(archives().filter((one) => one.number !== number));
    volume.close();
    await library.removeVolume(number).catch(() => {});
    endIdleIndexers();
    redraw(0);
  }

  return {
    library,
    listShown: () => listShown(),
    /** @param {LibraryRow[]} rows that are looked at and not read yet */
    readFirst: (rows) => first.want(rows),

    /**
     * Opens an archive or a folder.
     * @param {ArchiveSource} source
     * @returns {Promise<Volume>} rejects with a CoreError
     */
    async open({ name, open }) {
      // The library starts meanwhile, the indexers later: starting cores slow each other down.
      library.start();
      try {
        const volume = await open((done, total) => store.set({ download: { file: name, done, total } }));
        for (let copy = 2; archives().some((one) => one.volume.id === volume.id); copy += 1)
          volume.id = `${name} (${copy})`;
        return volume;
      } finally {
        store.set({ download: null });
      }
    },

    list,

    /**
     * Adds an archive to the collection and starts to index it. Where no file name suggests a post, waits until all is read.
     * @param {Listed} listed
     * @param {boolean} [whole] to wait in any case
     * @returns {Promise<number>} posts in it
     */
    async add(listed, whole = false) {
      const { volume, number, posts } = listed;
      show(listed);
      const isListed = posts > 0 && volume.summary().listed && !whole;
      const indexing = index(listed, isListed);
      if (!isListed) await indexing;
      await count();
      return archive(number)?.posts ?? 0;
    },

    close,

    /** Stops indexing an archive; what was indexed stays searchable. @param {OpenArchive} one */
    cancel({ number, progress }) {
      if (progress) update(number, { progress: { ...progress, cancelled: true } });
    },

    /**
     * Adds single posts, and waits a little until their titles are read.
     * @param {Single[]} [added] those of the collection that are not in the library yet
     * @param {boolean} [whole] to wait until all are read
     */
    async addSingles(added = collection().entries.filter(({ number }) => number === null), whole = false) {
      if (added.length === 0) return;
      library.start();
      indexers ??= startIndexers(added.length, cores);
      const name = wordsOf(store.get()).t("shelf.together");
      const number = ++lastNumber;
      // At once, so that none is added twice.
      store.setCollection(id, {
        entries: collection().entries.map((entry) => (added.includes(entry) ? { ...entry, number } : entry)),
      });
      const listed = await list(looseFiles(name, added, library.packRows), number);
      show(listed);
      const reading = index(listed).then(() => nameUnreadable(number));
      await (whole ? reading : Promise.race([reading, new Promise((resolve) => setTimeout(resolve, PAUSE))]));
      await count();
    },

    /** Closes everything. @param {number} [kept] number of the archive that stays */
    async closeAll(kept) {
      for (const { volume, number } of archives()) {
        if (number === kept) continue;
        volume.close();
        await library.removeVolume(number).catch(() => {});
      }
      setArchives(archives().filter(({ number }) => number === kept));
    },

    /** @returns {Promise<number>} bytes of WebAssembly memory */
    async memory() {
      let sum = (await library.memory()) + ((await indexers?.memory()) ?? 0);
      for (const { volume } of archives()) sum += await volume.memory();
      return sum;
    },
  };
}

/** @typedef {ReturnType<typeof createArchiveSet>} ArchiveSet */
