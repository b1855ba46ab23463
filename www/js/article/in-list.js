/**
 * The neighbours of an article in a list without a library: the samples, a catalogue.
 */
import { hrefOf } from "../app/routes.js";
import { rowsOf, totalOf } from "../app/selectors.js";
import { showNeighbours } from "../views/neighbours.js";

/** @import { Actions } from '../app/actions.js' */
/** @import { Collection, Route, Row, Words } from '../types.js' */
/** @import { ArticleView } from '../views/post-article.js' */
/** @import { Neighbours } from './in-archive.js' */

/**
 * @param {Words} words
 * @param {{ collection: Collection, actions: Actions, article: ArticleView, route: Route }} parts
 * @returns {Neighbours}
 */
export function inList(words, { collection, actions, article, route }) {
  const rows = rowsOf(collection);
  const at = rows.findIndex(({ key }) => key === route.post);
  /** @param {Row | undefined} row */
  const neighbour = (row) => {
    if (at < 0 || !row) return null;
    /** @type {Route} */
    const to = { collection: collection.id, view: "post", post: row.key };
    return { title: row.facts.title, lang: row.facts.lang, href: hrefOf(to), go: () => actions.go(to) };
  };
  const neighbours = { previous: neighbour(rows[at - 1]), next: neighbour(rows[at + 1]) };
  showNeighbours(words, article.root, { ...neighbours, at: at + 1, total: totalOf(collection) });
  return {
    go: (which) => neighbours[which]?.go(),
    step: () => {},
    hasPlaces: () => false,
    stop: () => {},
  };
}
