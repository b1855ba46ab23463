/**
 * What an article has besides itself when it belongs to a collection: links to its neighbours, links among posts that stay
 * inside, and the places of what was looked for.
 */
import { element } from "../views/element.js";
import { markIn } from "./search-highlights.js";
import { addressAmongPosts, inside } from "./links.js";
import { goToParagraph, offerParagraphLinks } from "./paragraph-links.js";
import { addressOf } from "../app/router.js";
import { findBar } from "../views/find-bar.js";
import { showNeighbours } from "../views/neighbours.js";

/** @import { Collection } from '../archives/collection.js' */
/** @import { LibraryPlace, Route, Search, Words } from '../types.js' */
/** @import { ArticleView } from '../views/post-article.js' */

/** Links of one article that are looked for among the open posts. */
const MOST_LINKS = 500;

/**
 * @param {Words} words
 * @param {object} what
 * @param {Collection} what.collection
 * @param {Route} what.route of the post
 * @param {ArticleView} what.article
 * @param {Search | null} what.search
 * @param {(route: Route) => void} what.go
 * @param {(sentence: string) => void} what.announce
 */
export function withNeighbours(words, { collection, route, article, search, go, announce }) {
  const { t } = words;
  const { library } = collection;
  const number = collection.numberOf(route.archive);
  const path = route.post ?? "";
  let isHere = true;
  /** @type {{ previous: Route | null, next: Route | null }} */
  const ways = { previous: null, next: null };
  /** @type {ReturnType<typeof findBar> | null} */
  let bar = null;
  /** @type {(() => void)[]} */
  const undo = [];

  /** @param {LibraryPlace} place @returns {Route} */
  const routeOf = ({ volume, path }) => {
    const archive = collection.archiveOf(volume);
    return { library: route.library, view: "post", post: path, ...(archive !== null && { archive }) };
  };
  /** @param {LibraryPlace | null} place */
  const neighbour = (place) => place && { title: place.title, href: addressOf(routeOf(place)), go: () => go(routeOf(place)) };

  /** @param {Route} to */
  async function copy(to) {
    const address = new URL(addressOf(to), location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      announce(t("post.copied"));
    } catch {
      // Pages without encryption have no clipboard: the address bar has it.
      history.replaceState(history.state, "", address);
      announce(t("post.in-address-bar"));
    }
  }

  function offerLinks() {
    if (!route.archive) return;
    const body = /** @type {HTMLElement | null} */ (article.root.querySelector(".post-body"));
    const own = { ...route, paragraph: undefined };
    body?.after(
      element("p", { class: "post-links" }, element("button", { type: "button", class: "link-button", onclick: () => void copy(own) }, t("post.copy-link"))),
    );
    if (!body) return;
    offerParagraphLinks(words, body, (nth) => void copy({ ...route, paragraph: nth }));
    if (!route.paragraph) return;
    article.growth.finish();
    goToParagraph(body, route.paragraph);
  }

  async function findNeighbours() {
    const { previous, next, position, total } = await library.neighbours(number, path);
    if (!isHere || (!previous && !next)) return;
    ways.previous = previous && routeOf(previous);
    ways.next = next && routeOf(next);
    showNeighbours(words, article.root, { previous: neighbour(previous), next: neighbour(next), at: position + 1, total });
  }

  /** Links to posts that are open here lead to them; the address as the post has it is in the link's title. */
  async function keepInside() {
    article.growth.finish();
    const isLink = (/** @type {Element} */ anchor) => anchor.hasAttribute("href") || addressAmongPosts(anchor) !== undefined;
    const links = [...article.root.querySelectorAll(".post-body a")].filter(isLink).slice(0, MOST_LINKS);
    for (const anchor of links) {
      const named = addressAmongPosts(anchor);
      const href = named ?? anchor.getAttribute("href") ?? "";
      if (named === undefined && href.startsWith("#")) continue;
      const source = named === undefined ? (await library.findBySource(href))[0] : null;
      const place = source ?? (await library.findByPath(number, path, href));
      if (!isHere) return;
      if (!place || (place.volume === number && place.path === path)) continue;
      anchor.setAttribute("title", href);
      anchor.setAttribute("href", addressOf(routeOf(place)));
      anchor.removeAttribute("target");
      anchor.addEventListener("click", inside(() => go(routeOf(place))));
    }
  }

  async function showMarks() {
    if (!search?.text.trim()) return;
    article.growth.finish();
    const body = /** @type {HTMLElement | null} */ (article.root.querySelector(".post-body"));
    if (!body) return;
    const marks = await markIn(body, (text) => library.findIn(text));
    undo.push(marks.clear);
    if (!isHere) marks.clear();
    if (!isHere || marks.count === 0) return;
    bar = findBar(words, marks, search.text.trim(), () => {
      marks.clear();
      bar?.root.remove();
      bar = null;
      article.focus.focus({ preventScroll: true });
    });
    const back = article.root.querySelector(".reading-back");
    if (back) back.after(bar.root);
    else article.root.prepend(bar.root);
  }

  offerLinks();
  const again = () => {
    bar?.root.remove();
    bar = null;
    void (async () => {
      await showMarks();
      await keepInside();
    })().catch(() => {});
  };
  article.root.querySelector(".post-body")?.addEventListener("redrawn", again);
  void (async () => {
    await showMarks();
    await findNeighbours();
    await keepInside();
  })().catch(() => {
    // The library is being made anew; the article stands without.
  });

  return {
    /** @param {'previous' | 'next'} which */
    go(which) {
      const way = ways[which];
      if (way) go(way);
    },
    /** @param {number} by steps among the places that were found */
    step: (by) => bar?.step(by),
    hasPlaces: () => bar !== null,
    stop() {
      isHere = false;
      for (const one of undo) one();
    },
  };
}
