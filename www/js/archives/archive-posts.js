/**
 * Posts and images of a collection's open archives.
 */
/** @import { Collection, Entry, LibraryRow, OpenArchive, ReadingPage } from '../types.js' */

/**
 * @param {Collection} collection
 * @param {OpenArchive | undefined} archive
 * @param {string} path
 * @param {ReadingPage | null} [known] the post as it was opened by itself
 * @returns {Promise<Entry | null>} rejects with a CoreError; null where there is no such post
 */
export async function archivedPost({ library }, archive, path, known = null) {
  if (!library || !archive) return null;
  const { volume, number } = archive;
  const row = await library.rowOf(number, path);
  // The row may be shared with copies in other archives, and a file may belong to the thread of another.
  const own = row?.places.filter((place) => place.volume === number) ?? [];
  const place = own.find((place) => place.path === path) ?? own[0] ?? row;
  const index = place ? place.index : await library.otherAt(number, path);
  if (index === undefined) return null;
  const at = place?.path ?? path;
  const evidence = await library.evidenceOf(number, at);
  const thread = await library.threadOf(number, at);
  const isKnown = known && !evidence?.length && thread.length === 0;
  const opened = isKnown ? known : { ...(await volume.open(index, at, evidence)), isEarly: evidence === null };
  const page =
    thread.length > 0 ? await (await import("../lazy/thread.js")).withThread(opened, thread, volume.openPart) : opened;
  return {
    key: path,
    page,
    base: null,
    note: null,
    findImage: volume.imagesOf(at, page.source?.url ?? null),
    findNames: volume.isLoose ? undefined : volume.namesOf,
    timeZone: archive.site?.timeZone,
    place: volume.isLoose ? undefined : { path: at, archive: volume.name },
    copies: row?.places ?? [],
  };
}

/** @param {Collection} collection @param {LibraryRow} row */
const volumeWithImages = ({ archives }, row) => {
  const volume = archives.find(({ number }) => number === row.volume)?.volume;
  return volume && volume.summary().pictures > 0 ? volume : null;
};

/** @param {Collection} collection @param {LibraryRow} row @returns {boolean} whether `thumbnail` may find an image */
export const mayHaveThumbnail = (collection, row) => row.image !== null && volumeWithImages(collection, row) !== null;

/**
 * @param {Collection} collection
 * @param {LibraryRow} row
 * @returns {Promise<Blob | null>} the post's image, if it came with the archive; no server is asked for another
 */
export async function thumbnail(collection, row) {
  const volume = volumeWithImages(collection, row);
  if (!row.image || !volume) return null;
  return volume
    .imagesOf(
      row.path,
      row.source?.url ?? null,
    )(row.image)
    .catch(() => null);
}
