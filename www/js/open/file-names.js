/**
 * What the files of posts and archives are called.
 */

export const EXTENSIONS = [".md", ".markdown", ".mdown", ".html", ".htm", ".txt"];

/** Endings of archives that are opened, for the picker; what a file is, its bytes say. */
export const ARCHIVES = [".zip", ".tar", ".tar.gz", ".tgz", ".gz"];

/** @param {string} name */
export function isArchivesName(name) {
  const small = name.toLowerCase();
  return ARCHIVES.some((extension) => small.endsWith(extension));
}

/** @param {string} name */
export function isPostsName(name) {
  const small = name.toLowerCase();
  return EXTENSIONS.some((extension) => small.endsWith(extension));
}

/**
 * What a file is called that lies on a site under another name: `post.html.txt` is so called there
 * lest a host or a browser take a stranger's post for one of the site's own pages.
 * @param {string} path
 */
export function postsName(path) {
  const name = path.split("/").pop() ?? path;
  const shorter = name.replace(/\.txt$/i, "");
  return isPostsName(shorter) ? shorter : name;
}
