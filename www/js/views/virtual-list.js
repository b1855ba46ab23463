/**
 * A list of any length: rows of one height, of which only those near the viewport are in the page. ARIA and the page's scroll
 * bar show the whole length, and the focused row stays.
 */
import { element, focusBeside } from "./element.js";

/** Rows in one request. */
const BLOCK = 50;

/** Screens of rows rendered above and below the viewport. */
const AROUND = 1;

/** Estimated rows of a screen, until one is measured. */
const SCREEN = 8;

/** Browsers limit elements to about 17 million px; rows beyond need a narrower search. */
const MAX_HEIGHT = 15_000_000;

/**
 * @template T
 * @typedef {object} VirtualList
 * @property {HTMLElement} root
 * @property {(fromTop: boolean) => [from: number, count: number]} wanted visible rows and those around them
 * @property {(total: number, from: number, some: T[], fromTop: boolean) => boolean} setTotal replaces all rows,
 *   `some` of which are known and shown at once if visible; returns whether to scroll to the top
 * @property {() => void} fill renders the rows around the visible ones
 * @property {(position: number) => Promise<void>} focus renders a row and focuses it
 * @property {() => void} stop
 */

/**
 * @template T
 * @param {object} what
 * @param {(from: number, count: number) => Promise<T[]>} what.rows
 * @param {(row: T, position: number) => HTMLElement} what.show an `li`
 * @param {string} what.label
 * @returns {VirtualList<T>}
 */
export function virtualList({ rows, show, label }) {
  const root = element("ol", { class: "list-rows virtual-rows", "aria-label": label });
  /** @type {Map<number, T>} */
  let known = new Map();
  /** @type {Map<number, HTMLElement>} */
  const rendered = new Map();
  /** @type {Map<number, Promise<void>>} */
  let asked = new Map();
  let total = 0;
  let height = 0;
  /** Scroll offset past the list's top when last measured, which forces layout. */
  let top = 0;
  /** Increases when all rows are replaced: stale responses are ignored. */
  let version = 0;

  /** @param {number} block */
  const ask = (block) => {
    const mine = version;
    const pending = asked.get(block);
    if (pending) return pending;
    const answer = rows(block * BLOCK, BLOCK).then(
      (some) => {
        if (mine !== version) return;
        some.forEach((row, nth) => known.set(block * BLOCK + nth, row));
      },
      () => {
        // It is requested again when it is visible again.
        if (mine === version) asked.delete(block);
      },
    );
    asked.set(block, answer);
    return answer;
  };

  const measureTop = () => {
    top = -root.getBoundingClientRect().top;
  };

  /** @param {number} around screens */
  const near = (around, at = top) => {
    const screen = window.innerHeight;
    const row = height || screen / SCREEN;
    return {
      from: Math.max(0, Math.floor((at - around * screen) / row)),
      to: Math.ceil((at + (1 + around) * screen) / row),
    };
  };

  /** @param {number} position @returns {HTMLElement | null} */
  const renderRow = (position) => {
    const row = known.get(position);
    if (row === undefined) return null;
    let item = rendered.get(position);
    if (!item) {
      item = show(row, position);
      item.setAttribute("aria-setsize", String(total));
      item.setAttribute("aria-posinset", String(position + 1));
      item.style.setProperty("--position", String(position));
      rendered.set(position, item);
      // In order, for the keyboard and screen readers.
      const after = [...rendered.keys()].filter((other) => other > position).sort((a, b) => a - b)[0];
      root.insertBefore(item, after === undefined ? null : (rendered.get(after) ?? null));
    }
    return item;
  };

  /** @param {{ from: number, to: number }} range */
  const renderAll = ({ from, to }) => {
    for (let position = from; position < to; position += 1) renderRow(position);
  };

  const measure = () => {
    height = rendered.values().next().value?.offsetHeight || height;
  };

  const draw = async () => {
    const mine = version;
    // Far down in a new list, an estimate would miss the rows.
    if (!height) measure();
    measureTop();
    const { from, to } = near(AROUND);
    const blocks = new Set();
    for (let position = from; position < Math.min(to, total); position += 1)
      if (!known.has(position)) blocks.add(Math.floor(position / BLOCK));
    await Promise.all([...blocks].map(ask));
    if (mine !== version) return;
    if (blocks.size > 0) measureTop();
    const now = near(AROUND);
    for (const [position, item] of rendered) {
      const isNear = position >= now.from && position < now.to;
      if (isNear || item.contains(focusBeside(root))) continue;
      item.remove();
      rendered.delete(position);
    }
    renderAll(now);
  };

  let frame = 0;
  const soon = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      void draw();
    });
  };
  let shape = "";
  const resized = new ResizeObserver(() => {
    // Width and type size change the rows' height.
    measure();
    if (shape !== (shape = `${height} ${root.clientWidth}`)) soon();
  });
  resized.observe(root);
  // Also of a box of the page that the list is in.
  window.addEventListener("scroll", soon, { passive: true, capture: true });

  /** @param {number} position */
  const reveal = (position) => {
    const top = root.getBoundingClientRect().top + window.scrollY + position * height;
    const isSeen = top >= window.scrollY && top + height <= window.scrollY + window.innerHeight;
    if (!isSeen) window.scrollTo(0, Math.max(0, top - window.innerHeight / 3));
  };

  /** The row to focus once it is loaded. @type {number | null} */
  let wanted = null;
  /** @param {number} position */
  const focus = async (position) => {
    if (position < 0 || position >= total) return;
    wanted = position;
    // If the rows are replaced meanwhile, it is requested again.
    for (let mine = -1; mine !== version && wanted === position && position < total; ) {
      mine = version;
      if (!height) {
        await draw();
        measure();
      }
      if (!known.has(position)) await ask(Math.floor(position / BLOCK));
      if (mine !== version) continue;
      reveal(position);
      await draw();
      if (mine === version) renderRow(position)?.querySelector("a")?.focus({ preventScroll: true });
    }
    if (wanted === position) wanted = null;
  };

  root.addEventListener("keydown", (event) => {
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    // Key presses faster than rows load continue from the row being loaded.
    const position = wanted ?? Number(item?.getAttribute("aria-posinset")) - 1;
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = { ArrowDown: position + 1, ArrowUp: position - 1, Home: 0, End: total - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    void focus(target);
  });

  return {
    root,
    wanted(fromTop) {
      const { from, to } = near(AROUND, fromTop ? Math.min(0, top) : top);
      return [from, Math.max(0, to - from)];
    },
    setTotal(now, from, some, fromTop) {
      const isPassed = fromTop && top > 0;
      version += 1;
      total = now;
      known = new Map(some.map((row, nth) => [from + nth, row]));
      asked = new Map();
      root.style.blockSize = `min(${total} * var(--row), ${MAX_HEIGHT}px)`;
      if (fromTop) top = Math.min(0, top);
      else if (top > 0) measureTop();
      const focused = [...rendered].find(([, item]) => item.contains(focusBeside(root)))?.[0];
      for (const item of rendered.values()) item.remove();
      rendered.clear();
      renderAll(near(0));
      if (focused !== undefined && wanted === null) void focus(Math.min(focused, total - 1));
      return isPassed;
    },
    fill: () => void draw(),
    focus,
    stop() {
      window.removeEventListener("scroll", soon, { capture: true });
      resized.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}
