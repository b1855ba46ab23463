/**
 * A list of any length: each row as high as what it says, and only those near the viewport are in the page. Heights are
 * estimated until a row is rendered; when they become known, what the reader sees stays where it is, and so does the row that
 * they look at when rows come or change places. ARIA and the page's scroll bar show the whole length, and the focused row stays.
 */
import { element, focusBeside } from "./element.js";
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
 * @property {() => { row: T, position: number } | null} lookedAt the row that has the focus, or else, where the list's top is out
 *   of view, the first that is seen
 * @property {() => Promise<void>} fill renders the rows around the visible ones
 * @property {(position: number) => Promise<void>} focus renders a row and focuses it
 * @property {() => number} focused position of the row that has the focus, or is to get it; -1 for none
 * @property {() => { item: HTMLElement, row: T }[]} shown the rows that are rendered
 * @property {(by: number) => Promise<void>} move focuses the row after or before the focused one, or the first one that is seen
 * @property {() => void} stop
 */

/**
 * @template T
 * @param {object} what
 * @param {(from: number, count: number) => Promise<T[]>} what.rows
 * @param {(row: T) => HTMLElement} what.show an `li`
 * @param {(row: T) => string} what.keyOf a row's own
 * @param {(row: T) => string} what.textOf equal if `show` would make the same again
 * @param {string} what.label
 * @param {() => number} what.covered px at the window's top that something sticky covers
 * @param {(rows: T[]) => void} what.seen called when rows came into view, with these and those around them, the first to read first
 * @returns {VirtualList<T>}
 */
