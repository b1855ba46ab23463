/**
 * Pictures of the posts in a list that their archives have, and those that they lack. The library doesn't know them: each post that has
 * pictures is cleaned once more, by several cores, with progress and a way to stop.
 */
import { INDEXERS } from "../../archives/indexers.js";
import { createEngine } from "../../core/engine.js";
import { element } from "../../views/element.js";
import { postsOf } from "../integrity/all-files.js";

/** @import { Collection, LibraryRow, OpenArchive, Searchable, Words } from '../../types.js' */

/** Rows in one answer: two numbers for each. */
const ROWS = 2_000;

/** Posts that each core has in hand. */
const AHEAD = 3;

/** Missing pictures that are named. */
const NAMED = 100;

/** @typedef {{ there: number, missing: { path: string, src: string }[], unread: number }} Pictures */

/**
 * @param {Words} words
 * @param {Collection} collection
 * @returns {{ root: HTMLElement, stop: () => void }}
 */
export function missingPictures({ t, locale }, { archives, library }) {
  let running = new AbortController();
  const said = element("p", { class: "dialog-sentence", role: "status" });
  const shown = element("p", { class: "dialog-sentence" });
  const place = element("div", {});
  const begin = element("button", { type: "button", class: "quiet-button", onclick: count }, t("statistics.missing"));
  const root = element("div", { class: "statistics-missing" }, begin);

  async function count() {
    if (begin.dataset.running) {
      running.abort();
      return;
    }
    running = new AbortController();
    const { signal } = running;
    begin.dataset.running = "true";
    begin.textContent = t("statistics.stop");
    said.textContent = "";
    place.replaceChildren();
    root.append(shown, said, place);
    try {
      const found = await picturesOf(archives, /** @type {Searchable} */ (library), signal, (done, total) => {
        shown.textContent = t("statistics.missing-progress", { done, total });
      });
      const { there, missing, unread } = found;
      said.textContent = t("statistics.missing-found", { there, missing: missing.length });
      if (unread > 0) said.append(` ${t("statistics.missing-unread", { count: unread })}`);
      if (missing.length > 0) place.replaceChildren(list(missing));
    } catch (error) {
      if (!signal.aborted)
        said.textContent = t("statistics.failed", { reason: /** @type {any} */ (error)?.message ?? String(error) });
    } finally {
      delete begin.dataset.running;
      begin.textContent = t("statistics.missing");
      shown.textContent = "";
    }
  }

  /** @param {Pictures['missing']} missing */
  function list(missing) {
    const more = missing.length - NAMED;
    return element(
      "details",
      { class: "statistics-list" },
      element("summary", {}, `${t("statistics.missing-list")} (${missing.length.toLocaleString(locale)})`),
      element(
        "ul",
        { class: "integrity-paths" },
        missing
          .slice(0, NAMED)
          .map(({ path, src }) => element("li", {}, element("bdi", {}, src), " · ", element("bdi", {}, path))),
      ),
      more > 0 && element("p", { class: "dialog-sentence" }, t("statistics.more", { count: more })),
    );
  }

  return { root, stop: () => running.abort() };
}

/**
 * @param {OpenArchive[]} archives
 * @param {Searchable} library
 * @param {AbortSignal} signal
 * @param {(done: number, total: number) => void} tell
 * @returns {Promise<Pictures>} rejects with a CoreError, or the signal's reason
 */
async function picturesOf(archives, library, signal, tell) {
  const places = await library.listedPlaces();
  /** Rows that have a picture, by their archives and indices. @type {Map<number, Map<number, LibraryRow>>} */
  const wanted = new Map();
  let total = 0;
  for (let at = 0; at < places.length; at += ROWS) {
    for (const row of await library.rowsAt(places.slice(at, at + ROWS))) {
      if (row.image === null) continue;
      const own = wanted.get(row.volume) ?? new Map();
      wanted.set(row.volume, own.set(row.index, row));
      total += 1;
    }
    signal.throwIfAborted();
  }
  const cores = Array.from({ length: Math.max(1, Math.min(INDEXERS, total)) }, () => createEngine());
  /** @type {Pictures} */
  const found = { there: 0, missing: [], unread: 0 };
  let done = 0;
  try {
    for (const archive of archives) {
      const rows = wanted.get(archive.number);
      if (!rows) continue;
      /** @type {Set<Promise<void>>} */
      const running = new Set();
      for await (const { row, bytes } of filesOf(archive, rows)) {
        signal.throwIfAborted();
        const look = async () => {
          if (!bytes) throw new Error("it can't be read");
          const evidence = await library.evidenceOf(row.volume, row.path);
          const page = await cores[row.index % cores.length].openWhole(row.path, bytes, evidence);
          for (const { src } of page.figures) {
            const picture = await archive.volume.pictureOf(row.path, src, page.source?.url ?? null);
            if (picture) found.there += 1;
            else found.missing.push({ path: row.path, src });
          }
        };
        const work = look()
          .catch(() => void (found.unread += 1))
          .then(() => tell((done += 1), total));
        running.add(work);
        void work.finally(() => running.delete(work));
        while (running.size >= AHEAD * cores.length) await Promise.race(running);
      }
      await Promise.all(running);
      signal.throwIfAborted();
    }
    found.missing.sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
    return found;
  } finally {
    for (const core of cores) core.end();
  }
}

/**
 * @param {OpenArchive} archive
 * @param {Map<number, LibraryRow>} rows by their indices
 * @returns {AsyncGenerator<{ row: LibraryRow, bytes: Uint8Array | null }>}
 */
async function* filesOf({ volume }, rows) {
  if (!volume.isLoose) {
    for await (const { index, bytes } of postsOf(volume)) {
      const row = rows.get(index);
      if (row) yield { row, bytes };
    }
    return;
  }
  for (const row of rows.values()) yield { row, bytes: await volume.bytes(row.index, row.path).catch(() => null) };
}
