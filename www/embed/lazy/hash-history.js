/**
 * An element's place in the fragment of the page around it: `#NAME=/post/KEY` or `#NAME=/search/WORDS?…`, with those of other
 * elements after a semicolon. Other fragments are the page's own: an element neither reads them nor moves when they change.
 */
import { hrefOf, isPlain, NO_SEARCH, routeOf } from "../../js/app/routes.js";

/** @import { Route } from '../../js/types.js' */
/** @import { Place } from './browser.js' */

/** Names in use: of two elements with the same name, the second keeps no history. @type {Set<string>} */
const taken = new Set();

/**
 * @typedef {object} HashHistory
 * @property {() => Place | null} place in the page's URL; null where it names none
 * @property {(place: Place) => string} hrefOf
 * @property {(place: Place) => void} push
 * @property {(place: Place) => void} replace
 */

/**
 * @param {string} id
 * @param {(place: Place) => void} arrive called when the reader goes back or forward
 * @param {AbortSignal} signal ends it
 * @returns {HashHistory | null} null where another element has the name
 */
export function hashHistory(id, arrive, signal) {
  const name = `${encodeURIComponent(id)}=`;
  if (taken.has(name)) return null;
  taken.add(name);
  signal.addEventListener("abort", () => taken.delete(name));

  /** Places of the page's own entries, which their URLs don't tell. @type {Map<string, Place>} */
  const places = new Map();
  // Where the browser has keys, the same fragment may stand for several entries.
  const entryKey = () => /** @type {any} */ (globalThis).navigation?.currentEntry?.key ?? location.href;
  const list = () => ({ post: null, search: NO_SEARCH });

  /** @returns {string[]} the parts of elements */
  const parts = () =>
    location.hash
      .slice(1)
      .split(";")
      .filter((part) => /^[^=/]+=\//.test(part));

  /** @returns {Place | null} */
  const place = () => {
    const own = parts().find((part) => part.startsWith(name));
    if (own === undefined) return null;
    const { post, search = NO_SEARCH } = routeOf(new URL(`#${own.slice(name.length)}`, "https://page.example/"));
    return { post, search };
  };
  let current = place() ?? list();

  /** @param {Place} to */
  const urlOf = ({ post, search }) => {
    const others = parts().filter((part) => !part.startsWith(name));
    const isList = post === null && isPlain(search);
    /** @type {Route} */
    const route = { collection: "", view: post === null ? "list" : "post", post, search };
    const own = isList ? [] : [name + hrefOf(route).split("#")[1]];
    const fragment = [...others, ...own].join(";");
    return location.pathname + location.search + (fragment && `#${fragment}`);
  };

  /** @param {"pushState" | "replaceState"} how @param {Place} to */
  const write = (how, to) => {
    places.set(entryKey(), current);
    current = to;
    try {
      // The state is the page's own.
      history[how](history.state, "", urlOf(to));
      places.set(entryKey(), to);
    } catch {
      // Not every document has a URL that may change.
    }
  };

  window.addEventListener(
    "popstate",
    () => {
      const known = places.get(entryKey());
      const isOurs = location.hash === "" || parts().length > 0;
      const to = place() ?? (isOurs ? list() : known);
      // A fragment of the page's own moves nothing.
      places.set(entryKey(), to ?? current);
      if (!to || JSON.stringify(to) === JSON.stringify(current)) return;
      current = to;
      arrive(to);
    },
    { signal },
  );

  return { place, hrefOf: urlOf, push: (to) => write("pushState", to), replace: (to) => write("replaceState", to) };
}
