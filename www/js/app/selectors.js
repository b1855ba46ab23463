/**
 * Reads the state: what is open in a collection, and where its parts are.
 */
import { wordsIn } from "../i18n/words.js";
import { FILES, isPlain, NO_SEARCH, OWN, SAMPLES } from "./routes.js";

/** @import { Collection, Notice, OpenArchive, Route, Row, State } from '../types.js' */

/** @param {State} state */
export const wordsOf = ({ settings }) => wordsIn(settings.language);

/** @param {State} state @param {string} id @returns {Collection} an empty one where nothing was opened in it */
export const collectionOf = ({ collections }, id) =>
  collections.get(id) ?? {
    id,
    entries: [],
    catalogue: null,
    archives: [],
    listed: 0,
    library: null,
    revision: 0,
    search: NO_SEARCH,
    onlyPost: null,
  };

/** @param {State} state */
export const currentCollection = (state) => collectionOf(state, state.route.collection);

/** Whether its posts came with the page: they are listed before there is a library. @param {Pick<Collection, 'id'>} collection */
export const isPublished = ({ id }) => id === OWN || id === SAMPLES;

/** @param {Collection} collection whether an archive or a folder is open in it, which may have no post */
export const hasShelves = ({ archives }) => archives.some(({ volume }) => !volume.isLoose);

/** @param {Collection} collection whether its posts are in a library, and those that came with the page all of them */
export const hasLibrary = (collection) =>
  collection.library?.byRanges === true ||
  (collection.archives.length > 0 &&
    !(isPublished(collection) && collection.archives.some(({ progress }) => progress)));

/** @param {Collection} collection @returns {boolean} whether its list is narrowed by words or filters */
export const isSearch = ({ archives, library, search }) =>
  (archives.length > 0 || library?.byRanges === true) && !isPlain({ ...search, sort: NO_SEARCH.sort });

/** @param {Collection} collection */
export const isEmpty = ({ entries, catalogue, archives }) =>
  entries.length === 0 && !catalogue && archives.length === 0;

/** @param {Collection} collection @returns {Row[]} known rows of a collection without a library */
export const rowsOf = ({ entries, catalogue }) =>
  catalogue?.rows ?? entries.flatMap(({ key, page, note }) => (page ? [{ key, facts: page, note }] : []));

/** @param {Collection} collection @returns {number} posts that are open, as far as they are listed */
export const totalOf = ({ entries, catalogue, archives, listed }) =>
  catalogue?.total ?? (archives.length > 0 ? listed : entries.length);

/** @param {Collection} collection @param {string | undefined} id @returns {OpenArchive | undefined} */
export const archiveNamed = ({ archives }, id) => archives.find(({ volume }) => volume.id === id);

/** @param {Collection} collection @param {Route} route of a post @returns {{ number: number, path: string }} its place in the library */
export function placeOf(collection, { archive, post }) {
  const { catalogue, archives, entries, library } = collection;
  const path = post ?? "";
  if (catalogue) return { number: archives[0]?.number ?? (library?.byRanges ? 0 : -1), path: catalogue.pathOf(path) };
  const held = archive ? archiveNamed(collection, archive) : entries.find(({ key }) => key === path);
  return { number: held?.number ?? -1, path };
}

/** @param {Collection} collection @param {{ volume: number, path: string }} place in the library @returns {Route} */
export function routeOfPlace({ id, archives, catalogue }, { volume: number, path }) {
  if (catalogue) return { collection: id, view: "post", post: catalogue.keyOf(path) };
  const archive = archives.find((archive) => archive.number === number)?.volume.id;
  return { collection: id, view: "post", post: path, ...(archive && { archive }) };
}

/** @param {Collection} collection @returns {Route} its list with the current search */
export function routeOfList(collection) {
  const { id, archives, search } = collection;
  const isKept = archives.length === 1 && archives[0].volume.kept;
  if ((isPlain(search) && !isKept) || !hasLibrary(collection)) return { collection: id, view: "list", post: null };
  return {
    collection: id,
    view: "list",
    post: null,
    search,
    ...(archives.length === 1 && archives[0].volume.id && { archive: archives[0].volume.id }),
  };
}

/** @param {State} state @param {Route} route @returns {Route} with the post that it means, where it names none */
export const routeOfPost = (state, route) =>
  (route.post === null && collectionOf(state, route.collection).onlyPost) || route;

/** @param {State} state @param {Route} route that leads to nothing open @returns {Notice[]} the reason */
export function missingNotices(state, route) {
  const collection = collectionOf(state, route.collection);
  const args = { file: route.post ?? "", archive: route.archive ?? "" };
  /** @param {string} list @param {string} post */
  const notice = (list, post) => [{ key: route.post === null ? list : post, args }];
  if (route.archive && !archiveNamed(collection, route.archive))
    return notice("notice.archive-gone-search", "notice.archive-gone");
  if (route.collection === FILES && totalOf(collection) === 0)
    return notice("notice.files-gone-all", "notice.files-gone");
  return route.post === null ? [] : [{ key: "notice.no-such-post", args }];
}
