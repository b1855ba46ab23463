/**
 * Asks how an archive is to be kept, and says before what room a copy takes.
 */
import { dateInWords, sizeInWords } from "../../i18n/words.js";
import { element } from "../../views/element.js";
import { canCopy } from "./copies.js";
import { forgetsAfterAWeek } from "./room.js";

/** @import { Words } from '../../types.js' */
/** @import { KeptArchive } from './registry.js' */

/** `id` is of the kept archive that it replaces. @typedef {{ isCopied: boolean, id: string | null }} Choice */

/**
 * @param {Words} words
 * @param {object} what
 * @param {string} what.name
 * @param {number} what.size in bytes
 * @param {boolean} what.hasHandle whether the browser can open the original again
 * @param {number | null} what.room bytes that are free for this site, where the browser says so
 * @param {KeptArchive | null} what.other a kept archive of the same name
 * @returns {Promise<Choice | null>} null to keep nothing
 */
export function askHowToKeep({ t, locale }, { name, size, hasHandle, room, other }) {
  const isFromDisk = location.protocol === "file:";
  const mayCopy = !isFromDisk && canCopy();
  const isTooLarge = room !== null && room < size;
  const sizes = { size: sizeInWords(size, locale), room: sizeInWords(room ?? 0, locale) };
  return new Promise((resolve) => {
    /** @type {Choice | null} */
    let choice = null;
    const replace = element("input", { type: "checkbox", checked: true });
    const choose = (/** @type {boolean} */ isCopied) => {
      choice = { isCopied, id: other && replace.checked ? other.id : null };
      dialog.close();
    };
    const way = (
      /** @type {string} */ key,
      /** @type {string} */ says,
      /** @type {boolean} */ isCopied,
      isFirst = true,
    ) =>
      element(
        "div",
        { class: "keep-way" },
        element(
          "button",
          {
            type: "button",
            class: isFirst ? "button button-first" : "button",
            autofocus: isFirst,
            disabled: isCopied && isTooLarge,
            onclick: () => choose(isCopied),
          },
          t(key),
        ),
        element("p", { class: "dialog-sentence" }, says),
      );
    const dialog = element(
      "dialog",
      {
        class: "dialog keep-dialog",
        "aria-labelledby": "keep-heading",
        onclose: () => {
          dialog.remove();
          resolve(choice);
        },
      },
      element("h2", { id: "keep-heading", class: "dialog-heading" }, t("keep.heading", { file: name })),
      element(
        "p",
        { class: "dialog-sentence" },
        isFromDisk ? t("keep.from-disk") : mayCopy || hasHandle ? t("keep.sentence") : t("keep.cannot"),
      ),
      other &&
        !isFromDisk &&
        element(
          "p",
          { class: "dialog-sentence" },
          t("keep.other", {
            file: other.name,
            date: dateInWords({ iso: new Date(other.since).toISOString() }, locale, "medium"),
            size: sizeInWords(other.stamp.size, locale),
          }),
          element("label", { class: "keep-replace" }, replace, t("keep.replace")),
        ),
      !isFromDisk && hasHandle && way("keep.by-handle", t("keep.by-handle-says"), false),
      mayCopy &&
        way(
          "keep.by-copy",
          t(isTooLarge ? "keep.no-room" : room === null ? "keep.by-copy-unknown" : "keep.by-copy-says", sizes),
          true,
          !hasHandle,
        ),
      mayCopy && forgetsAfterAWeek() && element("p", { class: "dialog-sentence" }, t("keep.week")),
      element("button", { type: "button", class: "button", onclick: () => dialog.close() }, t("keep.cancel")),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
