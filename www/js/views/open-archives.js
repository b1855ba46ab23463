/**
 * What is open besides single posts, above the list: each archive and folder by its name, what of it can't be read, folded,
 * and the way to close it; and how far those were read that still are, with the way to stop that.
 */
import { element } from "./element.js";

/** @import { Shelf, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {Shelf[]} shelves
 * @param {{ close: (shelf: Shelf) => void, cancel: (shelf: Shelf) => void }} react
 * @returns {HTMLElement[]}
 */
export function shelfBar(words, shelves, { close, cancel }) {
  const { t } = words;
  const list = element(
    "ul",
    { class: "shelves", "aria-label": t("shelf.heading") },
    shelves.map((shelf) => {
      const { volume, posts } = shelf;
      return element(
        "li",
        { class: "shelf" },
        element("span", { class: "shelf-name", dir: "auto" }, volume.name),
        // Of one archive the heading says how many posts there are.
        shelves.length > 1 && element("span", { class: "shelf-count" }, t("shelf.posts", { count: posts })),
        button(t("shelf.close"), t("shelf.close-named", { file: volume.name }), () => close(shelf)),
        problems(words, shelf),
      );
    }),
  );
  const reading = shelves.map((shelf) => progress(words, shelf, () => cancel(shelf))).filter((node) => node !== null);
  // At the foot of the window: the list does not move when it comes and goes.
  return reading.length > 0 ? [list, element("div", { class: "shelves-progress" }, reading)] : [list];
}

/** @param {string} text @param {string} label @param {() => void} press */
const button = (text, label, press) =>
  element("button", { type: "button", class: "link-button", "aria-label": label, onclick: press }, text);

/** @param {Words} words @param {Shelf} shelf @param {() => void} cancel */
function progress({ t }, { volume, posts: listed, reading }, cancel) {
  if (!reading || reading.cancelled) return null;
  const { posts, done, total, since } = reading;
  const seconds = Math.max(0.1, (performance.now() - since) / 1000);
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const left = share > 0.05 ? Math.ceil((seconds / share) * (1 - share)) : null;
  return element(
    "div",
    { class: "shelf-progress" },
    element("span", { class: "shelf-name", dir: "auto" }, volume.name),
    element("progress", { max: "1", value: String(share), "aria-label": t("shelf.reading", { file: volume.name }) }),
    element("span", { class: "shelf-count" }, t("shelf.progress", { posts, listed: Math.max(listed, posts), rate: Math.round(posts / seconds) })),
    left !== null && element("span", { class: "shelf-count" }, t("shelf.left", { count: left })),
    button(t("shelf.cancel"), t("shelf.cancel-named", { file: volume.name }), cancel),
  );
}

/** @param {Words} words @param {Shelf} shelf */
function problems({ t }, { volume, broken, brokenTotal }) {
  const { problems } = volume.summary();
  const count = brokenTotal + problems.length;
  if (count === 0) return null;
  return element(
    "details",
    { class: "shelf-problems" },
    element("summary", {}, t("shelf.problems", { count })),
    element(
      "ul",
      {},
      problems.map(({ code, message, args }) => element("li", {}, t(`problem.${code}`, args, message))),
      broken.map(({ path, problems }) => {
        const last = problems.at(-1);
        return element("li", {}, element("bdi", {}, path), last && ` — ${t(`problem.${last.code}`, last.args, last.message)}`);
      }),
      brokenTotal > broken.length && element("li", {}, t("shelf.more-problems", { count: brokenTotal - broken.length })),
    ),
  );
}
