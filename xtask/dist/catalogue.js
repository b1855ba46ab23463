// The list of a library: rows from the core, newest first, in blocks that the page loads as its reader scrolls.
// www/js/open/catalogue.js reads it.

import { readFileSync } from "node:fs";
import { posix } from "node:path";

import { zipSync } from "fflate";

import { learn, openPost } from "./core.js";
import { hashedName } from "./project.js";

/** @typedef {import("./core.js").CoreAnswer} CoreAnswer */

/**
 * Files that a page comes with, by the paths that it reads them from.
 * @typedef {object} Shelf
 * @property {Map<string, () => Uint8Array>} texts posts and lists of them
 * @property {Map<string, () => Uint8Array>} pictures
 */

/** @typedef {import("../../www/js/open/catalogue.js").CatalogueRow & { tags?: string[], categories?: string[], size: number, pictures?: number, problems?: string[] }} Row */

/** @typedef {Shelf & { contents: string, title: string | null, rows: Row[], originals: Map<string, () => Uint8Array>, copies: number, empty: string[], refused: { file: string, reason: string }[] }} Library */

/** The path of the list. */
const CONTENTS = "library/index.json";

/** Rows in a block: some 40 KB compressed, and several screens. */
const BLOCK = 500;

/** Bytes of a file of evidence, of which a post that is opened alone needs one; and the most such files. */
const EVIDENCE = 2000;
const MOST_FILES = 4096;

/** Characters of an excerpt: two lines of a list. */
const EXCERPT = 160;

const MARKDOWN = /\.(?:md|markdown|mdown)$/i;

/** A host or a browser may take a file that begins like this for HTML. */
const LOOKS_LIKE_PAGE = /^\s*</;

/**
 * @param {import("./posts.js").Archive} archive
 * @param {string | null} title
 * @returns {Promise<Library>}
 */
export async function makeCatalogue({ posts, pictures, copies, refused }, title) {
  /** @type {Library} */
  const library = {
    contents: CONTENTS,
    title,
    texts: new Map(),
    pictures: new Map(),
    rows: [],
    originals: new Map(),
    copies,
    empty: [],
    refused: [...refused],
  };
  /** @type {{ path: string, bytes: () => Uint8Array, row: Row }[]} */
  const opened = [];
  for (const { path, file } of posts) {
    const bytes = readFileSync(file);
    const outcome = await openPost(posix.basename(path), bytes);
    if ("reason" in outcome) {
      library.refused.push({ file: path, reason: outcome.reason });
      continue;
    }
    const published = publishedPath(path, bytes);
    opened.push({ path, bytes: () => readFileSync(file), row: rowOf(published, outcome.page) });
    library.texts.set(`posts/${published}`, () => readFileSync(file));
    library.originals.set(`posts/${path}`, () => readFileSync(file));
    // Also of what repeats, which can be restored.
    for (const picture of picturesBeside(path, outcome.page)) {
      const pictureFile = pictures.get(picture);
      if (pictureFile !== undefined) library.pictures.set(`posts/${picture}`, () => readFileSync(pictureFile));
    }
  }
  if (opened.length === 0) throw new Error("the library would be empty: no posts were found");
  /** @type {Map<number, string>} */
  const evidence = new Map();
  const learned = await learn(opened);
  for (const [at, { path, bytes, row }] of opened.entries()) {
    const { key, evidence: own, isEmpty } = learned[at];
    if (isEmpty) {
      library.empty.push(path);
      library.texts.delete(`posts/${row.file}`);
      library.originals.delete(`posts/${path}`);
      continue;
    }
    if (own.length > 0) evidence.set(key, Buffer.from(own).toString("base64"));
    const outcome = own.length > 0 ? await openPost(posix.basename(path), bytes(), own) : null;
    library.rows.push(outcome && "page" in outcome ? rowOf(row.file, outcome.page) : row);
  }
  library.rows.sort(newestFirst);
  const texts = opened.flatMap(({ path, row }) => (MARKDOWN.test(path) && row.file !== path ? [path] : []));
  writeBlocks(library, writeEvidence(library, evidence), texts);
  return library;
}

/** A zip's earliest date, so that output is reproducible. */
const NO_DAY = new Date(1980, 0, 1);

/**
 * The posts and their images as one zip, which is opened as an archive for searching; and the list's index, which names it.
 * @param {Library} library
 * @returns {Map<string, () => Uint8Array>}
 */
