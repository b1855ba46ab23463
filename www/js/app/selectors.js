/**
 * What is open: the libraries with their single posts, and the collections with their archives, under one name each.
 */

/** @import { Library, Row, State } from '../types.js' */

/**
 * @param {{ get: () => State }} store
 * @param {Pick<ReturnType<typeof import('../open/open-archives.js').createOpener>, 'collectionIn'>} opener
 */
export function createHoldings(store, opener) {
  /** @param {string} id @returns {Library} */
  const libraryNamed = (id) => store.get().libraries.get(id) ?? { id, entries: [] };

  /** @param {string} id @returns the collection of a library, where archives are open in it */
  function collectionShown(id) {
    const collection = opener.collectionIn(id);
    return collection && collection.shelves().length > 0 ? collection : null;
  }

  return {
    libraryNamed,
    collectionShown,

    /** @param {string} id @returns {Row[]} those of a library without archives that are known */
    rowsOf(id) {
      const { entries, catalogue } = libraryNamed(id);
      return catalogue?.rows ?? entries.map(({ key, page, note }) => ({ key, facts: page, note }));
    },

    /** @param {string} id @returns {number} posts that are open in a library, as far as they are listed */
    totalOf(id) {
      const { entries, catalogue } = libraryNamed(id);
      const inArchives = collectionShown(id)?.total() ?? 0;
      return catalogue?.total ?? entries.length + inArchives;
    },
  };
}
