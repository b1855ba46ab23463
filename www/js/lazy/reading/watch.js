/**
 * When a post has been read: its end was in view for as long as a line takes, or the reader stayed with it for half the time
 * that its text takes an average reader. Time counts while the page is seen and the reader did something in the last minute.
 */

/** Between two looks, in ms. */
const STEP = 500;

/** How long the end has to be in view, in ms. */
const END = 2000;

/** How long no post is read in less, in ms. */
const LEAST = 4000;

/** A reader who does nothing for so long has gone, in ms. */
const PRESENT = 60_000;

/**
 * @param {HTMLElement} body of the article
 * @param {object} what
 * @param {number} what.since when it was opened, in ms
 * @param {() => boolean} what.isComplete whether all of it is rendered
 * @param {() => number} what.minutes that its text takes
 * @param {() => void} what.done called once
 * @returns {() => void} ends it
 */
export function watchReading(body, { since, isComplete, minutes, done }) {
  let looked = performance.now();
  let acted = looked;
  let stayed = looked - since;
  let atEnd = 0;
  /** In ms; of the whole text, once that is there. @type {number | null} */
  let needed = null;
  const act = () => (acted = performance.now());
  const actions = ["scroll", "keydown", "pointermove", "touchstart"];
  for (const action of actions) window.addEventListener(action, act, { passive: true, capture: true });
  const timer = setInterval(look, STEP);

  function look() {
    const now = performance.now();
    // A computer that slept reads nothing.
    const passed = Math.min(now - looked, 4 * STEP);
    looked = now;
    if (document.visibilityState !== "visible" || now - acted > PRESENT || !isComplete()) return;
    stayed += passed;
    needed ??= Math.max(LEAST, minutes() * 30_000);
    atEnd = isEndInView(body) ? atEnd + passed : 0;
    if ((atEnd < END || stayed < LEAST) && stayed < needed) return;
    stop();
    done();
  }

  function stop() {
    clearInterval(timer);
    for (const action of actions) window.removeEventListener(action, act, { capture: true });
  }
  return stop;
}

/** @param {HTMLElement} body */
function isEndInView(body) {
  const { bottom, left } = body.getBoundingClientRect();
  const isDown = getComputedStyle(body).writingMode.startsWith("vertical");
  const scroller = body.closest("article")?.getBoundingClientRect();
  // Text that runs down ends at the left, within its own scroller.
  return isDown ? left >= (scroller?.left ?? 0) - 2 : bottom <= window.innerHeight;
}
