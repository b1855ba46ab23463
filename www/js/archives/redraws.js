/**
 * How often a list is drawn again while posts come in.
 */

/** Shortest time between two redraws of the list while posts come in, in ms: each asks the library and redraws. */
export const PAUSE = 800;

/** The same for posts that are looked at. */
export const SHORT_PAUSE = 100;

/**
 * @param {() => Promise<void>} draw
 * @returns {(pause: number) => void} has the list drawn, at least `pause` ms after the last time
 */
export function redraws(draw) {
  let redrawn = 0;
  let timer = 0;
  return (pause) => {
    const due = Math.max(0, redrawn + pause - performance.now());
    if (timer && pause === PAUSE) return;
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      timer = 0;
      redrawn = performance.now();
      await draw();
    }, due);
  };
}
