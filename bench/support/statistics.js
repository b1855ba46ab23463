// What many measurements come to.

/**
 * The quantile of the values at `share`.
 * @param {number[]} values
 * @param {number} share 0.5 for the median
 */
export function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);
