/**
 * A discussion as a list in reading order: the replies to a comment follow it.
 */

/** @import { Comment } from '../types.js' */

/** `depth` is the number of comments that it replies to, one through the other. @typedef {{ comment: Comment, depth: number }} Threaded */

/**
 * @param {Comment[]} comments
 * @returns {Threaded[]}
 */
export function threadOf(comments) {
  /** @type {Threaded[]} */
  const thread = [];
  /** @type {Threaded[]} */
  const waiting = [];
  /** @param {Comment[]} next @param {number} depth */
  const add = (next, depth) => {
    for (let at = next.length - 1; at >= 0; at -= 1) waiting.push({ comment: next[at], depth });
  };
  add(comments, 0);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    thread.push(next);
    add(next.comment.replies, next.depth + 1);
  }
  return thread;
}
