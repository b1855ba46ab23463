/**
 * A list of any length: rows of one height, of which only those near the screen stand in the page. Screen readers are told
 * of all of them, the page's own scroll bar is as long as all of them, and the row that has the focus stays.
 */
import { element } from "../element.js";

/** Rows that are asked for at once. */
const BLOCK = 50;

/** Screens of rows that stand above and below the one that is seen. */
const AROUND = 1;

/** Browsers end elements at some 17 million pixels; what is beyond can be reached by a narrower search. */
const TALLEST = 15_000_000;

/**
 * @template T
 * @typedef {object} VirtualList
 * @property {HTMLElement} root
 * @property {(total: number) => void} setTotal all rows are others now
 * @property {(position: number) => Promise<void>} focus brings a row in and gives it the focus
 * @property {(position: number) => void} reveal scrolls to a row
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

  const window_ = () => {
    if (!height) return { from: 0, to: Math.min(total, BLOCK) };
    const top = -root.getBoundingClientRect().top;
    const screen = window.innerHeight;
    const from = Math.floor((top - AROUND * screen) / height);
    const to = Math.ceil((top + (1 + AROUND) * screen) / height);
    return { from: Math.min(Math.max(0, from), total), to: Math.max(0, Math.min(total, to)) };
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

  const draw = async () => {
    const mine = version;
    const { from, to } = window_();
    const blocks = [];
    for (let block = Math.floor(from / BLOCK); block * BLOCK < to; block += 1) blocks.push(ask(block));
    await Promise.all(blocks);
    if (mine !== version) return;
    const now = height ? window_() : { from, to };
    for (const [position, item] of standing) {
      const isNear = position >= now.from && position < now.to;
      if (isNear || item.contains(document.activeElement)) continue;
      item.remove();
      standing.delete(position);
    }
    for (let position = now.from; position < now.to; position += 1) stand(position);
    measure();
  };

  const measure = () => {
    const first = standing.values().next().value;
    const measured = first?.getBoundingClientRect().height ?? 0;
    if (!measured || Math.abs(measured - height) < 0.5) return;
    height = measured;
    root.style.setProperty("--row", `${height}px`);
    root.style.setProperty("block-size", `${Math.min(total * height, TALLEST)}px`);
    void draw();
  };

  let frame = 0;
  const soon = () => {
    if (frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      void draw();
    });
  };
  const resized = new ResizeObserver(() => {
    // Another width, another type size: rows are measured anew.
    measure();
    soon();
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
      if (!height) await draw();
      await ask(Math.floor(position / BLOCK));
      if (mine !== version) continue;
      reveal(position);
      await draw();
      if (mine === version) stand(position)?.querySelector("a")?.focus({ preventScroll: true });
    }
    if (wanted === position) wanted = null;
  };

  root.addEventListener("keydown", (event) => {
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    const position = Number(item?.getAttribute("aria-posinset")) - 1;
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = { ArrowDown: position + 1, ArrowUp: position - 1, Home: 0, End: total - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    void focus(target);
  });

  return {
    root,
    setTotal(now) {
      version += 1;
      total = now;
      known = new Map();
      asked = new Map();
      const mine = version;
      if (height) root.style.setProperty("block-size", `${Math.min(total * height, TALLEST)}px`);
      // The old rows stand until the new ones are there: nothing flickers while somebody types.
      const { from } = window_();
      void ask(Math.floor(from / BLOCK)).then(() => {
        if (mine !== version) return;
        // Whoever went on to another row meanwhile has the focus there.
        const focused = [...standing].find(([, item]) => item.contains(document.activeElement))?.[0];
        for (const item of standing.values()) item.remove();
        standing.clear();
        if (focused !== undefined && wanted === null && total > 0) void focus(Math.min(focused, total - 1));
        else void draw();
      });
    },
    focus,
    reveal,
    stop() {
      window.removeEventListener("scroll", soon);
      resized.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}
