import { unzipSync } from "fflate";
import { marked } from "marked";
import { postOf } from "./front-matter.js";

/**
 * A library as one would write it in an afternoon: all posts as lower-cased strings, and indexOf over each.
 * @param {File} file
 * @param {string[]} words
 */
globalThis.bench = async (file, words) => {
  const start = performance.now();
  const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
  /** @type {{ title: string, text: string }[]} */
  const posts = [];
  for (const [name, bytes] of Object.entries(files)) {
    if (!name.endsWith(".md")) continue;
    try {
      const { keys, body } = postOf(bytes);
      const text = String(marked.parse(body)).replace(/<[^>]*>/g, "");
      posts.push({
        title: String(keys.title ?? name),
        text: `${keys.title ?? name}\n${keys.author ?? ""}\n${text}`.toLowerCase(),
      });
    } catch {
      // It has nothing for broken front matter.
    }
  }
  const searchable = performance.now() - start;
  const queries = [];
  let found = 0;
  for (const word of words) {
    for (let end = 1; end <= word.length; end += 1) {
      const needle = word.slice(0, end).toLowerCase();
      const begin = performance.now();
      for (const { text } of posts) {
        for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) found += 1;
      }
      queries.push(performance.now() - begin);
    }
  }
  return { searchable, queries, found, posts: posts.length };
};
