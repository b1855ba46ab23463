/**
 * The settings that a reader has, as data.
 */

/**
 * What there is to choose, the usual first. A value that is none of these is as good as none.
 */
export const CHOICES = /** @type {const} */ ({
  pictures: ["load", "ask", "never"],
  theme: ["auto", "paper", "light", "dark", "black"],
  size: ["1", "0.9", "1.15", "1.3", "1.5"],
  font: ["serif", "sans"],
  width: ["medium", "narrow", "wide"],
  writing: ["across", "down"],
  shortcuts: ["on", "off"],
});
