/**
 * The names of authors in a post that goes into a file, where its archive has them.
 */
import { unnamed } from "../saved-discussion.js";

/** @import { Comment, CoreAnswer, FindNames } from '../../types.js' */

/**
 * @param {CoreAnswer} page
 * @param {FindNames | null | undefined} findNames
 * @returns {Promise<CoreAnswer>}
 */
export async function withNames(page, findNames) {
  const { author, authorId, discussion } = page;
  const ids = [...(!author && authorId ? [authorId] : []), ...unnamed(discussion)];
  if (ids.length === 0 || !findNames) return page;
  const names = await findNames(ids);
  /** @param {string | null} name @param {string | null} id */
  const nameOf = (name, id) => name ?? names.get(id ?? "") ?? null;
  /** @param {Comment[]} comments @returns {Comment[]} */
  const named = (comments) =>
    comments.map((one) => ({ ...one, author: nameOf(one.author, one.authorId), replies: named(one.replies) }));
  return { ...page, author: nameOf(author, authorId), discussion: named(discussion) };
}
