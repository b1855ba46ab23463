/**
 * Routes and their URLs:
 *
 * - `./` the first screen, `#/list` and `#/post/KEY` what was dropped, picked or pasted
 * - `#/a/ARCHIVE/post/PATH`, with `?p=NUMBER` for a paragraph: a post of an archive or folder
 * - any post with `?text=…` for a passage, in the grammar of text fragments
 * - `#/notes` the reader's notes, `#/device` what is kept on this device
 * - `#/a/ARCHIVE/search/WORDS?sort=newest&source=…` and `#/search/…` a search with its filters
 * - `?sample` the samples, `?sample#/post/KEY` one of them
 * - `?src=URL` the post or archive at a URL of this site or of one that config.js allows
 *
 * A site that was published with a catalogue opens on that: `./` is its list, `#/post/KEY` one of its posts, and `?files`
 * the first screen.
 */
import { CATALOGUE } from "../open/bundled-files.js";

/** @import { Route, Search } from '../types.js' */

/** Ids of collections. */
export const FILES = "files";
export const SAMPLES = "samples";
export const OWN = "own";
const SRC_PREFIX = "src:";

/** @param {string} id of a collection @returns {string | null} the URL that it was opened from */
export const srcOf = (id) => (id.startsWith(SRC_PREFIX) ? id.slice(SRC_PREFIX.length) : null);

/** The collection of a URL without a query. */
const FRONT = CATALOGUE ? OWN : FILES;

/** The first screen, with its ways to open posts. @type {Route} */
export const WELCOME = { collection: FILES, view: "home", post: null };

/** Where the page opens. @type {Route} */
export const HOME = CATALOGUE ? { collection: OWN, view: "list", post: null } : WELCOME;

/** @type {Search} */
export const NO_SEARCH = { text: "", chosen: {}, sort: "relevance" };

/** @param {Search} search whether it is `NO_SEARCH` in effect */
export const isPlain = ({ text, chosen, sort }) =>
  !text.trim() &&
  sort === NO_SEARCH.sort &&
  Object.values(chosen)
    .flat()
    .every((value) => !value);

/** @param {Location | URL} at @returns {Route} */
export function routeOf(at) {
  const query = new URLSearchParams(at.search);
  const src = query.get("src");
  const collection =
    src !== null ? SRC_PREFIX + src : query.has("sample") ? SAMPLES : query.has("files") ? FILES : FRONT;
  if (at.hash === "#/notes") return { collection, view: "notes", post: null };
  if (at.hash === "#/device") return { collection, view: "device", post: null };
  const inArchive = at.hash.match(/^#\/a\/([^/]+)\/post\/([^?]+)(?:\?(?:p=(\d+)|text=(.+)))?$/);
  if (inArchive) {
    const [, archive, post, paragraph, passage] = inArchive;
    return {
      collection,
      view: "post",
      post: decoded(post),
      archive: decoded(archive),
      ...(paragraph && { paragraph: Number(paragraph) }),
      ...(passage && { passage }),
    };
  }
  const search = at.hash.match(/^#(?:\/a\/([^/]+))?\/search\/([^?]*)(?:\?(.*))?$/);
  if (search) {
    const [, archive, text, rest] = search;
    return {
      collection,
      view: "list",
      post: null,
      archive: archive && decoded(archive),
      search: searchOf(decoded(text), rest ?? ""),
    };
  }
  const post = at.hash.match(/^#\/post\/([^?]+)(?:\?text=(.+))?$/);
  if (post) return { collection, view: "post", post: decoded(post[1]), ...(post[2] && { passage: post[2] }) };
  if (at.hash === "#/list" || collection === SAMPLES || collection === OWN)
    return { collection, view: "list", post: null };
  if (src !== null) return { collection, view: "post", post: null };
  return WELCOME;
}

/** @param {Route} route @returns {string} the URL without its origin; a fragment alone would keep the current query */
export const hrefOf = (route) => location.pathname + queryOf(route) + fragmentOf(route);

/** @param {Route} route */
function queryOf({ collection }) {
  const src = srcOf(collection);
  const queries = { [SAMPLES]: "?sample", [FILES]: "?files", [FRONT]: "" };
  return src !== null ? `?src=${encodeURIComponent(src)}` : (queries[collection] ?? "");
}

/** @param {Route} route */
function fragmentOf({ collection, view, post, archive, paragraph, passage, search }) {
  if (view === "notes" || view === "device") return `#/${view}`;
  const inArchive = archive ? `/a/${encodeURIComponent(archive)}` : "";
  if (view === "post" && post !== null) {
    const place = passage ? `?text=${passage}` : paragraph ? `?p=${paragraph}` : "";
    return inArchive
      ? `#${inArchive}/post/${post.split("/").map(encodeURIComponent).join("/")}${place}`
      : `#/post/${encodeURIComponent(post)}${place}`;
  }
  if (view === "list" && search) return `#${inArchive}/search/${encodeURIComponent(search.text)}${filtersOf(search)}`;
  return view === "list" && collection !== OWN ? "#/list" : "";
}

/** Filters with values. */
const FACETS = /** @type {const} */ (["source", "author", "tag", "lang", "year", "month"]);

/** Filters without. */
const FLAGS = /** @type {const} */ (["pictures", "problems", "unread", "read", "favourite", "noted"]);

/** @param {string} text @param {string} rest @returns {Search} */
function searchOf(text, rest) {
  const query = new URLSearchParams(rest);
  /** @type {Search['chosen']} */
  const chosen = {};
  for (const name of FACETS) if (query.has(name)) chosen[name] = query.getAll(name);
  for (const name of FLAGS) if (query.has(name)) chosen[name] = true;
  return { text, chosen, sort: query.get("sort") ?? NO_SEARCH.sort };
}

/** @param {Search} search */
function filtersOf({ chosen, sort }) {
  const query = new URLSearchParams();
  if (sort !== NO_SEARCH.sort) query.set("sort", sort);
  for (const [name, value] of Object.entries(chosen)) {
    if (Array.isArray(value)) for (const one of value) query.append(name, one);
    else if (value) query.set(name, "");
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

/** @param {string} text @returns {string} */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
