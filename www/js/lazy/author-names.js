/**
 * The names that an archive has for the ids of its authors. Its files about authors are read when such an id is first shown,
 * in whichever order they are in the archive.
 */

/** @import { FindNames, VolumeRequest } from '../types.js' */

/**
 * @param {object} volume
 * @param {(request: VolumeRequest) => Promise<any>} volume.ask
 * @param {(index: number) => Promise<Uint8Array>} volume.bytesOf
 * @param {() => number} volume.entries listed so far
 * @param {boolean} volume.isLocal else each file costs a request
 * @returns {FindNames}
 */
export function authorNames({ ask, bytesOf, entries, isLocal }) {
  /** @type {Map<string, string>} */
  const names = new Map();
  /** Not read yet. @type {{ index: number, path: string }[]} */
  let files = [];
  let listed = 0;
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();

  async function list() {
    const [from, count] = [listed, entries() - listed];
    if (count <= 0) return;
    files.push(...(await ask({ call: "nameFiles", from, count })).files);
    listed = from + count;
  }

  /** @param {(path: string) => boolean} isWanted */
  async function read(isWanted) {
    const wanted = files.filter(({ path }) => isWanted(path));
    files = files.filter((file) => !wanted.includes(file));
    for (const { index, path } of wanted) {
      try {
        const found = (await ask({ call: "authorNames", path, bytes: await bytesOf(index) })).names;
        for (const [id, name] of found) if (!names.has(id)) names.set(id, name);
      } catch {
        // A file that can't be read names nobody.
      }
    }
  }

  /** @param {string[]} ids */
  async function find(ids) {
    const isMissing = (/** @type {string} */ id) => !names.has(id);
    if (ids.some(isMissing)) await list();
    if (ids.some(isMissing)) await read((path) => !isOfOne(path));
    const missing = new Set(ids.filter(isMissing));
    if (missing.size > 0) await read((path) => missing.has(stemOf(path)));
    if (isLocal && ids.some(isMissing)) await read(() => true);
    return new Map(ids.flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? ""]] : [])));
  }

  return (ids) => {
    const mine = last.then(() => find(ids));
    last = mine.catch(() => {});
    return mine.catch(() => new Map());
  };
}

/** @param {string} path @returns {boolean} whether it is about one author, as `_users/7.md` is */
const isOfOne = (path) => /\.(?:md|markdown|html)$/i.test(path);

/** @param {string} path */
const stemOf = (path) => path.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
