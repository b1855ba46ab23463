/**
 * Archives and folders as the page sees them. Each has its own core in its own worker; when that dies, the archive is opened
 * again from its source.
 */
import { imageType } from "../article/image-type.js";
import { isCoreError } from "../core/errors.js";
import { instanceStarter } from "../core/instance.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { FolderFile } from '../open/folder.js' */
/** @import { CoreInstance, InstanceOptions } from '../core/instance.js' */
/** @import { CoreError, FindImage, FindNames, Volume, VolumeRequest, VolumeRow, VolumeSummary, VolumeTexts } from '../types.js' */

/** Bytes of texts in one answer: few answers, none of them slow. */
const CHUNK = 1024 * 1024;

/** Bytes of the first answer, so that indexing starts soon; each next one is up to twice as large, and the last ones are smaller. */
const FIRST_CHUNK = 128 * 1024;

/** Where the page's own thread waits for it. */
const CHUNK_ON_PAGE = 48 * 1024;

/** Files of a folder that are opened at once, for one answer. */
const FILES = 64;
const FILES_ON_PAGE = 8;

/** Rows in one answer. */
const ROWS = 5_000;

/** Longest time for one answer about a local file, in ms: a directory of half a million entries takes seconds. */
const DEADLINE = 60_000;

/**
 * @param {{ file: File } | { url: string }} source
 * @param {string} name
 * @param {Engine} engine opens the posts
 * @param {Pick<InstanceOptions, 'onProgress' | 'startWorker'> & { known?: VolumeSummary }} [options] `onProgress` is called where
 *   a server has no ranges; where its summary is known, the archive is opened when something of it is needed
 * @returns {Promise<Volume>} rejects with a CoreError where the archive can't be opened
 */
export async function openArchive(source, name, engine, { known, ...options } = {}) {
  const deadline = "file" in source ? DEADLINE : Infinity;
  const [first, largest] = options.startWorker === null ? [CHUNK_ON_PAGE, CHUNK_ON_PAGE] : [FIRST_CHUNK, CHUNK];
  const { ask: askCore, end, restart } = archiveCore({ call: "openVolume", ...source }, { ...options, deadline });
  /** @type {VolumeSummary} */
  let summary;
  let [most, given] = [first, 0];
  // Only a zip has a directory: of another one the entries are known once it was read from start to end.
  let isPassed = !known || known.kind === "zip";
  const ask = async (/** @type {VolumeRequest | null} */ request) => {
    if (!isPassed) {
      isPassed = true;
      void askCore({ call: "passTexts" }).catch(() => {});
    }
    return askCore(request);
  };
  try {
    summary = known ?? (await ask(null));
  } catch (error) {
    end();
    throw { .../** @type {CoreError} */ (error), file: name };
  }
  return createVolume({
    name,
    kind: summary.kind ?? "zip",
    isLocal: "file" in source,
    summary: () => summary,
    bytesOf: async (index) => (await ask({ call: "volumeEntry", index })).bytes,
    async nextTexts() {
      const left = summary.listed ? Math.max(0, summary.size - given) : Infinity;
      const {
        summary: now,
        isLast,
        ...chunk
      } = await ask({ call: "volumeTexts", most: Math.max(first, Math.min(most, left / 4)) });
      summary = now;
      [most, given] = [Math.min(largest, most * 2), given + (chunk.bytes?.length ?? 0)];
      return isLast ? null : { ...chunk, unread: [] };
    },
    async textsAt(indices) {
      if (!("file" in source) || summary.kind !== "zip" || !summary.listed) return null;
      return { ...(await ask({ call: "volumeTextsAt", indices })), unread: [] };
    },
    rewind() {
      [most, given] = [first, 0];
      if (summary.kind !== "zip") summary = { ...summary, entries: 0, posts: 0, texts: 0, listed: false, done: false };
      isPassed = true;
      restart();
    },
    ask,
    end,
    engine,
  });
}

/**
 * @param {string} name
 * @param {FolderFile[]} found whose paths begin with the folder's name
 * @param {Engine} engine
 * @param {Pick<InstanceOptions, 'startWorker'>} [options]
 * @returns {Promise<Volume>}
 */
export async function openFolder(name, found, engine, options) {
  const paths = found.map(({ path }) => (path.startsWith(`${name}/`) ? path.slice(name.length + 1) : path));
  const { ask, end } = archiveCore({ call: "openFolder", paths }, { ...options, deadline: DEADLINE });
  const atOnce = options?.startWorker === null ? FILES_ON_PAGE : FILES;
  const texts = /** @type {Uint32Array} */ ((await ask(null)).texts);
  const images = paths.filter((path) => /\.(jpe?g|png|gif|webp|avif|bmp)$/i.test(path)).length;
  let at = 0;
  /** @param {number[]} indices @returns {Promise<VolumeTexts>} */
  const textsAt = async (indices) => {
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
  };
  return createVolume({
    name,
    kind: "folder",
    isLocal: true,
    summary: () => ({
      kind: "folder",
      entries: found.length,
      posts: 0,
      texts: texts.length,
      pictures: images,
      size: texts.length,
      listed: true,
      done: at >= texts.length,
      read: at,
      names: "UTF-8",
      problems: [],
    }),
    async bytesOf(index) {
      const file = await readable(found[index].file, found[index].path);
      const bytes = new Uint8Array(await file.arrayBuffer());
      return /\.mht(ml)?$/i.test(found[index].path) ? (await ask({ call: "savedPage", bytes })).bytes : bytes;
    },
    async nextTexts() {
      if (at >= texts.length) return null;
      const indices = [...texts.subarray(at, at + atOnce)];
      at += indices.length;
      return textsAt(indices);
    },
    textsAt,
    rewind: () => (at = 0),
    ask,
    end,
    engine,
  });
}

