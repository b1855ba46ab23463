/**
 * The open archives and folders of one collection, the posts that were given one by one, and the library that searches them
 * all: opening, indexing and closing. The collection in the store shows the outcome.
 */
import { collectionOf, wordsOf } from "../app/selectors.js";
import { noticeOf } from "../core/errors.js";
import { afterFirstRows, isSearchAsked, withFirstRows } from "./first-rows.js";
import { startIndexers } from "./indexers.js";
import { addRows, indexVolume } from "./indexing.js";
import { openLibrary } from "./library.js";
import { looseFiles } from "./loose-files.js";
import { canUnpack, placeOf } from "./packed-volume.js";
import { readFirst } from "./read-first.js";
import { PAUSE, redraws, SHORT_PAUSE } from "./redraws.js";

/** @import { Store } from '../app/store.js' */
/** @import { InstanceOptions } from '../core/instance.js' */
/** @import { ArchiveSource } from '../open/source.js' */
/** @import { CoreError, FirstList, LibraryRow, Notice, OpenArchive, Single, Volume } from '../types.js' */

/** Most unreadable entries that the page lists; beyond that it only counts them. */
const MOST_BROKEN = 500;

/**
 * An archive whose posts are listed in the library. `unpack`, where they were packed, makes them searchable, or returns false where
 * the archive has to be read after all.
 * @typedef {{ volume: Volume, number: number, posts: number, unpack?: (() => Promise<boolean>) | null }} Listed
 */

/** One of which only the first rows are known until it is `listed`. @typedef {Omit<Listed, 'unpack'> & { first: FirstList, list: NonNullable<FirstList['list']>, listed: Promise<Listed> }} Known */

/**
 * @param {Store} store
 * @param {string} id of the collection
 * @param {InstanceOptions} [cores]
 */
