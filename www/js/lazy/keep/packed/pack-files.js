/**
 * The files of packs in the browser's own file system for this site (OPFS). Each kept archive has a folder with one file per
 * generation, which is written new and never changed, and two manifests: the one with the higher number says which generation
 * holds. A manifest is written only when its generation is whole and on the disk, in the place of the older one, so that
 * whatever breaks off leaves the last whole state.
 */

/** @import { FirstList } from '../../../types.js' */

/** `first` is what a list shows of the pack. @typedef {{ number: number, generation: string, bytes: number, first?: FirstList | null }} Manifest */

const FOLDER = "archive-viewer.packed";
const MANIFESTS = ["manifest-0.json", "manifest-1.json"];

const canStore = () => typeof globalThis.navigator?.storage?.getDirectory === "function";

/** @returns {Promise<boolean>} whether the browser has a file system for this site: private windows of some have none */
export const hasFileSystem = async () =>
  canStore() &&
  root().then(
    () => true,
    () => false,
  );

const root = () => navigator.storage.getDirectory();

/** @param {boolean} [create] @returns {Promise<FileSystemDirectoryHandle>} */
const folder = async (create = false) => (await root()).getDirectoryHandle(FOLDER, { create });

/** @param {string} id @param {boolean} [create] @returns {Promise<FileSystemDirectoryHandle>} */
const folderOf = async (id, create) => (await folder(create)).getDirectoryHandle(encodeURIComponent(id), { create });

/** @param {string} generation */
const packName = (generation) => `${generation}.pack`;

/** @param {FileSystemDirectoryHandle} place @param {string} name @returns {Promise<Manifest | null>} null if there is none or it is torn */
async function readManifest(place, name) {
  try {
    const text = await (await (await place.getFileHandle(name)).getFile()).text();
    const { number, generation, bytes, first } = JSON.parse(text);
    return Number.isSafeInteger(number) && typeof generation === "string" ? { number, generation, bytes, first } : null;
  } catch {
    return null;
  }
}

/** @param {FileSystemDirectoryHandle} place @returns {Promise<Manifest | null>} */
async function latest(place) {
  const all = await Promise.all(MANIFESTS.map((name) => readManifest(place, name)));
  return all.reduce((best, one) => (one && (!best || one.number > best.number) ? one : best), null);
}

/** @param {string} id @returns {Promise<Manifest | null>} what holds for a kept archive */
export async function currentPack(id) {
  if (!canStore()) return null;
  return folderOf(id).then(latest, () => null);
}

/** @param {string} id @param {Manifest} manifest @returns {Promise<File>} rejects where it is gone or not whole */
export async function packFile(id, { generation, bytes }) {
  const file = await (await (await folderOf(id)).getFileHandle(packName(generation))).getFile();
  if (file.size !== bytes) throw new DOMException(`${file.size} bytes of ${bytes}`, "DataError");
  return file;
}

/** Something that is written from its beginning on. `close` has it on the disk. @typedef {{ write: (bytes: Uint8Array) => Promise<void> | void, close: () => Promise<void> | void, abort: () => void }} Sink */

/** How often a file is tried that a worker holds which was killed just now, and the pause between, in ms. */
const TRIES = 30;
const PAUSE = 100;

/** @param {FileSystemFileHandle} handle @returns {Promise<any>} a sync access handle */
async function accessTo(handle) {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await /** @type {any} */ (handle).createSyncAccessHandle();
    } catch (error) {
      if (left === 0 || /** @type {DOMException} */ (error).name !== "NoModificationAllowedError") throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

/** @param {FileSystemFileHandle} handle @returns {Promise<Sink>} */
async function openSink(handle) {
  if (!("createSyncAccessHandle" in handle)) {
    const writable = await /** @type {FileSystemFileHandle} */ (handle).createWritable();
    return {
      write: (bytes) => writable.write(/** @type {Uint8Array<ArrayBuffer>} */ (bytes)),
      close: () => writable.close(),
      abort: () => void writable.abort().catch(() => {}),
    };
  }
  const access = await accessTo(handle);
  access.truncate(0);
  let at = 0;
  return {
    write(bytes) {
      const written = access.write(bytes, { at });
      if (written !== bytes.length) throw new DOMException("it is full", "QuotaExceededError");
      at += written;
    },
    close() {
      access.flush();
      access.close();
    },
    abort: () => access.close(),
  };
}

/**
 * Begins a new generation.
 * @param {string} id
 * @returns {Promise<{ generation: string, sink: Sink }>}
 */
export async function newGeneration(id) {
  const place = await folderOf(id, true);
  const generation = crypto.randomUUID();
  return { generation, sink: await openSink(await place.getFileHandle(packName(generation), { create: true })) };
}

/** Makes a whole generation the one that holds. @param {string} id @param {Omit<Manifest, 'number'>} whole */
export async function switchTo(id, whole) {
  const place = await folderOf(id);
  const before = await latest(place);
  const number = (before?.number ?? 0) + 1;
  const sink = await openSink(await place.getFileHandle(MANIFESTS[number % 2], { create: true }));
  try {
    await sink.write(new TextEncoder().encode(JSON.stringify({ ...whole, number })));
    await sink.close();
  } catch (error) {
    sink.abort();
    throw error;
  }
}

/** The name of the lock that those who read a generation share. @param {string} id @param {string} generation */
export const readLock = (id, generation) => `archive-viewer.packed/${id}/${generation}`;

/**
 * Removes generations that don't hold, unless they are being read.
 * @param {string} id
 */
export async function sweep(id) {
  const place = await folderOf(id);
  const wanted = (await latest(place))?.generation;
  for (const name of await namesIn(place)) {
    const [generation, ending] = name.split(".");
    if (ending === "pack" && generation !== wanted) await removeUnread(place, id, generation);
  }
}

/** @param {FileSystemDirectoryHandle} place @param {string} id @param {string} generation */
async function removeUnread(place, id, generation) {
  const remove = () => place.removeEntry(packName(generation)).catch(() => {});
  if (!navigator.locks) return remove();
  return navigator.locks.request(readLock(id, generation), { ifAvailable: true }, (lock) =>
    lock ? remove() : undefined,
  );
}

/** @param {FileSystemDirectoryHandle} place @returns {Promise<string[]>} */
async function namesIn(place) {
  /** @type {string[]} */
  const names = [];
  for await (const name of /** @type {any} */ (place).keys()) names.push(name);
  return names;
}

/** @param {string} id @returns {Promise<number>} bytes on the disk, with those of a write that broke off */
export async function bytesOf(id) {
  if (!canStore()) return 0;
  try {
    const place = await folderOf(id);
    let sum = 0;
    for (const name of await namesIn(place)) sum += (await (await place.getFileHandle(name)).getFile()).size;
    return sum;
  } catch {
    return 0;
  }
}

/** @returns {Promise<string[]>} ids of kept archives that have a pack, or the rest of one */
export async function packedIds() {
  if (!canStore()) return [];
  return folder().then(
    async (place) => (await namesIn(place)).map(decodeURIComponent),
    () => [],
  );
}

/** @param {string} id */
export async function removePack(id) {
  if (!canStore()) return;
  const place = await folder().catch(() => null);
  await place?.removeEntry(encodeURIComponent(id), { recursive: true }).catch(() => {});
}

export async function removeAllPacks() {
  if (!canStore()) return;
  await (await root()).removeEntry(FOLDER, { recursive: true }).catch(() => {});
}
