/**
 * Archives and folders as the page sees them. Each has a core of its own in a worker of its own, which can be replaced:
 * when it dies, the archive is opened again from where it came.
 */
import { hostStarter } from "../core/instance.js";
import { isRefusal } from "../core/responder.js";
import { pictureType } from "../article/image-type.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Found } from '../open/folder.js' */
/** @import { Host, HostOptions } from '../core/instance.js' */
/** @import { Beside, CoreError, Volume, VolumeRequest, VolumeRow, VolumeSummary } from '../types.js' */

/** Bytes of texts that are read before the next answer. Few answers, and none that anybody waits for long. */
const CHUNK = 1024 * 1024;

/** The first answer, in bytes, so that no core waits for long; each next one may be twice as large, and towards the end they get smaller. */
const FIRST_CHUNK = 128 * 1024;

/** Files of a folder that are opened at once, and read before the next answer. */
const FILES = 64;

/** Rows that are packed in one answer. */
const ROWS = 5_000;

/** How long a file may keep its worker busy with one answer, ms: a directory of half a million entries takes seconds. */
const DEADLINE = 60_000;

/**
 * @param {{ file: File } | { address: string }} source
 * @param {string} name
 * @param {Engine} engine opens the posts
 * @param {Pick<HostOptions, 'onProgress' | 'startWorker'>} [options] `onProgress` hears of an address whose server gives the file only whole
 * @returns {Promise<Volume>} rejects with a CoreError where it is no archive that can be opened
 */
export async function openArchive(source, name, engine, options) {
  const deadline = "file" in source ? DEADLINE : Infinity;
  const { ask, end, restart } = holder({ call: "openVolume", ...source }, { ...options, deadline });
  /** @type {VolumeSummary} */
  let summary;
  let [most, given] = [FIRST_CHUNK, 0];
  try {
    summary = await ask(null);
  } catch (error) {
    end();
    throw { .../** @type {CoreError} */ (error), file: name };
  }
  return volume({
    name,
    kind: summary.kind ?? "zip",
    summary: () => summary,
    bytesOf: async (index) => (await ask({ call: "volumeEntry", index })).bytes,
    async nextTexts() {
      const left = summary.listed ? Math.max(0, summary.size - given) : Infinity;
      const { summary: now, isLast, ...chunk } = await ask({ call: "volumeTexts", most: Math.max(FIRST_CHUNK, Math.min(most, left / 4)) });
      summary = now;
      [most, given] = [Math.min(CHUNK, most * 2), given + (chunk.bytes?.length ?? 0)];
      return isLast ? null : { ...chunk, unread: [] };
    },
    rewind() {
      [most, given] = [FIRST_CHUNK, 0];
      restart();
    },
    ask,
    end,
    engine,
  });
}

/**
 * @param {string} name
 * @param {Found[]} found paths begin with the folder's name
 * @param {Engine} engine
 * @returns {Promise<Volume>}
 */
export async function openFolder(name, found, engine) {
  const paths = found.map(({ path }) => (path.startsWith(`${name}/`) ? path.slice(name.length + 1) : path));
  const { ask, end } = holder({ call: "openFolder", paths }, { deadline: DEADLINE });
  const texts = /** @type {Uint32Array} */ ((await ask(null)).texts);
  const pictures = paths.filter((path) => /\.(jpe?g|png|gif|webp|avif|bmp)$/i.test(path)).length;
  let at = 0;
  return volume({
    name,
    kind: "folder",
    summary: () => ({
      kind: "folder",
      entries: found.length,
      posts: 0,
      texts: texts.length,
      pictures,
      size: texts.length,
      listed: true,
      done: at >= texts.length,
      read: at,
      names: "UTF-8",
      problems: [],
    }),
    async bytesOf(index) {
      const file = await readable(found[index].file, found[index].path);
      return new Uint8Array(await file.arrayBuffer());
    },
    async nextTexts() {
      if (at >= texts.length) return null;
      const indices = [...texts.subarray(at, at + FILES)];
      at += indices.length;
      /** @type {{ index: number, reason: string }[]} */
      const lost = [];
      const files = await Promise.all(
        indices.map((index) =>
          found[index].file().catch((error) => {
            lost.push({ index, reason: String(error) });
            return null;
          }),
        ),
      );
      const there = files.flatMap((file, nth) => (file ? [{ file, index: indices[nth] }] : []));
      const chunk = await ask({
        call: "folderTexts",
        indices: there.map(({ index }) => index),
        files: there.map(({ file }) => file),
      });
      return { ...chunk, unread: [...chunk.unread, ...lost] };
    },
    rewind: () => (at = 0),
    ask,
    end,
    engine,
  });
}

