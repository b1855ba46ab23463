/**
 * What an article has besides itself when it belongs to a list without a collection: links to its neighbours.
 */
import { addressOf } from "../app/router.js";
import { showNeighbours } from "../views/neighbours.js";

/** @import { Route, Row, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {object} what
 * @param {Row[]} what.rows those that are known
 * @param {number} what.total
 * @param {Route} what.route of the post
 * @param {HTMLElement} what.root of the article's view
 * @param {(route: Route) => void} what.go
 */
export function inList(words, { rows, total, route, root, go }) {
  const at = rows.findIndex(({ key }) => key === route.post);
  /** @param {Row | undefined} row */
  const neighbour = (row) => {
    if (at < 0 || !row) return null;
    /** @type {Route} */
    const to = { library: route.library, view: "post", post: row.key };
    return { title: row.facts.title, href: addressOf(to), go: () => go(to) };
  };
  const ways = { previous: neighbour(rows[at - 1]), next: neighbour(rows[at + 1]) };
  showNeighbours(words, root, { ...ways, at: at + 1, total });
  return {
    /** @param {'previous' | 'next'} which */
    go: (which) => ways[which]?.go(),
    step: () => {},
    hasPlaces: () => false,
    stop: () => {},
  };
}
