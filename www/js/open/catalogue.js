/**
 * The catalogue of a published site, as `cargo xtask dist` writes it: blocks of rows, newest first, which are read as far as a
 * reader scrolls. A post is opened by its key alone, without the list.
 */
import { readBundled } from "./bundled-files.js";
import { bucketOf, postName } from "./file-names.js";
import { bundledItem } from "./source.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Catalogue, Listed, PostDate, PostSource, ReadingPage, Row } from '../types.js' */

/** Files of a folder beside the catalogue, of which one has what is asked for. @typedef {{ folder: string, count: number }} Buckets */

/**
 * The catalogue's main file; `blocks` are paths relative to it. `archive` holds all posts: its path relative to the page and
 * its size in bytes, and in it the posts' paths as they were before they were published; `texts` are posts in Markdown that
 * got the extension .txt, and `segments` is the manifest by which it is searched by ranges. `evidence` has what repeats in a source, by the remainder of its key, and `threads` the files that
 * belong to a post, by its path: they have no rows.
 * @typedef {{ format: 1, title: string | null, total: number, blocks: string[], texts?: string[], archive?: { path: string, size: number } | null, segments?: string, evidence?: Buckets, threads?: Buckets }} Contents
 */

/**
 * One row of a block.
 * @typedef {object} CatalogueRow
 * @property {string} file
 * @property {string} title
 * @property {PostDate} [date]
 * @property {string} [author]
 * @property {PostSource} [source]
 * @property {string} [sourceText]
 * @property {string} lang
 * @property {'rtl'} [dir]
 * @property {string} [excerpt]
 */

/** Where the posts are in the archive. */
const IN_ARCHIVE = "posts/";

/** Posts that keep their names, unless they look like pages. */
const MARKDOWN = /\.(?:md|markdown|mdown)$/i;

/**
 * @param {string} path of the contents
 * @param {Engine} engine
 * @returns {Promise<Catalogue>} rejects with a CoreError where it can't be read
 */
export async function openCatalogue(path, engine) {
  /** @type {Contents} */
  const { title, total, blocks, texts = [], archive = null, segments, evidence, threads } = await readJson(path);
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const unread = [...blocks];
  /** @type {Promise<void> | null} */
  let reading = null;

  /** @type {Catalogue} */
  const catalogue = {
    title,
    total,
    archive,
    segments,
    rows: [],
    more() {
      reading ??= readBlock().finally(() => (reading = null));
      return reading;
    },
    item(key) {
      const item = itemOf(key);
      return { ...item, open: async (evidence) => withAnswers(key, await item.open(evidence)) };
    },
    async items() {
      while (unread.length > 0) await catalogue.more();
      const files = Array.from({ length: threads?.count ?? 0 }, (_, at) => readJson(bucket(threads, at)));
      const parts = (await Promise.all(files)).flatMap((file) => Object.values(file).flat());
      // Those that lie together are read together.
      return [...catalogue.rows.map(({ key }) => key), ...parts]
        .map((key) => ({ ...catalogue.item(key), key, page: null, number: null }))
        .sort((one, other) => (one.key < other.key ? -1 : 1));
    },
    pathOf: (key) => (archive ? `${IN_ARCHIVE}${key.replace(/[^/]+$/, postName)}` : key),
    keyOf(path) {
      if (!archive) return path;
      const own = path.slice(IN_ARCHIVE.length);
      return /\.txt$/i.test(own) || (MARKDOWN.test(own) && !texts.includes(own)) ? own : `${own}.txt`;
    },
  };
  /** @param {string} key */
  const itemOf = (key) => bundledItem(key, null, engine, (bytes) => evidenceOf(key, bytes).catch(() => null));

  /** @param {Buckets | undefined} buckets @param {number} at */
  const bucket = (buckets, at) => `${folder}${buckets?.folder}/${at}.json`;

  /** @param {string} key @param {ReadingPage} page @returns {Promise<ReadingPage>} with the files of its thread */
  async function withAnswers(key, page) {
    /** @type {Record<string, string[]>} */
    const known = threads ? await readJson(bucket(threads, bucketOf(key, threads.count))) : {};
    const files = Object.hasOwn(known, key) ? known[key] : [];
    if (files.length === 0) return page;
    const { withThread } = await import("../lazy/thread.js");
    const openPart = async (/** @type {number} */ _, /** @type {string} */ file, /** @type {number} */ number) =>
      engine.openPart(postName(file), await itemOf(file).bytes(), number);
    return withThread(
      page,
      files.map((path, index) => ({ index, path })),
      openPart,
    );
  }

  /** @param {string} file @param {Uint8Array} bytes @returns {Promise<Uint8Array | null>} */
  async function evidenceOf(file, bytes) {
    if (!evidence) return null;
    const key = await engine.sourceKey(file, bytes);
    /** @type {Record<string, string>} in base 64 */
    const kept = await readJson(bucket(evidence, key % evidence.count));
    return kept[key] ? Uint8Array.from(atob(kept[key]), (byte) => byte.charCodeAt(0)) : null;
  }
  async function readBlock() {
    if (unread.length === 0) return;
    /** @type {CatalogueRow[]} */
    const written = await readJson(folder + unread[0]);
    unread.shift();
    for (const row of written) catalogue.rows.push(rowOf(row));
  }
  await catalogue.more();
  return catalogue;
}

/** @param {CatalogueRow} row @returns {Row} */
function rowOf({ file, title, date, author, source, sourceText, lang, dir, excerpt }) {
  /** @type {Listed} */
  const facts = {
    title,
    date: date ?? null,
    author: author ?? null,
    source: source ?? null,
    sourceText: sourceText ?? null,
    lang,
    dir: dir ?? "ltr",
    excerpt: excerpt ?? "",
  };
  return { key: file, facts, note: null };
}

/** @param {string} path */
async function readJson(path) {
  const text = new TextDecoder().decode(await readBundled(path));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw { code: "unreadable", message: String(error), file: path, args: { reason: String(error) } };
  }
}
