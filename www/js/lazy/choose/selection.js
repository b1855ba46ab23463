/**
 * The posts that a reader has chosen from a list, by the places of their files: rows come and go, and lists may show another
 * copy of a post later.
 */

/** @import { LibraryRow, Searchable } from '../../types.js' */

/** More than a volume has files, so that a number says both. */
const INDICES = 2 ** 22;

/** In place of a file without a row. */
const NOWHERE = 2 ** 32 - 1;

/** @param {Pick<LibraryRow, 'volume' | 'index'>} row @returns {number} the id of its post, as long as its archive is open */
export const idOf = ({ volume, index }) => volume * INDICES + index;

/** @param {number[]} ids @returns {Uint32Array} volume and index of each */
function placesOf(ids) {
  const places = new Uint32Array(2 * ids.length);
  ids.forEach((id, at) => {
    places[2 * at] = Math.floor(id / INDICES);
    places[2 * at + 1] = id % INDICES;
  });
  return places;
}

/** @param {Uint32Array} places @returns {number[]} -1 for each that is nowhere */
function idsOf(places) {
  const ids = [];
  for (let at = 0; at < places.length; at += 2)
    ids.push(places[at] === NOWHERE ? -1 : idOf({ volume: places[at], index: places[at + 1] }));
  return ids;
}

/** @typedef {ReturnType<typeof createSelection>} Selection */

export function createSelection() {
  /** Rows that lists show of the chosen posts. @type {Set<number>} */
  let chosen = new Set();
  /** Of rows that stand for files that were chosen before lists showed other copies of them, those files. @type {Map<number, number[]>} */
  let stands = new Map();
  /** Chosen files that no list shows: of an archive that is closed, or not read again yet. @type {number[]} */
  let away = [];
  /** The rows of the list, in its order. @type {number[]} */
  let listed = [];
  /** Chosen rows that are in the list. */
  let within = 0;

  /** @param {number} id of a row of the list @param {boolean} isOn */
  function set(id, isOn) {
    if (id < 0 || chosen.has(id) === isOn) return;
    if (isOn) chosen.add(id);
    else {
      chosen.delete(id);
      stands.delete(id);
    }
    within += isOn ? 1 : -1;
  }

  /** @returns {number[]} the files of all rows */
  const files = () => (stands.size === 0 ? [...chosen] : [...chosen].flatMap((id) => stands.get(id) ?? [id]));

  return {
    /** Whether rows are being chosen, rather than chosen ones being kept for later. */
    isOpen: true,
    size: () => chosen.size,
    listed: () => listed.length,
    within: () => within,
    has: (/** @type {number} */ id) => chosen.has(id),
    set,
    /** @param {number} from @param {number} to positions in the list, both included @returns {number[]} */
    between: (from, to) => listed.slice(Math.min(from, to), Math.max(from, to) + 1),
    /** @param {number} id @returns {number} -1 where it isn't in the list */
    positionOf: (id) => listed.indexOf(id),
    /** @param {boolean} isOn */
    setListed(isOn) {
      for (const id of listed) set(id, isOn);
    },
    clear() {
      [chosen, stands, away, within] = [new Set(), new Map(), [], 0];
    },
    /** @returns {Uint32Array} the places of the chosen rows */
    places: () => placesOf([...chosen]),
    /** Asks which rows there are now. @param {Searchable} library @returns {Promise<void>} rejects with a CoreError */
    async renew(library) {
      const asked = [...files(), ...away];
      const [places, shown] = await Promise.all([library.listedPlaces(), library.shownPlaces(placesOf(asked))]);
      listed = idsOf(places);
      const now = idsOf(shown);
      if (away.length > 0 || stands.size > 0 || now.some((id, at) => id !== asked[at])) replace(asked, now);
      within = 0;
      for (const id of listed) if (chosen.has(id)) within += 1;
    },
  };

  /** @param {number[]} asked files @param {number[]} now the row of each, or -1 */
  function replace(asked, now) {
    const rows = new Map(asked.map((file, at) => [file, now[at]]));
    // What the reader chose meanwhile is as it was shown.
    const all = [...files(), ...away];
    [chosen, stands, away] = [new Set(), new Map(), []];
    for (const file of all) {
      const id = rows.get(file) ?? file;
      if (id < 0) {
        away.push(file);
        continue;
      }
      const others = stands.get(id);
      if (others) others.push(file);
      else if (id !== file) stands.set(id, chosen.has(id) ? [id, file] : [file]);
      chosen.add(id);
    }
  }
}
