/**
 * Heights of the rows of a long list, of which only some are measured: all others have an estimated one. Offsets and rows at
 * offsets are found in logarithmic time, by a tree of sums (Fenwick's) of what the measured rows differ from the estimate.
 */

/**
 * @typedef {object} RowHeights
 * @property {() => number} estimate in px; 0 before there is one
 * @property {(total: number, estimate: number, measured?: Map<number, number>) => void} reset
 * @property {(position: number, height: number) => void} measure
 * @property {() => Map<number, number>} measured heights by position
 * @property {(position: number) => number} offset of a row's start; of `total`, the height of all
 * @property {(offset: number) => number} at the row at an offset; beyond the last, `total`
 */

/** @returns {RowHeights} */
export function rowHeights() {
  let total = 0;
  let estimate = 0;
  /** @type {Map<number, number>} */
  let measured = new Map();
  let sums = new Float64Array(1);
  /** The largest power of two up to `total`. */
  let top = 0;

  /** @param {number} position @param {number} by */
  const add = (position, by) => {
    for (let at = position + 1; at <= total; at += at & -at) sums[at] += by;
  };
  return {
    estimate: () => estimate,
    reset(now, height, known = new Map()) {
      [total, estimate, measured] = [now, height, new Map()];
      sums = new Float64Array(total + 1);
      top = total > 0 ? 2 ** Math.floor(Math.log2(total)) : 0;
      for (const [position, height] of known) this.measure(position, height);
    },
    measure(position, height) {
      if (position >= total) return;
      add(position, height - (measured.get(position) ?? estimate));
      measured.set(position, height);
    },
    measured: () => measured,
    offset(position) {
      let sum = position * estimate;
      for (let at = position; at > 0; at -= at & -at) sum += sums[at];
      return sum;
    },
    at(offset) {
      let [position, left] = [0, offset];
      for (let step = top; step >= 1; step /= 2) {
        if (position + step > total) continue;
        const height = step * estimate + sums[position + step];
        if (height > left) continue;
        position += step;
        left -= height;
      }
      return position;
    },
  };
}
