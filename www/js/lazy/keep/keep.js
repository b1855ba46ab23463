/**
 * Archives that are kept on this device, as data:
 *
 * - `keep(what, options)` keeps one, by a handle of the original or as a copy
 * - `keptArchives()` says what is kept
 * - `openKept(id, mayAsk)` gives the files of one
 * - `forget(id)` and `forgetAllKept()`
 *
 * One tab writes at a time; all read.
 */
import { isAnythingKept } from "../../app/kept-flag.js";
import { filesIn } from "../../open/folder.js";
import { readCopy, removeAllCopies, removeCopy, sweepCopies, writeCopy } from "./copies.js";
import { forgetAllPacked, forgetPacked } from "./packed/packed-library.js";
import { allRecords, changeRecord, contentsOf, putRecord, recordOf, removeRecord } from "./registry.js";
import { isSame, stampOf } from "./stamps.js";

/** @import { FolderFile } from '../../open/folder.js' */
/** @import { KeptArchive, Stamp } from './registry.js' */

/**
 * What is to be kept. `handle` is of the original: a file, or a folder.
 * @typedef {{ kind: KeptArchive['kind'], name: string, address: string, posts: number, files: FolderFile[], handle: FileSystemHandle | null }} Keepable
 */

/**
 * Why a kept archive can't be opened: `ask` wants a click of the reader's first, who may then refuse; `gone` has lost its file,
 * and `cleared` its copy.
 * @typedef {'ask' | 'refused' | 'gone' | 'cleared' | 'unknown'} Obstacle
 */

/**
 * An opened one. `changed` is how the original is now, if that isn't as it was kept. `files` are the copy's where there is one,
 * and else the original's.
 * @typedef {{ record: KeptArchive, files: FolderFile[], original: FolderFile[] | null, changed: Stamp | null }} OpenedKept
 */

const LOCK = "archive-viewer.keep";

/**
 * @template T
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called where another tab is at it
 * @returns {Promise<T>}
 */
async function alone(work, onWait = () => {}) {
  const { locks } = navigator;
  if (!locks) return work();
  const { held = [] } = await locks.query();
  if (held.some(({ name }) => name === LOCK)) onWait();
  return locks.request(LOCK, work);
}

/** @returns {Promise<KeptArchive[]>} the one opened last comes first; where nothing is kept, nothing is opened to look */
export const keptArchives = async () => (isAnythingKept() ? allRecords() : []);

/**
 * @param {Keepable} what
 * @param {object} options
 * @param {boolean} options.isCopied whether its files are copied
 * @param {string | null} [options.id] of the kept archive that it replaces
 * @param {(bytes: number) => void} [options.onProgress]
 * @param {() => void} [options.onWait]
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<KeptArchive>} rejects with a DOMException: then everything is as before
 */
export function keep(what, { isCopied, id = null, onProgress, onWait, signal }) {
  return alone(async () => {
    signal?.throwIfAborted();
    const records = await allRecords();
    await sweepCopies(copiesIn(records)).catch(() => {});
    const before = records.find((record) => record.id === id) ?? null;
    const { kind, name, posts, files, handle } = what;
    const stamp = await stampOf(kind, files);
    const own = before?.id ?? crypto.randomUUID();
    const copy = isCopied ? `${own}.${Date.now()}` : null;
    const contents = copy ? await writeCopy(copy, files, { onProgress, signal }) : [];
    const address = before?.address ?? freeAddress(what.address, records);
    const now = Date.now();
    /** @type {KeptArchive} */
    const record = { id: own, address, name, kind, handle, copy, stamp, posts, since: now, opened: now };
    try {
      await putRecord(record, contents);
    } catch (error) {
      if (copy) await removeCopy(copy);
      throw error;
    }
    if (before) await forgetPacked(own).catch(() => {});
    if (before?.copy) await removeCopy(before.copy);
    return record;
  }, onWait);
}

/** @param {KeptArchive[]} records */
const copiesIn = (records) => new Set(records.flatMap(({ copy }) => copy ?? []));

/** @param {string} address @param {KeptArchive[]} records */
function freeAddress(address, records) {
  let free = address;
  for (let copy = 2; records.some((record) => record.address === free); copy += 1) free = `${address} (${copy})`;
  return free;
}

/**
 * @param {string} id
 * @param {boolean} mayAsk whether the browser may ask the reader, which takes a click of theirs
 * @returns {Promise<OpenedKept>} rejects with an error that has an `Obstacle` as `obstacle`, and the record
 */
export async function openKept(id, mayAsk) {
  const record = await recordOf(id);
  if (!record) throw withObstacle("unknown", null);
  const { copy, handle, kind } = record;
  if (!copy && handle && !(await isPermitted(handle, mayAsk))) throw withObstacle(mayAsk ? "refused" : "ask", record);
  // A copy is compared with its original where the browser doesn't have to ask for that.
  const original = handle && (!copy || (await isPermitted(handle, false))) ? await originalOf(record) : null;
  if (!copy && !original) throw withObstacle("gone", record);
  const now = original && (await stampOf(kind, original).catch(() => null));
  const files = copy ? await copied(record, copy) : (original ?? []);
  return { record, files, original, changed: now && !isSame(now, record.stamp) ? now : null };
}

/** @param {KeptArchive} record @param {string} copy */
async function copied(record, copy) {
  try {
    return await readCopy(copy, await contentsOf(record.id));
  } catch {
    throw withObstacle("cleared", record);
  }
}

/** @param {KeptArchive} record @returns {Promise<FolderFile[] | null>} the original's files; null where it is gone */
async function originalOf({ handle, name }) {
  try {
    if (handle?.kind === "file") {
      const file = await /** @type {FileSystemFileHandle} */ (handle).getFile();
      return [{ path: name, file: async () => file }];
    }
    return handle && (await filesIn({ name, handle: Promise.resolve(handle), entry: null }));
  } catch {
    return null;
  }
}

/** @param {FileSystemHandle} handle @param {boolean} mayAsk */
async function isPermitted(handle, mayAsk) {
  const permission = /** @type {any} */ (handle);
  if ((await permission.queryPermission({ mode: "read" })) === "granted") return true;
  return mayAsk && (await permission.requestPermission({ mode: "read" })) === "granted";
}

/** @param {Obstacle} obstacle @param {KeptArchive | null} record */
const withObstacle = (obstacle, record) => Object.assign(new Error(obstacle), { obstacle, record });

/** @param {KeptArchive} record that was opened now @param {Partial<KeptArchive>} [change] what else is known of it now */
export async function noteOpened({ id }, change = {}) {
  if (change.stamp) await forgetPacked(id).catch(() => {});
  await changeRecord(id, { ...change, opened: Date.now() });
}

/** @param {string} id */
export function forget(id) {
  return alone(async () => {
    const record = await recordOf(id);
    await removeRecord(id);
    if (record?.copy) await removeCopy(record.copy);
    await forgetPacked(id).catch(() => {});
  });
}

export function forgetAllKept() {
  return alone(async () => {
    for (const { id } of await allRecords().catch(() => [])) await removeRecord(id);
    await forgetAllPacked().catch(() => {});
    await removeAllCopies();
  });
}
