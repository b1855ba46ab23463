/**
 * What is known of the kept archives: one record each in IndexedDB, and of a copy also where its files lie in it. A record is
 * written once all that it names is there, in one transaction, so that a write that breaks off leaves the last whole state.
 */
import { countedIn, databaseCalled } from "../database.js";

/**
 * How a file was when it was kept. `digest` is of its two ends, or of a folder's paths with sizes and times.
 * @typedef {{ size: number, modified: number, digest: string }} Stamp
 */

/**
 * @typedef {object} KeptArchive
 * @property {string} id stays the same as long as it is kept
 * @property {string} address its name in URLs; no two have the same
 * @property {string} name of the file or the folder; of posts that were given one by one that of the first
 * @property {'file' | 'folder' | 'loose'} kind
 * @property {FileSystemHandle | null} handle of the original, where the browser gives one
 * @property {string | null} copy name of its copy; without one the original is opened
 * @property {Stamp} stamp
 * @property {number} posts
 * @property {number} since when it was kept, in ms since 1970
 * @property {number} opened when it was opened last
 */

/** A file in a copy, from `start` to before `end`. @typedef {{ path: string, start: number, end: number, modified: number }} CopiedFile */

const DATABASE = "archive-viewer.kept";
const ARCHIVES = "archives";
const CONTENTS = "contents";
const PARTS = "parts";

/** Says to the page, before this module is loaded, that something is kept. */
const FLAG = "archive-viewer.kept";

const database = databaseCalled(DATABASE, (database) => {
  database.createObjectStore(ARCHIVES, { keyPath: "id" });
  database.createObjectStore(CONTENTS);
  database.createObjectStore(PARTS);
});
const { onChange, tell } = countedIn(FLAG);

/**
 * @param {IDBTransactionMode} mode
 * @param {(archives: IDBObjectStore, contents: IDBObjectStore) => IDBRequest<any>[]} ask
 * @returns {Promise<any[]>} the answers, once they are kept
 */
const transact = (mode, ask) => database.transact([ARCHIVES, CONTENTS], mode, ask, { durability: "strict" });

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(parts: IDBObjectStore) => IDBRequest<T>} ask parts of copies that are no files
 * @returns {Promise<T>}
 */
export const transactParts = async (mode, ask) => (await database.transact([PARTS], mode, (parts) => [ask(parts)]))[0];

/** @returns {Promise<KeptArchive[]>} the one opened last comes first */
export async function allRecords() {
  const [found] = /** @type {KeptArchive[][]} */ (await transact("readonly", (archives) => [archives.getAll()]));
  return found.sort((one, other) => other.opened - one.opened);
}

/** @param {string} id @returns {Promise<KeptArchive | null>} */
export async function recordOf(id) {
  const [found] = await transact("readonly", (archives) => [archives.get(id)]);
  return found ?? null;
}

/** @param {string} id @returns {Promise<CopiedFile[]>} none where it has no copy */
export async function contentsOf(id) {
  const [found] = await transact("readonly", (_, contents) => [contents.get(id)]);
  return found ?? [];
}

/** @param {KeptArchive} record @param {CopiedFile[]} [files] of its copy, if that is new */
export async function putRecord(record, files) {
  await transact("readwrite", (archives, contents) => [
    archives.put(record),
    ...(files ? [contents.put(files, record.id)] : []),
  ]);
  await count();
}

/** @param {string} id of a record, which may be gone @param {Partial<KeptArchive>} change */
export async function changeRecord(id, change) {
  await transact("readwrite", (archives) => {
    const request = archives.get(id);
    request.onsuccess = () => {
      if (request.result) archives.put({ ...request.result, ...change });
    };
    return [request];
  });
  await count();
}

/** @param {string} id */
export async function removeRecord(id) {
  await transact("readwrite", (archives, contents) => [archives.delete(id), contents.delete(id)]);
  await count();
}

/** Called when what is kept changes, here or in another tab; the answer ends that. */
export const onRecordsChange = onChange;

async function count() {
  const [records] = await transact("readonly", (archives) => [archives.count()]);
  tell(records);
}
