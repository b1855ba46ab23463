// What repeats in the sources of an archive, once all of it has been read.

/** @import { Bindings } from './bindings.js' */

/**
 * @param {Bindings} core
 * @param {string} name of the archive
 */
export function learner(core, name) {
  const library = new core.Library();
  library.add_volume(0, name);
  return {
    /** @param {{ index: number, path: string }[]} texts @param {Uint8Array} packed by `index_for_evidence` */
    add(texts, packed) {
      library.add_rows(0, core.pack_rows(texts.map(({ index, path }) => ({ index, path }))));
      library.add_posts(0, packed);
    },
    finish: () => library.learn_volume(0),
    /** @param {string} path @returns {Uint8Array | null} */
    evidenceOf(path) {
      const evidence = library.evidence_of(0, path);
      return evidence && evidence.length > 0 ? evidence : null;
    },
  };
}
