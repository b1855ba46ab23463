/**
 * What the reader chose, kept on this device where the browser allows it.
 */
import { CHOICES } from "./setting-options.js";
import { languageFor } from "../i18n/words.js";

/** @import { Settings } from '../types.js' */

export const PICTURE_MODES = CHOICES.pictures;

/** @returns {Settings} */
export function storedSettings() {
  const language = read("language");
  const chosen = Object.entries(CHOICES).map(([name, values]) => {
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

/** What the style sheets go by: the page's root says what was chosen, where that is not the usual. */
const OF_THE_LOOK = /** @type {const} */ (["theme", "size", "font", "width", "writing"]);

/** @param {Settings} settings */
export function applyLook(settings) {
  const { dataset } = document.documentElement;
  for (const name of OF_THE_LOOK) {
    if (settings[name] === CHOICES[name][0]) delete dataset[name];
    else dataset[name] = settings[name];
  }
}

/** @param {string} name @returns {string | null} */
function read(name) {
  // Storage throws in sandboxed frames and where it is switched off; the settings then last as long as the page.
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
