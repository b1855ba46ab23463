/**
 * Tells the libraries of all collections what was read, what is a favourite and where notes are, now and whenever that or
 * what is open changes.
 */
import { placeOf as placeIn } from "../../app/selectors.js";
import { onReadingChange } from "../../article/reading-flag.js";
import { sha256 } from "../digest.js";
import { allMarks, onNotes } from "./marks.js";
import { routeOfPlace } from "./store.js";

/** @import { Store } from '../../app/store.js' */
/** @import { Collection } from '../../types.js' */
/** @import { Mark } from './marks.js' */

/** Files given one by one are known by their contents, unless there are more. */
const MOST_FILES = 300;

/** @param {Store} store */
export function tellLibraries(store) {
  /** What each library was told. @type {Map<string, string>} */
  const told = new Map();
  /** By number and key, of files given one by one. @type {Map<string, string>} */
  const digests = new Map();
  let isTelling = false;
  let again = false;

  async function tell() {
    again = true;
    if (isTelling) return;
    isTelling = true;
    while (again) {
      again = false;
      const marks = await allMarks().catch(() => []);
      for (const collection of store.get().collections.values()) await tellOne(collection, marks).catch(() => {});
    }
    isTelling = false;
  }

  /** @param {Collection} collection @param {Mark[]} marks */
  async function tellOne(collection, marks) {
    const { id, library } = collection;
    if (!library) return;
    const lines = [...marks.flatMap((mark) => linesOf(mark, collection)), ...(await linesOfFiles(collection, marks))];
    const text = lines.join("\n");
    if (text === (told.get(id) ?? "")) return;
    told.set(id, text);
    await library.setMarks(text);
    const { collections } = store.get();
    store.setCollection(id, { revision: (collections.get(id)?.revision ?? 0) + 1 });
  }

  /** @param {Collection} collection @param {Mark[]} marks @returns {Promise<string[]>} of files that have no address */
  async function linesOfFiles({ id, entries, catalogue }, marks) {
    const wanted = new Map(marks.filter(({ url }) => !url).map((mark) => [mark.digest, mark]));
    if (wanted.size === 0 || catalogue || entries.length > MOST_FILES) return [];
    const lines = [];
    for (const { number, key, bytes } of entries) {
      if (number === null) continue;
      const name = `${id}\t${number}\t${key}`;
      if (!digests.has(name)) digests.set(name, await sha256(new Blob([/** @type {BlobPart} */ (await bytes())])));
      for (const mark of marks)
        if (!mark.url && mark.digest === digests.get(name)) lines.push(`${bitsOf(mark)}\t${number}\t${key}`);
    }
    return lines;
  }

  void tell();
  onReadingChange(() => void tell());
  void onNotes(() => void tell());
  store.subscribe(({ collections }, before) => {
    if (collections !== before.collections && volumesOf(collections) !== volumesOf(before.collections)) void tell();
  });
}

/** @param {Map<string, Collection>} collections */
const volumesOf = (collections) =>
  [...collections.values()].map(({ id, archives }) => [id, ...archives.map(({ number }) => number)].join()).join(";");

/** @param {Mark} mark */
const bitsOf = ({ read, favourite, noted }) => (read ? 1 : 0) + (favourite ? 2 : 0) + (noted ? 4 : 0);

/** @param {Mark} mark @param {Collection} collection @returns {string[]} */
function linesOf(mark, collection) {
  const bits = bitsOf(mark);
  const places = mark.places.flatMap((place) => {
    const route = routeOfPlace(place, collection.id);
    const { number, path } = route ? placeIn(collection, route) : { number: -1, path: "" };
    return number < 0 ? [] : [`${bits}\t${number}\t${path}`];
  });
  return mark.url ? [`${bits}\t${mark.url}`, ...places] : places;
}
