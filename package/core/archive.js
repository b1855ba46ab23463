// The texts of an archive, of any size, in chunks: it is never read whole.

/** @import { Archive, Bindings } from './bindings.js' */

/**
 * Bytes that are read by ranges.
 * @typedef {{ name: string, size: number, read: (offset: number, length: number) => Promise<Uint8Array>, close?: () => Promise<void> }} Ranges
 */

/**
 * `share` of the archive has been read, from 0 to 1. The last chunk has no texts, but the entries that can't be read, what is
 * wrong with others and with the archive, and what reads its pictures.
 * @typedef {object} Chunk
 * @property {Uint8Array} bytes
 * @property {import('../../www/js/core/boundary.js').ChunkText[]} texts
 * @property {number} [share]
 * @property {import('../../www/js/core/boundary.js').Unopened[]} [refused]
 * @property {{ path: string, problems: import('../../www/js/core/boundary.js').Problem[] }[]} [flawed]
 * @property {import('../../www/js/core/boundary.js').Problem[]} [problems]
 * @property {Archive} [archive]
 * @property {import('./bindings.js').Folder} [folder]
 */

/** Bytes that tell an archive: a tar names its format in the first block. */
const SNIFF = 512;

/** The core's limit for a post, in bytes. */
export const MAX_TEXT = 32 * 1024 * 1024;

/** Bytes of texts in a chunk. */
export const CHUNK = 1024 * 1024;

/**
 * @param {Bindings} core
 * @param {Ranges} ranges
 * @returns {Promise<string | null>} null where it is no archive; rejects where it is one that can't be opened
 */
export async function formatOf(core, ranges) {
  const head = await ranges.read(0, Math.min(SNIFF, ranges.size));
  return core.archive_format(ranges.name, head);
}

/** Rows that are looked at together. */
const ROWS = 5000;

/** @param {Archive} archive that has been read @returns {Chunk} */
function lastChunk(archive) {
  const { entries, problems } = archive.summary();
  /** @type {import('../../www/js/core/boundary.js').Unopened[]} */
  const refused = [];
  /** @type {{ path: string, problems: import('../../www/js/core/boundary.js').Problem[] }[]} */
  const flawed = [];
  for (let from = 0; from < entries; from += ROWS) {
    for (const row of archive.rows(from, ROWS)) {
      if (row.role !== "post" && row.role !== "text") continue;
      if (!row.refused) {
        if (row.problems.length > 0) flawed.push({ path: row.path, problems: row.problems });
        continue;
      }
      const { code = "unreadable", message = "it can't be read" } = row.problems.at(-1) ?? {};
      refused.push({ path: row.path, error: code, message });
    }
  }
  return { bytes: new Uint8Array(), texts: [], share: 1, refused, flawed, problems, archive };
}

/**
 * @param {Archive} archive
 * @param {Ranges} ranges
 * @returns {Promise<boolean>} false where it wants nothing
 */
async function feed(archive, ranges) {
  const range = archive.want();
  if (!range) return false;
  archive.feed(range.offset, await ranges.read(range.offset, range.length));
  return true;
}

/**
 * @param {Bindings} core
 * @param {Ranges} ranges
 * @param {boolean} [withFields] whether what the front matter says comes along
 * @returns {AsyncGenerator<Chunk>} rejects where it is no archive
 */
export async function* chunksOf(core, ranges, withFields = false) {
  const archive = new core.Archive(ranges.name, ranges.size);
  try {
    for (;;) {
      const chunk = archive.next_posts(CHUNK, withFields);
      if (chunk === null) break;
      if (chunk.texts.length > 0) yield { ...chunk, share: archive.summary().read / ranges.size };
      else if (!(await feed(archive, ranges))) break;
    }
    yield lastChunk(archive);
  } finally {
    archive.free();
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {string} name
 * @returns {Ranges}
 */
export const rangesOfBytes = (bytes, name) => ({
  name,
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
});
