/**
 * Keeps what the reader says of what is open, and opens again what was kept.
 */
import { FILES } from "../../app/routes.js";
import { collectionOf, routeOfList, wordsOf } from "../../app/selectors.js";
import { noticeOf } from "../../core/errors.js";
import { dateInWords, sizeInWords } from "../../i18n/words.js";
import { noteHandle } from "../../open/handles.js";
import { archiveSource, folderSource, fromFiles } from "../../open/source.js";
import { ask } from "./confirm.js";
import { copyingBar } from "./copying-bar.js";
import { keep, keptArchives, noteOpened, openKept } from "./keep.js";
import { askHowToKeep } from "./keep-dialog.js";
import { firstOf, lookFor, openPacked, savePacked } from "./packed/packed-library.js";
import { forgetRecent } from "./recent.js";
import { contentsOf, onRecordsChange, recordOf } from "./registry.js";
import { askToStay, room } from "./room.js";
import { isSame, stampOfFile } from "./stamps.js";
import "./words.js";

/** @import { Router } from '../../app/router.js' */
/** @import { Store } from '../../app/store.js' */
/** @import { Engine } from '../../core/engine.js' */
/** @import { Input } from '../../open/source.js' */
/** @import { FolderFile } from '../../open/folder.js' */
/** @import { CoreError, KeptPlace, Notice, OpenArchive, Route } from '../../types.js' */
/** @import { Keepable } from './keep.js' */
/** @import { KeptArchive } from './registry.js' */

/** Ids of the kept archives that this tab has open: they are there again after a reload. */
const OPEN = "archive-viewer.open";

/**
 * @param {object} parts
 * @param {Store} parts.store
 * @param {Engine} parts.engine
 * @param {Router} parts.router
 * @param {(input: Input, id: string) => Promise<Route | null>} parts.open opens into a collection
 * @param {(input: Input) => Promise<void>} parts.openInput opens what the reader gave, and goes there
 */
