/**
 * The open archives and folders of one collection, and the library that searches them and the single posts beside them:
 * opening, indexing and closing. The collection in the store shows the outcome.
 */
import { collectionOf, SINGLE_POSTS } from "../app/selectors.js";
import { noticeOf } from "../core/errors.js";
import { startIndexers } from "./indexers.js";
import { addRows, indexVolume } from "./indexing.js";
import { openLibrary } from "./library.js";
import { readFirst } from "./read-first.js";

/** @import { Store } from '../app/store.js' */
/** @import { InstanceOptions } from '../core/instance.js' */
/** @import { ArchiveSource } from '../open/source.js' */
/** @import { CoreError, LibraryRow, Notice, OpenArchive, ReadingPage, Volume } from '../types.js' */

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
  /** The single posts, numbered by their positions. @type {{ key: string, original: Blob, effort: number }[]} */
  let singles = [];
  let lastNumber = SINGLE_POSTS;
  /** Increases when the library is built again; indexing for an earlier one stops. */
  let generation = 0;
  /** Archives that are being opened. */
  let opening = 0;

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
      archivePosts: counted.total - singles.length,
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
      indexers ??= startIndexers(cores);
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
      indexers ??= startIndexers(cores);
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
    if (archive(number)?.site !== undefined || !volume.summary().listed) return;
    const site = await volume.siteName().catch(() => null);
    update(number, { site });
  }

  function endIdleIndexers() {
    if (opening > 0 || archives().some(({ progress }) => progress)) return;
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
    if (singles.length > 0) await library.addVolume(SINGLE_POSTS, "");
    for (const [index, { key, original, effort }] of singles.entries()) await listSingle(index, key, original, effort);
    for (const { volume, number } of again) {
      volume.restart();
      await library.addVolume(number, volume.name);
      await addRows(volume, number, library);
    }
    // It may have died again meanwhile.
    if (mine === generation) for (const one of again) void index(one);
  }

  /** @param {number} index @param {string} key @param {Blob} original @param {number} effort */
  async function listSingle(index, key, original, effort) {
    const { rows, packed } = await library.packPost(index, key, new Uint8Array(await original.arrayBuffer()), effort);
    await library.addRows(SINGLE_POSTS, rows);
    await library.addPosts(SINGLE_POSTS, packed);
  }

  return {
    library,
    listShown: () => listShown(),
    /** @param {LibraryRow[]} rows that are looked at and not read yet */
    readFirst: (rows) => first.want(rows),

    /**
     * Opens an archive or a folder and lists it in the library, but not yet in the collection.
     * @param {ArchiveSource} source
     * @param {(done: number, total: number | null) => void} onDownload
     * @returns {Promise<Listed>} rejects with a CoreError
     */
    async open({ name, open }, onDownload) {
      // The library starts meanwhile, the indexers later: starting cores slow each other down.
      library.start();
      opening += 1;
      try {
        const volume = await open(onDownload);
        const number = ++lastNumber;
        for (let copy = 2; archives().some((one) => one.volume.id === volume.id); copy += 1)
          volume.id = `${name} (${copy})`;
        await library.addVolume(number, volume.name);
        await addRows(volume, number, library);
        const posts = (await library.count(0)).volumes.find(({ id }) => id === number)?.posts ?? 0;
        opening -= 1;
        return { volume, number, posts };
      } catch (error) {
        opening -= 1;
        endIdleIndexers();
        throw error;
      }
    },

    /**
     * Adds an archive to the collection and starts to index it. Where no file name suggests a post, waits until all is read.
     * @param {Listed} listed
     * @returns {Promise<number>} posts in it
     */
    async add({ volume, number, posts }) {
      store.setCollection(id, {
        library,
        archives: [
          ...archives(),
          { volume, number, posts, copies: 0, unreadable: [], unreadableTotal: 0, others: 0, empty: 0, progress: null },
        ],
      });
      void nameSite(volume, number);
      const isListed = posts > 0 && volume.summary().listed;
      const indexing = index({ volume, number, posts }, isListed);
      if (!isListed) await indexing;
      await count();
      return archive(number)?.posts ?? 0;
    },

    /** @param {Listed | OpenArchive} one */
    async close({ volume, number }) {
      setArchives(archives().filter((one) => one.number !== number));
      volume.close();
      await library.removeVolume(number).catch(() => {});
      endIdleIndexers();
      redraw(0);
    },

    /** Stops indexing an archive; what was indexed stays searchable. @param {OpenArchive} one */
    cancel({ number, progress }) {
      if (progress) update(number, { progress: { ...progress, cancelled: true } });
    },

    /** @param {{ key: string, page: ReadingPage }[]} entries single posts; those that are listed already are skipped */
    async addSingles(entries) {
      if (singles.length === 0 && entries.length > 0) await library.addVolume(SINGLE_POSTS, "");
      for (const { key, page } of entries) {
        if (singles.some((one) => one.key === key)) continue;
        // What a core died on is not cleaned here either.
        const stopped = page.problems.find(({ args }) => args.limit === "stopped");
        const effort = Number(stopped?.args.value ?? 0);
        const index = singles.push({ key, original: page.original, effort }) - 1;
        await listSingle(index, key, page.original, effort);
      }
    },

    /** Closes everything. @param {number} [kept] number of the archive that stays */
    async closeAll(kept) {
      for (const { volume, number } of archives()) {
        if (number === kept) continue;
        volume.close();
        await library.removeVolume(number).catch(() => {});
      }
      if (singles.length > 0) await library.removeVolume(SINGLE_POSTS).catch(() => {});
      setArchives(archives().filter(({ number }) => number === kept));
      singles = [];
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
