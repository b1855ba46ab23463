/**
 * Choosing posts of a list, in English.
 */

/** @param {number} count */
const posts = (count) => (count === 1 ? "1 post" : `${count.toLocaleString("en")} posts`);

export default {
  "choose.heading": "Choose posts",
  "choose.count": (/** @type {any} */ { count }) => `${posts(count)} chosen`,
  "choose.hidden": (/** @type {any} */ { count, hidden }) =>
    `${posts(count)} chosen, ${hidden.toLocaleString("en")} not in this list`,
  "choose.all": "All {count:number}",
  "choose.none": "None",
  "choose.save": "Save…",
  "choose.done": "Done",
  "choose.keys": "Click rows, or press Space or x; with Shift a range",
  "choose.ended": "No longer choosing",
  "shortcuts.choose-row": "Choose the row, or not",
  "shortcuts.choose-range": "Choose further rows",
  "shortcuts.choose-all": "Choose all rows of the list, or none",
  "shortcuts.choose-end": "End choosing",
};
