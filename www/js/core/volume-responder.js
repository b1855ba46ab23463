/**
 * Answers requests about one open archive or folder, where the core runs. It feeds the core the ranges that it wants, of a
 * file or of a URL; the files of a folder come from the page, which alone can open them.
 */
import { openRemoteFile } from "./remote-file.js";

/** @import { Core, CoreArchive, CoreFolder, Chunk, VolumeRequest, VolumeSummary } from '../types.js' */

/** Rows that are looked at together. */
const ROWS = 5_000;

/** Bytes of texts that are passed over at once. */
const PASSED = 4 * 1024 * 1024;

/**
 * A source of bytes for a core that can't read it synchronously.
 * @typedef {{ name: string, size: number, read: (offset: number, length: number) => Promise<Uint8Array> }} Ranges
 */

/**
 * @param {Core} core
 * @param {boolean} inWorker
 */
export function volumeResponder(core, inWorker) {
  /** @type {CoreArchive | null} */
  let archive = null;
  /** Null where the core reads the file itself. @type {Ranges | null} */
  let ranges = null;
  /** @type {CoreFolder | null} */
  let folder = null;

  /** @param {{ want: () => { offset: number, length: number } | null, feed: (offset: number, bytes: Uint8Array) => void }} reader */
  const feed = async (reader) => {
    const range = ranges && reader.want();
    if (!range) return false;
    reader.feed(range.offset, await /** @type {Ranges} */ (ranges).read(range.offset, range.length));
    return true;
  };

  /** @param {VolumeRequest & { call: 'openVolume' }} request @returns {Promise<VolumeSummary>} */
  async function open({ file, url }) {
    archive?.free();
    ranges = null;
    if (file && inWorker) {
      archive = core.Archive.of_file(file);
      return archive.summary();
    }
    ranges = file ? fileRanges(file) : await openRemoteFile(new URL(/** @type {string} */ (url)));
    archive = new core.Archive(ranges.name, ranges.size);
    while (!archive.is_open()) if (!(await feed(archive))) break;
    return archive.summary();
  }

  /** @param {number} bytes @returns {Promise<Chunk | null>} */
  async function texts(bytes) {
    const from = opened();
    for (;;) {
      const chunk = from.next_posts(bytes, false);
      if (!chunk || chunk.texts.length > 0 || !(await feed(from))) return chunk;
    }
  }

  /** @param {number} index @returns {Promise<Uint8Array>} */
  async function entry(index) {
    if (!ranges) return opened().read_entry(index);
    const one = opened().entry(index);
    try {
      while (await feed(one));
      const bytes = one.take();
      if (!bytes)
        throw {
          code: "unreadable",
          message: "its bytes could not be read",
          args: { reason: "its bytes could not be read" },
        };
      return bytes;
    } finally {
      one.free();
    }
  }

  const opened = () => {
    if (!archive) throw new Error("no archive is open");
    return archive;
  };

  /** @param {VolumeRequest} request @returns {Promise<any>} */
  return async (request) => {
    switch (request.call) {
      case "openVolume":
        return open(request);
      case "openFolder":
        folder = new core.Folder();
        folder.add(request.paths, new Float64Array(request.paths.length));
        return { texts: folder.texts() };
      case "volumeRows":
        return { rows: (folder ?? opened()).rows(request.from, request.count) };
      case "packedRows":
        return { packed: (folder ?? opened()).packed_rows(request.from, request.count) };
      case "volumeTexts": {
        const chunk = await texts(request.most);
        return { ...chunk, texts: chunk?.texts ?? [], isLast: chunk === null, summary: opened().summary() };
      }
      case "passTexts":
        while (await texts(PASSED));
        return { summary: opened().summary() };
      case "volumeTextsAt":
        return opened().read_posts(Uint32Array.from(request.indices));
      case "folderTexts":
        return folderTexts(/** @type {CoreFolder} */ (folder), request.indices, request.files);
      case "volumeEntry":
        return { bytes: await entry(request.index) };
      case "savedPage":
        return { bytes: core.saved_page(request.bytes) };
      case "nameFiles": {
        const from = folder ?? opened();
        /** @type {{ index: number, path: string }[]} */
        const files = [];
        for (let at = request.from; at < request.from + request.count; at += ROWS) {
          const rows = from.rows(at, Math.min(ROWS, request.from + request.count - at));
          files.push(
            ...rows.filter(({ path }) => core.names_authors(path)).map(({ index, path }) => ({ index, path })),
          );
        }
        return { files };
      }
      case "authorNames":
        return { names: core.author_names(request.path, new TextDecoder().decode(request.bytes)) };
      case "siteConfig": {
        const from = folder ?? opened();
        const index = from.site_config();
        return index === undefined ? { file: null } : { file: from.rows(index, 1)[0] };
      }
      case "site":
        return { site: core.site(request.path, new TextDecoder().decode(request.bytes)) };
      case "volumeImage": {
        const from = folder ?? opened();
        const index = from.picture(request.post, request.src) ?? null;
        return { index, path: index === null ? null : from.rows(index, 1)[0].path };
      }
    }
  };
}

/** @param {File} file @returns {Ranges} */
function fileRanges(file) {
  return {
    name: file.name,
    size: file.size,
    read: async (offset, length) => {
      try {
        return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
      } catch (error) {
        throw { code: "unreadable", message: String(error), args: { reason: String(error) } };
      }
    },
  };
}

/** Largest text read from a folder, in bytes: the core's limit for a post. */
const MAX_TEXT = 32 * 1024 * 1024;

/**
 * @param {CoreFolder} folder
 * @param {number[]} indices
 * @param {File[]} files one for each index
 * @returns {Promise<Chunk & { unread: { index: number, reason: string }[] }>} `unread` lists the files that could not be read
 */
async function folderTexts(folder, indices, files) {
  /** @type {{ index: number, reason: string }[]} */
  const unread = [];
  /** @type {{ index: number, bytes: Uint8Array }[]} */
  const read = [];
  await Promise.all(
    files.map(async (file, at) => {
      const index = indices[at];
      try {
        if (file.size > MAX_TEXT) throw new RangeError(`${file.size} bytes`);
        read.push({ index, bytes: new Uint8Array(await file.arrayBuffer()) });
      } catch (error) {
        unread.push({ index, reason: String(error) });
      }
    }),
  );
  read.sort((one, other) => one.index - other.index);
  const ends = new Uint32Array(read.length);
  let length = 0;
  read.forEach(({ bytes }, at) => (ends[at] = length += bytes.length));
  const all = new Uint8Array(length);
  read.forEach(({ bytes }, at) => all.set(bytes, ends[at] - bytes.length));
  const chunk = folder.chunk(
    Uint32Array.from(read, ({ index }) => index),
    all,
    ends,
    false,
  );
  return { ...chunk, unread };
}
