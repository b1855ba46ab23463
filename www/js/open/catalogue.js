/**
 * The catalogue of a published site, as `cargo xtask dist` writes it: blocks of rows, newest first, which are read as far as a
 * reader scrolls. A post is opened by its key alone, without the list.
 */
import { readBundled } from "./bundled-files.js";
import { postName } from "./file-names.js";
import { bundledItem } from "./source.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Catalogue, Listed, PostDate, PostSource, Row } from '../types.js' */

/**
 * The catalogue's main file; `blocks` are paths relative to it. `archive` holds all posts: its path relative to the page and
 * its size in bytes, and in it the posts' paths as they were before they were published; `texts` are posts in Markdown that
 * got the extension .txt. `evidence` says in which of `count` files of a folder beside it is what repeats in a source: by the
 * remainder of the source's key.
 * @typedef {{ format: 1, title: string | null, total: number, blocks: string[], texts?: string[], archive?: { path: string, size: number } | null, evidence?: { folder: string, count: number } }} Contents
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
  const { title, total, blocks, texts = [], archive = null, evidence } = await readJson(path);
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const unread = [...blocks];
  /** @type {Promise<void> | null} */
  let reading = null;

  /** @type {Catalogue} */
  const catalogue = {
    title,
    total,
    archive,
    rows: [],
    more() {
      reading ??= readBlock().finally(() => (reading = null));
      return reading;
    },
    item: (key) => bundledItem(key, null, engine, (bytes) => evidenceOf(key, bytes).catch(() => null)),
    async items() {
      while (unread.length > 0) await catalogue.more();
      // Those that lie together are read together.
      return catalogue.rows
        .map(({ key }) => ({ ...catalogue.item(key), key, page: null, number: null }))
        .sort((one, other) => (one.key < other.key ? -1 : 1));
    },
    pathOf: (key) => (archive ? `${IN_ARCHIVE}${key.replace(/[^/]+$/, postName)}` : key),
    keyOf(path) {
      if (!archive) return path;
      const own = path.slice(IN_ARCHIVE.length);
      return /\.txt$/i.test(own) || (MARKDOWN.test(own) && !texts.includes(own)) ? own : `${own}.txt`;
    },
  };
  /** @param {string} file @param {Uint8Array} bytes @returns {Promise<Uint8Array | null>} */
  async function evidenceOf(file, bytes) {
    if (!evidence) return null;
    const key = await engine.sourceKey(file, bytes);
    /** @type {Record<string, string>} in base 64 */
    const kept = await readJson(`${folder}${evidence.folder}/${key % evidence.count}.json`);
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
