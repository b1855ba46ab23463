/**
 * Posts that were given one by one, as a volume of the library: all of them are posts, whatever their names are.
 */

/** @import { Single, Volume } from '../types.js' */

/** Posts in one answer. */
const POSTS = 32;

/** Largest post that is read, in bytes: the core's limit. */
const MAX_POST = 32 * 1024 * 1024;

/**
 * @param {string} name
 * @param {Single[]} posts whose keys are their paths
 * @param {(rows: { index: number, path: string }[]) => Promise<Uint8Array>} pack
 * @returns {Volume}
 */
export function looseFiles(name, posts, pack) {
  const paths = posts.map(({ key }, index) => ({ index, path: key }));
  let isListed = false;
  let at = 0;
  return {
    id: "",
    name,
    kind: "folder",
    isLoose: true,
    summary: () => ({
      kind: "folder",
      entries: posts.length,
      posts: posts.length,
      texts: 0,
      pictures: 0,
      size: posts.length,
      listed: true,
      done: at >= posts.length,
      read: at,
      names: "UTF-8",
      problems: [],
    }),
    async nextRows() {
      if (isListed) return null;
      isListed = true;
      return pack(paths);
    },
    async nextTexts() {
      if (at >= posts.length) return null;
      const wanted = paths.slice(at, at + POSTS);
      at += wanted.length;
      /** @type {{ index: number, reason: string }[]} */
      const unread = [];
      const read = await Promise.all(
        wanted.map(async ({ index, path }) => {
          try {
            const { size, bytes } = posts[index];
            if (size > MAX_POST) throw new RangeError(`${size} bytes`);
            return { index, path, own: await bytes() };
          } catch (error) {
            unread.push({ index, reason: /** @type {any} */ (error)?.message ?? String(error) });
            return null;
          }
        }),
      );
      const there = read.filter((one) => one !== null);
      const bytes = new Uint8Array(there.reduce((length, { own }) => length + own.length, 0));
      let end = 0;
      const texts = there.map(({ index, path, own }) => {
        const start = end;
        bytes.set(own, start);
        end += own.length;
        return { index, path, start, end, isPost: true, fields: null, refused: null };
      });
      return { bytes, texts, unread };
    },
    restart: () => ([isListed, at] = [false, 0]),
    rows: async () => [],
    open: (index, _, evidence) => posts[index].open(evidence),
    imagesOf: (path) => posts.find(({ key }) => key === path)?.findImage ?? (async () => null),
    namesOf: async () => new Map(),
    memory: async () => 0,
    close: () => {},
  };
}
