/**
 * From one post to the next: with their titles below an article, and as two signs beside the way back above it.
 */
import { element } from "./element.js";
import { inside } from "../article/links.js";

/** @import { Words } from '../types.js' */

/** @typedef {{ title: string, href: string, go: () => void }} Neighbour */

/**
 * @param {Words} words
 * @param {HTMLElement} root of the article's view
 * @param {object} where
 * @param {Neighbour | null} where.previous
 * @param {Neighbour | null} where.next
 * @param {number} where.at the post's own place, from 1
 * @param {number} where.total
 */
export function showNeighbours({ t }, root, { previous, next, at, total }) {
  if (!previous && !next) return;
  /** @param {Neighbour} neighbour @param {Record<string, any>} attributes @param {...(string | Node)} children */
  const link = ({ href, go }, attributes, ...children) =>
    element(
      "a",
      {
        href,
        onclick: inside(go),
        ...attributes,
      },
      ...children,
    );
  const below = element(
    "nav",
    { class: "neighbours", "aria-label": t("post.neighbours", { at, total }) },
    previous ? link(previous, { rel: "prev" }, "← ", element("bdi", {}, previous.title)) : element("span"),
    next && link(next, { rel: "next", class: "neighbour-next" }, element("bdi", {}, next.title), " →"),
  );
  const panels = root.querySelector(".panels");
  if (panels) panels.before(below);
  else root.append(below);

  /** @param {Neighbour | null} neighbour @param {string} key @param {string} sign */
  const step = (neighbour, key, sign) => neighbour && link(neighbour, { class: "reading-step", "aria-label": t(key), title: neighbour.title }, sign);
  root.querySelector(".reading-back")?.append(
    ...[step(previous, "shortcuts.previous", "‹"), step(next, "shortcuts.next", "›")].filter((node) => node !== null),
  );
}
