/**
 * Makes a published archive searchable by ranges, where its site has what that takes.
 */
import { loadLibraryParts } from "../../app/library-parts.js";
import { collectionOf, wordsOf } from "../../app/selectors.js";
import { sizeInWords } from "../../i18n/words.js";
import { bundledUrl } from "../../open/bundled-files.js";
import { publishedSearch } from "./published-search.js";
import "./words.js";

/** @import { Store } from '../../app/store.js' */
/** @import { MissingSegment } from '../../core/boundary.d.ts' */
/** @import { CoreError, Notice } from '../../types.js' */

/** Where posts are on the site, and in their archive. */
const POSTS = "posts/";

/**
 * @param {Store} store
 * @param {string} id of the collection
 * @param {string} segments the manifest's path
 * @returns {Promise<boolean>} false where the site has none, or its server no ranges; rejects with a CoreError
 */
export async function openByRanges(store, id, segments) {
  const { catalogue } = collectionOf(store.get(), id);
  /** @type {MissingSegment[]} */
  let missing = [];
  try {
    const parts = loadLibraryParts();
    const library = await publishedSearch({
      url: bundledUrl(segments),
      pathOf: (file) => catalogue?.pathOf(file.startsWith(POSTS) ? file.slice(POSTS.length) : file) ?? file,
      tell(now) {
        missing = now;
        const others = store.get().notices.filter(({ key }) => !key.startsWith(KEY));
        store.set({ notices: [...others, ...now.map(noticeOf)] });
      },
    });
    await parts;
    // What is read of any search.
    await library.query({ text: "", chosen: {}, sort: "newest" }, "en", 0, 0);
    if (missing.some(({ failure }) => failure === "segment-no-ranges")) {
      const size = sizeInWords(catalogue?.archive?.size ?? 0, wordsOf(store.get()).locale);
      store.set({ notices: [{ key: "notice.search-whole", args: { size } }] });
      return false;
    }
    store.setCollection(id, { library });
    return true;
  } catch (error) {
    if (/** @type {CoreError} */ (error).code === "not-found") return false;
    throw error;
  }
}

const KEY = "error.segment-";

/** @param {MissingSegment} missing @returns {Notice} */
const noticeOf = ({ failure, posts, from, to }) => ({
  key: `error.${failure}`,
  args: { posts, from, to },
});
