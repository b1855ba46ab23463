/**
 * Keys that do something by themselves. Who has a view registers its keys while the view stands;
 * `?` lists those that are there. None of them is heard while somebody writes, composes a character, or has a dialog open,
 * and all can be switched off: who speaks to the machine says letters without meaning keys.
 */
import { element } from "../views/element.js";

/** @import { Words } from '../types.js' */

/** @typedef {{ key: string, labelKey: string, run: () => void, isThere: () => boolean }} Shortcut */

/** @type {Map<string, Shortcut>} */
const shortcuts = new Map();

let enabled = true;

/**
 * @param {string} key as `KeyboardEvent.key` says it: `/`, `j`, `?`
 * @param {string} labelKey of the text that says what it does
 * @param {() => void} run
 * @param {() => boolean} [isThere] whether what it is for is on the page now: else the key is the browser's, and not listed
 * @returns {() => void} takes it away again
 */
export function register(key, labelKey, run, isThere = () => true) {
  const shortcut = { key, labelKey, run, isThere };
  shortcuts.set(key, shortcut);
  return () => {
    if (shortcuts.get(key) === shortcut) shortcuts.delete(key);
  };
}

/** @param {boolean} on */
export function enableShortcuts(on) {
  enabled = on;
}

/** Begins to listen. */
export function takeShortcuts() {
  document.addEventListener("keydown", (event) => {
    if (!enabled || event.isComposing || event.defaultPrevented) return;
    // Shift is part of how a key is typed; with the others it is a key of the browser's or the system's.
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
    if (document.querySelector("dialog:modal")) return;
    const shortcut = shortcuts.get(event.key);
    if (!shortcut?.isThere()) return;
    event.preventDefault();
    shortcut.run();
  });
}

/** @param {KeyboardEvent} event */
function isWriting(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || ["textarea", "select"].includes(target.localName)) return true;
  return target instanceof HTMLInputElement && !["button", "checkbox", "radio", "range", "submit"].includes(target.type);
}

/** @param {Words} words */
export function showShortcuts({ t }) {
  const dialog = element(
    "dialog",
    { class: "dialog", "aria-label": t("shortcuts.heading") },
    element("h2", { class: "dialog-heading" }, t("shortcuts.heading")),
    element(
      "dl",
      { class: "shortcuts" },
      [...shortcuts.values()].filter(({ isThere }) => isThere()).map(({ key, labelKey }) =>
        element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, t(labelKey))),
      ),
    ),
    element("p", { class: "dialog-sentence" }, t("shortcuts.off")),
    element(
      "form",
      { method: "dialog", class: "dialog-ways" },
      element("button", { class: "button" }, t("dialog.close")),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
