/**
 * What was read and what is a favourite, kept in this browser's IndexedDB for all tabs of this site. A post is known as in
 * notes: by its URL, or else by the SHA-256 of its file.
 */
import { isPublished } from "../../app/selectors.js";
import { isReadingKept, tellReading } from "../../article/reading-flag.js";
import { databaseCalled } from "../database.js";

/** @import { Route } from '../../types.js' */

/**
 * A post that was read or is a favourite. `places` are the files in which it was met, as `placeOf` writes them, for lists
 * that don't know more of a post yet.
 * @typedef {{ id: string, url: string, digest: string, places: string[], read: boolean, favourite: boolean, at: number }} Kept
 *   `url` is empty where the post has none
 */

/** A post that is open. @typedef {{ url: string, digest: string, place: string | null }} Target */

const DATABASE = "archive-viewer-reading";
const POSTS = "posts";

/** Most places of one post; older ones go. */
const PLACES = 8;

/** @param {Pick<Route, 'collection' | 'archive' | 'post'>} route @returns {string | null} null of files given one by one, whose names say little */
export function placeOf({ collection, archive, post }) {
  const within = archive ?? (isPublished({ id: collection }) ? `:${collection}` : null);
  return within !== null && post !== null ? `${within}\t${post}` : null;
}

/** @param {string} place @param {string} collection @returns {Route | null} null where it is in another collection that came with the page */
export function routeOfPlace(place, collection) {
  const at = place.indexOf("\t");
  const [within, post] = [place.slice(0, at), place.slice(at + 1)];
  const route = /** @type {Route} */ ({ collection, view: "post", post });
  if (!within.startsWith(":")) return { ...route, archive: within };
  return within === `:${collection}` ? route : null;
}

const { transact } = databaseCalled(DATABASE, (database) => {
  const posts = database.createObjectStore(POSTS, { keyPath: "id" });
  posts.createIndex("digest", "digest");
  posts.createIndex("places", "places", { multiEntry: true });
});

/** @returns {Promise<Kept[]>} in no order */
export async function allKept() {
  if (!isReadingKept()) return [];
  return (await transact([POSTS], "readonly", (posts) => [posts.getAll()])).flat();
}

/** @param {Target} target @returns {Promise<Kept>} with nothing in it where nothing is kept */
export async function keptOf({ url, digest, place }) {
  const nothing = {
    id: url || digest,
    url,
    digest,
    places: place ? [place] : [],
    read: false,
    favourite: false,
    at: 0,
  };
  if (!isReadingKept()) return nothing;
  const found = /** @type {Kept[][]} */ (
    await transact([POSTS], "readonly", (posts) => [
      posts.index("places").getAll(place ?? ""),
      posts.index("digest").getAll(digest),
      ...(url ? [posts.getAll(url)] : []),
    ])
  );
  const [there, [same], [own] = []] = found;
  /** @type {Kept | undefined} */
  const kept = own ?? same;
  // The file in this place is another one than it was.
  const strangers = there.filter(({ id }) => id !== kept?.id);
  const isNew = kept && place !== null && !kept.places.includes(place);
  if (strangers.length > 0 || isNew) {
    await transact([POSTS], "readwrite", (posts) => [
      ...strangers.map((other) => posts.put({ ...other, places: other.places.filter((one) => one !== place) })),
      ...(kept && isNew ? [posts.put({ ...kept, places: [...kept.places, place].slice(-PLACES) })] : []),
    ]);
    tellReading(true);
  }
  return kept ?? nothing;
}

/** @param {Kept} kept takes the place of what was kept of the post; nothing is kept of one that is neither read nor a favourite */
export async function keep(kept) {
  const isAny = kept.read || kept.favourite;
  await transact([POSTS], "readwrite", (posts) => [
    isAny ? posts.put({ ...kept, at: Date.now() }) : posts.delete(kept.id),
  ]);
  const [count] = await transact([POSTS], "readonly", (posts) => [posts.count()]);
  tellReading(count > 0);
}

export async function forgetAll() {
  await transact([POSTS], "readwrite", (posts) => [posts.clear()]);
  tellReading(false);
}
