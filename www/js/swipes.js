/**
 * With a finger: across an article to the one beside it, as one turns a page. It is a quick, level stroke of one finger in
 * the middle of the screen, and nothing else: a slow one may select, a steep one scrolls, one from the edge is the system's
 * own way back, and in a table, in code and in upright text it scrolls what is there. Nothing is kept from the browser, which
 * hears of every touch as before; buttons do the same for everybody.
 */

/** The edges belong to the system, in CSS pixels. */
const EDGE = 32;

/** Shorter strokes are slips, in CSS pixels. */
const SHORT = 72;

/** Who holds longer means to select, in milliseconds. */
const SLOW = 400;

/**
 * @param {HTMLElement} place
 * @param {(way: 'left' | 'right') => void} swiped
 */
export function takeSwipes(place, swiped) {
  /** @type {{ x: number, y: number, time: number } | null} */
  let start = null;
  place.addEventListener(
    "touchstart",
    (event) => {
      const { touches, target, timeStamp } = event;
      const { clientX: x, clientY: y } = touches[0];
      const isFree = touches.length === 1 && x > EDGE && x < window.innerWidth - EDGE && (window.visualViewport?.scale ?? 1) < 1.05;
      start = isFree && !scrollsAcross(/** @type {Element} */ (target), place) ? { x, y, time: timeStamp } : null;
    },
    { passive: true },
  );
  place.addEventListener(
    "touchend",
    ({ changedTouches, timeStamp }) => {
      if (!start) return;
      const { x, y, time } = start;
      start = null;
      const [across, down] = [changedTouches[0].clientX - x, changedTouches[0].clientY - y];
      if (Math.abs(across) < SHORT || Math.abs(down) * 3 > Math.abs(across) || timeStamp - time > SLOW) return;
      if (getSelection()?.isCollapsed === false) return;
      swiped(across < 0 ? "left" : "right");
    },
    { passive: true },
  );
  place.addEventListener("touchcancel", () => (start = null), { passive: true });
}

/** @param {Element} target @param {HTMLElement} place */
function scrollsAcross(target, place) {
  if (target.closest("input, textarea, select, [contenteditable]")) return true;
  for (let at = /** @type {Element | null} */ (target); at && at !== place; at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
  }
  return false;
}
