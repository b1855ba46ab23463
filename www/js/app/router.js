/**
 * The address bar and the history: which library, which view of it, which post; and how far each had been scrolled.
 *
 * - `./` first screen, `#/list` and `#/post/KEY` what was dropped, picked or pasted
 * - `#/a/ARCHIVE/post/PATH`, and behind it `?p=NUMBER` for a paragraph, a post of an archive or folder that was dropped, by their names
 * - `#/a/ARCHIVE/search/WORDS?sort=newest&source=…` and `#/search/…` what was looked for, and what the result was narrowed by
 * - `?sample` the samples, `?sample#/post/KEY` one of them
 * - `?src=ADDRESS` the post at an address of this site
 *
 * A site that was made with a library of its own opens on that: `./` its list, `#/post/KEY` one of its posts,
 * and `?files` the first screen, with what was dropped.
 */
import { LIBRARY } from "../open/bundled-files.js";

/** @import { Route, Search } from '../types.js' */

export const FILES = "files";
export const SAMPLES = "samples";
export const OWN = "own";
const FROM_ADDRESS = "src:";

/** @param {string} address @returns {string} the library of the post at an address */
export const libraryOfAddress = (address) => FROM_ADDRESS + address;

/** @param {string} library @returns {string | null} the address whose library this is */
export const addressOfLibrary = (library) =>
  library.startsWith(FROM_ADDRESS) ? library.slice(FROM_ADDRESS.length) : null;

/** The library that an address without a query means. */
const FRONT = LIBRARY ? OWN : FILES;

/** The first screen, with its ways to open posts. @type {Route} */
export const WELCOME = { library: FILES, view: "home", post: null };

/** Where the page opens. @type {Route} */
export const HOME = FRONT === OWN ? { library: OWN, view: "list", post: null } : WELCOME;

