/**
 * Archives and folders as the page sees them. Each has a core of its own in a worker of its own, which can be replaced:
 * when it dies, the archive is opened again from where it came.
 */
import { hostStarter } from "../core-host.js";
import { isRefusal } from "../engine-core.js";
import { pictureType } from "../picture-type.js";

/** @import { Engine } from '../engine.js' */
/** @import { Found } from '../folder.js' */
/** @import { Host } from '../core-host.js' */
/** @import { Beside, Chunk, CoreError, Volume, VolumeRequest, VolumeRow, VolumeSummary } from '../types.js' */

/** Bytes of texts that are read before the next answer. Few answers, and none that anybody waits for long. */
const CHUNK = 2 * 1024 * 1024;

/** Files of a folder that are opened at once, and read before the next answer. */
const FILES = 64;

/** Rows that come in one answer. */
const ROWS = 20_000;

/** How long a file may keep its worker busy with one answer, ms: a directory of half a million entries takes seconds. */
const DEADLINE = 60_000;

/**
 * @param {{ file: File } | { address: string }} source
 * @param {string} name
 * @param {Engine} engine opens the posts
 * @param {(done: number, total: number | null) => void} [onDownload] of an address whose server gives the file only whole, in bytes
 * @returns {Promise<Volume>} rejects with a CoreError where it is no archive that can be opened
 */
export async function openArchive(source, name, engine, onDownload) {
  const { ask, end } = holder({ call: "openVolume", ...source }, "file" in source ? DEADLINE : Infinity, onDownload);
  /** @type {VolumeSummary} */
  let summary;
  try {
    summary = await ask(null);
  } catch (error) {
    end();
    throw { .../** @type {CoreError} */ (error), file: name };
  }
  /** @type {VolumeRow[]} */
  const rows = [];
  const listMore = async () => {
    while (rows.length < summary.entries) {
      const more = (await ask({ call: "volumeRows", from: rows.length, count: ROWS })).rows;
      if (more.length === 0) break;
      for (const row of more) rows.push(row);
    }
  };
  await listMore();

  return volume({
    name,
    kind: summary.kind ?? "zip",
    rows,
    summary: () => summary,
    async refresh() {
      rows.length = 0;
      await listMore();
    },
    bytesOf: async (index) => (await ask({ call: "volumeEntry", index })).bytes,
    async nextTexts(withFields) {
      const { summary: now, isLast, ...chunk } = await ask({ call: "volumeTexts", most: CHUNK, withFields });
      summary = now;
      await listMore();
      return isLast ? null : { ...chunk, unread: [] };
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
  const { ask, end } = holder({ call: "openFolder", paths }, DEADLINE);
  const texts = /** @type {Uint32Array} */ ((await ask(null)).texts);
  /** @type {VolumeRow[]} */
  const rows = (await ask({ call: "volumeRows", from: 0, count: found.length })).rows;
  let at = 0;
  return volume({
    name,
    kind: "folder",
    rows,
    summary: () => ({
      kind: "folder",
      entries: rows.length,
      posts: rows.filter(({ role }) => role === "post").length,
      texts: texts.length,
      pictures: rows.filter(({ role }) => role === "picture").length,
      size: texts.length,
      listed: true,
      done: at >= texts.length,
      read: at,
      names: "UTF-8",
      problems: [],
    }),
    async refresh() {},
    async bytesOf(index) {
      const file = await readable(found[index].file, rows[index].path);
      return new Uint8Array(await file.arrayBuffer());
    },
    async nextTexts(withFields) {
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
        withFields,
      });
      return { ...chunk, unread: [...chunk.unread, ...lost] };
    },
    ask,
    end,
    engine,
  });
}

/**
 * @typedef {object} Inside
 * @property {string} name
 * @property {string} kind
 * @property {VolumeRow[]} rows
 * @property {() => VolumeSummary} summary
 * @property {(index: number) => Promise<Uint8Array>} bytesOf
 * @property {() => Promise<void>} refresh
 * @property {(withFields: boolean) => Promise<(Chunk & { unread: { index: number, reason: string }[] }) | null>} nextTexts
 * @property {(request: VolumeRequest | null) => Promise<any>} ask
 * @property {() => void} end
 * @property {Engine} engine
 */

/** @param {Inside} inside @returns {Volume} */
function volume({ name, kind, rows, summary, refresh, bytesOf, nextTexts, ask, end, engine }) {
  /** @param {string} path @param {string | null} origin @returns {Beside} */
  const beside = (path, origin) => async (address) => {
    // What the site had at its own address may lie in the archive at the same path.
    const local = origin && address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
    const { index } = await ask({ call: "volumePicture", post: path, address: local });
    if (index === null) return null;
    return new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (await bytesOf(index))], { type: pictureType(rows[index].path) });
  };
  return {
    id: name,
    name,
    kind,
    rows,
    summary,
    refresh,
    nextTexts,
    async open(index) {
      const { path, refused, problems } = rows[index];
      const last = problems.at(-1);
      if (refused && last) throw { ...last, file: path };
      const page = await engine.openBytes(path, await bytesOf(index));
      // A wrong checksum shows when the entry is read, which is after it was listed.
      const [now] = (await ask({ call: "volumeRows", from: index, count: 1 })).rows;
      return { ...page, problems: [...now.problems, ...page.problems] };
    },
    bytesOf,
    beside,
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
 * @param {number} deadline ms
 * @param {(done: number, total: number | null) => void} [onDownload]
 */
function holder(opening, deadline, onDownload) {
  const start = hostStarter({ deadline, onProgress: onDownload });
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
    end() {
      isEnded = true;
      void held?.then(({ host }) => host.end(), () => {});
    },
  };
}
