/**
 * Whether anything is kept on this device of what was read, without opening the database that has it; and news of its changes.
 */

/** Says to the page, before the database is opened, that something is kept; other tabs see it change. */
const FLAG = "archive-viewer.reading";

/** @type {Set<() => void>} */
const listeners = new Set();
window.addEventListener("storage", ({ key }) => key === FLAG && listeners.forEach((listener) => listener()));

/** @param {() => void} listener called when what is kept changes, here or in another tab @returns {() => void} ends that */
export function onReadingChange(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** @returns {boolean} whether anything is kept of what was read */
export function isReadingKept() {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return false;
  }
}

/** Something changed. @param {boolean} isAny whether anything is kept now */
export function tellReading(isAny) {
  if (isAny) localStorage.setItem(FLAG, String(Date.now()));
  else localStorage.removeItem(FLAG);
  for (const listener of listeners) listener();
}
