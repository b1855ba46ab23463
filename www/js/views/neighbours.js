/**
 * Links to the previous and the next post: with titles below an article, and as arrows above it.
 */
import { element, inwardLink } from "./element.js";

/** @import { Words } from '../types.js' */

/** @typedef {{ title: string, lang: string | null, href: string, go: () => void }} Neighbour */

/**
 * @param {Words} words
 * @param {HTMLElement} root of the article's view
 * @param {object} where
 * @param {Neighbour | null} where.previous
 * @param {Neighbour | null} where.next
 * @param {number} where.at position of the post, from 1
 * @param {number} where.total
 */
export function showNeighbours({ t }, root, { previous, next, at, total }) {
  if (!previous && !next) return;
  /** @param {Neighbour} neighbour @param {Record<string, any>} attributes @param {...(string | Node)} children */
  const link = ({ href, go }, attributes, ...children) => inwardLink(href, go, attributes, ...children);
  const below = element(
    "nav",
    { class: "neighbours", "aria-label": t("post.neighbours", { at, total }) },
    previous
      ? link(previous, { rel: "prev" }, "← ", element("bdi", { lang: previous.lang }, previous.title))
      : element("span"),
    next && link(next, { rel: "next", class: "neighbour-next" }, element("bdi", { lang: next.lang }, next.title), " →"),
  );
  const panels = root.querySelector(".panels");
  if (panels) panels.before(below);
  else root.append(below);

  /** @param {Neighbour | null} neighbour @param {string} key @param {string} arrow */
  const step = (neighbour, key, arrow) =>
    neighbour && link(neighbour, { class: "reading-step", "aria-label": t(key), title: neighbour.title }, arrow);
  root
    .querySelector(".reading-back")
    ?.append(
      ...[step(previous, "shortcuts.previous", "‹"), step(next, "shortcuts.next", "›")].filter((node) => node !== null),
    );
}
