/**
 * Listings of posts from any source: a JSON list, the catalogue of a published site, URLs, files, texts in the page;
 * lazy/zip-listing.js has zips. The elements see only rows and a way to open their posts.
 */
import { fileNameIn } from "../js/core/fetch-file.js";
import { postName } from "../js/open/file-names.js";
import { bytesAt, jsonAt, noPost } from "./bytes-at.js";
import { engine, openAt, openFile, openInline } from "./open.js";
import "./list-words.js";

/** @import { CoreError, Entry, Listed, Note, PostDate, Row, Volume } from '../js/types.js' */
/** @import { InlinePost } from './inline.js' */

/**
 * @typedef {object} Listing
 * @property {string | null} title
 * @property {number} total number of posts
 * @property {Row[]} rows known so far
 * @property {(() => Promise<void>) | null} more loads rows
 * @property {(key: string, evidence?: Uint8Array | null) => Promise<Entry>} open rejects with a CoreError; `evidence` is what
 *   repeats in the post's source
 * @property {(key: string) => string | null} urlOf a post that has one
 * @property {CoreError[]} failures of posts that could not be opened
 * @property {number | null} cost of a search: bytes that it downloads, null for each post
 * @property {string} [name] of the archive
 * @property {Volume} [volume] the archive
 * @property {URL} [archive] of all posts, for a search
 * @property {(key: string) => Promise<Uint8Array>} [bytesOf] where there is no archive; rejects with a CoreError
 */

/** Most posts that are loaded at once. */
const AT_ONCE = 4;

/** Right-to-left languages. */
const RIGHT_TO_LEFT = /^(?:ar|dv|fa|he|ps|sd|ug|ur|yi)\b/i;

/**
 * @param {URL[]} urls of one list or one post, or of several posts
 * @param {AbortSignal} signal
 * @returns {Promise<Listing>} rejects with a CoreError where the only URL fails
 */
export async function listingAt(urls, signal) {
  if (urls.length > 1)
    return allOpened(
      urls,
      (url) => openAt(url, signal),
      ({ href }) => href,
    );
  const [url] = urls;
  engine.start().catch(() => {});
  if (isZipsName(fileNameIn(url))) return (await zips()).listingOfZip({ url: url.href }, fileNameIn(url), signal);
  const { bytes, name, base, type } = await bytesAt(url, signal);
  if (!/\.json$/i.test(name) && !/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    const page = await engine.openBytes(postName(name), bytes);
    return ofEntries([{ key: url.href, page, base, note: null, findImage: null }], () => url.href, []);
  }
  const list = parsed(new TextDecoder().decode(bytes), name);
  if (Array.isArray(list)) return ofList(list, new URL(base), name);
  if (isContents(list)) return ofCatalogue(list, new URL(base));
  throw notAList(name);
}

/** @param {Blob[]} files @returns {Promise<Listing>} */
export async function listingOfFiles(files) {
  const [file] = files;
  if (files.length === 1 && file instanceof File && isZipsName(file.name))
    return (await zips()).listingOfZip({ file }, file.name);
  return allOpened(files, openFile, () => null);
}

/** Loaded on demand. */
const zips = () => import("./lazy/zip-listing.js");

const isZipsName = (/** @type {string} */ name) => /\.zip$/i.test(name);

/** @param {InlinePost[]} inside @returns {Promise<Listing>} */
export const listingOfPosts = (inside) => allOpened(inside, openInline, () => null);

/**
 * Opens all posts, a few at a time, since a row needs the opened post.
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => Promise<Entry>} open
 * @param {(thing: T) => string | null} urlOf
 * @returns {Promise<Listing>}
 */
