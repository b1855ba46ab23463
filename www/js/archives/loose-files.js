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
  const rows = posts.map(({ key }, index) => ({ index, path: key }));
  let [isListed, at] = [false, 0];
  const { length } = posts;

  /** @param {typeof rows} wanted */
  async function read(wanted) {
    /** @type {{ index: number, reason: string }[]} */
    const unread = [];
    const files = await Promise.all(
      wanted.map(async ({ index }) => {
        try {
          const { size, bytes } = posts[index];
          if (size > MAX_POST) throw new RangeError(`${size} bytes`);
          return await bytes();
        } catch (error) {
          unread.push({ index, reason: /** @type {any} */ (error).message });
          return null;
        }
      }),
    );
    const bytes = new Uint8Array(await new Blob(/** @type {BlobPart[]} */ (files.filter(Boolean))).arrayBuffer());
    let end = 0;
    const texts = wanted.flatMap((row, nth) => {
      const own = files[nth];
      return own ? [{ ...row, start: end, end: (end += own.length), isPost: true, isSingle: true }] : [];
    });
    return { bytes, texts, unread };
  }

  /** @param {string} path */
  const of = (path) => /** @type {Single} */ (posts.find(({ key }) => key === path));

  return /** @type {any} */ ({
    id: "",
    name,
    kind: "folder",
    isLoose: true,
    summary: () => ({
      entries: length,
      posts: length,
      texts: 0,
      pictures: 0,
      size: length,
      listed: true,
      problems: [],
    }),
    nextRows: async () => (isListed ? null : ((isListed = true), pack(rows))),
    async nextTexts() {
      if (at >= length) return null;
      at += POSTS;
      return read(rows.slice(at - POSTS, at));
    },
    textsAt: (/** @type {number[]} */ indices) => read(indices.map((index) => rows[index])),
    restart: () => ([isListed, at] = [false, 0]),
    // Rows of a pack are numbered as the posts were when it was made.
    /** @param {number} _ @param {string} path @param {Uint8Array | null} [evidence] */
    open: async (_, path, evidence) => of(path).open(evidence),
    bytes: (/** @type {number} */ _, /** @type {string} */ path) => of(path).bytes(),
    async pictureOf(/** @type {string} */ post, /** @type {string} */ src) {
      const image = await of(post).findImage?.(src);
      if (!image) return null;
      const path = decodeURIComponent(new URL(src, `file:///${encodeURI(post)}`).pathname.slice(1));
      return { key: path, path, bytes: async () => new Uint8Array(await image.arrayBuffer()) };
    },
    imagesOf: (/** @type {string} */ path) => posts.find(({ key }) => key === path)?.findImage ?? null,
    memory: async () => 0,
    close: () => {},
  });
}