export function searchable({ title, texts, pictures, originals, contents }) {
  const named = (title ?? "").replace(/[\\/:*?"<>|%#\s]+/g, " ").trim();
  const path = `library/${named || "posts"}.zip`;
  const files = [...originals, ...pictures].map(([name, bytes]) => /** @type {const} */ ([name, bytes()]));
  const zip = zipSync(Object.fromEntries(files), { level: 9, mtime: NO_DAY });
  const listed = JSON.parse(new TextDecoder().decode(texts.get(contents)?.()));
  const written = Buffer.from(JSON.stringify({ ...listed, archive: { path, size: zip.length } }));
  return new Map([
    [path, () => zip],
    [contents, () => written],
  ]);
}

/**
 * What repeats, in as many files as keep each small; all of a source is in one.
 * @param {Library} library
 * @param {Map<number, string>} evidence in base 64, by the keys of sources
 * @returns {import("../../www/js/open/catalogue.js").Contents["evidence"]}
 */
function writeEvidence({ texts }, evidence) {
  if (evidence.size === 0) return undefined;
  let count = 1;
  /** @type {string[]} */
  let files;
  for (; ; count *= 2) {
    /** @type {Record<string, string>[]} */
    const parts = Array.from({ length: count }, () => ({}));
    for (const [key, text] of evidence) parts[key % count][key] = text;
    files = parts.map((part) => JSON.stringify(part));
    if (count >= MOST_FILES || files.every((text) => text.length <= EVIDENCE)) break;
  }
  const folder = posix.parse(hashedName("evidence.json", Buffer.from(files.join()))).name;
  for (const [at, text] of files.entries()) texts.set(`library/${folder}/${at}.json`, () => Buffer.from(text));
  return { folder, count };
}

/**
 * @param {Library} library
 * @param {import("../../www/js/open/catalogue.js").Contents["evidence"]} evidence
 * @param {string[]} renamed posts in Markdown that got the extension .txt
 */
function writeBlocks({ title, rows, texts }, evidence, renamed) {
  /** @type {string[]} */
  const blocks = [];
  for (let start = 0; start < rows.length; start += BLOCK) {
    const block = Buffer.from(JSON.stringify(rows.slice(start, start + BLOCK)));
    const name = hashedName(`rows-${blocks.length + 1}.json`, block);
    blocks.push(name);
    texts.set(`library/${name}`, () => block);
  }
  /** @type {import("../../www/js/open/catalogue.js").Contents} */
  const contents = {
    format: 1,
    title,
    total: rows.length,
    blocks,
    ...(renamed.length > 0 && { texts: renamed }),
    evidence,
  };
  const written = Buffer.from(JSON.stringify(contents));
  texts.set(CONTENTS, () => written);
}

/**
 * The path of a post on the site. What a host or a browser may take for HTML gets the extension .txt: a post's scripts
 * would run with the site's rights.
 * @param {string} path
 * @param {Uint8Array} bytes
 */
function publishedPath(path, bytes) {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 512)).replace(/^ï»¿/, "");
  const isText = /\.txt$/i.test(path);
  return isText || (MARKDOWN.test(path) && !LOOKS_LIKE_PAGE.test(head)) ? path : `${path}.txt`;
}

/**
 * @param {string} file
 * @param {CoreAnswer} page
 * @returns {Row}
 */
function rowOf(file, page) {
  const { title, date, author, source, sourceText, lang, dir, excerpt, tags, categories, figures, problems } = page;
  return {
    file,
    title,
    ...(date && { date }),
    ...(author && { author }),
    ...(source && { source }),
    ...(sourceText && { sourceText }),
    lang,
    ...(dir === "rtl" && { dir }),
    ...(excerpt && { excerpt: shortened(excerpt) }),
    ...(tags.length > 0 && { tags }),
    ...(categories.length > 0 && { categories }),
    size: page.file.size,
    ...(figures.length > 0 && { pictures: figures.length }),
    ...(problems.length > 0 && { problems: problems.map(({ code }) => code) }),
  };
}

/** @param {string} text */
function shortened(text) {
  const characters = [...text];
  return characters.length > EXCERPT ? `${characters.slice(0, EXCERPT).join("").trimEnd()}…` : text;
}

/**
 * @param {string} path of a post
 * @param {CoreAnswer} page
 * @returns {string[]} paths in the archive of the pictures that the post names beside itself
 */
export function picturesBeside(path, { figures }) {
  return figures.flatMap(({ src }) => {
    // A scheme of our own: what resolves to it is a path of the archive.
    const base = `shelf:/${path.split("/").map(encodeURIComponent).join("/")}`;
    const url = URL.canParse(src, base) ? new URL(src, base) : null;
    if (url?.protocol !== "shelf:") return [];
    try {
      return [decodeURIComponent(url.pathname).slice(1)];
    } catch {
      return [];
    }
  });
}

/** @param {Row} one @param {Row} other */
function newestFirst(one, other) {
  return momentOf(other) - momentOf(one) || (one.file < other.file ? -1 : 1);
}

/** @param {Row} row */
function momentOf({ date }) {
  // Posts without a date come last.
  return date ? Date.parse(date.iso) || 0 : -8.64e15;
}