/**
 * @typedef {Pick<Volume, 'name' | 'kind' | 'summary' | 'nextTexts'> & { bytesOf: (index: number) => Promise<Uint8Array>, rewind: () => void, ask: (request: VolumeRequest | null) => Promise<any>, end: () => void, engine: Engine }} Inside
 */

/** @param {Inside} inside @returns {Volume} */
function volume({ name, kind, summary, bytesOf, nextTexts, rewind, ask, end, engine }) {
  let packed = 0;
  /** @param {number} from @param {number} count @returns {Promise<VolumeRow[]>} */
  const rows = async (from, count) => (await ask({ call: "volumeRows", from, count })).rows;
  const row = async (/** @type {number} */ index) => (await rows(index, 1))[0];
  /** @param {string} path @param {string | null} origin @returns {Beside} */
  const beside = (path, origin) => async (address) => {
    // What the site had at its own address may lie in the archive at the same path.
    const local = origin && address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
    const picture = await ask({ call: "volumePicture", post: path, address: local });
    if (picture.index === null) return null;
    const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (await bytesOf(picture.index));
    return new Blob([bytes], { type: pictureType(picture.path) });
  };
  return {
    id: name,
    name,
    kind,
    summary,
    nextTexts,
    async nextRows() {
      const { entries } = summary();
      if (packed >= entries) return null;
      const from = packed;
      packed = Math.min(entries, packed + ROWS);
      return (await ask({ call: "packedRows", from, count: packed - from })).packed;
    },
    restart() {
      packed = 0;
      rewind();
    },
    rows,
    async open(index, path) {
      const bytes = await bytesOf(index);
      // A wrong checksum shows when the entry is read, which is after it was listed.
      const [page, { refused, problems }] = await Promise.all([engine.openBytes(path, bytes), row(index)]);
      const last = problems.at(-1);
      if (refused && last) throw { ...last, file: path };
      return { ...page, problems: [...problems, ...page.problems] };
    },
    beside,
    memory: async () => (await ask({ call: "memory" })).bytes,
    close: end,
  };
}

/** @param {() => Promise<File>} file @param {string} path @returns {Promise<File>} rejects with a CoreError where it can't be had any more */
async function readable(file, path) {
  try {
    return await file();
  } catch (error) {
    throw { code: "unreadable", message: String(error), file: path, args: { reason: String(error) } };
  }
}

/**
 * One core for one archive: requests go to it one after the other.
 * @param {VolumeRequest} opening what makes a new core hold the archive
 * @param {HostOptions} options
 */
function holder(opening, options) {
  const start = hostStarter(options);
  /** @type {Promise<{ host: Host, opened: any }> | null} */
  let held = null;
  let isEnded = false;
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();

  const hold = async () => {
    const host = await start();
    try {
      return { host, opened: await host.run(opening) };
    } catch (error) {
      host.end();
      throw error;
    }
  };
  /** @param {VolumeRequest | null} request null for what opening it gave */
  const answer = async (request) => {
    if (isEnded) throw { code: "closed", message: "it was closed" };
    if (held && !(await held).host.alive()) held = null;
    held ??= hold();
    try {
      const { host, opened } = await held;
      return request ? await host.run(request) : opened;
    } catch (thrown) {
      if (isRefusal(thrown)) throw thrown;
      throw { code: "crashed", message: String(thrown) };
    } finally {
      if (held) await held.catch(() => (held = null));
    }
  };
  return {
    /** @param {VolumeRequest | null} request @returns {Promise<any>} rejects with a CoreError */
    ask(request) {
      const mine = last.then(() => answer(request));
      last = mine.catch(() => {});
      return mine;
    },
    /** The next request opens the archive anew. */
    restart() {
      void held?.then(({ host }) => host.end(), () => {});
      held = null;
    },
    end() {
      isEnded = true;
      void held?.then(({ host }) => host.end(), () => {});
    },
  };
}
