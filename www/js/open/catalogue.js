/**
 * The list of the site's own library, as `cargo xtask dist` writes it: blocks of rows, newest first, which are read
 * as far as a reader goes. A post of it is found by its key alone, without the list.
 */
import { read } from "./bundled-files.js";
import { itemOnShelf } from "./source.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Catalogue, Listed, PostDate, PostSource, Row } from '../types.js' */

/**
 * The file at the path that `shelf.js` names. The blocks lie beside it.
 * `archive` has all posts in one file, by its path beside the page and its size in bytes.
 * @typedef {{ format: 1, title: string | null, total: number, blocks: string[], archive?: { path: string, size: number } | null }} Contents
 */

/**
 * One row as it is written: what a post has not is left out.
 * @typedef {object} Written
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

/**
 * @param {string} path of the contents
 * @param {Engine} engine
 * @returns {Promise<Catalogue>} rejects with a CoreError where the library can't be read
 */
export async function openCatalogue(path, engine) {
  /** @type {Contents} */
  const { title, total, blocks, archive = null } = await readJson(path);
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const left = [...blocks];
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
    item: (key) => itemOnShelf(key, null, engine),
  };
  async function readBlock() {
    if (left.length === 0) return;
    /** @type {Written[]} */
    const written = await readJson(folder + left[0]);
    left.shift();
    for (const row of written) catalogue.rows.push(rowOf(row));
  }
  await catalogue.more();
  return catalogue;
}

/** @param {Written} written @returns {Row} */
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
  const text = new TextDecoder().decode(await read(path));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw { code: "unreadable", message: String(error), file: path, args: { reason: String(error) } };
  }
}