/**
 * Of an image on the site's own origin: what the post may have said, relative to its own URL or to the site's root.
 * @param {string} src
 * @param {string | null} source URL that the post was saved from
 * @returns {string[]}
 */
function localUrls(src, source) {
  const origin = source && new URL(source).origin;
  if (!source || !src.startsWith(`${origin}/`)) return [src];
  const folder = new URL(".", source).href;
  const fromRoot = src.slice(new URL(source).origin.length);
  if (!src.startsWith(folder)) return [fromRoot];
  const relative = src.slice(folder.length);
  return folder === `${origin}/` ? [fromRoot, relative] : [relative, fromRoot];
}

/**
 * @typedef {Pick<Volume, 'name' | 'kind' | 'summary' | 'nextTexts' | 'textsAt'> & { isLocal: boolean, bytesOf: (index: number) => Promise<Uint8Array>, rewind: () => void, ask: (request: VolumeRequest | null) => Promise<any>, end: () => void, engine: Engine }} VolumeParts
 */

/** @param {VolumeParts} parts @returns {Volume} */
function createVolume({ name, kind, isLocal, summary, bytesOf, nextTexts, textsAt, rewind, ask, end, engine }) {
  let packed = 0;
  /** @type {Promise<FindNames> | null} */
  let names = null;
  /** @param {number} from @param {number} count @returns {Promise<VolumeRow[]>} */
  const rows = async (from, count) => (await ask({ call: "volumeRows", from, count })).rows;
  const row = async (/** @type {number} */ index) => (await rows(index, 1))[0];
  /** @template T @param {number} index @param {string} path @param {(bytes: Uint8Array) => Promise<T>} open */
  const sound = async (index, path, open) => {
    const bytes = await bytesOf(index);
    // A wrong checksum is found when the entry is read, after it was listed.
    const [opened, { refused, problems }] = await Promise.all([open(bytes), row(index)]);
    const last = problems.at(-1);
    if (refused && last) throw { ...last, file: path };
    return { opened, problems };
  };
  /** @param {string} post @param {string} src @param {string | null} source @returns {Promise<{ index: number, path: string } | null>} */
  async function imageAt(post, src, source) {
    // Captures are found by their addresses.
    for (const local of kind.startsWith("wa") ? [src] : localUrls(src, source)) {
      const image = await ask({ call: "volumeImage", post, src: local });
      if (image.index !== null) return image;
    }
    return null;
  }
  /** @param {string} path @param {string | null} source @returns {FindImage} */
  const imagesOf = (path, source) => async (src) => {
    const image = await imageAt(path, src, source);
    if (!image) return null;
    const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (await bytesOf(image.index));
    return new Blob([bytes], { type: imageType(image.path) });
  };
  return {
    id: name,
    name,
    kind,
    summary,
    nextTexts,
    textsAt,
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
    async open(index, path, evidence) {
      const { opened, problems } = await sound(index, path, (bytes) => engine.openBytes(path, bytes, evidence));
      return { ...opened, problems: [...problems, ...opened.problems] };
    },
    async openPart(index, path, number) {
      const { opened, problems } = await sound(index, path, (bytes) => engine.openPart(path, bytes, number));
      return opened && { ...opened, problems: [...problems, ...opened.problems] };
    },
    bytes: async (index, path) => (await sound(index, path, async (bytes) => bytes)).opened,
    async pictureOf(post, src, source) {
      const image = await imageAt(post, src, source);
      return image && { key: String(image.index), path: image.path, bytes: () => bytesOf(image.index) };
    },
    imagesOf,
    async site() {
      const { file } = await ask({ call: "siteConfig" });
      if (!file) return null;
      return (await ask({ call: "site", path: file.path, bytes: await bytesOf(file.index) })).site;
    },
    async namesOf(ids) {
      names ??= import("../lazy/author-names.js").then(({ authorNames }) =>
        authorNames({ ask, bytesOf, entries: () => summary().entries, isLocal }),
      );
      return (await names)(ids);
    },
    memory: async () => (await ask({ call: "memory" })).bytes,
    close: end,
  };
}

/** @param {() => Promise<File>} file @param {string} path @returns {Promise<File>} rejects with a CoreError where it is gone */
async function readable(file, path) {
  try {
    return await file();
  } catch (error) {
    throw { code: "unreadable", message: String(error), file: path, args: { reason: String(error) } };
  }
}

/**
 * One core that holds one archive. Requests are sent one at a time.
 * @param {VolumeRequest} opening opens the archive in a new core
 * @param {InstanceOptions} options
 */
function archiveCore(opening, options) {
  const start = instanceStarter(options);
  /** @type {Promise<{ instance: CoreInstance, opened: any }> | null} */
  let held = null;
  let isEnded = false;
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();

  const hold = async () => {
    const instance = await start();
    try {
      return { instance, opened: await instance.run(opening) };
    } catch (error) {
      instance.end();
      throw error;
    }
  };
  /** @param {VolumeRequest | null} request null for the answer to `opening` */
  const answer = async (request) => {
    if (isEnded) throw { code: "closed", message: "it was closed" };
    if (held && !(await held).instance.alive()) held = null;
    held ??= hold();
    try {
      const { instance, opened } = await held;
      return request ? await instance.run(request) : opened;
    } catch (thrown) {
      if (isCoreError(thrown)) throw thrown;
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
    /** The next request opens the archive again. */
    restart() {
      void held?.then(
        ({ instance }) => instance.end(),
        () => {},
      );
      held = null;
    },
    end() {
      isEnded = true;
      void held?.then(
        ({ instance }) => instance.end(),
        () => {},
      );
    },
  };
}
