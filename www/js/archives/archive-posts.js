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
  const row = archive && (await library?.rowOf(archive.number, path));
  if (!library || !archive || !row) return null;
  const { volume, number } = archive;
  // The row may be shared with copies in other archives.
  const place = row.places.find((place) => place.volume === number && place.path === path) ?? row;
  const evidence = await library.evidenceOf(number, path);
  const page =
    known && !evidence?.length
      ? known
      : { ...(await volume.open(place.index, path, evidence)), isEarly: evidence === null };
  return {
    key: path,
    page,
    base: null,
    note: null,
    findImage: volume.imagesOf(path, page.source?.url ?? null),
    findNames: volume.isLoose ? undefined : volume.namesOf,
    place: volume.isLoose ? undefined : { path, archive: volume.name },
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
