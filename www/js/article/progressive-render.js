/**
 * Renders an article progressively: its first chunk at once, the others frame by frame in their own tasks, so that the reader
 * can scroll, select and leave while a post of megabytes is being rendered.
 */

import { element } from "../views/element.js";

/** @import { HtmlChunk } from '../types.js' */

/** Without a frame for so long, in ms, the window is hidden, and a timer takes its place. */
const FRAME_MS = 200;

/** Layout and paint above this, in ms, halve the next frame's chunks. */
const LONG_MS = 24;

/** Most chunks of one frame. */
const MAX_CHUNKS = 16;

/**
 * @typedef {object} Rendering
 * @property {() => boolean} isComplete
 * @property {Promise<void>} completed never settles if stopped before
 * @property {() => void} finish renders the rest now
 * @property {() => void} stop
 */

/**
 * @param {HTMLElement} body
 * @param {HtmlChunk[]} chunks
 * @param {(html: string) => DocumentFragment} prepare makes a chunk's nodes, ready for the page
 * @returns {Rendering}
 */
export function render(body, chunks, prepare) {
  return renderInSteps(body, chunks.length, (at) => {
    const { html, open } = chunks[at];
    const nodes = prepare(html);
    if (chunks.length === 1) {
      body.append(nodes);
    } else {
      // Each in its own element: the browser then reuses the layout and paint of the others.
      join(nodes, open, body.lastElementChild);
      body.append(element("div", { class: "post-slice", "data-continues": open > 0 }, nodes));
    }
  });
}

/**
 * @param {HTMLElement} body busy until all is rendered
 * @param {number} count of chunks
 * @param {(at: number) => void} renderChunk
 * @returns {Rendering}
 */
export function renderInSteps(body, count, renderChunk) {
  let next = 0;
  let stopped = false;
  /** @type {() => void} */
  let settle = () => {};
  /** @type {Promise<void>} */
  const completed = new Promise((resolve) => {
    settle = resolve;
  });
  const isComplete = () => next >= count;

  const step = () => {
    next += 1;
    renderChunk(next - 1);
    if (!isComplete()) return;
    body.removeAttribute("aria-busy");
    window.removeEventListener("beforeprint", finish);
    settle();
  };
  const finish = () => {
    while (!stopped && !isComplete()) step();
  };
  const renderRest = async () => {
    for (let share = 1; !stopped && !isComplete(); ) {
      const took = await nextFrame();
      share = took > LONG_MS ? Math.max(1, share >> 1) : Math.min(MAX_CHUNKS, share + 1);
      for (let rendered = 0; rendered < share && !stopped && !isComplete(); rendered += 1) step();
    }
  };

  if (count > 1) {
    body.setAttribute("aria-busy", "true");
    // Print shows all of it.
    window.addEventListener("beforeprint", finish);
  }
  step();
  void renderRest();
  return {
    isComplete,
    completed,
    finish,
    stop() {
      stopped = true;
      window.removeEventListener("beforeprint", finish);
    },
  };
}

/**
 * Waits for a task after the next frame, so that parsing does not add to its layout.
 * @returns {Promise<number>} the frame's time for layout and paint in ms; 0 in a hidden window
 */
function nextFrame() {
  return new Promise((resolve) => {
    const hidden = window.setTimeout(() => resolve(0), FRAME_MS);
    requestAnimationFrame((began) => {
      clearTimeout(hidden);
      window.setTimeout(() => resolve(performance.now() - began));
    });
  });
}

/**
 * Marks the elements that continue those of the chunk before, so that both look like one.
 * @param {DocumentFragment} nodes
 * @param {number} open how many, nested in each other
 * @param {Element | null} before the chunk before
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
 * @param {HTMLOListElement} next its continuation
 * @returns {number} of the first item of `next`, which may continue the last item of `list`
 */
function numberAfter(list, next) {
  const continues = next.firstElementChild?.localName === "li" && next.firstElementChild.hasAttribute("data-continues");
  let number = list.start;
  for (const item of list.children) {
    if (item.hasAttribute("data-continues")) continue;
    number = (item.hasAttribute("value") ? /** @type {HTMLLIElement} */ (item).value : number) + 1;
  }
  return continues ? number - 1 : number;
}
