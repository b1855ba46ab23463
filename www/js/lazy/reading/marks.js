/**
 * What is kept of posts, for lists of them.
 */
import { routeOf } from "../../app/routes.js";
import { areThereNotes } from "../../article/notes.js";
import { allKept, placeOf } from "./store.js";

/** @typedef {{ url: string, digest: string, places: string[], read: boolean, favourite: boolean, noted: boolean }} Mark */

/** @returns {Promise<Mark[]>} a post may have several */
export async function allMarks() {
  const kept = (await allKept()).map(({ url, digest, places, read, favourite }) => {
    return { url, digest, places, read, favourite, noted: false };
  });
  if (!areThereNotes()) return kept;
  const { allNotes } = await import("../notes/store.js");
  const notes = (await allNotes()).map(({ url, digest, href }) => {
    const place = href ? placeOf(routeOf(new URL(href, location.href))) : null;
    return { url, digest, places: place === null ? [] : [place], read: false, favourite: false, noted: true };
  });
  return [...kept, ...notes];
}

/** @param {() => void} listener called when notes change @returns {Promise<void>} */
export async function onNotes(listener) {
  (await import("../notes/store.js")).onNotesChange(listener);
}
