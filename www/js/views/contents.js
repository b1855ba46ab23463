/**
 * Table of contents of a long post: beside the text where there is room, else folded above it. The headings are counted in the
 * chunks, since later ones may not be rendered yet.
 */
import { element } from "./element.js";

/** @import { HtmlChunk, Words } from '../types.js' */
/** @import { Rendering } from '../article/progressive-render.js' */

/** Fewest headings that are worth a table of contents. */
const MIN_HEADINGS = 3;

/**
 * @param {Words} words
 * @param {HtmlChunk[]} chunks
 * @param {HTMLElement} body of the article
 * @param {() => Rendering} rendering
 * @returns {HTMLElement | null}
 */
export function contents({ t, language, dir }, chunks, body, rendering) {
  const count = chunks.reduce((sum, { html }) => sum + (html.match(/<h[2-6][ >]/g)?.length ?? 0), 0);
  if (count < MIN_HEADINGS) return null;
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
      rendering().finish();
      const headings = headingsOf(body);
      const ways = headings.map(({ heading }) =>
        element("button", { type: "button", class: "contents-way", onclick: () => goTo(heading) }, textOf(heading)),
      );
      list.append(...ways.map((way, at) => element("li", { "data-depth": String(headings[at].depth) }, way)));
      followReader(
        headings.map(({ heading }) => heading),
        ways,
      );
    },
    { once: true },
  );
  const nav = element(
    "nav",
    { class: "contents", part: "contents", "aria-label": t("contents.heading"), lang: language, dir },
    details,
  );
  // The style sheet knows whether there is room; the headings are known when all is rendered.
  void rendering().completed.then(() => {
    if (nav.isConnected && getComputedStyle(nav).position === "sticky") details.open = true;
  });
  return nav;
}

/** Marks the heading whose part is being read. @param {HTMLElement[]} headings @param {HTMLElement[]} ways */
function followReader(headings, ways) {
  const observer = new IntersectionObserver(
    () => {
      const isPassed = (/** @type {HTMLElement} */ heading) =>
        heading.getBoundingClientRect().top < window.innerHeight / 3;
      const here = headings.filter(isPassed).length - 1;
      ways.forEach((way, at) => {
        if (at === here) way.setAttribute("aria-current", "location");
        else way.removeAttribute("aria-current");
      });
    },
    { rootMargin: "0px 0px -66% 0px" },
  );
  for (const heading of headings) observer.observe(heading);
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
