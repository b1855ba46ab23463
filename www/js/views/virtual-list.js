/**
 * A list of any length: rows of one height, of which only those near the screen stand in the page. Screen readers are told
 * of all of them, the page's own scroll bar is as long as all of them, and the row that has the focus stays.
 */
import { element } from "./element.js";

/** Rows that are asked for at once. */
const BLOCK = 50;

/** Screens of rows that stand above and below the one that is seen. */
const AROUND = 1;

/** Rows of a screen, until one is measured. */
const SCREEN = 8;

/** Browsers end elements at some 17 million pixels; what is beyond can be reached by a narrower search. */
const TALLEST = 15_000_000;

/**
 * @template T
 * @typedef {object} VirtualList
 * @property {HTMLElement} root
 * @property {(fromTop: boolean) => [from: number, count: number]} wanted rows that are seen, and those around
 * @property {(total: number, from: number, some: T[], fromTop: boolean) => boolean} setTotal all rows are others now; those of some
 *   that are seen stand at once. Whether the reader is to be taken to the top
 * @property {() => void} fill those around stand too
 * @property {(position: number) => Promise<void>} focus brings a row in and gives it the focus
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
  const standing = new Map();
  /** @type {Map<number, Promise<void>>} */
  let asked = new Map();
  let total = 0;
  let height = 0;
  /** How far the reader is past its beginning, when last looked at: to look is to lay the page out. */
  let top = 0;
  /** Grows when all rows are others: answers to older questions are nobody's. */
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
        // It is asked again when it is seen again.
        if (mine === version) asked.delete(block);
      },
    );
    asked.set(block, answer);
    return answer;
  };

  const look = () => {
    top = -root.getBoundingClientRect().top;
  };

  /** @param {number} around screens */
  const near = (around, at = top) => {
    const screen = window.innerHeight;
    const row = height || screen / SCREEN;
    return { from: Math.max(0, Math.floor((at - around * screen) / row)), to: Math.ceil((at + (1 + around) * screen) / row) };
  };

  /** @param {number} position @returns {HTMLElement | null} */
  const stand = (position) => {
    const row = known.get(position);
    if (row === undefined) return null;
    let item = standing.get(position);
    if (!item) {
      item = show(row, position);
      item.setAttribute("aria-setsize", String(total));
      item.setAttribute("aria-posinset", String(position + 1));
      item.style.setProperty("--position", String(position));
      standing.set(position, item);
      // In their order: the keyboard and screen readers go by it.
      const after = [...standing.keys()].filter((other) => other > position).sort((a, b) => a - b)[0];
      root.insertBefore(item, after === undefined ? null : (standing.get(after) ?? null));
    }
    return item;
  };

  /** @param {{ from: number, to: number }} range */
  const standAll = ({ from, to }) => {
    for (let position = from; position < to; position += 1) stand(position);
  };

  const measure = () => {
    height = standing.values().next().value?.offsetHeight || height;
  };

  const draw = async () => {
    const mine = version;
    // Far down in a list that has just come, a guess would find no rows at all.
    if (!height) measure();
    look();
    const { from, to } = near(AROUND);
    const blocks = new Set();
    for (let position = from; position < Math.min(to, total); position += 1) if (!known.has(position)) blocks.add(Math.floor(position / BLOCK));
    await Promise.all([...blocks].map(ask));
    if (mine !== version) return;
    if (blocks.size > 0) look();
    const now = near(AROUND);
    for (const [position, item] of standing) {
      const isNear = position >= now.from && position < now.to;
      if (isNear || item.contains(document.activeElement)) continue;
      item.remove();
      standing.delete(position);
    }
    standAll(now);
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
    // Another width, another type size: rows are measured anew.
    measure();
    if (shape !== (shape = `${height} ${root.clientWidth}`)) soon();
  });
  resized.observe(root);
  window.addEventListener("scroll", soon, { passive: true });

  /** @param {number} position */
  const reveal = (position) => {
    const top = root.getBoundingClientRect().top + window.scrollY + position * height;
    const isSeen = top >= window.scrollY && top + height <= window.scrollY + window.innerHeight;
    if (!isSeen) window.scrollTo(0, Math.max(0, top - window.innerHeight / 3));
  };

  /** The row that is to have the focus, while it is on its way. @type {number | null} */
  let wanted = null;
  /** @param {number} position */
  const focus = async (position) => {
    if (position < 0 || position >= total) return;
    wanted = position;
    // Posts may come while the row does: it is asked for again among the new ones.
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
      if (mine === version) stand(position)?.querySelector("a")?.focus({ preventScroll: true });
    }
    if (wanted === position) wanted = null;
  };

  root.addEventListener("keydown", (event) => {
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    // Who presses faster than rows come goes on from the one that is on its way.
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
      root.style.blockSize = `min(${total} * var(--row), ${TALLEST}px)`;
      if (fromTop) top = Math.min(0, top);
      else if (top > 0) look();
      const focused = [...standing].find(([, item]) => item.contains(document.activeElement))?.[0];
      for (const item of standing.values()) item.remove();
      standing.clear();
      standAll(near(0));
      if (focused !== undefined && wanted === null) void focus(Math.min(focused, total - 1));
      return isPassed;
    },
    fill: () => void draw(),
    focus,
    stop() {
      window.removeEventListener("scroll", soon);
      resized.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}