export function virtualList({ rows, show, keyOf, textOf, label, covered, seen }) {
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
  /** What `covered` was then. */
  let covering = 0;
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
    covering = covered();
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
      item = show(row);
      number(position, item);
      rendered.set(position, item);
      // In order, for the keyboard and screen readers.
      const after = [...rendered.keys()].filter((other) => other > position).sort((a, b) => a - b)[0];
      root.insertBefore(item, after === undefined ? null : (rendered.get(after) ?? null));
      place(position, item);
      resized.observe(item);
    }
    return item;
  };

  /** @param {number} position @param {HTMLElement} item */
  const number = (position, item) => {
    item.setAttribute("aria-setsize", String(total));
    item.setAttribute("aria-posinset", String(position + 1));
  };

  /** @param {{ from: number, to: number }} range */
  const renderAll = ({ from, to }) => {
    for (let position = from; position < Math.min(to, total); position += 1) renderRow(position);
  };

  /** @param {number} position @param {HTMLElement} item */
  const place = (position, item) => item.style.setProperty("inset-block-start", `${heights.offset(position)}px`);

  /** Puts all rows where the heights say. */
  const arrange = () => {
    root.style.blockSize = `${Math.min(heights.offset(total), MAX_HEIGHT)}px`;
    for (const [position, item] of rendered) place(position, item);
  };

  /** The first row that is seen, which stays where it is when heights change. */
  const anchor = () => heights.at(Math.max(0, top + covering));

  /**
   * Changes heights, and moves the page so that what is seen stays.
   * @param {() => void} change
   * @param {{ was: number, is: number } | null} [moved] the row that stays, where its position changes
   */
  const keepPlace = (change, moved = null) => {
    const { was, is } = moved ?? { was: anchor(), is: anchor() };
    const before = heights.offset(was);
    change();
    arrange();
    const by = heights.offset(Math.min(is, total)) - before;
    if ((!moved && top + covering <= 0) || Math.abs(by) < 0.5) return;
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
      measure([...rendered]);
      const then = near(AROUND);
      if (then.from >= now.from && then.to <= now.to) break;
      now = then;
    }
    tellSeen();
  };

  /** @param {{ from: number, to: number }} range */
  const removeBeyond = ({ from, to }) => {
    for (const [position, item] of rendered) {
      if ((position >= from && position < to) || item.contains(focusBeside(root))) continue;
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
  // Also of a box of the page that the list is in.
  window.addEventListener("scroll", soon, { passive: true, capture: true });

  /** @param {number} position */
  const reveal = (position) => {
    measureTop();
    const start = heights.offset(position) - top;
    const end = heights.offset(position + 1) - top;
    const isSeen = start >= covering && end <= window.innerHeight;
    if (!isSeen) window.scrollBy({ top: start - Math.max(covering, window.innerHeight / 3), behavior: "instant" });
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
      // Another key may have asked for another row.
      if (wanted !== position) return;
      reveal(position);
      await draw();
      if (mine !== version) continue;
      if (wanted !== position) return;
      const item = renderRow(position);
      // What was estimated on the way there is measured now.
      reveal(position);
      // From box to box, where rows have boxes.
      const isBox = /** @type {Element | null} */ (root.querySelector(":focus"))?.localName === "input";
      /** @type {HTMLElement | null | undefined} */ (item?.querySelector(isBox ? "input" : "a"))?.focus({
        preventScroll: true,
      });
    }
    if (wanted === position) wanted = null;
  };

  /** @returns {number} position of the focused row, or of the one being loaded, since keys may be faster; -1 for none */
  const focused = () => wanted ?? [...rendered].find(([, item]) => item.contains(focusBeside(root)))?.[0] ?? -1;

  root.addEventListener("keydown", (event) => {
    const position = focused();
    if (position < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = { ArrowDown: position + 1, ArrowUp: position - 1, Home: 0, End: total - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    void focus(target);
  });

  const lookedAt = () => {
    const position = focused() >= 0 || top <= 0 ? focused() : anchor();
    const row = known.get(position);
    return row === undefined ? null : { row, position };
  };

  /**
   * Keeps the rendered rows that say the same, at their new positions and as high as they were, and removes the others.
   * @param {Map<number, T>} before the rows that were known
   * @param {Map<number, number>} measured heights of the rows that were rendered
   */
  const reuse = (before, measured) => {
    /** @type {Map<string, HTMLElement>} */
    const items = new Map();
    /** @type {Map<HTMLElement, number>} */
    const high = new Map();
    const gone = new Set(rendered.values());
    for (const [position, item] of rendered) {
      const row = before.get(position);
      if (row !== undefined) items.set(textOf(row), item);
      const height = measured.get(position);
      if (height !== undefined) high.set(item, height);
    }
    rendered.clear();
    const { from, to } = near(AROUND);
    for (const [position, row] of known) {
      const item = position >= from && position < to ? items.get(textOf(row)) : undefined;
      if (!item || !gone.delete(item)) continue;
      number(position, item);
      rendered.set(position, item);
      const height = high.get(item);
      if (height !== undefined) heights.measure(position, height);
    }
    for (const item of gone) {
      resized.unobserve(item);
      item.remove();
    }
    // Only what is out of order is moved, since that takes the focus from it.
    let next = root.firstElementChild;
    for (const item of [...rendered].sort(([a], [b]) => a - b).map(([, item]) => item)) {
      if (item === next) next = next.nextElementSibling;
      else root.insertBefore(item, next);
    }
  };

  return {
    root,
    lookedAt,
    wanted(fromTop) {
      const { from, to } = near(AROUND, fromTop ? Math.min(0, top) : top);
      return [from, Math.max(0, to - from)];
    },
    setTotal(now, from, some, fromTop) {
      const isPassed = fromTop && top > 0;
      if (fromTop) top = Math.min(0, top);
      else if (top > 0) measureTop();
      const at = focused();
      const before = known;
      const focusedRow = before.get(at);
      const looked = fromTop ? null : lookedAt();
      version += 1;
      total = now;
      known = new Map(some.map((row, nth) => [from + nth, row]));
      asked = new Map();
      /** @param {T} row */
      const positionOf = (row) => {
        const nth = some.findIndex((other) => keyOf(other) === keyOf(row));
        return nth < 0 ? -1 : from + nth;
      };
      // Rows say more once they are read, so that the estimate follows what was shown.
      const shown = [...rendered.keys()].flatMap((position) => heights.measured().get(position) ?? []);
      const mean = shown.length > 0 ? meanOf(shown) : heights.estimate();
      const is = looked ? positionOf(looked.row) : -1;
      const moved = looked && is >= 0 && is !== looked.position ? { was: looked.position, is } : null;
      const measured = heights.measured();
      keepPlace(() => heights.reset(total, mean, fromTop || moved ? undefined : measured), moved);
      reuse(before, measured);
      arrange();
      renderAll(near(0));
      // At once: browsers count a row that moves between two layouts of one frame as shifted.
      measure([...rendered]);
      const then = focusedRow === undefined ? -1 : positionOf(focusedRow);
      if (at >= 0 && wanted === null && focused() < 0) void focus(Math.min(then < 0 ? at : then, total - 1));
      return isPassed;
    },
    fill: draw,
    focus,
    focused,
    shown: () =>
      [...rendered].flatMap(([position, item]) =>
        known.has(position) ? [{ item, row: /** @type {T} */ (known.get(position)) }] : [],
      ),
    async move(by) {
      const position = focused();
      await focus(position < 0 ? anchor() : position + by);
    },
    stop() {
      window.removeEventListener("scroll", soon, { capture: true });
      resized.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}

/** @param {number[]} numbers */
const meanOf = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
