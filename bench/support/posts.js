// The posts that are measured: an archive where there is one, else a set made from the samples.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT, SCRATCH } from "./project.js";

/** As many posts as a made set has. */
const MADE = 100;

/**
 * @typedef {object} Posts
 * @property {string} folder
 * @property {string[]} names
 * @property {number} bytes
 * @property {string} what in words, for the report; it names no folder, for that is this machine's own affair
 */

/**
 * The folder that `--posts` names, or that of the archive, or the made set.
 * @param {string[]} words of the command line
 * @returns {Posts}
 */
export function postsFor(words) {
  const at = words.indexOf("--posts");
  if (at >= 0) return postsIn(words[at + 1], "posts of a folder");
  const corpus = process.env.ARCHIVE_VIEWER_CORPUS;
  const archive = corpus && join(corpus, "corpus", "posts");
  if (archive && existsSync(archive)) return postsIn(archive, "posts of an archive of news");
  return postsIn(makeSet(), "posts made from the samples under other titles");
}

/**
 * Every n-th post, so that a sample has posts of all years and sources.
 * @param {Posts} posts
 * @param {number} most
 * @returns {Posts}
 */
export function sampleOf(posts, most) {
  const step = Math.ceil(posts.names.length / most);
  if (step <= 1) return posts;
  const names = posts.names.filter((_, index) => index % step === 0);
  return { ...posts, names, bytes: sizeOf(posts.folder, names), what: `${posts.what}, every ${step}th` };
}

/** @param {string} folder @param {string} what @returns {Posts} */
function postsIn(folder, what) {
  const names = readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
  if (names.length === 0) throw new Error("there are no posts in the folder");
  return { folder, names, bytes: sizeOf(folder, names), what };
}

/** @param {string} folder @param {string[]} names */
function sizeOf(folder, names) {
  return names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/** Writes the made set: the samples over and over, each time under another title. */
function makeSet() {
  const source = join(ROOT, "posts");
  const samples = readdirSync(source).filter((name) => name.endsWith(".md"));
  const folder = join(SCRATCH, "posts");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < MADE; number += 1) {
    const name = samples[number % samples.length];
    const turn = Math.floor(number / samples.length);
    const text = readFileSync(join(source, name), "utf8");
    const titled = text.replace(/^(title:\s*['"]?)/m, `$1${turn + 1} `);
    writeFileSync(join(folder, name.replace(/\.md$/, `-${turn + 1}.md`)), turn ? titled : text);
  }
  return folder;
}
