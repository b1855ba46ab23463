/**
 * Opens items into a library: good posts become entries, the others sentences that name them.
 */

import { SAMPLES } from "../app/router.js";

/** @import { CoreError, Entry, Item, Library, Notice, ReadingPage } from '../types.js' */

/**
 * @param {Item[]} items
 * @param {(done: number) => void} progress
 * @returns {Promise<{ opened: { item: Item, page: ReadingPage }[], notices: Notice[] }>} in the order of the items
 */
export async function openItems(items, progress) {
  let done = 0;
  const outcomes = await Promise.allSettled(
    items.map(async (item) => {
      try {
        return { item, page: await item.open() };
      } finally {
        done += 1;
        progress(done);
      }
    }),
  );
  /** @type {{ item: Item, page: ReadingPage }[]} */
  const opened = [];
  /** @type {Notice[]} */
  const notices = [];
  outcomes.forEach((outcome, index) => {
    if (outcome.status === "fulfilled") opened.push(outcome.value);
    else notices.push(noticeOf(outcome.reason, items[index].name));
  });
  return { opened, notices };
}

/**
 * @param {CoreError} error
 * @param {string} name
 * @returns {Notice}
 */
export function noticeOf(error, name) {
  const file = error.file || name;
  const reason = error.message || String(error);
  return { key: `error.${error.code}`, args: { reason, ...error.args, file }, fallback: `${file}: ${reason}` };
}

/**
 * The library with more posts in it. The same post again takes the place of the old one,
 * another one of the same name gets a number.
 * @param {Library} library
 * @param {{ item: Item, page: ReadingPage }[]} opened
 * @returns {{ library: Library, keys: string[] }} keys of what was opened now
 */
export function withPosts(library, opened) {
  /** @type {Map<string, Entry>} */
  const entries = new Map(library.entries.map((entry) => [entry.key, entry]));
  const keys = opened.map(({ item, page }) => {
    let key = item.name;
    for (let number = 2; entries.has(key) && entries.get(key)?.page.fingerprint !== page.fingerprint; number += 1) {
      key = `${item.name} (${number})`;
    }
    entries.set(key, { key, page, base: item.base, note: item.note, beside: item.beside });
    return key;
  });
  // Somebody chose the order of the samples; files have none of their own.
  const ordered = library.id === SAMPLES ? [...entries.values()] : newestFirst([...entries.values()]);
  return { library: { ...library, entries: ordered }, keys: [...new Set(keys)] };
}

/** @param {Entry[]} entries @returns {Entry[]} those without a date last */
function newestFirst(entries) {
  /** @param {Entry} entry */
  const moment = (entry) => (entry.page.date ? Date.parse(entry.page.date.iso) || 0 : 0);
  return entries.sort((one, other) => moment(other) - moment(one));
}
