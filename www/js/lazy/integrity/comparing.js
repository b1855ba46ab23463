/**
 * Two archives compared: their posts' files are hashed, and those that are different are cleaned by several cores, each by itself. The
 * core that writes files says what is different.
 */
import { INDEXERS } from "../../archives/indexers.js";
import { createEngine } from "../../core/engine.js";
import { instanceStarter } from "../../core/instance.js";
import { postsOf, reasonOf, rowsOf } from "./all-files.js";

/** @import { Engine } from '../../core/engine.js' */
/** @import { CoreInstance } from '../../core/instance.js' */
/** @import { CoreAnswer, Volume } from '../../types.js' */
/** @import { Detail, PostDifference } from './responder.js' */
/** @import { Tell } from './work-dialog.js' */

/** Cleaned posts that the core takes at once. */
const BATCH = 64;

/** Posts that each core has in hand. */
const AHEAD = 3;

/** A post in a volume. @typedef {{ volume: Volume, index: number, path: string }} Place */

/** @typedef {{ found: PostDifference[], same: number, lost: string[], placeOf: (difference: PostDifference, side: 0 | 1) => Place | null }} Comparison */

/** @returns {Promise<CoreInstance>} */
export const startCore = () => instanceStarter({ part: "exporting", deadline: Infinity })();

/** @param {CoreAnswer} page @param {string} [original] of its file @returns {string} what the core needs of it */
const packed = (page, original = "") => JSON.stringify({ ...page, html: "", original });

/**
 * @param {[Volume, Volume]} volumes the earlier one first
 * @param {AbortSignal} signal
 * @param {Tell} tell
 * @returns {Promise<Comparison>} rejects with a CoreError, or the signal's reason
 */
export async function compareVolumes(volumes, signal, tell) {
  const core = await startCore();
  /** @type {Engine[]} */
  const engines = Array.from({ length: INDEXERS }, () => createEngine());
  /** @type {string[]} */
  const lost = [];
  /** Paths in each, by the numbers of rows. @type {Map<number, string>[]} */
  const paths = [new Map(), new Map()];
  const total = volumes.reduce((sum, volume) => sum + volume.summary().posts, 0);
  try {
    let read = 0;
    for (const [side, volume] of volumes.entries()) {
      const isLater = side === 1;
      for await (const { index, path, bytes, reason } of postsOf(volume)) {
        signal.throwIfAborted();
        if (bytes) {
          paths[side].set(index, path);
          await core.run({ call: "integrity", step: "post", isLater, number: index, path, bytes });
        } else lost.push(`${path}: ${reason}`);
        tell("integrity.reading", (read += 1), total);
      }
      /** @type {string[]} */
      const all = [];
      for await (const { path, role, refused } of rowsOf(volume)) if (!(refused && role === "other")) all.push(path);
      await core.run({ call: "integrity", step: "unwrap", isLater, paths: all });
    }
    // The core answers one request at a time.
    /** @type {Set<number>[]} */
    const wanted = [];
    for (const isLater of [false, true])
      wanted.push(new Set((await core.run({ call: "integrity", step: "different", isLater })).numbers));
    let cleaned = 0;
    const count = wanted[0].size + wanted[1].size;
    for (const [side, volume] of volumes.entries()) {
      const isLater = side === 1;
      /** @type {[number, string][]} */
      let batch = [];
      const flush = async () => {
        const [numbers, pages] = [batch.map(([number]) => number), batch.map(([, page]) => page)];
        batch = [];
        if (numbers.length > 0) await core.run({ call: "integrity", step: "clean", isLater, numbers, pages });
      };
      /** @type {Set<Promise<void>>} */
      const running = new Set();
      for await (const { index, path, bytes } of wanted[side].size > 0 ? postsOf(volume) : []) {
        signal.throwIfAborted();
        if (!bytes || !wanted[side].has(index)) continue;
        const work = engines[index % engines.length].openWhole(path, bytes).then(
          (page) => void batch.push([index, packed(page)]),
          (error) => void lost.push(`${path}: ${reasonOf(error)}`),
        );
        running.add(work);
        void work.finally(() => {
          running.delete(work);
          tell("integrity.cleaning", (cleaned += 1), count);
        });
        while (running.size >= AHEAD * engines.length) await Promise.race(running);
        if (batch.length >= BATCH) await flush();
      }
      await Promise.all(running);
      signal.throwIfAborted();
      await flush();
    }
    const { found, same } = await core.run({ call: "integrity", step: "compare" });
    return {
      found,
      same,
      lost,
      placeOf({ numbers }, side) {
        const index = numbers[side];
        const path = index === null ? undefined : paths[side].get(index);
        return index === null || path === undefined ? null : { volume: volumes[side], index, path };
      },
    };
  } finally {
    for (const engine of engines) engine.end();
    core.end();
  }
}

/** @typedef {Detail & { pages: [CoreAnswer | null, CoreAnswer | null] }} Compared */

/**
 * Two posts in detail, or all of one.
 * @param {[Place | null, Place | null]} places
 * @returns {Promise<Compared>} rejects with a CoreError
 */
export async function comparePosts(places) {
  const engine = createEngine();
  const core = await startCore();
  try {
    const [one, other] = await Promise.all(
      places.map(async (place) => {
        if (!place) return null;
        const bytes = await place.volume.bytes(place.index, place.path);
        const page = await engine.openWhole(place.path, bytes.slice());
        const { original } = await engine.openBytes(place.path, bytes);
        return { page, json: packed(page, await original.text()) };
      }),
    );
    const some = /** @type {NonNullable<typeof one>} */ (one ?? other);
    const nothing = JSON.stringify(empty(some.page));
    const detail = await core.run({
      call: "integrity",
      step: "detail",
      before: one?.json ?? nothing,
      after: other?.json ?? nothing,
    });
    return { ...detail, pages: [one?.page ?? null, other?.page ?? null] };
  } finally {
    engine.end();
    core.end();
  }
}

/** @param {CoreAnswer} page @returns {CoreAnswer} the same of a post that says nothing */
const empty = (page) => ({
  ...page,
  title: "",
  date: null,
  author: null,
  source: null,
  sourceText: null,
  tags: [],
  categories: [],
  lang: "",
  html: "",
  text: "",
  figures: [],
  discussion: [],
  original: "",
});
