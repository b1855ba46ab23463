/**
 * Opens single posts: good ones become entries of a collection, the others notices.
 */
import { SAMPLES } from "../app/routes.js";
import { noticeOf } from "../core/errors.js";

/** @import { Collection, Entry, Item, Notice, ReadingPage } from '../types.js' */

/** @typedef {{ item: Item, page: ReadingPage }} OpenedPost */

/**
 * @param {Item[]} items
 * @param {(done: number) => void} progress
 * @returns {Promise<{ opened: OpenedPost[], notices: Notice[] }>} in the order of the items
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
  /** @type {OpenedPost[]} */
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
 * A collection's entries with more posts. The same post replaces its entry; another one of the same name gets a number.
 * @param {Collection} collection
 * @param {OpenedPost[]} opened
 * @returns {{ entries: Entry[], keys: string[] }} and the keys of the opened posts
 */
export function withPosts(collection, opened) {
  /** @type {Map<string, Entry>} */
  const entries = new Map(collection.entries.map((entry) => [entry.key, entry]));
  const keys = opened.map(({ item, page }) => {
    let key = item.name;
    for (let number = 2; entries.has(key) && entries.get(key)?.page.fingerprint !== page.fingerprint; number += 1) {
      key = `${item.name} (${number})`;
    }
    entries.set(key, { key, page, base: item.base, note: item.note, findImage: item.findImage });
    return key;
  });
  // The samples are listed in an order of their own.
  const ordered = collection.id === SAMPLES ? [...entries.values()] : newestFirst([...entries.values()]);
  return { entries: ordered, keys: [...new Set(keys)] };
}

/** @param {Entry[]} entries @returns {Entry[]} undated ones last */
function newestFirst(entries) {
  /** @param {Entry} entry */
  const moment = (entry) => (entry.page.date ? Date.parse(entry.page.date.iso) || 0 : 0);
  return entries.sort((one, other) => moment(other) - moment(one));
}
