/**
 * Keyboard shortcuts. They are ignored during text input, composition of a character
 * and in dialogs, and can be switched off, as speech input requires.
 */
/** @typedef {{ key: string, labelKey: string, run: (() => void) | null, isAvailable: () => boolean }} Shortcut */

/** The same key may do different things in different views. @type {Shortcut[]} */
const shortcuts = [];

let enabled = true;

/** What is open in front of the view and takes the keys, above all Escape. */
const IN_FRONT = CSS.supports("selector(:popover-open)") ? "dialog:modal, :popover-open" : "dialog:modal";

/**
 * @param {string} key as in `KeyboardEvent.key`
 * @param {string} labelKey of its description
 * @param {() => void} run
 * @param {() => boolean} [isAvailable] otherwise the key is left to the browser
 */
export function register(key, labelKey, run, isAvailable = () => true) {
  shortcuts.push({ key, labelKey, run, isAvailable });
}

/**
 * Lists keys that a view handles by itself.
 * @param {string} keys in words
 * @param {string} labelKey
 * @param {() => boolean} isAvailable
 */
export function listKeys(keys, labelKey, isAvailable) {
  shortcuts.push({ key: keys, labelKey, run: null, isAvailable });
}

/** @param {boolean} on */
export function enableShortcuts(on) {
  enabled = on;
}

export function listenForShortcuts() {
  document.addEventListener("keydown", (event) => {
    if (!enabled || event.isComposing || event.defaultPrevented) return;
    // Shift is part of typing a key; the other modifiers make it the browser's or the system's.
    if (event.ctrlKey || event.metaKey || event.altKey || isTextInput(event)) return;
    if (document.querySelector(IN_FRONT)) return;
    const shortcut = shortcuts.find(({ key, run, isAvailable }) => run && key === event.key && isAvailable());
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run?.();
  });
}

/** @param {KeyboardEvent} event */
function isTextInput(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || ["textarea", "select"].includes(target.localName)) return true;
  return (
    target instanceof HTMLInputElement && !["button", "checkbox", "radio", "range", "submit"].includes(target.type)
  );
}

/** @returns {Shortcut[]} those that do something now */
export const availableShortcuts = () => shortcuts.filter(({ isAvailable }) => isAvailable());
