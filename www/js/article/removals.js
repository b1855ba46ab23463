/**
 * Restores removed parts of an article in their places. The core inserts them, marked and sanitized with the rest; labels are
 * added here.
 */
import { element } from "../views/element.js";

/** @import { ArticleCore, ReadingPage, RecordEntry, Words } from '../types.js' */
/** @import { InPlace } from '../views/panels/record.js' */

/** The core's mark: an id that no post can have, with the number of the record's entry. */
const MARK = /^av-removed:(\d+)/;

/**
 * @param {ArticleCore} core
 * @param {ReadingPage} page
 * @param {HTMLElement} body
 * @param {(page: ReadingPage) => void} redraw
 * @returns {InPlace}
 */
export function removalsInPlace(core, page, body, redraw) {
  /** @type {ReadonlySet<number>} */
  let shown = new Set();
  return {
    get shown() {
      return shown;
    },
    async set(entries, on) {
      const wanted = new Set(shown);
      for (const entry of entries) on ? wanted.add(entry) : wanted.delete(entry);
      let drawn = page;
      if (wanted.size > 0) {
        try {
          drawn = await core.openText(
            page.file.name,
            await page.original.text(),
            [...wanted].sort((one, other) => one - other),
            page.evidence,
          );
        } catch {
          return false;
        }
        // A post that would exceed the limits stays as it is.
        if (drawn.plain || !entries.every((entry) => !on || drawn.restored?.includes(entry))) return false;
      }
      shown = wanted;
      redraw(drawn);
      if (on) {
        const mark = /** @type {HTMLElement | null} */ (
          body.querySelector(`[id="av-removed:${Math.min(...entries)}"]`)
        );
        mark?.focus({ preventScroll: true });
        mark?.scrollIntoView({ block: "center", inline: "center" });
      }
      return true;
    },
  };
}

/**
 * @param {Words} words
 * @param {DocumentFragment} inert the article's nodes before they enter the page
 * @param {RecordEntry[]} record
 */
export function markRemovals({ t, language, dir }, inert, record) {
  for (const mark of inert.querySelectorAll('ins[id^="av-removed:"]')) {
    const number = Number(MARK.exec(mark.id)?.[1]);
    const { reason, args, message } = record[number] ?? { reason: "", args: {}, message: "" };
    const what = t(`reason.${reason}`, args, message);
    mark.classList.add("was-removed");
    mark.setAttribute("tabindex", "-1");
    mark.setAttribute("role", "group");
    mark.setAttribute("aria-label", t("removal.label", { what }));
    mark.prepend(element("span", { class: "was-removed-label", lang: language, dir }, t("removal.label", { what })));
  }
}
