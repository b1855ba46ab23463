/**
 * Signs in the rows of a list that has no library.
 */
import { onReadingChange } from "../../article/reading-flag.js";
import { element } from "../../views/element.js";
import { rowMarks } from "../../views/row-marks.js";
import { allMarks } from "./marks.js";
import { placeOf } from "./store.js";

/** @import { Row, Words } from '../../types.js' */
/** @import { Marks } from '../../views/row-marks.js' */

/**
 * @param {Words} words
 * @param {HTMLElement} root of the list, whose rows may grow
 * @param {string} collection
 * @param {() => Row[]} rows in the order of the list
 */
export async function markRows(words, root, collection, rows) {
  const list = /** @type {HTMLElement} */ (root.querySelector(".list-rows"));
  /** By URL, and by place. @type {Map<string, Marks>} */
  let known = new Map();
  let done = 0;

  function draw() {
    const all = rows();
    for (; done < list.children.length && done < all.length; done += 1) {
      const { key, facts: post } = all[done];
      const marks = known.get(post.source?.url ?? placeOf({ collection, post: key }) ?? "");
      const row = list.children[done];
      row.querySelector(".row-marks")?.remove();
      row.toggleAttribute("data-read", marks?.read ?? false);
      const signs = marks && rowMarks(words, marks);
      if (!signs) continue;
      const facts = row.querySelector(".facts");
      if (facts) facts.prepend(signs);
      else row.querySelector(".list-title")?.after(element("p", { class: "facts" }, signs));
    }
  }

  async function again() {
    if (!list.isConnected) quiet();
    const marks = new Map();
    for (const { url, places, ...mark } of await allMarks())
      for (const key of url ? [url] : places) marks.set(key, united(marks.get(key), mark));
    [known, done] = [marks, 0];
    draw();
  }
  const quiet = onReadingChange(() => void again());
  await again();
  new MutationObserver(draw).observe(list, { childList: true });
}

/** @param {Marks | undefined} one @param {Marks} other @returns {Marks} */
const united = (one, other) => ({
  read: Boolean(one?.read || other.read),
  favourite: Boolean(one?.favourite || other.favourite),
  noted: Boolean(one?.noted || other.noted),
});
