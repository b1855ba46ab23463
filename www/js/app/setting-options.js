/**
 * The reader's settings and their values, the default first. Stored values that are not listed are ignored.
 */
export const OPTIONS = /** @type {const} */ ({
  pictures: ["load", "ask", "never"],
  theme: ["auto", "paper", "light", "dark", "black"],
  size: ["1", "0.9", "1.15", "1.3", "1.5"],
  font: ["serif", "sans", "kai", "fangsong", "system", "mono", "legible"],
  width: ["medium", "narrow", "wide"],
  leading: ["normal", "tight", "loose"],
  justify: ["auto", "justified", "ragged"],
  writing: ["across", "down"],
  shortcuts: ["on", "off"],
  remember: ["on", "off"],
  characters: ["written", "simplified", "traditional"],
});
