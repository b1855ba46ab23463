/**
 * Notes kept in this browser's IndexedDB, for all tabs of this site.
 */

/** @import { Annotation } from './annotation.js' */

/**
 * A note and the address of its post in this viewer, which is only of use on this device.
 * @typedef {{ id: string, url: string, digest: string, href: string, annotation: Annotation }} Note
 *   `url` is empty where the post has none
 */

const DATABASE = "archive-viewer";
const NOTES = "notes";

/** Says to the page, before this module is loaded, that there are notes. */
const FLAG = "archive-viewer.notes";

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore(NOTES, { keyPath: "id" });
      store.createIndex("url", "url");
      store.createIndex("digest", "digest");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(notes: IDBObjectStore) => IDBRequest<T>[]} ask
 * @returns {Promise<T[]>} the answers, once they are kept
 */
async function transact(mode, ask) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(NOTES, mode);
      const requests = ask(transaction.objectStore(NOTES));
      transaction.oncomplete = () => resolve(requests.map(({ result }) => result));
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** @returns {Promise<Note[]>} in no order */
export async function allNotes() {
  return (await transact("readonly", (notes) => [notes.getAll()])).flat();
}

/** @param {string} url empty for none @param {string} digest @returns {Promise<Note[]>} of a post, in no order */
export async function notesOf(url, digest) {
  const found = await transact("readonly", (notes) => [
    notes.index("digest").getAll(digest),
    ...(url ? [notes.index("url").getAll(url)] : []),
  ]);
  return [...new Map(found.flat().map((note) => [note.id, note])).values()];
}

/** @param {Note[]} notes those of the same id are replaced */
export async function putNotes(notes) {
  await transact("readwrite", (store) => notes.map((note) => store.put(note)));
  await tell();
}

/** @param {string} id */
export async function removeNote(id) {
  await transact("readwrite", (notes) => [notes.delete(id)]);
  await tell();
}

export async function removeAllNotes() {
  await transact("readwrite", (notes) => [notes.clear()]);
  await tell();
}

const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(FLAG) : null;

/** @type {Set<() => void>} */
const listeners = new Set();
channel?.addEventListener("message", () => listeners.forEach((listener) => listener()));

/** @param {() => void} listener called when notes change, here or in another tab @returns {() => void} ends that */
export function onNotesChange(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

async function tell() {
  const [count] = await transact("readonly", (notes) => [notes.count()]);
  if (count > 0) localStorage.setItem(FLAG, String(count));
  else localStorage.removeItem(FLAG);
  channel?.postMessage(null);
  for (const listener of listeners) listener();
}
