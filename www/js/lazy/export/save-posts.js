/**
 * The posts of a list as one file. Several cores clean some posts ahead while another one writes; nothing is kept of what is
 * written but the file.
 */
import { INDEXERS } from "../../archives/indexers.js";
import { createEngine } from "../../core/engine.js";
import { withThread } from "../thread.js";
import { withNames } from "./names.js";
import { beginFile } from "./posts-file.js";

/** @import { Engine } from '../../core/engine.js' */
/** @import { Collection, CoreAnswer, CoreError, LibraryRow, OpenArchive, Searchable } from '../../types.js' */
/** @import { FileForm } from './posts-file.js' */

/** Rows in one answer of the library. */
const ROWS = 1_000;

/** Posts that each core cleans ahead. */
const AHEAD = 3;

/** What is kept of a row. @typedef {Pick<LibraryRow, 'volume' | 'index' | 'path' | 'title' | 'lang' | 'places'> & { date: string | null }} Listed */

/** A post of the list that is not in the file. @typedef {{ path: string, reason: string }} Lost */

/**
 * @param {Collection} collection
 * @param {object} what
 * @param {FileForm} what.form
 * @param {string} what.title of the file
 * @param {boolean} what.hasDiscussion
 * @param {string} what.locale
 * @param {Uint32Array | null} what.places of the posts, if not all of the list are saved
 * @param {AbortSignal} signal
 * @param {(done: number, total: number) => void} tell
 * @returns {Promise<{ blob: Blob, saved: number, lost: Lost[] }>} rejects with a CoreError, or the signal's reason
 */
export async function savePosts(collection, { locale, places, ...what }, signal, tell) {
  const library = /** @type {Searchable} */ (collection.library);
  const posts = byDate(places ? await chosen(library, places) : await listed(library, collection, locale));
  /** @type {Lost[]} */
  const lost = [];
  const cores = Array.from({ length: Math.min(INDEXERS, Math.ceil(posts.length / AHEAD)) }, () => createEngine());
  const writing = beginFile({ ...what, posts });
  // It is waited for below, once the first post is there.
  writing.catch(() => {});
  try {
    /** @type {Promise<CoreAnswer | CoreError>[]} */
    const ahead = [];
    const numbers = new Map(posts.flatMap(({ places }, at) => places.map((place) => [keyOf(place), at + 1])));
    const folders = foldersOf(collection);
    const file = await writing;
    let next = 0;
    for (const [at, post] of posts.entries()) {
      for (; next < posts.length && next < at + AHEAD * cores.length; next += 1)
        ahead.push(opened(collection, posts[next], cores[next % cores.length]).catch(asError));
      const page = await /** @type {Promise<CoreAnswer | CoreError>} */ (ahead.shift());
      signal.throwIfAborted();
      const { volume, path } = post;
      if ("code" in page) {
        lost.push({ path, reason: page.message });
        await file.unread(at + 1, post, page.message);
      } else {
        const { volume: archive } = archiveOf(collection, post);
        // Files of several archives don't mix.
        const folder = what.form === "markdown" && folders.size > 1 ? `${folders.get(volume)}/` : "";
        await file.add(at + 1, `${folder}${path}`, page, {
          async numberOf(link) {
            const place = await library.findByPath(volume, path, link);
            return place ? numbers.get(keyOf(place)) : undefined;
          },
          async pictureOf(src) {
            const picture = await archive.pictureOf(path, src, page.source?.url ?? null);
            return picture && { ...picture, key: `${volume} ${picture.key}`, path: `${folder}${picture.path}` };
          },
        });
      }
      signal.throwIfAborted();
      tell(at + 1, posts.length);
    }
    return { blob: await file.end(), saved: posts.length - lost.length, lost };
  } finally {
    for (const core of cores) core.end();
    void writing.then(
      ({ stop }) => stop(),
      () => {},
    );
  }
}

