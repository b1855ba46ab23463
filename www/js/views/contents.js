/**
 * The headings of a long post, folded, to go to one of them. What stands further down may still be on its way:
 * how many headings there are is told by the slices, so that the line has its place from the beginning.
 */
import { element } from "./element.js";

/** @import { Slice, Words } from '../types.js' */
/** @import { Growth } from '../article/progressive-render.js' */

/** As many headings make it worth a line. */
const ENOUGH = 3;

/**
 * @param {Words} words
 * @param {Slice[]} slices
 * @param {HTMLElement} body of the article
 * @param {() => Growth} growth
 * @returns {HTMLElement | null}
 */
export function contents({ t, language, dir }, slices, body, growth) {
  // A heading that was cut by a slice's end goes on in the next one, and is no second.
  const count = slices.reduce((sum, { html }) => sum + (html.match(/<h[2-6][ >]/g)?.length ?? 0), 0);
  if (count < ENOUGH) return null;
  const list = element("ol", { class: "contents-list" });
  const details = element(
    "details",
    { class: "contents-fold" },
    element("summary", {}, t("contents.heading"), element("span", { class: "contents-count" }, String(count))),
    list,
  );
  details.addEventListener(
    "toggle",
    () => {
      growth().finish();
      list.append(
        ...headingsOf(body).map(({ heading, depth }) =>
          element(
            "li",
            { "data-depth": String(depth) },
            element("button", { type: "button", class: "contents-way", onclick: () => goTo(heading) }, textOf(heading)),
          ),
        ),
      );
    },
    { once: true },
  );
  return element("nav", { class: "contents", part: "contents", "aria-label": t("contents.heading"), lang: language, dir }, details);
}

/**
 * @param {HTMLElement} body
 * @returns {{ heading: HTMLElement, depth: number }[]} depth from 1
 */
function headingsOf(body) {
  const found = /** @type {HTMLElement[]} */ ([...body.querySelectorAll("h2, h3, h4, h5, h6")]);
  const level = (/** @type {HTMLElement} */ heading) => Number(heading.dataset.level ?? heading.localName.slice(1));
  const top = Math.min(...found.map(level));
  return found
    .filter((heading) => textOf(heading))
    .map((heading) => ({ heading, depth: Math.min(level(heading) - top + 1, 3) }));
}

/** @param {HTMLElement} heading */
function textOf(heading) {
  return heading.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

/** @param {HTMLElement} heading */
function goTo(heading) {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start", inline: "start" });
}
