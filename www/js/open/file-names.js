/**
 * File names of posts and archives.
 */

export const POST_EXTENSIONS = [".md", ".markdown", ".mdown", ".html", ".htm", ".mdx", ".txt"];

/** For the picker; a file's format is detected by its bytes. */
export const ARCHIVE_EXTENSIONS = [
  ".zip",
  ".tar",
  ".tar.gz",
  ".tgz",
  ".gz",
  ".warc",
  ".warc.gz",
  ".wacz",
  ".mhtml",
  ".mht",
];

/** @param {string} name @param {string[]} extensions */
const endsIn = (name, extensions) => extensions.some((extension) => name.toLowerCase().endsWith(extension));

/** @param {string} name */
export const isArchiveName = (name) => endsIn(name, ARCHIVE_EXTENSIONS);

/** @param {string} name */
export const isPostName = (name) => endsIn(name, POST_EXTENSIONS);

/**
 * A published site appends `.txt` to HTML posts, lest a host or a browser take one for a page of the site.
 * @param {string} path
 * @returns {string} the original file name
 */
export function postName(path) {
  const name = path.split("/").pop() ?? path;
  const shorter = name.replace(/\.txt$/i, "");
  return isPostName(shorter) ? shorter : name;
}

/**
 * @param {string} path
 * @param {number} count of files that share the paths of a published library
 * @returns {number} the file that a path is in: by its FNV-1a hash
 */
export function bucketOf(path, count) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < path.length; at += 1) hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % count;
}
