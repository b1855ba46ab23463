/**
 * Notes kept in this browser's IndexedDB, for all tabs of this site.
 */

import { countedIn, databaseCalled } from "../database.js";

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

const { transact } = databaseCalled(DATABASE, (database) => {
  const store = database.createObjectStore(NOTES, { keyPath: "id" });
  store.createIndex("url", "url");
  store.createIndex("digest", "digest");
});
const { onChange, tell } = countedIn(FLAG);

/** @returns {Promise<Note[]>} in no order */
export async function allNotes() {
  return (await transact([NOTES], "readonly", (notes) => [notes.getAll()])).flat();
}

/** @param {string} url empty for none @param {string} digest @returns {Promise<Note[]>} of a post, in no order */
export async function notesOf(url, digest) {
  const found = await transact([NOTES], "readonly", (notes) => [
    notes.index("digest").getAll(digest),
    ...(url ? [notes.index("url").getAll(url)] : []),
  ]);
  return [...new Map(found.flat().map((note) => [note.id, note])).values()];
}

/** @param {Note[]} notes those of the same id are replaced */
export async function putNotes(notes) {
  await transact([NOTES], "readwrite", (store) => notes.map((note) => store.put(note)));
  await count();
}

/** @param {string} id */
export async function removeNote(id) {
  await transact([NOTES], "readwrite", (notes) => [notes.delete(id)]);
  await count();
}

export async function removeAllNotes() {
  await transact([NOTES], "readwrite", (notes) => [notes.clear()]);
  await count();
}

/** Called when notes change, here or in another tab; the answer ends that. */
export const onNotesChange = onChange;

async function count() {
  const [notes] = await transact([NOTES], "readonly", (store) => [store.count()]);
  tell(notes);
}
