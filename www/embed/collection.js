/**
 * Several posts, whatever they come from: a list that names them, the library of a published site, addresses, files,
 * texts in the page. Each kind of source becomes the same thing, so that elements know nothing of kinds: rows that say
 * what is known of each post, and how to open one. A zip, which is one more kind, stands in archive.js.
 */
import { nameIn } from "../js/open/fetch-file.js";
import { postsName } from "../js/open/file-names.js";
import { bytesAt, engine, jsonAt, openAt, openFile, openInline } from "./sources.js";

/** @import { CoreError, Entry, Listed, Note, PostDate, Row } from '../js/types.js' */
/** @import { InlinePost } from './inline.js' */

/**
 * @typedef {object} Collection
 * @property {string | null} title
 * @property {number} total how many posts there are
 * @property {Row[]} rows those that are known so far
 * @property {(() => Promise<void>) | null} more gets to know more of them
 * @property {(key: string) => Promise<Entry>} open rejects with a CoreError
 * @property {(key: string) => string | null} addressOf a post that has one
 * @property {CoreError[]} failures what could not be had
 */

/** Posts that are asked for at the same time. */
const AT_ONCE = 4;

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT = /^(?:ar|dv|fa|he|ps|sd|ug|ur|yi)\b/i;

/**
 * @param {URL[]} addresses one list or one post, or several posts
 * @param {AbortSignal} signal
 * @returns {Promise<Collection>} rejects with a CoreError where the only address can't be had
 */
export async function collectionAt(addresses, signal) {
  if (addresses.length > 1) return allOpened(addresses, (url) => openAt(url, signal), ({ href }) => href);
  const [url] = addresses;
  engine.start().catch(() => {});
  if (isZipsName(nameIn(url))) return (await zips()).collectionOfZip({ address: url.href }, nameIn(url), signal);
  const { bytes, name, base, type } = await bytesAt(url, signal);
  if (!/\.json$/i.test(name) && !/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    const page = await engine.openBytes(postsName(name), bytes);
    return ofEntries([{ key: url.href, page, base, note: null, beside: null }], () => url.href, []);
  }
  const list = parsed(new TextDecoder().decode(bytes), name);
  if (Array.isArray(list)) return ofList(list, new URL(base), name);
  if (isContents(list)) return ofLibrary(list, new URL(base));
  throw notAList(name);
}

/** @param {Blob[]} files @returns {Promise<Collection>} */
export async function collectionOfFiles(files) {
  const [file] = files;
  if (files.length === 1 && file instanceof File && isZipsName(file.name)) return (await zips()).collectionOfZip({ file }, file.name);
  return allOpened(files, openFile, () => null);
}

/** What only zips need comes when there is one. */
const zips = () => import("./archive.js");

const isZipsName = (/** @type {string} */ name) => /\.zip$/i.test(name);

/** @param {InlinePost[]} inside @returns {Promise<Collection>} */
export const collectionOfPosts = (inside) => allOpened(inside, openInline, () => null);

/**
 * Opens everything, a few at a time, for nothing is known of it before.
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => Promise<Entry>} open
 * @param {(thing: T) => string | null} addressOf
 * @returns {Promise<Collection>}
 */
async function allOpened(things, open, addressOf) {
  /** @type {(Entry | null)[]} */
  const entries = things.map(() => null);
  /** @type {CoreError[]} */
  const failures = [];
  /** @type {Map<string, string | null>} */
  const addresses = new Map();
  let next = 0;
  const work = async () => {
    while (next < things.length) {
      const index = next++;
      try {
        const entry = await open(things[index]);
        // Two may have one name.
        const key = `${index + 1} ${entry.key}`;
        entries[index] = { ...entry, key };
        addresses.set(key, addressOf(things[index]));
      } catch (error) {
        failures.push(/** @type {CoreError} */ (error));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return ofEntries(entries.filter((entry) => entry !== null), (key) => addresses.get(key) ?? null, failures);
}

/**
 * @param {Entry[]} entries
 * @param {(key: string) => string | null} addressOf
 * @param {CoreError[]} failures
 * @returns {Collection}
 */
function ofEntries(entries, addressOf, failures) {
  return {
    title: null,
    total: entries.length,
    rows: entries.map(({ key, page, note }) => ({ key, facts: page, note })),
    more: null,
    open: async (key) => /** @type {Entry} */ (entries.find((entry) => entry.key === key)),
    addressOf,
    failures,
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
 * What a list says of a post. `file` is its address, relative to the list's; an entry may be that and nothing else.
 * @typedef {{ file?: unknown, title?: unknown, lang?: unknown, dir?: unknown, date?: unknown, author?: unknown,
 *   source?: unknown, sourceText?: unknown, excerpt?: unknown, note?: unknown }} Said
 */

/**
 * @param {unknown[]} list
 * @param {URL} base
 * @param {string} name
 * @returns {Collection} posts that are opened one by one, as the reader asks for them
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
    // Who wrote the page named the list, and not what it names.
    if (url.origin === base.origin) rows.push(rowOf(said, url.href, nameIn(url)));
    else failures.push({ code: "list-foreign", message: "it is of another site", args: { address: url.href } });
  }
  return {
    title: null,
    total: rows.length,
    rows,
    more: null,
    open: remembering((key) => openAt(new URL(key))),
    addressOf: (key) => key,
    failures,
  };
}

/**
 * @param {Said} said
 * @param {string} key
 * @param {string} name for people, where the list has no title
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

/** @param {unknown} value a date, or what the core says of one @returns {PostDate | null} */
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

// ---- the library of a published site

/** @import { Contents, Written } from '../js/open/catalogue.js' */

/** @param {unknown} value @returns {value is Contents} */
function isContents(value) {
  return typeof value === "object" && value !== null && "blocks" in value && Array.isArray(value.blocks);
}

/**
 * @param {Contents} contents
 * @param {URL} base of the contents, in a folder beside `posts/`; the blocks lie beside them
 * @returns {Promise<Collection>}
 */
async function ofLibrary({ title, total, blocks }, base) {
  const left = blocks.map((block) => new URL(String(block), base));
  const posts = new URL("../posts/", base);
  const addressOf = (/** @type {string} */ key) => new URL(key.split("/").map(encodeURIComponent).join("/"), posts);
  /** @type {Collection} */
  const library = {
    title: wordsOf(title),
    total: Number(total) || 0,
    rows: [],
    async more() {
      const [block] = left;
      if (!block) return;
      const written = /** @type {Written[]} */ (await jsonAt(block));
      left.shift();
      for (const row of written) library.rows.push(rowOf(row, row.file, row.file));
    },
    open: remembering((key) => openAt(addressOf(key))),
    addressOf: (key) => addressOf(key).href,
    failures: [],
  };
  await library.more?.();
  return library;
}

/**
 * The reader may come back to a post; what failed may come at the next try.
 * @param {(key: string) => Promise<Entry>} open
 * @returns {(key: string) => Promise<Entry>}
 */
function remembering(open) {
  /** @type {{ key: string, entry: Promise<Entry> } | null} */
  let last = null;
  return async (key) => {
    if (last?.key !== key) last = { key, entry: open(key) };
    try {
      return { ...(await last.entry), key };
    } catch (error) {
      last = null;
      throw error;
    }
  };
}
