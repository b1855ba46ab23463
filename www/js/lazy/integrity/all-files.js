/**
 * All files of an archive or a folder with their bytes, as the command reads them: texts as they come, then the others. What the
 * reader gave is read once more from its start, so that a packed one is not unpacked for each of its files.
 */
import { openArchive } from "../../archives/volume.js";
import { createEngine } from "../../core/engine.js";

/** @import { Volume } from '../../types.js' */

/** Rows in one answer. */
const ROWS = 5_000;

/**
 * A file, or why it can't be read. `index` is that of its row, and `isPost` says whether it is a post.
 * @typedef {{ index: number, path: string, isPost: boolean, bytes: Uint8Array | null, reason: string }} GivenFile
 */

/** @param {unknown} error @returns {string} */
export const reasonOf = (error) => /** @type {any} */ (error)?.message ?? String(error);

/**
 * @param {Volume} volume
 * @returns {AsyncGenerator<GivenFile>} rejects with a CoreError where it can't be read further
 */
export async function* filesOf(volume) {
  const { origin, name } = volume;
  if (origin?.kind === "folder") {
    for (const [index, { path, file }] of origin.files.entries()) {
      const own = path.startsWith(`${name}/`) ? path.slice(name.length + 1) : path;
      yield given(index, own, false, async () => new Uint8Array(await (await file()).arrayBuffer()));
    }
    return;
  }
  if (!origin) {
    yield* others(volume, new Set());
    return;
  }
  const again = await openAgain(volume);
  try {
    /** @type {Set<number>} */
    const texts = new Set();
    for (let chunk = await again.nextTexts(); chunk; chunk = await again.nextTexts()) {
      for (const { index, path, start, end, isPost } of chunk.texts) {
        texts.add(index);
        yield { index, path, isPost, bytes: chunk.bytes.slice(start, end), reason: "" };
      }
    }
    yield* others(again, texts);
  } finally {
    again.close();
  }
}

/**
 * The posts alone.
 * @param {Volume} volume
 * @returns {AsyncGenerator<GivenFile>} rejects with a CoreError where it can't be read further
 */
export async function* postsOf(volume) {
  const again = volume.origin?.kind === "file" ? await openAgain(volume) : null;
  if (!again) {
    for await (const { index, path, role } of rowsOf(volume))
      if (role === "post" || role === "text") yield given(index, path, true, () => volume.bytes(index, path));
    return;
  }
  try {
    for (let chunk = await again.nextTexts(); chunk; chunk = await again.nextTexts())
      for (const { index, path, start, end, isPost } of chunk.texts)
        if (isPost) yield { index, path, isPost, bytes: chunk.bytes.slice(start, end), reason: "" };
  } finally {
    again.close();
  }
}

/** @param {Volume} volume */
export async function* rowsOf(volume) {
  for (let from = 0; ; from += ROWS) {
    const rows = await volume.rows(from, ROWS);
    yield* rows;
    if (rows.length < ROWS) return;
  }
}

/** @param {Volume} volume given as a file @returns {Promise<Volume>} in a core of its own */
async function openAgain({ origin, name }) {
  const [{ file }] = /** @type {NonNullable<Volume['origin']>} */ (origin).files;
  return openArchive({ file: await file() }, name, createEngine());
}

/** @param {Volume} volume @param {Set<number>} but rows that were given already @returns {AsyncGenerator<GivenFile>} */
async function* others(volume, but) {
  for await (const { index, path, role } of rowsOf(volume))
    if (!but.has(index)) yield given(index, path, role === "post", () => volume.bytes(index, path));
}

/** @param {number} index @param {string} path @param {boolean} isPost @param {() => Promise<Uint8Array>} read @returns {Promise<GivenFile>} */
async function given(index, path, isPost, read) {
  try {
    return { index, path, isPost, bytes: await read(), reason: "" };
  } catch (error) {
    // Without the archive itself there is no use in going on.
    if (/** @type {any} */ (error)?.code === "closed") throw error;
    return { index, path, isPost, bytes: null, reason: reasonOf(error) };
  }
}