export function createArchiveSet(store, id, cores) {
  const library = openLibrary(() => void reindex().catch(() => {}), cores);
  const firstRows = withFirstRows(library);
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

  /** Counts and has the list drawn again. */
  const redraw = redraws(async () => {
    await count().catch(() => {});
    store.setCollection(id, { revision: collection().revision + 1 });
  });

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

  /**
   * @param {Listed} listed
   * @param {boolean} [waits] until the list, which needs the cores too, is shown
   * @param {() => Promise<void>} [onPosts] called when the first posts were read, before the list is drawn again
   * @returns {Promise<void>}
   */
  async function index({ volume, number }, waits, onPosts) {
    const mine = generation;
    const isWanted = () => {
      if (mine !== generation) return false;
      const one = archive(number);
      return one !== undefined && !one.progress?.cancelled;
    };
    let tellPosts = onPosts;
    const tell = async () => {
      const { volumes } = await library.count(0);
      if (!tellPosts || !volumes.find(({ id }) => id === number)?.indexed) return;
      const told = tellPosts();
      tellPosts = undefined;
      await told;
      redraw(0);
    };
    const { size } = volume.summary();
    let isWhole = true;
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
        if (tellPosts) void tell();
        else redraw(PAUSE);
      });
      await first.settled();
      if (tellPosts) await tell();
    } catch (error) {
      isWhole = false;
      const known = /** @type {CoreError} */ (error);
      if (known.code !== "closed" && isWanted()) report(noticeOf(known, volume.name));
    }
    if (mine !== generation) return;
    await readSite(volume, number);
    if (isWhole && isWanted() && canUnpack(volume)) {
      void placeOf(volume)?.save(library, number, { summary: volume.summary(), site: archive(number)?.site });
    }
    update(number, { progress: null });
    endIdleIndexers();
    redraw(0);
  }

  /** Goes by what the site of an archive says of itself: its name, collections, permalinks and time zone. @param {Volume} volume @param {number} number */
  async function readSite(volume, number) {
    if (volume.isLoose || archive(number)?.site !== undefined || !volume.summary().listed) return;
    const site = await volume.site().catch(() => null);
    update(number, { site });
    if (site && site.permalinks.length > 0) await library.setPermalinks(number, site.permalinks).catch(() => {});
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

  /** Adds one of which it may be known what a core that read it whole said. @param {Volume} volume @param {number} number */
  async function addAgain(volume, number) {
    const isKnown = volume.kept && volume.summary().listed;
    if (isKnown && volume.kind !== "zip" && volume.kind !== "folder") volume.restart();
    await addVolume(volume, number);
  }

  /** Lists a volume in the library, but not yet in the collection. @param {Volume} volume @returns {Promise<Listed>} */
  async function list(volume, number = ++lastNumber) {
    const unpacked =
      canUnpack(volume) &&
      (await placeOf(volume)
        ?.load({ library, number, name: volume.name })
        .catch(() => null));
    const unpack = unpacked && "read" in unpacked ? unpacked.read : null;
    if (!unpack) await addAgain(volume, number);
    if (unpacked && "summarize" in unpacked) await unpacked.summarize().catch(() => {});
    const posts = (await library.count(0)).volumes.find(({ id }) => id === number)?.posts ?? 0;
    return { volume, number, posts, unpack };
  }

  /** Reads an archive whose pack is damaged. @param {Listed} listed */
  async function readAfterAll({ volume, number, posts }) {
    const mine = generation;
    if (!archive(number)) return;
    await addAgain(volume, number);
    if (mine === generation && archive(number)) await index({ volume, number, posts });
  }

  /** @param {Omit<Listed, 'unpack'>} listed @param {Partial<OpenArchive>} [known] */
  function show({ volume, number, posts }, known) {
    const counts = { posts, copies: 0, unreadable: [], unreadableTotal: 0, others: 0, empty: 0 };
    store.setCollection(id, {
      library: firstRows.searchable,
      archives: [...archives(), { volume, number, ...counts, progress: null, ...known }],
    });
    if (!known) void readSite(volume, number);
  }

  /** Shows what was kept of the list, until it is listed. @param {Known} known @returns {Promise<number>} */
  async function addKnown({ first, list, listed, ...known }) {
    const { volume, number, posts } = known;
    const { copies, others, empty, unreadable: unreadableTotal } = list.counts;
    firstRows.show(list, number, listed);
    store.setCollection(id, { listed: list.answer.total });
    show(known, { copies, others, empty, unreadableTotal, ...("site" in first && { site: first.site }) });
    const isThere = () => archive(number)?.volume === volume;
    void listed
      .then(async (now) => {
        if (!isThere()) {
          await library.removeVolume(number);
          return;
        }
        if (archive(number)?.site === undefined) void readSite(volume, number);
        if (now.unpack) await finish(now);
        else await index(now);
      })
      .catch((error) => {
        if (isThere()) report(noticeOf(/** @type {CoreError} */ (error), volume.name));
      });
    return posts;
  }

  /** Makes an archive searchable that is listed by its pack. @param {Listed} listed */
  async function finish(listed) {
    const mine = generation;
    if (await listed.unpack?.()) redraw(0);
    else if (mine === generation) await readAfterAll(listed);
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
    /** While the reader types, archives are read no further. */
    rest: () => indexers?.rest(),

    /**
     * Opens an archive or a folder.
     * @param {ArchiveSource} source
     * @param {import('../types.js').VolumeSummary} [known]
     * @returns {Promise<Volume>} rejects with a CoreError
     */
    async open({ name, open, origin, kept }, known) {
      // The library starts meanwhile, the indexers later: starting cores slow each other down. A plain list waits for none.
      if (!known || isSearchAsked()) library.start();
      try {
        const volume = await open((done, total) => store.set({ download: { file: name, done, total } }), known);
        Object.assign(volume, { origin, kept }, kept && { id: kept.address });
        for (let copy = 2; archives().some((one) => one.volume.id === volume.id); copy += 1)
          volume.id = `${name} (${copy})`;
        return volume;
      } finally {
        store.set({ download: null });
      }
    },

    /**
     * Lists an archive; where its first rows were kept and it is the only one, these are enough at first.
     * @param {Volume} volume
     * @param {FirstList | null} [first]
     * @returns {Promise<Listed | Known>}
     */
    async list(volume, first = null) {
      if (!first?.list?.counts.posts || archives().length > 0) return list(volume);
      const number = ++lastNumber;
      const listed = afterFirstRows().then(() => list(volume, number));
      return { volume, number, posts: first.list.counts.posts, first, list: first.list, listed };
    },

    /**
     * Adds an archive to the collection and starts to index it. Where no file name suggests a post, waits until all is read.
     * @param {Listed | Known} listed
     * @param {object} [how]
     * @param {boolean} [how.whole] to wait in any case
     * @param {() => Promise<void>} [how.onPosts] called once it is known to have posts
     * @returns {Promise<number>} posts in it
     */
    async add(listed, { whole = false, onPosts } = {}) {
      if ("listed" in listed) return addKnown(listed);
      const { volume, number, posts } = listed;
      show(listed);
      if (listed.unpack) {
        await count();
        void finish(listed).catch(() => {});
        return posts;
      }
      const isListed = posts > 0 && volume.summary().listed && !whole;
      if (isListed) await onPosts?.();
      const indexing = index(listed, isListed, isListed ? undefined : onPosts);
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
      // As they were packed only where none of them has another name now.
      const [{ keptAs }] = added;
      const isOne = added.length === collection().entries.length && added.every((one) => one.keptAs === keptAs);
      if (!keptAs || !isOne) indexers ??= startIndexers(added.length, cores);
      const name = wordsOf(store.get()).t("shelf.together");
      const number = ++lastNumber;
      // At once, so that none is added twice.
      store.setCollection(id, {
        entries: collection().entries.map((entry) => (added.includes(entry) ? { ...entry, number } : entry)),
      });
      const volume = looseFiles(name, added, library.packRows);
      if (isOne) volume.loose = keptAs;
      const listed = await list(volume, number);
      show(listed);
      const reading = (listed.unpack ? finish(listed) : index(listed)).then(() => nameUnreadable(number));
      await (whole ? reading : Promise.race([reading, new Promise((resolve) => setTimeout(resolve, PAUSE))]));
      await count();
    },

    /** Closes everything. @param {number} [kept] number of the archive that stays */
    async closeAll(kept) {
      for (const { volume, number } of archives().filter((one) => one.number !== kept)) {
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
