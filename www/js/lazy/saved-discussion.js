/**
 * A post's discussion with the nodes of its comments and the names of their authors, for writing it into a file.
 */
import { cleanedNodes } from "./cleaned.js";

/** @import { Comment, FindImage, FindNames, ReadingPage } from '../types.js' */

/** @typedef {Pick<Comment, 'author' | 'authorId' | 'date' | 'extra'> & { nodes: DocumentFragment, replies: SavedComment[] }} SavedComment */

/**
 * @param {ReadingPage} page
 * @param {FindNames | null} findNames
 * @param {object | null} sanitizer
 * @param {FindImage | null} findImage
 * @param {boolean} [keepPostLinks] as of `cleanedNodes`
 * @returns {Promise<SavedComment[]>}
 */
export async function savedDiscussion({ discussion }, findNames, sanitizer, findImage, keepPostLinks) {
  const ids = unnamed(discussion);
  const names = ids.length > 0 && findNames ? await findNames(ids) : new Map();
  /** @param {Comment[]} comments @returns {Promise<SavedComment[]>} */
  const saved = (comments) =>
    Promise.all(
      comments.map(async ({ author, html, text, replies, ...rest }) => {
        const chunks = html ? [{ html, open: 0 }] : [];
        const parts = { chunks, text: html ? null : new Blob([text]) };
        const nodes = await cleanedNodes(parts, sanitizer, findImage, keepPostLinks);
        if (keepPostLinks) unnumber(nodes);
        return {
          ...rest,
          author: author ?? names.get(rest.authorId) ?? null,
          nodes,
          replies: await saved(replies),
        };
      }),
    );
  return saved(discussion);
}

/** Takes the number of the comment out of its ids, which get one when they are opened. @param {DocumentFragment} nodes */
function unnumber(nodes) {
  for (const node of nodes.querySelectorAll("[id], a[href]")) {
    for (const name of ["id", "href"]) {
      const value = node.getAttribute(name);
      if (value) node.setAttribute(name, value.replace(/^(#?)av-c\d+:/, "$1"));
    }
  }
}

/** @param {Comment[]} comments @returns {string[]} ids of authors without a name */
export const unnamed = (comments) =>
  comments.flatMap(({ author, authorId, replies }) => [
    ...(!author && authorId ? [authorId] : []),
    ...unnamed(replies),
  ]);
