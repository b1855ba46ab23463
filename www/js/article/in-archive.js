/**
 * What surrounds an article of a collection with archives: its neighbours in the result, links to paragraphs and to other open
 * posts, and the matches of the search.
 */
import { hrefOf as hrefInPage } from "../app/routes.js";
import { collectionOf, placeOf, routeOfPlace } from "../app/selectors.js";
import { element, onPlainClick } from "../views/element.js";
import { findBar } from "../views/find-bar.js";
import { showNeighbours } from "../views/neighbours.js";
import { copyUrl } from "./copy-url.js";
import { postUrlOf } from "./links.js";
import { goToParagraph, offerParagraphLinks } from "./paragraph-links.js";
import { highlightIn } from "./search-highlights.js";

/** @import { Actions } from '../app/actions.js' */
/** @import { Store } from '../app/store.js' */
/** @import { LibraryPlace, Route, Searchable, Words } from '../types.js' */
/** @import { ArticleView } from '../views/post-article.js' */

/** Most links of one article that are looked up among the open posts. */
const MAX_LINKS = 500;

/**
 * @typedef {object} Neighbours
 * @property {(which: 'previous' | 'next') => unknown} go
 * @property {(by: number) => void} step between the matches of the search
 * @property {() => boolean} hasPlaces whether there are matches
 * @property {() => void} stop
 */

/**
 * @param {Words} words
 * @param {{ store: Pick<Store, 'get'>, actions: Pick<Actions, 'go' | 'announce'>, article: ArticleView, route: Route,
 *   hrefOf?: (route: Route) => string, isOpened?: () => boolean }} parts `isOpened` from a result, and not gone back to
 * @returns {Neighbours}
 */
export function inArchive(
  words,
  { store, actions, article, route, hrefOf = hrefInPage, isOpened = () => window.scrollY === 0 },
) {
  const { t } = words;
  const collection = () => collectionOf(store.get(), route.collection);
  const library = /** @type {Searchable} */ (collection().library);
  const { number, path } = placeOf(collection(), route);
  const body = /** @type {HTMLElement} */ (article.root.querySelector(".post-body"));
  let isShown = true;
  /** @type {{ previous: Route | null, next: Route | null }} */
  const routes = { previous: null, next: null };
  /** @type {ReturnType<typeof findBar> | null} */
  let bar = null;
  /** @type {(() => void)[]} */
  const undo = [];

  const discussed = () => article.discussion?.texts() ?? [];

  /** @param {LibraryPlace} place */
  const routeOf = (place) => routeOfPlace(collection(), place);
  /** @param {LibraryPlace | null} place */
  const neighbour = (place) =>
    place && {
      title: place.title,
      lang: place.lang,
      href: hrefOf(routeOf(place)),
      go: () => actions.go(routeOf(place)),
    };

  /** @param {Route} to */
  const copy = async (to) => actions.announce(await copyUrl(hrefOf(to)));

  function offerLinks() {
    // Elsewhere the page says what its URLs are.
    if (!route.archive || hrefOf !== hrefInPage) return;
    const button = element(
      "button",
      { type: "button", class: "link-button", onclick: () => void copy({ ...route, paragraph: undefined }) },
      t("post.copy-link"),
    );
    body.after(element("p", { class: "post-links" }, button));
    offerParagraphLinks(words, body, (nth) => void copy({ ...route, paragraph: nth }));
    if (!route.paragraph) return;
    article.rendering.finish();
    goToParagraph(body, route.paragraph);
  }

  async function findNeighbours() {
    const { previous, next, position, total } = await library.neighbours(number, path);
    if (!isShown || (!previous && !next)) return;
    routes.previous = previous && routeOf(previous);
    routes.next = next && routeOf(next);
    showNeighbours(words, article.root, {
      previous: neighbour(previous),
      next: neighbour(next),
      at: position + 1,
      total,
    });
  }

  /** Makes links to open posts lead to them; the title shows the post's own URL. @param {Element[]} parts */
  async function linkPosts(parts) {
    article.rendering.finish();
    const links = parts
      .flatMap((part) => [...part.querySelectorAll("a")])
      .filter((link) => link.hasAttribute("href") || postUrlOf(link) !== undefined);
    for (const link of links.slice(0, MAX_LINKS)) {
      const postUrl = postUrlOf(link);
      const href = postUrl ?? link.getAttribute("href") ?? "";
      if (postUrl === undefined && href.startsWith("#")) continue;
      const source = postUrl === undefined ? (await library.findBySource(href))[0] : null;
      const place = source ?? (await library.findByPath(number, path, href));
      if (!isShown) return;
      if (!place || (place.volume === number && place.path === path)) continue;
      link.setAttribute("title", href);
      link.setAttribute("href", hrefOf(routeOf(place)));
      link.removeAttribute("target");
      link.addEventListener(
        "click",
        onPlainClick(() => actions.go(routeOf(place))),
      );
    }
  }

  async function showHighlights() {
    const { text } = collection().search;
    if (!text.trim()) return;
    article.rendering.finish();
    await article.discussion?.complete();
    const highlights = await highlightIn([
      { roots: [article.focus], find: (text) => library.findInTitle(text) },
      { roots: [body], find: (text) => library.findIn(text) },
      { roots: discussed(), find: (text) => library.findInComment(text) },
    ]);
    undo.push(highlights.clear);
    if (!isShown) highlights.clear();
    if (!isShown || highlights.count === 0) return;
    bar = findBar(words, highlights, text.trim(), () => {
      highlights.clear();
      bar?.root.remove();
      bar = null;
      article.focus.focus({ preventScroll: true });
    });
    const back = article.root.querySelector(".reading-back");
    if (back) back.after(bar.root);
    else article.root.prepend(bar.root);
    // Who opens a result looks for the place; who comes back reads on where they were.
    if (!route.paragraph && isOpened()) bar.step(1);
  }

  offerLinks();
  article.discussion?.root.addEventListener("rendered", () => void linkPosts(discussed()).catch(() => {}));
  body.addEventListener("redrawn", () => {
    for (const one of undo.splice(0)) one();
    bar?.root.remove();
    bar = null;
    void (async () => {
      await showHighlights();
      await linkPosts([body]);
    })().catch(() => {});
  });
  // Where the library is being built again, the article does without.
  const found = showHighlights()
    .then(findNeighbours)
    .catch(() => {});
  void found.then(() => linkPosts([body])).catch(() => {});

  return {
    // A key may be quicker than the library.
    async go(which) {
      await found;
      const to = routes[which];
      if (isShown && to) actions.go(to);
    },
    step: (by) => bar?.step(by),
    hasPlaces: () => bar !== null,
    stop() {
      isShown = false;
      for (const one of undo) one();
    },
  };
}
