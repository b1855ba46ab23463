/**
 * File names of posts and archives.
 */

export const POST_EXTENSIONS = [".md", ".markdown", ".mdown", ".html", ".htm", ".mdx", ".txt"];

/** For the picker; a file's format is detected by its bytes. */
export const ARCHIVE_EXTENSIONS = [".zip", ".tar", ".tar.gz", ".tgz", ".gz"];

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
