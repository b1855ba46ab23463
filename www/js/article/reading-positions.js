/**
 * How far a reader came in each post, while the page lives: whoever comes back to one, by whatever way, goes on there.
 * A post that was read to its end begins anew.
 */

/** @typedef {{ down: number, along: number }} Position pixels from the page's top, and in upright text from where it begins */

/** Less than this is where one is anyhow, in pixels. */
const LITTLE = 200;

export function createPositions() {
  /** @type {Map<string, Position>} */
  const positions = new Map();
  return {
    /**
     * @param {string} post its address
     * @param {HTMLElement} root what stands of it
     */
    keep(post, root) {
      const article = root.querySelector("article");
      const end = root.querySelector(".post-body")?.getBoundingClientRect().bottom ?? 0;
      const position = { down: window.scrollY, along: article?.scrollLeft ?? 0 };
      if ((position.down < LITTLE && position.along === 0) || (end <= window.innerHeight && position.along === 0)) positions.delete(post);
      else positions.set(post, position);
    },
    /** @param {string} post @returns {Position | null} null where it begins at its beginning */
    of: (post) => positions.get(post) ?? null,
  };
}