async function allOpened(things, open, urlOf) {
  /** @type {(Entry | null)[]} */
  const entries = things.map(() => null);
  /** @type {CoreError[]} */
  const failures = [];
  /** @type {Map<string, string | null>} */
  const urls = new Map();
  let next = 0;
  const work = async () => {
    while (next < things.length) {
      const index = next++;
      try {
        const entry = await open(things[index]);
        // Names may repeat.
        const key = `${index + 1} ${entry.key}`;
        entries[index] = { ...entry, key };
        urls.set(key, urlOf(things[index]));
      } catch (error) {
        failures.push(/** @type {CoreError} */ (error));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return ofEntries(
    entries.filter((entry) => entry !== null),
    (key) => urls.get(key) ?? null,
    failures,
  );
}

/**
 * @param {Entry[]} entries
 * @param {(key: string) => string | null} urlOf
 * @param {CoreError[]} failures
 * @returns {Listing}
 */
function ofEntries(entries, urlOf, failures) {
  const entryOf = (/** @type {string} */ key) => {
    const entry = entries.find((one) => one.key === key);
    if (!entry) throw noPost(key);
    return entry;
  };
  const bytesOf = async (/** @type {string} */ key) => new Uint8Array(await entryOf(key).page.raw.arrayBuffer());
  return {
    title: null,
    total: entries.length,
    rows: entries.map(({ key, page, note }) => ({ key, facts: page, note })),
    more: null,
    async open(key, evidence) {
      const entry = entryOf(key);
      if (!evidence?.length) return entry;
      return { ...entry, page: await engine.openBytes(entry.page.file.name, await bytesOf(key), evidence) };
    },
    urlOf,
    failures,
    cost: 0,
    bytesOf,
  };
}

/** @param {string} name @returns {CoreError} */
const notAList = (name) => ({ code: "no-list", message: "it is no list of posts", file: name });

/** @param {string} text @param {string} name @returns {unknown} */
function parsed(text, name) {
  try {
    return JSON.parse(text);
  } catch {
    throw notAList(name);
  }
}

// ---- a list of posts

/**
 * An entry of a list: `file` is the post's URL, relative to the list's; an entry may also be that string alone.
 * @typedef {{ file?: unknown, title?: unknown, lang?: unknown, dir?: unknown, date?: unknown, author?: unknown,
 *   source?: unknown, sourceText?: unknown, excerpt?: unknown, note?: unknown }} Said
 */

/**
 * @param {unknown[]} list
 * @param {URL} base
 * @param {string} name
 * @returns {Listing} posts are opened on demand
 */
function ofList(list, base, name) {
  /** @type {CoreError[]} */
  const failures = [];
  /** @type {Row[]} */
  const rows = [];
  for (const item of list) {
    const said = /** @type {Said} */ (typeof item === "object" && item !== null ? item : { file: item });
    const file = wordsOf(said.file);
    if (!file || !URL.canParse(file, base)) throw notAList(name);
    const url = new URL(file, base);
    // The page's author chose the list, not the posts that it names.
    if (url.origin === base.origin) rows.push(rowOf(said, url.href, fileNameIn(url)));
    else failures.push({ code: "list-foreign", message: "it is of another site", args: { address: url.href } });
  }
  return {
    title: null,
    total: rows.length,
    rows,
    more: null,
    open: cachingLast(async (key, evidence) => {
      // A key may come from the page's address.
      if (!rows.some((row) => row.key === key)) throw noPost(key);
      return openAt(new URL(key), undefined, async () => evidence);
    }),
    urlOf: (key) => key,
    failures,
    cost: null,
    bytesOf: async (key) => (await bytesAt(new URL(key))).bytes,
  };
}

/**
 * @param {Said} said
 * @param {string} key
 * @param {string} name where the list has no title
 * @returns {Row}
 */
function rowOf(said, key, name) {
  const lang = wordsOf(said.lang) ?? "";
  const rtl = said.dir === "rtl" || (said.dir === undefined && RIGHT_TO_LEFT.test(lang));
  const source = /** @type {Listed["source"]} */ (typeof said.source === "object" ? said.source : null);
  return {
    key,
    facts: {
      title: wordsOf(said.title) ?? name,
      date: dateOf(said.date),
      author: wordsOf(said.author),
      source: wordsOf(source?.host) ? source : null,
      sourceText: wordsOf(said.sourceText) ?? wordsOf(said.source),
      lang,
      dir: rtl ? "rtl" : "ltr",
      excerpt: wordsOf(said.excerpt) ?? "",
    },
    note: noteOf(said.note),
  };
}

/** @param {unknown} value @returns {string | null} */
function wordsOf(value) {
  return typeof value === "string" && value.trim() ? value : null;
}

/** @param {unknown} value a date, or the core's PostDate @returns {PostDate | null} */
function dateOf(value) {
  const iso = wordsOf(typeof value === "object" && value !== null && "iso" in value ? value.iso : value);
  return iso && /^\d{4}-\d{2}-\d{2}/.test(iso) ? { iso, original: iso, from: "list" } : null;
}

/** @param {unknown} value @returns {Note | null} */
function noteOf(value) {
  if (typeof value === "string") return value || null;
  if (typeof value !== "object" || value === null) return null;
  const notes = Object.entries(value).filter(([, note]) => typeof note === "string");
  return notes.length > 0 ? Object.fromEntries(notes) : null;
}

// ---- the catalogue of a published site

/** @import { CatalogueRow, Contents } from '../js/open/catalogue.js' */

/** @param {unknown} value @returns {value is Contents} */
function isContents(value) {
  return typeof value === "object" && value !== null && "blocks" in value && Array.isArray(value.blocks);
}

/**
 * @param {Contents} contents
 * @param {URL} base URL of the contents, in a folder next to `posts/`
 * @returns {Promise<Listing>}
 */
async function ofCatalogue({ title, total, blocks, archive, evidence }, base) {
  const unread = blocks.map((block) => new URL(String(block), base));
  const posts = new URL("../posts/", base);
  const urlOf = (/** @type {string} */ key) => new URL(key.split("/").map(encodeURIComponent).join("/"), posts);
  /** @type {Listing} */
  const listing = {
    title: wordsOf(title),
    total: Number(total) || 0,
    rows: [],
    async more() {
      const [block] = unread;
      if (!block) return;
      const written = /** @type {CatalogueRow[]} */ (await jsonAt(block));
      unread.shift();
      for (const row of written) listing.rows.push(rowOf(row, row.file, row.file));
    },
    open: cachingLast(async (key) => {
      const url = urlOf(key);
      if (!url.href.startsWith(posts.href)) throw noPost(key);
      return openAt(url, undefined, (_, bytes) => evidenceOf(key, bytes).catch(() => null));
    }),
    urlOf: (key) => urlOf(key).href,
    failures: [],
    cost: archive?.size ?? null,
    ...(archive && {
      archive: new URL(archive.path.split("/").map(encodeURIComponent).join("/"), new URL("../", base)),
    }),
    bytesOf: async (key) => (await bytesAt(urlOf(key))).bytes,
  };
  /** As the page's own catalogue.js. @param {string} file @param {Uint8Array} bytes */
  async function evidenceOf(file, bytes) {
    if (!evidence) return null;
    const key = await engine.sourceKey(file, bytes);
    const url = new URL(`${evidence.folder}/${key % evidence.count}.json`, base);
    const kept = /** @type {Record<string, string>} in base 64 */ (await jsonAt(url));
    return kept[key] ? Uint8Array.from(atob(kept[key]), (byte) => byte.charCodeAt(0)) : null;
  }
  await listing.more?.();
  return listing;
}

/**
 * Caches the last opened post; a failure is retried.
 * @param {(key: string, evidence: Uint8Array | null) => Promise<Entry>} open
 * @returns {Listing["open"]}
 */
function cachingLast(open) {
  /** @type {{ key: string, by: Uint8Array | null, entry: Promise<Entry> } | null} */
  let last = null;
  return async (key, by = null) => {
    // Evidence that finds nothing cleans like none.
    if (last?.key !== key || (by?.length && !last.by?.length)) last = { key, by, entry: open(key, by) };
    try {
      return { ...(await last.entry), key };
    } catch (error) {
      last = null;
      throw error;
    }
  };
}
