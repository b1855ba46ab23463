/**
 * Opens single posts: good ones become entries of a collection, the others notices.
 */
import { noticeOf } from "../core/errors.js";

/** @import { Item, Notice, ReadingPage, Single } from '../types.js' */

/** @typedef {{ item: Item, page: ReadingPage | null }} GivenPost */

/**
 * @param {Item[]} items
 * @returns {Promise<{ opened: GivenPost[], notices: Notice[] }>} in the order of the items
 */
export async function openItems(items) {
  const outcomes = await Promise.allSettled(items.map(async (item) => ({ item, page: await item.open() })));
  /** @type {GivenPost[]} */
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
 * A collection's entries with more posts. The same post takes its entry's place; another one of the same name gets a number.
 * @param {Single[]} before
 * @param {GivenPost[]} given
 * @returns {Promise<{ entries: Single[], keys: string[] }>} and the keys of the given posts
 */
export async function withPosts(before, given) {
  const entries = new Map(before.map((entry) => [entry.key, entry]));
  /** @type {Set<string>} */
  const keys = new Set();
  for (const { item, page } of given) {
    let key = item.name;
    let same = entries.get(key);
    for (let number = 2; same && !(await haveSameBytes(same, item)); number += 1) {
      key = `${item.name} (${number})`;
      same = entries.get(key);
    }
    entries.set(key, { ...item, key, page: page ?? same?.page ?? null, number: same?.number ?? null });
    keys.add(key);
  }
  return { entries: [...entries.values()], keys: [...keys] };
}

/** @param {Item} one @param {Item} other */
async function haveSameBytes(one, other) {
  if (one.size !== other.size) return false;
  const [bytes, others] = await Promise.all([one.bytes(), other.bytes()]).catch(() => [new Uint8Array(1), []]);
  return bytes.length === others.length && bytes.every((byte, at) => byte === others[at]);
}
