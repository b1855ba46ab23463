/**
 * Scroll positions of posts, on this device: a reader who returns to a post continues there. A post that was read to its end
 * starts from the top.
 */

/** In px: from the page's top, and in vertical text from its beginning. @typedef {{ down: number, along: number }} Position */

/** Positions nearer to the top than this are not kept, in px. */
const MIN_POSITION = 200;

/** Most positions that are stored; older ones go. */
const MOST = 300;

const STORED = "archive-viewer.positions";

/** @param {() => boolean} isRemembered whether positions may be stored; else they last as long as the page */
export function createReadingPositions(isRemembered) {
  const positions = stored();
  // They were forgotten in another tab.
  window.addEventListener("storage", ({ key, newValue }) => key === STORED && newValue === null && positions.clear());
  return {
    /**
     * @param {string} post its URL
     * @param {HTMLElement} root of its view
     */
    keep(post, root) {
      const article = root.querySelector("article");
      const end = root.querySelector(".post-body")?.getBoundingClientRect().bottom ?? 0;
      const position = { down: window.scrollY, along: article?.scrollLeft ?? 0 };
      // The latest ones are last.
      positions.delete(post);
      const isBegun = position.down >= MIN_POSITION || position.along !== 0;
      if (isBegun && (end > window.innerHeight || position.along !== 0)) positions.set(post, position);
      if (isRemembered()) store(positions);
    },
    /** @param {string} post @returns {Position | null} null for the top */
    of: (post) => positions.get(post) ?? null,
    forget() {
      positions.clear();
      forgetRecent();
      store(positions);
    },
  };
}

/** @returns {Map<string, Position>} */
function stored() {
  try {
    return new Map(JSON.parse(localStorage.getItem(STORED) ?? "[]"));
  } catch {
    return new Map();
  }
}

/** @param {Map<string, Position>} positions */
function store(positions) {
  try {
    if (positions.size > 0) localStorage.setItem(STORED, JSON.stringify([...positions].slice(-MOST)));
    else localStorage.removeItem(STORED);
  } catch {
    // Storage is blocked or full.
  }
}

/** The names of archives that were opened go with the positions in them. */
function forgetRecent() {
  try {
    localStorage.removeItem("archive-viewer.recent");
  } catch {
    // As above.
  }
}
