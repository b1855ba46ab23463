/**
 * Sets the scroll direction on the page's root for the style sheets: on narrow screens the way back appears when the reader
 * scrolls up.
 */

/** Ignore scroll jitter below this, in px. */
const JITTER = 8;

export function trackScrollDirection() {
  let before = 0;
  window.addEventListener(
    "scroll",
    () => {
      const now = window.scrollY;
      if (Math.abs(now - before) > JITTER) document.documentElement.dataset.going = now > before ? "down" : "up";
      before = now;
    },
    { passive: true },
  );
}