export function createKeeping({ store, engine, router, open, openInput }) {
  const words = () => wordsOf(store.get());
  const files = () => collectionOf(store.get(), FILES);
  /** @param {Notice[]} notices */
  const say = (notices) => store.set({ notices: [...store.get().notices, ...notices], announcement: notices });

  /** @param {OpenArchive | null} archive @returns {Promise<Keepable>} */
  async function keepable(archive) {
    if (!archive) {
      const { entries } = files();
      const given = entries.map(({ name, file, bytes }) => ({
        path: name,
        file: async () => file ?? new File([/** @type {Uint8Array<ArrayBuffer>} */ (await bytes())], name),
      }));
      const name = entries.length === 1 ? entries[0].key : words().t("shelf.loose", { count: entries.length });
      return { kind: "loose", name, address: name, posts: entries.length, files: given, handle: null };
    }
    const { volume, posts } = archive;
    const { kind, files: found, handle } = /** @type {NonNullable<typeof volume.origin>} */ (volume.origin);
    return { kind, name: volume.name, address: volume.id, posts, files: found, handle: await handle };
  }

  /** @param {OpenArchive | null} archive @param {KeptArchive} record */
  function mark(archive, record) {
    const { id } = record;
    if (archive) {
      const { volume, number, progress } = archive;
      Object.assign(volume, { kept: placeOf(record), id: record.address });
      const { library, archives } = files();
      const isRead = library && archives.some((one) => one.number === number && !one.progress) && !progress?.cancelled;
      if (isRead) void volume.kept?.save(library, number, { summary: volume.summary(), site: archive.site });
    } else store.setCollection(FILES, { entries: files().entries.map((entry) => ({ ...entry, kept: id })) });
    store.setCollection(FILES, { revision: files().revision + 1 });
    noteOpenOnes();
    const { route } = store.get();
    if (route.collection === FILES && route.view === "list") router.rename(routeOfList(files()));
  }

  /** Links what is open to what is kept, if it is the same. */
  async function recognize() {
    const records = await keptArchives().catch(() => []);
    for (const { volume, posts } of files().archives) {
      const own = volume.kept && records.find(({ id }) => id === volume.kept?.id);
      if (own && posts > 0 && posts !== own.posts) await noteOpened(own, { posts }).catch(() => {});
      if (volume.kept || volume.origin?.kind !== "file") continue;
      const file = await volume.origin.files[0].file();
      const known = records.filter(
        ({ kind, name, stamp }) => kind === "file" && name === volume.name && stamp.size === file.size,
      );
      if (known.length === 0) continue;
      const stamp = await stampOfFile(file);
      const same = known.find((record) => isSame(record.stamp, stamp));
      if (!same || files().archives.some((one) => one.volume.kept?.id === same.id)) continue;
      Object.assign(volume, { kept: placeOf(same), id: same.address });
      await noteOpened(same, { posts }).catch(() => {});
    }
    noteOpenOnes();
  }

  /** For a reload of this tab. */
  function noteOpenOnes() {
    const { archives, entries } = files();
    const ids = [...archives.map(({ volume }) => volume.kept?.id), ...entries.map(({ kept }) => kept)];
    setOpenIds([...new Set(ids.filter((id) => id !== undefined))]);
  }

  /** What was forgotten, here or in another tab, is open as if it had never been kept. */
  async function unmark() {
    const ids = new Set((await keptArchives().catch(() => [])).map(({ id }) => id));
    const isGone = (/** @type {string | undefined} */ id) => id !== undefined && !ids.has(id);
    const { archives, entries, revision } = files();
    const gone = archives.filter(({ volume }) => isGone(volume.kept?.id));
    if (gone.length === 0 && !entries.some(({ kept }) => isGone(kept))) return;
    for (const { volume } of gone) volume.kept = undefined;
    store.setCollection(FILES, {
      entries: entries.map((entry) => (isGone(entry.kept) ? { ...entry, kept: undefined } : entry)),
      revision: revision + 1,
    });
    noteOpenOnes();
  }
  onRecordsChange(() => void unmark());

  /** @param {KeptArchive} record @returns {KeptPlace} */
  const placeOf = ({ id, address, name }) => ({
    id,
    address,
    load: (into) => openPacked(id, into),
    first: () => firstOf(id).catch(() => null),
    save: async (library, number, about) => {
      const isWanted = async () => (await recordOf(id)) !== null;
      try {
        await savePacked(id, { library, number, about, isWanted });
      } catch (thrown) {
        const error = /** @type {CoreError} */ (thrown);
        // Anything else is an archive that was closed, or a library that is made again.
        if (error.code === "pack-no-room" || error.code === "pack-failed") say([noticeOf(error, name)]);
      }
    },
  });

  /** @param {KeptArchive} record @param {FolderFile[]} found @returns {Promise<Input>} */
  async function inputOf(record, found) {
    const { kind, name, handle } = record;
    const kept = placeOf(record);
    if (kind === "folder") {
      const source = folderSource(name, found, engine, Promise.resolve(handle));
      return { items: [], archives: [{ ...source, kept }], notices: [] };
    }
    const given = await Promise.all(found.map(({ file }) => file()));
    if (handle) noteHandle(given[0], Promise.resolve(/** @type {FileSystemFileHandle} */ (handle)));
    // It was an archive when it was kept: no core has to look.
    if (kind === "file") {
      return { items: [], archives: [{ ...archiveSource({ file: given[0] }, name, engine), kept }], notices: [] };
    }
    const { items, archives, notices } = await fromFiles(given, engine);
    return { items: items.map((item) => ({ ...item, kept: record.id, keptAs: kept })), archives, notices };
  }

  /**
   * Opens a kept one; where its original changed, the reader says which state.
   * @param {string} id
   * @param {boolean} mayAsk
   * @returns {Promise<{ input: Input, said: Notice[] }>}
   */
  async function openOne(id, mayAsk) {
    const { record, files: found, original, changed } = await openKept(id, mayAsk);
    const { name, since, stamp, copy } = record;
    if (!changed || !original) {
      void noteOpened(record).catch(() => {});
      return { input: await inputOf(record, found), said: [] };
    }
    const { t, locale } = words();
    const args = {
      file: name,
      date: dateInWords({ iso: new Date(since).toISOString() }, locale, "medium"),
      before: sizeInWords(stamp.size, locale),
      now: sizeInWords(changed.size, locale),
    };
    if (!copy) {
      await noteOpened(record, { stamp: changed });
      return { input: await inputOf(record, original), said: [{ key: "kept.changed", args }] };
    }
    const ways = /** @type {["again" | "kept", string][]} */ ([
      ["again", t("kept.read-again")],
      ["kept", t("kept.as-kept")],
    ]);
    const isAgain = (await ask(name, t("kept.changed-copy", args), ways, "kept")) === "again";
    if (!isAgain) {
      await noteOpened(record);
      return { input: await inputOf(record, found), said: [] };
    }
    const again = await copyWithBar({ ...record, files: original }, { isCopied: true, id });
    if (again.failure) return { input: await inputOf(record, found), said: [again.failure] };
    return { input: await inputOf(again.record, original), said: [] };
  }

  /**
   * @param {Keepable} what
   * @param {{ isCopied: boolean, id: string | null }} choice
   * @returns {Promise<{ record: KeptArchive, failure: null } | { record: null, failure: Notice }>}
   */
  async function copyWithBar(what, choice) {
    const { name, files: found } = what;
    const size = await sizeOf(found);
    const bar = copyingBar(words(), name, size);
    try {
      const { show: onProgress, wait: onWait, signal } = bar;
      const record = await keep(what, { ...choice, onProgress, onWait, signal });
      return { record, failure: null };
    } catch (error) {
      const known = /** @type {DOMException} */ (error);
      return { record: null, failure: noticeOfFailure(known, name, sizeInWords(size, words().locale)) };
    } finally {
      bar.end();
    }
  }

  /** @param {any} error @param {string} file @returns {Notice} */
  const noticeOfObstacle = ({ obstacle, record, message }, file) =>
    obstacle
      ? { key: `kept.${obstacle}`, args: { file: record?.name ?? file } }
      : noticeOf({ code: "unreadable", message, args: { reason: message } }, file);

  /**
   * @param {string[]} ids
   * @param {boolean} mayAsk
   * @param {(input: Input) => Promise<unknown>} give
   */
  async function openAll(ids, mayAsk, give) {
    /** @type {Input} */
    const input = { items: [], archives: [], notices: [] };
    /** @type {Notice[]} */
    const said = [];
    for (const id of ids) {
      try {
        const { input: one, said: told } = await openOne(id, mayAsk);
        input.items.push(...one.items);
        input.archives.push(...one.archives);
        input.notices.push(...one.notices);
        said.push(...told);
      } catch (error) {
        said.push(noticeOfObstacle(error, id));
      }
    }
    store.set({ notices: [] });
    if (input.items.length + input.archives.length > 0) await give(input);
    else said.push(...input.notices);
    if (said.length > 0) say(said);
  }

  /** @param {Route} route @returns {Promise<string[]>} ids of what it leads to, and of what this tab had open */
  async function wanted({ archive, post, view }) {
    const records = await keptArchives();
    const isEmpty = files().archives.length + files().entries.length === 0;
    const ids = new Set(isEmpty ? openIds().filter((id) => records.some((record) => record.id === id)) : []);
    if (archive) for (const { id, address } of records) if (address === archive) ids.add(id);
    // Its list is read while the archive is opened.
    for (const id of ids) void lookFor(id).catch(() => {});
    if (archive || view !== "post") return [...ids];
    for (const { id, kind } of records) {
      if (ids.has(id) || kind !== "loose") continue;
      // Of two posts of one name the second has a number.
      const isOf = (/** @type {string} */ path) => path === post || post?.startsWith(`${path} (`);
      if ((await contentsOf(id)).some(({ path }) => isOf(path))) return [...ids, id];
    }
    return [...ids];
  }

  return {
    recognize,
    noteOpenOnes,

    /** @param {Route} route opens what it leads to, without asking */
    async reopen(route) {
      const ids = await wanted(route).catch(() => []);
      if (ids.length > 0) await openAll(ids, false, (input) => open(input, FILES));
    },

    /** @param {string} id of a kept archive; the reader's click lets the browser ask */
    async open(id) {
      const { archives, entries } = files();
      if (archives.some(({ volume }) => volume.kept?.id === id) || entries.some(({ kept }) => kept === id))
        router.go(routeOfList(files()));
      else await openAll([id], true, openInput);
    },

    /** @param {OpenArchive | null} archive null for the posts given one by one */
    async keep(archive) {
      const what = await keepable(archive);
      const { name, kind } = what;
      const records = await keptArchives().catch(() => []);
      // The files of a folder are opened for it.
      store.set({ loading: kind === "folder" });
      const size = await sizeOf(what.files).finally(() => store.set({ loading: false }));
      const choice = await askHowToKeep(words(), {
        name,
        size,
        hasHandle: what.handle !== null,
        room: (await room())?.free ?? null,
        other: records.find((record) => record.name === name && record.kind === kind) ?? null,
      });
      if (!choice) return;
      if (choice.isCopied) void askToStay();
      const { record, failure } = await copyWithBar(what, choice);
      if (failure) {
        say([failure]);
        return;
      }
      mark(archive, record);
      forgetRecent(name);
      store.set({ announcement: [{ key: "keep.done", args: { file: name } }] });
    },
  };
}

/** @typedef {ReturnType<typeof createKeeping>} Keeping */

/** @param {FolderFile[]} files @returns {Promise<number>} in bytes */
async function sizeOf(files) {
  const step = 64;
  let size = 0;
  for (let from = 0; from < files.length; from += step) {
    const opened = await Promise.all(files.slice(from, from + step).map(({ file }) => file()));
    for (const file of opened) size += file.size;
  }
  return size;
}

/** @param {DOMException} error @param {string} file @param {string} size @returns {Notice} */
function noticeOfFailure({ name, message }, file, size) {
  if (name === "AbortError") return { key: "keep.stopped", args: { file } };
  if (name === "QuotaExceededError") return { key: "keep.full", args: { file, size } };
  return { key: "keep.failed", args: { file, reason: message } };
}

/** @returns {string[]} */
function openIds() {
  try {
    return JSON.parse(sessionStorage.getItem(OPEN) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {string[]} ids */
function setOpenIds(ids) {
  try {
    if (ids.length > 0) sessionStorage.setItem(OPEN, JSON.stringify(ids));
    else sessionStorage.removeItem(OPEN);
  } catch {
    // Without it only the address leads back.
  }
}
