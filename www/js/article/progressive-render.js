/**
 * An article grows: its first slice stands at once, the others follow in tasks of their own, frame by frame,
 * so that the reader can scroll, select and leave while a post of megabytes is still coming in.
 */

import { element } from "../views/element.js";

/** @import { Slice } from '../types.js' */

/** A second of frames that never come is a window that nobody sees; there the slices follow by the clock. */
const FRAME_MS = 200;

/** What a frame may take for layout and paint; the slices of the next one are fewer or more by that. */
const LONG_MS = 24;

/** Slices of one frame, at the most. */
const MOST = 16;

/**
 * @typedef {object} Growth
 * @property {() => boolean} isWhole
 * @property {Promise<void>} whole settles when all is there; never, if it was stopped before
 * @property {() => void} finish all that is missing, now
 * @property {() => void} stop what is missing is not wanted any more
 */

/**
 * @param {HTMLElement} body
 * @param {Slice[]} slices
 * @param {(html: string) => DocumentFragment} prepare makes a slice's inert nodes, ready for the page
 * @returns {Growth}
 */
export function grow(body, slices, prepare) {
  let next = 0;
  let stopped = false;
  /** @type {() => void} */
  let settle = () => {};
  /** @type {Promise<void>} */
  const whole = new Promise((resolve) => {
    settle = resolve;
  });
  const isWhole = () => next >= slices.length;

  const step = () => {
    const { html, open } = slices[next];
    next += 1;
    const nodes = prepare(html);
    if (slices.length === 1) {
      body.append(nodes);
    } else {
      // Each in an element of its own: what stands already is then laid out and painted as it was, without a look inside.
      join(nodes, open, body.lastElementChild);
      body.append(element("div", { class: "post-slice", "data-continues": open > 0 }, nodes));
    }
    if (!isWhole()) return;
    body.removeAttribute("aria-busy");
    window.removeEventListener("beforeprint", finish);
    settle();
  };
  const finish = () => {
    while (!stopped && !isWhole()) step();
  };
  const goOn = async () => {
    for (let share = 1; !stopped && !isWhole();) {
      const took = await nextFrame();
      share = took > LONG_MS ? Math.max(1, share >> 1) : Math.min(MOST, share + 1);
      for (let count = 0; count < share && !stopped && !isWhole(); count += 1) step();
    }
  };

  if (slices.length > 1) {
    body.setAttribute("aria-busy", "true");
    // Paper shows all of it.
    window.addEventListener("beforeprint", finish);
  }
  step();
  void goOn();
  return {
    isWhole,
    whole,
    finish,
    stop() {
      stopped = true;
      window.removeEventListener("beforeprint", finish);
    },
  };
}

/**
 * A task of its own behind the next frame, so that parsing does not add up with layout.
 * @returns {Promise<number>} the milliseconds that the frame's layout and paint took; none where nobody looks
 */
function nextFrame() {
  return new Promise((resolve) => {
    const unseen = window.setTimeout(() => resolve(0), FRAME_MS);
    requestAnimationFrame((began) => {
      clearTimeout(unseen);
      window.setTimeout(() => resolve(performance.now() - began));
    });
  });
}

/**
 * Marks the elements that go on from the slice before, so that they look like one with those they go on from.
 * @param {DocumentFragment} nodes
 * @param {number} open how many
 * @param {Element | null} before the slice before
 */
function join(nodes, open, before) {
  /** @type {Element | null} */
  let first = nodes.firstElementChild;
  let last = before?.lastElementChild ?? null;
  for (let level = 0; level < open && first; level += 1) {
    first.setAttribute("data-continues", "");
    if (first instanceof HTMLOListElement && last instanceof HTMLOListElement) first.start = numberAfter(last, first);
    first = first.firstElementChild;
    last = last?.lastElementChild ?? null;
  }
}

/**
 * @param {HTMLOListElement} list
 * @param {HTMLOListElement} next what goes on from it
 * @returns {number} what its first item, or the second part of its last one, is numbered
 */
function numberAfter(list, next) {
  const goesOn = next.firstElementChild?.localName === "li" && next.firstElementChild.hasAttribute("data-continues");
  let number = list.start;
  for (const item of list.children) {
    if (item.hasAttribute("data-continues")) continue;
    number = (item.hasAttribute("value") ? /** @type {HTMLLIElement} */ (item).value : number) + 1;
  }
  return goesOn ? number - 1 : number;
}
