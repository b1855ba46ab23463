/**
 * Texts without white space, for finding quotes in them, with the way back.
 */

/**
 * @typedef {object} Squeezed
 * @property {string} letters the text without white space
 * @property {(from: number, to: number) => { start: number, end: number }} span of the text that letters `from` up to `to` stand in
 */

/**
 * @param {string} text
 * @param {boolean} [ignoreCase]
 * @returns {Squeezed}
 */
export function squeeze(text, ignoreCase = false) {
  /** Offset in the text of each letter. @type {number[]} */
  const offsets = [];
  let letters = "";
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (/\s/.test(letter)) continue;
    const small = ignoreCase ? letter.toLowerCase() : letter;
    // "İ" has two small letters; each letter keeps one place.
    letters += small.length === 1 ? small : letter;
    offsets.push(at);
  }
  return {
    letters,
    span: (from, to) => ({ start: offsets[from] ?? text.length, end: to > from ? offsets[to - 1] + 1 : offsets[from] }),
  };
}
