/**
 * What the reader read, liked and noted, for rows of a library that knows nothing of it.
 */

/** The bits of `Library::set_marks`. */
const [READ, FAVOURITE, NOTED] = [1, 2, 4];

export function bookmarks() {
  /** By path or by address. @type {Map<string, number>} */
  let bits = new Map();
  return {
    /** @param {string} lines as of `Library::set_marks` */
    set(lines) {
      bits = new Map();
      for (const line of lines.split("\n")) {
        const [mark, ...place] = line.split("\t");
        const key = place.at(-1);
        if (key) bits.set(key, (bits.get(key) ?? 0) | Number(mark));
      }
    },
    /** @param {string} path @param {string | undefined} url @returns {{ read: boolean, favourite: boolean, noted: boolean }} */
    of(path, url) {
      const own = (bits.get(path) ?? 0) | (bits.get(url ?? "") ?? 0);
      return { read: (own & READ) > 0, favourite: (own & FAVOURITE) > 0, noted: (own & NOTED) > 0 };
    },
  };
}
