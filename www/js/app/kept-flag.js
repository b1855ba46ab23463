/**
 * How much is kept on this device. Only where there is something, what keeps it is loaded with the page.
 */

/** @param {string} name */
function stored(name) {
  try {
    return JSON.parse(localStorage.getItem(`archive-viewer.${name}`) ?? "null");
  } catch {
    return null;
  }
}

/** @returns {number} archives that are kept */
export const keptCount = () => stored("kept") ?? 0;

export const isAnythingKept = () => keptCount() > 0;

/** @returns {number} archives that were opened last and not kept, of which only the names are stored */
export const recentCount = () => stored("recent")?.length ?? 0;
