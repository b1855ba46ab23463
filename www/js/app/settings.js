/**
 * The reader's settings, stored on this device where the browser allows it.
 */
import { languageFor } from "../i18n/languages.js";
import { OPTIONS } from "./setting-options.js";

/** @import { Settings } from '../types.js' */

/** @returns {Settings} */
export function storedSettings() {
  const language = read("language");
  const chosen = Object.entries(OPTIONS).map(([name, values]) => {
    const stored = read(name);
    return [name, /** @type {readonly string[]} */ (values).find((value) => value === stored) ?? values[0]];
  });
  return {
    ...Object.fromEntries(chosen),
    language: languageFor(language ? [language] : navigator.languages),
  };
}

/** @param {Settings} settings */
export function storeSettings(settings) {
  for (const [name, value] of Object.entries(settings)) write(name, value);
}

/** Settings that the style sheets read from the page's root, where they differ from the default. */
const LOOK = /** @type {const} */ (["theme", "size", "font", "width", "leading", "justify", "writing"]);

/** @param {Settings} settings */
export function applyLook(settings) {
  const { dataset } = document.documentElement;
  for (const name of LOOK) {
    if (settings[name] === OPTIONS[name][0]) delete dataset[name];
    else dataset[name] = settings[name];
  }
}

/** @param {string} name @returns {string | null} */
function read(name) {
  // Storage throws in sandboxed frames and where it is blocked; the settings then last as long as the page.
  try {
    return localStorage.getItem(`archive-viewer.${name}`);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
function write(name, value) {
  try {
    localStorage.setItem(`archive-viewer.${name}`, value);
  } catch {
    // As above.
  }
}
