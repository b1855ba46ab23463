/**
 * Answers requests about manifests and versions, with the core that writes files of posts.
 */

/** What became of a file or a post. @typedef {'new' | 'gone' | 'changed' | 'moved'} Change */

/** A file that is different. @typedef {{ kind: Change, path: string, from?: string }} FileDifference */

/** What is different between a manifest and files; `text` is what the command says of it. @typedef {{ found: FileDifference[], same: number, text: string }} Checked */

/**
 * A post that is different. Pairs are of the earlier and the later version, of words and pictures of the later and the earlier one.
 * @typedef {{ kind: Change, path: string, from: string | null, numbers: [number | null, number | null], fields: string[], words: [number, number], pictures: [number, number] }} PostDifference
 */

/** A part of a line, and whether only this text has it. @typedef {[boolean, string]} Piece */

/**
 * A line of two texts, as the core's `Line`. One that is the same has only `before`; one that moved has one of both, and the number of
 * its other place.
 * @typedef {{ kind: 'same' | 'changed' | 'gone' | 'new' | 'moved', before: Piece[], after: Piece[], other?: number }} Line
 */

/** Two posts in detail. @typedef {{ fields: { name: string, before: string, after: string }[], newPictures: string[], gonePictures: string[], words: [number, number], cleaned: Line[], raw: Line[] }} Detail */

/**
 * `check` takes a manifest, and the name of its file if that may be among the files. A page is a `ReadingPage` of the core as JSON.
 * @typedef {{ step: 'file', path: string, bytes: Uint8Array }
 *   | { step: 'text' }
 *   | { step: 'check', file: string | null, bytes: Uint8Array }
 *   | { step: 'post', isLater: boolean, number: number, path: string, bytes: Uint8Array }
 *   | { step: 'unwrap', isLater: boolean, paths: string[] }
 *   | { step: 'different', isLater: boolean }
 *   | { step: 'clean', isLater: boolean, numbers: number[], pages: string[] }
 *   | { step: 'compare' }
 *   | { step: 'detail', before: string, after: string }} IntegrityRequest
 */

/**
 * What the core has for it, documented in src/wasm/integrity.rs.
 * @typedef {object} IntegrityCore
 * @property {{ new (): CoreManifest, parse: (bytes: Uint8Array) => CoreManifest }} Manifest
 * @property {new () => CoreVersions} Versions
 * @property {(before: string, after: string) => Detail} compare_posts
 */

/**
 * @typedef {object} CoreManifest
 * @property {(path: string, bytes: Uint8Array) => boolean} add_file
 * @property {(bytes: Uint8Array) => string[]} paths_of
 * @property {(folder: string) => string} text
 * @property {(found: CoreManifest, own: string | undefined, asJson: boolean) => Checked} differences
 */

/**
 * @typedef {object} CoreVersions
 * @property {(isLater: boolean, number: number, path: string, bytes: Uint8Array) => void} add
 * @property {(isLater: boolean, paths: string[]) => void} unwrap
 * @property {(isLater: boolean) => Uint32Array} different
 * @property {(isLater: boolean, numbers: Uint32Array, pages: string[]) => void} clean
 * @property {() => { found: PostDifference[], same: number }} differences
 */

/** @param {IntegrityCore} core @returns {(request: IntegrityRequest) => any} */
export function integrityResponder(core) {
  const manifest = new core.Manifest();
  const versions = new core.Versions();
  return (request) => {
    switch (request.step) {
      case "file":
        return { isNew: manifest.add_file(request.path, request.bytes) };
      case "text":
        return { text: manifest.text("") };
      case "check": {
        const { file, bytes } = request;
        const expected = core.Manifest.parse(bytes);
        // A manifest that lies in a folder is no file of it.
        const own = file === null ? undefined : manifest.paths_of(bytes).find((path) => path.split("/").pop() === file);
        return expected.differences(manifest, own, false);
      }
      case "post":
        versions.add(request.isLater, request.number, request.path, request.bytes);
        return {};
      case "unwrap":
        versions.unwrap(request.isLater, request.paths);
        return {};
      case "different":
        return { numbers: versions.different(request.isLater) };
      case "clean":
        versions.clean(request.isLater, Uint32Array.from(request.numbers), request.pages);
        return {};
      case "compare":
        return versions.differences();
      case "detail":
        return core.compare_posts(request.before, request.after);
    }
  };
}
