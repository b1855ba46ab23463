/**
 * The original file with line numbers, in parts, and a search that steps through its matches.
 */
import { element } from "../views/element.js";
import { textInParts } from "../views/plain-text.js";
import { clipboardButton } from "./clipboard.js";
import { saveButton } from "./files.js";

/** @import { ReadingPage, Words } from '../types.js' */

/** Most matches that are counted. */
const MAX_PLACES = 10_000;

/** How long a match is followed while parts above it get their heights, in milliseconds, and in how many frames it has to rest. */
const MAX_FOLLOWED = 3000;
const RESTING_FRAMES = 6;

/** Names of the highlights of all matches, and of the current one. */
const PLACES = "original-places";
const PLACE = "original-place";

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @returns {Node[]}
 */
export function originalView(words, page) {
  const { t } = words;
  let lines = 0;
  let endsInLine = false;
  const { root, ready, showNext, isComplete } = textInParts(words, page.original, (part) => {
    const pre = element("pre", { class: "original-part", lang: page.lang, dir: "ltr" });
    // CSS counts the lines from the part's first one.
    pre.style.setProperty("counter-reset", `line ${lines}`);
    const texts = part.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    texts.forEach((text, index) => {
      const goesOn = index === 0 && endsInLine;
      if (!goesOn) lines += 1;
      pre.append(element("span", { class: goesOn ? "line line-goes-on" : "line" }, text));
    });
    pre.style.setProperty("--lines", String(texts.length));
    endsInLine = !part.endsWith("\n");
    return pre;
  });
  const region = element(
    "div",
    { class: "original", role: "region", tabindex: "0", "aria-label": t("original.heading") },
    root,
  );
  return [
    searchBar(words, page, region, { ready, showNext, isComplete }),
    region,
    element(
      "p",
      { class: "panel-ways" },
      clipboardButton(words, t("original.copy"), () => page.original.text()),
      saveButton(words, t("original.save"), page.file.name, async () => page.raw),
    ),
  ];
}

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {HTMLElement} region
 * @param {{ ready: Promise<void>, showNext: () => Promise<void>, isComplete: () => boolean }} parts
 */
function searchBar({ t }, page, region, { ready, showNext, isComplete }) {
  /** @type {string | null} the file's text, once searched */
  let text = null;
  /** Offsets of the matches. @type {number[]} */
  let places = [];
  let at = -1;
  let length = 0;
  /** Number of the latest search: stale ones are dropped. */
  let searches = 0;
  let steps = 0;

  const field = element("input", {
    type: "search",
    class: "field",
    "aria-label": t("original.search"),
    placeholder: t("original.search"),
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => void search(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      void go(event.shiftKey ? -1 : 1);
    },
  });
  const status = element("span", { class: "original-told", role: "status" });
  const before = element(
    "button",
    { type: "button", class: "quiet-button", disabled: true, onclick: () => void go(-1) },
    t("original.before"),
  );
  const next = element(
    "button",
    { type: "button", class: "quiet-button", disabled: true, onclick: () => void go(1) },
    t("original.next"),
  );

  async function search() {
    const number = ++searches;
    await ready;
    text ??= await page.original.text();
    if (number !== searches) return;
    const wanted = field.value;
    length = wanted.length;
    places = [];
    at = -1;
    if (wanted) {
      const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"), "giu");
      for (const match of text.matchAll(pattern)) {
        places.push(match.index);
        if (places.length >= MAX_PLACES) break;
      }
    }
    before.disabled = next.disabled = places.length === 0;
    paint();
    if (places.length > 0) await go(1);
    else status.textContent = wanted ? t("original.none") : "";
  }

  /** @param {1 | -1} way */
  async function go(way) {
    if (places.length === 0) return;
    at = (at + way + places.length) % places.length;
    const number = searches;
    const step = ++steps;
    // Parts are shown in order, up to the one with the match.
    while (!isComplete() && shownLength() < places[at] + length) await showNext();
    if (number !== searches || step !== steps) return;
    const more = places.length >= MAX_PLACES ? "+" : "";
    const range = rangeAt(places[at]);
    const line = range ? lineOf(region, range) : 0;
    status.textContent = t("original.place", { at: at + 1, total: `${places.length}${more}`, line });
    paint();
    if (!range) return;
    await bringIntoSight(region, range, () => step !== steps);
  }

  const shownLength = () =>
    [...region.querySelectorAll("pre")].reduce((sum, pre) => sum + (pre.textContent?.length ?? 0), 0);

  /** @param {number} start */
  function rangeAt(start) {
    const from = pointAt(region, start);
    const to = pointAt(region, start + length);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  function paint() {
    if (!("highlights" in CSS)) return;
    const here = places[at] === undefined ? null : rangeAt(places[at]);
    CSS.highlights.delete(PLACES);
    CSS.highlights.delete(PLACE);
    const near = places
      .slice(Math.max(0, at - 50), Math.max(0, at) + 50)
      .map(rangeAt)
      .filter((range) => range !== null);
    if (near.length > 0) CSS.highlights.set(PLACES, new Highlight(...near));
    if (here) CSS.highlights.set(PLACE, new Highlight(here));
  }
  return element("p", { class: "original-search", role: "search" }, field, before, next, status);
}

/**
 * Lines that wrap get their true heights only near the viewport, which shifts those below: the range is followed until it rests.
 * @param {HTMLElement} region
 * @param {Range} range
 * @param {() => boolean} isStale
 */
async function bringIntoSight(region, range, isStale) {
  const reader = new AbortController();
  const options = { signal: reader.signal, passive: true };
  // Who scrolls or presses a button meanwhile goes elsewhere.
  for (const type of ["wheel", "pointerdown", "touchstart", "keydown"])
    region.addEventListener(type, () => reader.abort(), options);
  const end = performance.now() + MAX_FOLLOWED;
  // Below the window no part has its true height.
  region.scrollIntoView({ block: "nearest" });
  for (let rested = 0; rested < RESTING_FRAMES && performance.now() < end; rested += 1) {
    const { top, bottom } = range.getBoundingClientRect();
    const box = region.getBoundingClientRect();
    if (top < box.top || bottom > box.bottom) {
      region.scrollTop += top - box.top - box.height / 3;
      rested = 0;
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (isStale() || reader.signal.aborted) break;
  }
  reader.abort();
}

/**
 * @param {HTMLElement} region
 * @param {number} offset in the text of its parts
 * @returns {{ node: Text, offset: number } | null}
 */
function pointAt(region, offset) {
  let left = offset;
  for (const pre of region.querySelectorAll("pre")) {
    const length = pre.textContent?.length ?? 0;
    if (left > length) {
      left -= length;
      continue;
    }
    for (const { firstChild } of pre.children) {
      if (!(firstChild instanceof Text)) continue;
      if (left <= firstChild.length) return { node: firstChild, offset: left };
      left -= firstChild.length;
    }
  }
  return null;
}

/** @param {HTMLElement} region @param {Range} range @returns {number} of the line, from 1 */
function lineOf(region, range) {
  const line = range.startContainer.parentElement;
  let number = 0;
  for (const each of region.querySelectorAll(".line")) {
    if (!each.classList.contains("line-goes-on")) number += 1;
    if (each === line) return number;
  }
  return number;
}
