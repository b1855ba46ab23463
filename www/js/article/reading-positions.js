/**
 * Scroll positions of posts, for the life of the page: a reader who returns to a post continues there. A post that was read to
 * its end starts from the top.
 */

/** In px: from the page's top, and in vertical text from its beginning. @typedef {{ down: number, along: number }} Position */

/** Positions nearer to the top than this are not kept, in px. */
const MIN_POSITION = 200;

export function createReadingPositions() {
  /** @type {Map<string, Position>} */
  const positions = new Map();
  return {
    /**
     * @param {string} post its URL
     * @param {HTMLElement} root of its view
     */
    keep(post, root) {
      const article = root.querySelector("article");
      const end = root.querySelector(".post-body")?.getBoundingClientRect().bottom ?? 0;
      const position = { down: window.scrollY, along: article?.scrollLeft ?? 0 };
      if ((position.down < MIN_POSITION && position.along === 0) || (end <= window.innerHeight && position.along === 0))
        positions.delete(post);
      else positions.set(post, position);
    },
    /** @param {string} post @returns {Position | null} null for the top */
    of: (post) => positions.get(post) ?? null,
  };
}
