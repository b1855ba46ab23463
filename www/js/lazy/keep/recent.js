/**
 * The archives and folders that were opened last and not kept: their names alone, for the first screen. They are stored as
 * long as the viewer may remember where the reader stopped.
 */

/** @import { OpenArchive } from '../../types.js' */

/** `size` is in bytes, null of a folder; `at` in ms since 1970. @typedef {{ name: string, posts: number, size: number | null, at: number }} Recent */

const STORED = "archive-viewer.recent";

/** Most that are stored. */
const MOST = 5;

/** @returns {Recent[]} the latest first */
export function recents() {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {OpenArchive[]} archives that are open */
export async function noteRecent(archives) {
  const given = archives.filter(({ volume }) => volume.origin && !volume.kept);
  const opened = await Promise.all(
    given.map(async ({ volume: { name, origin }, posts }) => {
      const file = origin?.kind === "file" ? await origin.files[0].file() : null;
      return { name, posts, size: file?.size ?? null, at: Date.now() };
    }),
  );
  store([...opened.reverse(), ...recents().filter(({ name }) => !archives.some(({ volume }) => volume.name === name))]);
}

/** @param {string} name of one that is kept from now on */
export const forgetRecent = (name) => store(recents().filter((one) => one.name !== name));

/** @param {Recent[]} some */
function store(some) {
  try {
    if (some.length > 0) localStorage.setItem(STORED, JSON.stringify(some.slice(0, MOST)));
    else localStorage.removeItem(STORED);
  } catch {
    // Storage is blocked or full.
  }
}
