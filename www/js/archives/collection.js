/**
 * Everything of one library of the page that can be listed and found: its open archives and folders, and the single posts
 * beside them. Opening, indexing and closing; what is asked about the posts goes to `library`.
 */
import { noticeOf } from "../open/open-posts.js";
import { startIndexers } from "./indexers.js";
import { addRows, indexVolume } from "./indexing.js";
import { openLibrary } from "./library.js";

/** @import { Whole } from '../open/source.js' */
/** @import { CoreError, Entry, Notice, ReadingPage, Shelf, Volume } from '../types.js' */

/** What the library calls the single posts. */
const LOOSE = 0;

/** Broken entries that the page knows; of more it knows the number. */
const MOST_BROKEN = 500;

/** How long the page is told nothing while posts come in, ms: each time it asks and draws anew, beside the cores that read. */
const PAUSE = 800;

/** @typedef {{ volume: Volume, number: number, posts: number }} Opened */

/**
 * @param {object} listener
 * @param {() => void} listener.changed posts came, went, or were read; not more often than the page can show
 * @param {(notice: Notice) => void} listener.failed
 */
export function createCollection({ changed, failed }) {
  const library = openLibrary(() => void reindex().catch(() => {}));
  /** @type {ReturnType<typeof startIndexers> | null} */
  let indexers = null;
  /** @type {Shelf[]} */
  let shelves = [];
  /** The single posts, each under the number of its place. @type {{ key: string, original: Blob }[]} */
  let loose = [];
  let lastNumber = LOOSE;
  /** Rows of the list that are in archives: the same post in several places is one. */
  let total = 0;
  /** How often the library was made anew: what was being read for one before is read no further. */
  let generation = 0;
  /** Archives that are being looked through. */
  let opening = 0;

  /** @param {string} id */
  const named = (id) => shelves.find(({ volume }) => volume.id === id);

  async function count() {
    const counted = await library.count(MOST_BROKEN);
    total = counted.total - loose.length;
    const counts = new Map(counted.volumes.map((one) => [one.id, one]));
    shelves = shelves.map((shelf) => ({
      ...shelf,
      posts: counts.get(shelf.number)?.posts ?? 0,
      brokenTotal: counts.get(shelf.number)?.broken ?? 0,
      broken: counted.broken.filter(({ volume }) => volume === shelf.number),
    }));
  }

  /** When the page was last told, and whether it is to be told again. */
  let told = 0;
  let telling = 0;
  /** @param {boolean} now */
  const tell = (now) => {
    if (telling && !now) return;
    clearTimeout(telling);
    telling = window.setTimeout(
      async () => {
        telling = 0;
        told = performance.now();
        await count().catch(() => {});
        changed();
      },
      now ? 0 : Math.max(0, told + PAUSE - performance.now()),
    );
  };

  /** @type {(value?: unknown) => void} */
  let shown = () => {};

  /** @param {Opened} opened @param {boolean} [isListed] its list is about to be shown, and would wait for the cores @returns {Promise<void>} */
  async function index({ volume, number }, isListed) {
    const mine = generation;
    const isWanted = () => {
      if (mine !== generation) return false;
      const shelf = shelves.find((shelf) => shelf.number === number);
      return shelf !== undefined && !shelf.reading?.cancelled;
    };
    const { size } = volume.summary();
    update(number, { reading: { posts: 0, done: 0, total: size, since: performance.now(), cancelled: false } });
    try {
      if (isListed) await new Promise((resolve) => ((shown = resolve), setTimeout(resolve, PAUSE)));
      indexers ??= startIndexers();
      await indexVolume(volume, number, library, indexers, isWanted, (posts, bytes) => {
        const reading = shelves.find((shelf) => shelf.number === number)?.reading;
        if (!reading) return;
        // Of a folder nobody knows the bytes before they are read.
        const step = volume.kind === "folder" ? posts : bytes;
        const total = volume.kind === "folder" ? size : volume.summary().size;
        update(number, { reading: { ...reading, posts: reading.posts + posts, done: reading.done + step, total } });
        tell(false);
      });
    } catch (error) {
      const known = /** @type {CoreError} */ (error);
      if (known.code !== "closed" && isWanted()) failed(noticeOf(known, volume.name));
    }
    if (mine !== generation) return;
    update(number, { reading: null });
    rest();
    tell(true);
  }

  /** Nothing is read any more, or about to be. */
  function rest() {
    if (opening > 0 || shelves.some(({ reading }) => reading)) return;
    indexers?.end();
    indexers = null;
  }

  /** @param {number} number @param {Partial<Shelf>} change */
  function update(number, change) {
    shelves = shelves.map((shelf) => (shelf.number === number ? { ...shelf, ...change } : shelf));
  }

  /** The library's core died: what it held is made again. */
  async function reindex() {
    failed({ key: "error.library-lost", args: {} });
    generation += 1;
    const mine = generation;
    const again = shelves.map(({ volume, number }) => ({ volume, number, posts: 0 }));
    if (loose.length > 0) await library.addVolume(LOOSE, "");
    for (const [index, { key, original }] of loose.entries()) await listLoose(index, key, original);
    for (const { volume, number } of again) {
      volume.restart();
      await library.addVolume(number, volume.name);
      await addRows(volume, number, library);
    }
    // It may have died again meanwhile.
    if (mine === generation) for (const one of again) void index(one);
  }

  /** @param {number} index @param {string} key @param {Blob} original */
  async function listLoose(index, key, original) {
    const { rows, packed } = await library.packPost(index, key, new Uint8Array(await original.arrayBuffer()));
    await library.addRows(LOOSE, rows);
    await library.fill(LOOSE, packed);
  }

  return {
    library,
    named,
    shown: () => shown(),
    shelves: () => shelves,
    total: () => total,
    /** @param {number} number @returns {string | null} the archive that the library calls so; null for single posts */
    archiveOf: (number) => shelves.find((shelf) => shelf.number === number)?.volume.id ?? null,
    /** @param {string | undefined} archive @returns {number} */
    numberOf: (archive) => (archive ? (named(archive)?.number ?? -1) : LOOSE),

    /**
     * Opens an archive or a folder and lists it; it stands on no shelf yet.
     * @param {Whole} whole
     * @param {(done: number, total: number | null) => void} onDownload
     * @returns {Promise<Opened>} rejects with a CoreError
     */
    async open({ name, open }, onDownload) {
      // What is needed next starts meanwhile, but not everything at once: each core that starts holds up the others.
      library.start();
      opening += 1;
      try {
        const volume = await open(onDownload);
        const number = ++lastNumber;
        for (let copy = 2; named(volume.id); copy += 1) volume.id = `${name} (${copy})`;
        await library.addVolume(number, volume.name);
        await addRows(volume, number, library);
        const posts = (await library.count(0)).volumes.find(({ id }) => id === number)?.posts ?? 0;
        opening -= 1;
        return { volume, number, posts };
      } catch (error) {
        opening -= 1;
        rest();
        throw error;
      }
    },

    /**
     * Puts what was opened on the shelf and begins to read it.
     * @param {Opened} opened
     * @returns {Promise<number>} posts that are listed. Where the names tell of none, all is read first
     */
    async place({ volume, number, posts }) {
      shelves = [...shelves, { volume, number, posts, broken: [], brokenTotal: 0, reading: null }];
      const isListed = posts > 0 && volume.summary().listed;
      const reading = index({ volume, number, posts }, isListed);
      if (!isListed) await reading;
      await count();
      return shelves.find((shelf) => shelf.number === number)?.posts ?? 0;
    },

    /** @param {Opened | Shelf} one */
    async close({ volume, number }) {
      shelves = shelves.filter((shelf) => shelf.number !== number);
      volume.close();
      await library.removeVolume(number).catch(() => {});
      rest();
      tell(true);
    },

    /** Reads no more of an archive; what was read can be found. @param {Shelf} shelf */
    cancel({ number, reading }) {
      if (reading) update(number, { reading: { ...reading, cancelled: true } });
    },

    /** @param {{ key: string, page: ReadingPage }[]} entries single posts that are open; those that are known already are passed over */
    async addLoose(entries) {
      if (loose.length === 0 && entries.length > 0) await library.addVolume(LOOSE, "");
      for (const { key, page } of entries) {
        if (loose.some((one) => one.key === key)) continue;
        const index = loose.push({ key, original: page.original }) - 1;
        await listLoose(index, key, page.original);
      }
    },

    /** All but what was placed last, which is what the rest is to make room for. @param {number} [kept] its number */
    async closeAll(kept) {
      const stays = shelves.filter(({ number }) => number === kept);
      for (const { volume, number } of shelves.filter(({ number }) => number !== kept)) {
        volume.close();
        await library.removeVolume(number).catch(() => {});
      }
      if (loose.length > 0) await library.removeVolume(LOOSE).catch(() => {});
      [shelves, loose] = [stays, []];
    },

    /**
     * @param {string} archive
     * @param {string} path
     * @returns {Promise<Entry | null>} rejects with a CoreError; null where there is no such post
     */
    async entryAt(archive, path) {
      const shelf = named(archive);
      const row = shelf && (await library.rowOf(shelf.number, path));
      if (!shelf || !row) return null;
      // The same post may stand in several archives, of which this one is asked for.
      const place = row.places.find((place) => place.volume === shelf.number && place.path === path) ?? row;
      const page = await shelf.volume.open(place.index, path);
      const origin = page.source ? new URL(page.source.url).origin : null;
      return { key: path, page, base: null, note: null, beside: shelf.volume.beside(path, origin), place: { path, archive: shelf.volume.name } };
    },

    /** @param {number} number whether pictures came with an archive */
    hasPictures: (number) => (shelves.find((shelf) => shelf.number === number)?.volume.summary().pictures ?? 0) > 0,

    /**
     * @param {{ volume: number, path: string, image: string | null, source: import('../types.js').PostSource | null }} row
     * @returns {Promise<Blob | null>} the picture that stands for a post, where it came with the archive: no one is asked for another
     */
    async thumbnail({ volume: number, path, image, source }) {
      const shelf = shelves.find((shelf) => shelf.number === number);
      if (!image || !shelf || shelf.volume.summary().pictures === 0) return null;
      const origin = source ? new URL(source.url).origin : null;
      return shelf.volume.beside(path, origin)(image).catch(() => null);
    },

    async memory() {
      let sum = (await library.memory()) + ((await indexers?.memory()) ?? 0);
      for (const { volume } of shelves) sum += await volume.memory();
      return sum;
    },
  };
}

/** @typedef {ReturnType<typeof createCollection>} Collection */
