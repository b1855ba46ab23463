/**
 * Keeps what is being read where it is while pictures above it get their heights, in browsers that don't do so by themselves
 * (`overflow-anchor`).
 */

/** Heights when last measured, in px. @type {WeakMap<Element, number>} */
const heights = new WeakMap();

const observer = new ResizeObserver((changes) => {
  /** What has grown above the next one, and what of that ended above the window. */
  let grown = 0;
  let by = 0;
  for (const { target } of changes) {
    const { top, height } = target.getBoundingClientRect();
    const before = heights.get(target);
    heights.set(target, height);
    if (before === undefined || !target.isConnected) continue;
    const end = top - grown + before;
    grown += height - before;
    if (end <= 0) by += height - before;
  }
  if (Math.abs(by) >= 1) window.scrollBy({ top: by, behavior: "instant" });
});

/** @param {Element} place of a picture, in the order of the page */
export const keepPlaceOf = (place) => observer.observe(place);