/** @param {Collection} collection @returns {Map<number, string>} a name for each archive, which no other has */
function foldersOf({ archives }) {
  /** @type {Map<number, string>} */
  const folders = new Map();
  for (const { number, volume } of archives) {
    const name = (volume.isLoose ? "" : nameOf(volume.name)) || "posts";
    const taken = new Set([...folders.values()].map((one) => one.toLowerCase()));
    let free = name;
    for (let nth = 2; taken.has(free.toLowerCase()); nth += 1) free = `${name}-${nth}`;
    folders.set(number, free);
  }
  return folders;
}

/** @param {string} archive @returns {string} its name as the command calls what it makes of it */
export const nameOf = (archive) =>
  archive.replace(/\.(?:zip|tar|tgz|tar\.gz|warc\.gz|gz|warc|wacz)$/i, "").replace(/[\\/]/g, "-");

/** @param {unknown} error @returns {CoreError} */
const asError = (error) => ({ code: "unreadable", message: /** @type {any} */ (error)?.message ?? String(error) });

/** @param {{ volume: number, path: string }} place */
const keyOf = ({ volume, path }) => `${volume} ${path}`;

/** @param {Collection} collection @param {Listed} post */
const archiveOf = ({ archives }, { volume }) =>
  /** @type {OpenArchive} */ (archives.find(({ number }) => number === volume));

/**
 * The posts of the current list.
 * @param {Searchable} library
 * @param {Collection} collection
 * @param {string} locale
 * @returns {Promise<Listed[]>}
 */
async function listed(library, { search }, locale) {
  const first = await library.query(search, locale, 0, ROWS);
  if (!first) throw { code: "replaced", message: "another search is asked" };
  const rows = first.rows.map(kept);
  while (rows.length < first.posts) {
    const more = await library.rows(rows.length, ROWS);
    if (more.length === 0) break;
    rows.push(...more.map(kept));
  }
  return rows;
}

/**
 * The posts at some places, each once, whatever the list shows.
 * @param {Searchable} library
 * @param {Uint32Array} places
 * @returns {Promise<Listed[]>}
 */
async function chosen(library, places) {
  /** @type {Map<string, Listed>} */
  const rows = new Map();
  for (let at = 0; at < places.length; at += 2 * ROWS)
    for (const row of await library.rowsAt(places.slice(at, at + 2 * ROWS))) rows.set(keyOf(row), kept(row));
  return [...rows.values()];
}

/** @param {Listed[]} posts @returns {Listed[]} by their dates as the command has them, undated ones last */
function byDate(posts) {
  return posts.sort(
    (one, other) =>
      Number(one.date === null) - Number(other.date === null) ||
      order(one.date ?? "", other.date ?? "") ||
      one.volume - other.volume ||
      order(one.path, other.path),
  );
}

/** @param {string} one @param {string} other */
const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** @param {LibraryRow} row @returns {Listed} */
const kept = ({ volume, index, path, title, lang, places, date }) => ({
  volume,
  index,
  path,
  title,
  lang,
  places,
  date: date?.iso ?? null,
});

/**
 * @param {Collection} collection
 * @param {Listed} post
 * @param {Engine} core
 * @returns {Promise<CoreAnswer>} with the other files of its thread and the names of authors
 */
async function opened(collection, post, core) {
  const { volume } = archiveOf(collection, post);
  const { index, path, volume: number } = post;
  const library = /** @type {Searchable} */ (collection.library);
  const [bytes, evidence, thread] = await Promise.all([
    volume.bytes(index, path),
    library.evidenceOf(number, path),
    library.threadOf(number, path),
  ]);
  const page = await core.openWhole(path, bytes, evidence);
  const whole =
    thread.length > 0
      ? await withThread(page, thread, async (at, part, nth) => core.openPart(part, await volume.bytes(at, part), nth))
      : page;
  return withNames(whole, volume.isLoose ? null : volume.namesOf);
}
