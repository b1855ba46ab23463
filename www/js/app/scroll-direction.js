/**
 * Whether the reader goes down the page or up, on its root, where the style sheets find it: on narrow screens the way back
 * comes into reach for whoever goes up again.
 */

/** Less than this is a trembling hand, in pixels. */
const LITTLE = 8;

export function tellGoing() {
  let before = 0;
  window.addEventListener(
    "scroll",
    () => {
      const now = window.scrollY;
      if (Math.abs(now - before) > LITTLE) document.documentElement.dataset.going = now > before ? "down" : "up";
      before = now;
    },
    { passive: true },
  );
}
