/**
 * What the reader chose, kept on this device where the browser allows it.
 */
import { languageFor } from "./i18n.js";

/** @import { PictureMode, Settings } from './types.js' */

/** @type {readonly PictureMode[]} */
export const PICTURE_MODES = ["load", "ask", "never"];

/** @returns {Settings} */
export function storedSettings() {
  const pictures = PICTURE_MODES.find((mode) => mode === read("pictures")) ?? "load";
  const language = read("language");
  return { language: languageFor(language ? [language] : navigator.languages), pictures };
}

/** @param {Settings} settings */
export function storeSettings(settings) {
  write("pictures", settings.pictures);
  write("language", settings.language);
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
    // As in read.
  }
}
