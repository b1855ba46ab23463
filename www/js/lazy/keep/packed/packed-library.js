/**
 * The packed libraries of kept archives: with one, an archive is listed and searched without being read again. Where there is
 * none, or another core made it, the archive is read as if it were new, and packed then.
 *
 * One tab writes a pack at a time; all read.
 */
import { coreName } from "../../../core/core-loader.js";
import { bytesOf, currentPack, hasFileSystem, packedIds, readLock, removeAllPacks, removePack } from "./pack-files.js";

/** @import { AboutVolume, CoreError, FirstList, Searchable, Unpacked } from '../../../types.js' */

/** A library, and the number of a volume in it. @typedef {{ library: Searchable, number: number }} VolumeOf */

/**
 * @template T
 * @param {string} name
 * @param {LockOptions} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
const locked = (name, options, work) => (navigator.locks ? navigator.locks.request(name, options, work) : work());

/** @param {string} id */
const writeLock = (id) => `archive-viewer.packing/${id}`;

/** Attempts to pack a library that changes meanwhile, since another archive is being read; and the pause between them, in ms. */
const ATTEMPTS = 20;
const PAUSE = 3_000;

/**
 * Packs an archive that has been read whole. The last pack stays until the new one is whole, and if it never is.
 * @param {string} id
 * @param {VolumeOf & { about: AboutVolume, isWanted?: () => Promise<boolean> }} from `isWanted` says whether the archive is still kept
 * @returns {Promise<number>} its bytes; rejects with a CoreError: `pack-no-room` where the disk or the site's share of it is full
 */
export async function savePacked(id, { library, number, about, isWanted = async () => true }) {
  if (!(await hasFileSystem())) throw { code: "pack-unsupported", message: "the browser has no files for this site" };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await locked(writeLock(id), {}, async () => {
        if (!(await isWanted())) return 0;
        found.delete(id);
        await library.packed({ step: "write", id, number, about: { ...about, core: coreName() } });
        for (;;) {
          const { bytes, isDone } = await library.packed({ step: "writeOn" });
          if (isDone) return bytes;
        }
      });
    } catch (error) {
      const { code } = /** @type {CoreError} */ (error);
      if (attempt === ATTEMPTS || (code !== "pack-changed" && code !== "pack-busy")) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

/** What holds for archives that are about to be listed, so that it is read once. @type {Map<string, ReturnType<typeof currentPack>>} */
const found = new Map();

/** How long it is believed, in ms: another tab may pack the archive again. */
const FRESH = 2_000;

/** Reads what holds for an archive that is about to be listed. @param {string} id */
export function lookFor(id) {
  const known = found.get(id);
  if (known) return known;
  const looked = currentPack(id);
  found.set(id, looked);
  setTimeout(() => found.get(id) === looked && found.delete(id), FRESH);
  return looked;
}

/** @param {string} id @returns {Promise<FirstList | null>} what this version's core said, to be shown before any core is there */
export async function firstOf(id) {
  const first = (await lookFor(id))?.first;
  return first?.core === coreName() ? first : null;
}

/**
 * Lists an archive in a library as it was packed, under the number of a volume that the library doesn't have.
 * @param {string} id
 * @param {VolumeOf & { name: string }} into
 * @returns {Promise<Unpacked | null>} once it is listed; null where there is no pack, or a damaged one
 */
export async function openPacked(id, { library, number, name }) {
  const holds = await lookFor(id);
  found.delete(id);
  if (!holds) return null;
  const manifest = { ...holds, first: null };
  return new Promise((resolve) => {
    const reading = locked(readLock(id, manifest.generation), { mode: "shared" }, async () => {
      let isDone = false;
      try {
        ({ isDone } = await library.packed({ step: "list", id, manifest, number, name }));
      } catch (error) {
        const isOther = /** @type {CoreError} */ (error).code === "pack-other-core";
        resolve(isOther ? { summarize: () => library.packed({ step: "summarize", id, manifest, number }) } : null);
        return;
      }
      await new Promise((end) =>
        resolve({
          async read() {
            try {
              while (!isDone) ({ isDone } = await library.packed({ step: "readOn", number }));
              return true;
            } catch {
              return false;
            } finally {
              end(null);
            }
          },
        }),
      );
    });
    reading.catch(() => resolve(null));
  });
}

/** @param {string} id @returns {Promise<number>} bytes that it takes on the disk */
export const packedBytes = bytesOf;

/** @param {string} id */
export const forgetPacked = (id) => locked(writeLock(id), {}, () => (found.delete(id), removePack(id)));

export async function forgetAllPacked() {
  for (const id of await packedIds()) await forgetPacked(id);
  await removeAllPacks();
}