/** @param {Location | URL} at @returns {Route} */
export function routeOf(at) {
  const query = new URLSearchParams(at.search);
  const src = query.get("src");
  const library =
    src !== null ? libraryOfAddress(src) : query.has("sample") ? SAMPLES : query.has("files") ? FILES : FRONT;
  const inArchive = at.hash.match(/^#\/a\/([^/]+)\/post\/([^?]+)(?:\?p=(\d+))?$/);
  if (inArchive) {
    const [, archive, post, paragraph] = inArchive;
    return { library, view: "post", post: decoded(post), archive: decoded(archive), ...(paragraph && { paragraph: Number(paragraph) }) };
  }
  const search = at.hash.match(/^#(?:\/a\/([^/]+))?\/search\/([^?]*)(?:\?(.*))?$/);
  if (search) {
    const [, archive, text, rest] = search;
    return { library, view: "list", post: null, archive: archive && decoded(archive), search: searchOf(decoded(text), rest ?? "") };
  }
  const post = at.hash.match(/^#\/post\/(.+)$/);
  if (post) return { library, view: "post", post: decoded(post[1]) };
  if (at.hash === "#/list" || library === SAMPLES || library === OWN) return { library, view: "list", post: null };
  if (src !== null) return { library, view: "post", post: null };
  return WELCOME;
}

/** @param {Route} route @returns {string} whole but for the origin: a fragment alone would keep the present query */
export function addressOf(route) {
  const src = addressOfLibrary(route.library);
  const queries = { [SAMPLES]: "?sample", [FILES]: "?files", [FRONT]: "" };
  const query = src !== null ? `?src=${encodeURIComponent(src)}` : (queries[route.library] ?? "");
  const fragment =
    route.view === "post" && route.post !== null
      ? route.archive
        ? `#/a/${encodeURIComponent(route.archive)}/post/${route.post.split("/").map(encodeURIComponent).join("/")}${route.paragraph ? `?p=${route.paragraph}` : ""}`
        : `#/post/${encodeURIComponent(route.post)}`
      : route.view === "list" && route.search
        ? `#${route.archive ? `/a/${encodeURIComponent(route.archive)}` : ""}/search/${encodeURIComponent(route.search.text)}${queryOf(route.search)}`
        : route.view === "list" && route.library !== OWN
          ? "#/list"
          : "";
  return location.pathname + query + fragment;
}

/** What a list can be narrowed by in an address. */
const NARROWED_BY = /** @type {const} */ (["source", "author", "tag", "lang", "year", "month"]);

/** @param {string} text @param {string} rest @returns {Search} */
function searchOf(text, rest) {
  const query = new URLSearchParams(rest);
  /** @type {Search['chosen']} */
  const chosen = {};
  for (const name of NARROWED_BY) if (query.has(name)) chosen[name] = query.getAll(name);
  for (const name of /** @type {const} */ (["pictures", "problems"])) if (query.has(name)) chosen[name] = true;
  return { text, chosen, sort: query.get("sort") ?? "relevance" };
}

/** @param {Search} search */
function queryOf({ chosen, sort }) {
  const query = new URLSearchParams();
  if (sort !== "relevance") query.set("sort", sort);
  for (const [name, value] of Object.entries(chosen)) {
    if (Array.isArray(value)) for (const one of value) query.append(name, one);
    else if (value) query.set(name, "");
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

/** @param {Search} search whether it leaves everything as it is */
export const isPlain = ({ text, chosen, sort }) => !text.trim() && sort === "relevance" && Object.values(chosen).flat().every((value) => !value);

/**
 * How a reader came: with the page, by a step forward, or through the history.
 * @typedef {'first' | 'new' | 'again'} Arrival
 */

/** How long nothing is typed before the address says it, ms: a browser takes longer over that than an answer does. */
const PAUSE = 300;

/**
 * @param {(route: Route, arrived: Arrival) => void} arrive called for every move; for `again`, a move
 *   through the history, `restoreScroll` knows how far the reader had come
 */
export function createRouter(arrive) {
  const scrolled = readScrolled();
  let entry = entryKey();
  history.scrollRestoration = "manual";

  /** Where the reader is to come to, while the page is not yet long enough for it. @type {number | null} */
  let wanted = null;
  const leave = () => {
    scrolled.set(entry, wanted ?? window.scrollY);
    wanted = null;
  };
  /** What the address is to say. @type {Route | null} */
  let renamed = null;
  const sayAddress = () => {
    if (renamed) history.replaceState({ key: entry }, "", addressOf(renamed));
    renamed = null;
  };
  /** What entries are to say that were left before they said it, by their keys. @type {Map<string, Route>} */
  const unsaid = new Map();
  // The reader's own hand comes first.
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    window.addEventListener(kind, () => (wanted = null), { passive: true });
  }
  window.addEventListener("popstate", () => {
    if (renamed) unsaid.set(entry, renamed);
    leave();
    entry = entryKey();
    renamed = unsaid.get(entry) ?? null;
    unsaid.delete(entry);
    sayAddress();
    arrive(routeOf(location), "again");
  });
  window.addEventListener("pagehide", () => {
    sayAddress();
    leave();
    writeScrolled(scrolled);
  });

  return {
    /** @param {Route} route */
    go(route) {
      sayAddress();
      leave();
      entry = newKey();
      history.pushState({ key: entry }, "", addressOf(route));
      arrive(route, "new");
    },
    /** @param {Route} route what the address says from now on; the reader stays where they are */
    rename(route) {
      renamed = route;
      setTimeout(() => renamed === route && sayAddress(), PAUSE);
    },
    /** @param {Route} route takes the place of the present one in the history */
    replace(route) {
      history.replaceState({ key: entry }, "", addressOf(route));
      arrive(route, "new");
    },
    /**
     * To where the reader had been, when the view they come back to stands again.
     * @param {() => boolean} isWhole whether all of it does: what is missing makes the page longer
     * @param {number} [target] where that was, if not by the history
     */
    restoreScroll(isWhole, target = scrolled.get(entry) ?? 0) {
      wanted = target;
      const tryAgain = () => {
        if (wanted !== target) return;
        const reach = document.documentElement.scrollHeight - window.innerHeight;
        if (reach < target && !isWhole()) {
          requestAnimationFrame(tryAgain);
          return;
        }
        wanted = null;
        window.scrollTo(0, target);
      };
      tryAgain();
    },
  };
}

/** @typedef {ReturnType<typeof createRouter>} Router */

const newKey = () => Math.random().toString(36).slice(2);

/** Each entry of the history has a key of its own, since the same address may stand in it twice. */
function entryKey() {
  if (typeof history.state?.key === "string") return history.state.key;
  const key = newKey();
  history.replaceState({ key }, "");
  return key;
}

/** @returns {Map<string, number>} */
function readScrolled() {
  try {
    return new Map(JSON.parse(sessionStorage.getItem("archive-viewer.scrolled") ?? "[]"));
  } catch {
    return new Map();
  }
}

/** @param {Map<string, number>} scrolled */
function writeScrolled(scrolled) {
  try {
    sessionStorage.setItem("archive-viewer.scrolled", JSON.stringify([...scrolled].slice(-100)));
  } catch {
    // Without storage a reload begins at the top.
  }
}

/** @param {string} text @returns {string} */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
