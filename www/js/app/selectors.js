/**
 * Reads the state: what is open in a collection, and where its parts are.
 */
import { wordsIn } from "../i18n/words.js";
import { FILES, isPlain, NO_SEARCH } from "./routes.js";

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
    archivePosts: 0,
    library: null,
    revision: 0,
    search: NO_SEARCH,
    onlyPost: null,
  };

/** @param {State} state */
export const currentCollection = (state) => collectionOf(state, state.route.collection);

/** @param {Collection} collection */
export const hasArchives = ({ archives }) => archives.length > 0;

/** @param {Collection} collection @returns {boolean} whether its list is narrowed by words or filters */
export const isSearch = ({ archives, search }) => archives.length > 0 && !isPlain({ ...search, sort: NO_SEARCH.sort });

/** @param {Collection} collection */
export const isEmpty = ({ entries, catalogue, archives }) =>
  entries.length === 0 && !catalogue && archives.length === 0;

/** @param {Collection} collection @returns {Row[]} known rows of a collection without archives */
export const rowsOf = ({ entries, catalogue }) =>
  catalogue?.rows ?? entries.map(({ key, page, note }) => ({ key, facts: page, note }));

/** @param {Collection} collection @returns {number} posts that are open, as far as they are listed */
export const totalOf = ({ entries, catalogue, archives, archivePosts }) =>
  catalogue?.total ?? entries.length + (archives.length > 0 ? archivePosts : 0);

/** @param {Collection} collection @param {string | undefined} id @returns {OpenArchive | undefined} */
export const archiveNamed = ({ archives }, id) => archives.find(({ volume }) => volume.id === id);

/** The library's number for the single posts of a collection. */
export const SINGLE_POSTS = 0;

/** @param {Collection} collection @param {string | undefined} archive none for single posts @returns {number} the library's number for it */
export const numberOf = (collection, archive) =>
  archive ? (archiveNamed(collection, archive)?.number ?? -1) : SINGLE_POSTS;

/** @param {Collection} collection @param {{ volume: number, path: string }} place in the library @returns {Route} */
export function routeOfPlace({ id, archives }, { volume: number, path }) {
  const archive = archives.find((archive) => archive.number === number)?.volume.id;
  return { collection: id, view: "post", post: path, ...(archive !== undefined && { archive }) };
}

/** @param {Collection} collection @returns {Route} its list with the current search */
export function routeOfList({ id, archives, search }) {
  if (isPlain(search) || archives.length === 0) return { collection: id, view: "list", post: null };
  return {
    collection: id,
    view: "list",
    post: null,
    search,
    ...(archives.length === 1 && { archive: archives[0].volume.id }),
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
