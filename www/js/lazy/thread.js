/**
 * A post with the other files of its thread: answers and replies are its first comments, in the order that the core gives.
 */

/** @import { Comment, ReadingPage, ThreadPart, Volume } from '../types.js' */

/**
 * @template {Pick<ReadingPage, "discussion" | "problems" | "hosts" | "record">} Page
 * @param {Page} page
 * @param {{ index: number, path: string }[]} files
 * @param {Volume['openPart']} openPart
 * @returns {Promise<Page>}
 */
export async function withThread(page, files, openPart) {
  /** @type {ThreadPart[]} */
  const parts = [];
  const problems = [...page.problems];
  let last = countOf(page.discussion);
  for (const { index, path } of files) {
    try {
      const part = await openPart(index, path, last + 1);
      if (!part) continue;
      parts.push(part);
      problems.push(...part.problems);
      last += countOf([part.comment]);
    } catch {
      problems.push({ code: "thread-part", message: `${path} belongs here and can't be opened`, args: { file: path } });
    }
  }
  parts.sort((one, other) => (one.order < other.order ? -1 : 1));
  return {
    ...page,
    discussion: [...parts.map(({ comment }) => comment), ...page.discussion],
    hosts: [...new Set([...page.hosts, ...parts.flatMap(({ hosts }) => hosts)])],
    record: [...page.record, ...parts.flatMap(({ record }) => record)],
    problems,
  };
}

/** @param {Comment[]} comments @returns {number} with their replies */
const countOf = (comments) => comments.reduce((sum, { replies }) => sum + 1 + countOf(replies), 0);
