/**
 * A list of any length: each row as high as what it says, and only those near the viewport are in the page. Heights are
 * estimated until a row is rendered; when they become known, what the reader sees stays where it is. ARIA and the page's
 * scroll bar show the whole length, and the focused row stays.
 */
import { element } from "./element.js";
import { rowHeights } from "./row-heights.js";

/** Rows in one request. */
const BLOCK = 50;

/** Screens of rows rendered above and below the viewport. */
const AROUND = 1;

/** Rows of a screen, until some are measured. */
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
 * @property {() => Promise<void>} fill renders the rows around the visible ones
 * @property {(position: number) => Promise<void>} focus renders a row and focuses it
 * @property {(by: number) => Promise<void>} move focuses the row after or before the focused one, or the first one that is seen
 * @property {() => void} stop
 */

/**
 * @template T
 * @param {object} what
 * @param {(from: number, count: number) => Promise<T[]>} what.rows
 * @param {(row: T, position: number) => HTMLElement} what.show an `li`
 * @param {string} what.label
 * @param {() => number} what.covered px at the window's top that something sticky covers
 * @param {(rows: T[]) => void} what.seen called when rows came into view, with these and those around them, the first to read first
 * @returns {VirtualList<T>}
 */
export function virtualList({ rows, show, label, covered, seen }) {
  const root = element("ol", { class: "list-rows virtual-rows", "aria-label": label });
  const heights = rowHeights();
  /** @type {Map<number, T>} */
  let known = new Map();
  /** @type {Map<number, HTMLElement>} */
  const rendered = new Map();
  /** @type {Map<number, Promise<void>>} */
  let asked = new Map();
  let total = 0;
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
    if (heights.estimate() === 0) return { from: 0, to: Math.ceil(SCREEN * (1 + around)) };
    return { from: heights.at(Math.max(0, at - around * screen)), to: heights.at(at + (1 + around) * screen) + 1 };
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
      rendered.set(position, item);
      // In order, for the keyboard and screen readers.
      const after = [...rendered.keys()].filter((other) => other > position).sort((a, b) => a - b)[0];
      root.insertBefore(item, after === undefined ? null : (rendered.get(after) ?? null));
      place(position, item);
      resized.observe(item);
    }
    return item;
  };

  /** @param {{ from: number, to: number }} range */
  const renderAll = ({ from, to }) => {
    for (let position = from; position < Math.min(to, total); position += 1) renderRow(position);
    measure([...rendered]);
  };

  /** @param {number} position @param {HTMLElement} item */
  const place = (position, item) => item.style.setProperty("inset-block-start", `${heights.offset(position)}px`);

  /** Puts all rows where the heights say. */
  const arrange = () => {
    root.style.blockSize = `${Math.min(heights.offset(total), MAX_HEIGHT)}px`;
    for (const [position, item] of rendered) place(position, item);
  };

  /** The first row that is seen, which stays where it is when heights change. */
  const anchor = () => heights.at(Math.max(0, top + covered()));

  /** Changes heights, and moves the page so that what is seen stays. @param {() => void} change */
  const keepPlace = (change) => {
    const held = anchor();
    const before = heights.offset(held);
    change();
    arrange();
    const by = heights.offset(Math.min(held, total)) - before;
    if (top + covered() <= 0 || Math.abs(by) < 0.5) return;
    // Browsers that keep the place by themselves are told not to, in rows.css.
    top += by;
    window.scrollBy({ top: by, behavior: "instant" });
  };

  /** @param {[number, HTMLElement][]} items */
  const measure = (items) => {
    const measured = items
      .map(([position, item]) => /** @type {const} */ ([position, item.getBoundingClientRect().height]))
      // Of a list that is not in the page.
      .filter(([, height]) => height > 0);
    if (measured.length === 0) return;
    if (heights.estimate() === 0) heights.reset(total, meanOf(measured.map(([, height]) => height)));
    const before = heights.measured();
    if (measured.every(([position, height]) => before.get(position) === height)) return;
    keepPlace(() => {
      for (const [position, height] of measured) heights.measure(position, height);
    });
  };

  const draw = async () => {
    const mine = version;
    measureTop();
    const { from, to } = near(AROUND);
    const blocks = new Set();
    for (let position = from; position < Math.min(to, total); position += 1)
      if (!known.has(position)) blocks.add(Math.floor(position / BLOCK));
    await Promise.all([...blocks].map(ask));
    if (mine !== version) return;
    if (blocks.size > 0) measureTop();
    // Rows that turn out to be lower than estimated leave room for more.
    for (let now = near(AROUND), times = 0; times < 3; times += 1) {
      removeBeyond(now);
      renderAll(now);
      const then = near(AROUND);
      if (then.from >= now.from && then.to <= now.to) break;
      now = then;
    }
    tellSeen();
  };

  /** @param {{ from: number, to: number }} range */
  const removeBeyond = ({ from, to }) => {
    for (const [position, item] of rendered) {
      if ((position >= from && position < to) || item.contains(document.activeElement)) continue;
      resized.unobserve(item);
      item.remove();
      rendered.delete(position);
    }
  };

  const tellSeen = () => {
    const [inside, around] = [near(0), near(AROUND)];
    const order = [];
    for (let position = inside.from; position < inside.to; position += 1) order.push(position);
    for (let position = inside.to; position < around.to; position += 1) order.push(position);
    for (let position = inside.from - 1; position >= around.from; position -= 1) order.push(position);
    seen(order.flatMap((position) => known.get(position) ?? []));
  };

  let frame = 0;
  const soon = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      void draw();
    });
  };
  let width = 0;
  const resized = new ResizeObserver((changes) => {
    if (root.clientWidth !== width) {
      // All lines break anew: rows that are not rendered are estimated again.
      width = root.clientWidth;
      const shown = [...heights.measured()].filter(([position]) => rendered.has(position));
      keepPlace(() => heights.reset(total, heights.estimate(), new Map(shown)));
      soon();
    }
    const items = new Set(changes.map(({ target }) => target));
    measure([...rendered].filter(([, item]) => items.has(item)));
  });
  resized.observe(root);
  window.addEventListener("scroll", soon, { passive: true });

  /** @param {number} position */
  const reveal = (position) => {
    measureTop();
    const start = heights.offset(position) - top;
    const end = heights.offset(position + 1) - top;
    const isSeen = start >= covered() && end <= window.innerHeight;
    if (!isSeen) window.scrollBy({ top: start - Math.max(covered(), window.innerHeight / 3), behavior: "instant" });
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
      if (heights.estimate() === 0) await draw();
      if (!known.has(position)) await ask(Math.floor(position / BLOCK));
      if (mine !== version) continue;
      reveal(position);
      await draw();
      if (mine !== version) continue;
      const item = renderRow(position);
      // What was estimated on the way there is measured now.
      reveal(position);
      item?.querySelector("a")?.focus({ preventScroll: true });
    }
    if (wanted === position) wanted = null;
  };

  /** @returns {number} position of the focused row, or of the one being loaded, since keys may be faster; -1 for none */
  const focused = () => wanted ?? [...rendered].find(([, item]) => item.contains(document.activeElement))?.[0] ?? -1;

  root.addEventListener("keydown", (event) => {
    const position = focused();
    if (position < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
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
      const at = focused();
      // Rows say more once they are read, so that the estimate follows what was shown.
      const shown = [...rendered.keys()].flatMap((position) => heights.measured().get(position) ?? []);
      const mean = shown.length > 0 ? meanOf(shown) : heights.estimate();
      for (const item of rendered.values()) {
        resized.unobserve(item);
        item.remove();
      }
      rendered.clear();
      if (fromTop) top = Math.min(0, top);
      else if (top > 0) measureTop();
      keepPlace(() => heights.reset(total, mean, fromTop ? undefined : heights.measured()));
      renderAll(near(0));
      if (at >= 0 && wanted === null) void focus(Math.min(at, total - 1));
      return isPassed;
    },
    fill: draw,
    focus,
    async move(by) {
      const position = focused();
      await focus(position < 0 ? anchor() : position + by);
    },
    stop() {
      window.removeEventListener("scroll", soon);
      resized.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}

/** @param {number[]} numbers */
const meanOf = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
