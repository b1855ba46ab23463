/**
 * Shows how far a copy is, and stops it.
 */
import { sizeInWords } from "../../i18n/words.js";
import { element } from "../../views/element.js";

/** @import { Words } from '../../types.js' */

/** Shortest time between two changes, in ms. */
const PAUSE = 100;

/**
 * @param {Words} words
 * @param {string} file
 * @param {number} size in bytes
 */
export function copyingBar({ t, locale }, file, size) {
  const controller = new AbortController();
  const told = (/** @type {number} */ done) =>
    t("keep.copying", { file, done: sizeInWords(done, locale), total: sizeInWords(size, locale) });
  const text = element("span", {}, told(0));
  const progress = element("progress", {
    max: String(size || 1),
    value: "0",
    "aria-label": t("keep.heading", { file }),
  });
  const stop = element(
    "button",
    { type: "button", class: "link-button", onclick: () => controller.abort() },
    t("keep.stop"),
  );
  const bar = element("div", { class: "progress keeping" }, text, progress, stop);
  document.body.append(bar);
  let shown = 0;
  return {
    signal: controller.signal,
    /** @param {number} done bytes */
    show(done) {
      if (performance.now() < shown + PAUSE) return;
      shown = performance.now();
      text.textContent = told(done);
      progress.value = done;
    },
    /** Another tab keeps something first. */
    wait: () => void (text.textContent = t("keep.waiting")),
    end: () => bar.remove(),
  };
}
