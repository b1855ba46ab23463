/**
 * A post's discussion with the nodes of its comments and the names of their authors, for writing it into a file.
 */
import { threadOf } from "../article/thread.js";
import { cleanedNodes } from "./cleaned.js";

/** @import { Comment, FindImage, FindNames, ReadingPage } from '../types.js' */

/** @typedef {Pick<Comment, 'authorId' | 'date' | 'extra'> & { author: string | null, nodes: DocumentFragment, replies: SavedComment[] }} SavedComment */

/**
 * @param {ReadingPage} page
 * @param {FindNames | null} findNames
 * @param {object | null} sanitizer
 * @param {FindImage | null} findImage
 * @param {boolean} [keepPostLinks] as of `cleanedNodes`
 * @returns {Promise<SavedComment[]>}
 */
export async function savedDiscussion({ discussion }, findNames, sanitizer, findImage, keepPostLinks) {
  const thread = threadOf(discussion);
  const unnamed = thread.flatMap(({ comment: { author, authorId } }) => (!author && authorId ? [authorId] : []));
  const names = (unnamed.length > 0 && (await findNames?.([...new Set(unnamed)]))) || new Map();
  /** Those that the next one may reply to, by depth. @type {SavedComment[][]} */
  const lists = [[]];
  for (const { comment, depth } of thread) {
    const { author, authorId, date, extra, html, text } = comment;
    const chunks = html ? [{ html, open: 0 }] : [];
    const saved = {
      author: author ?? names.get(authorId) ?? null,
      authorId,
      date,
      extra,
      nodes: await cleanedNodes({ chunks, text: html ? null : new Blob([text]) }, sanitizer, findImage, keepPostLinks),
      replies: [],
    };
    lists[depth].push(saved);
    lists.length = depth + 1;
    lists.push(saved.replies);
  }
  return lists[0];
}
