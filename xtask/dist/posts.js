// Which files of an archive are posts. An archive is often a whole Jekyll site: its pages, licences and layouts are none.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} Archive
 * @property {string} folder where it lies on the disk
 * @property {string[]} posts paths in it, with `/`
 * @property {Set<string>} pictures likewise
 */

const POST = /\.(?:md|markdown|mdown|html?|txt)$/i;
/** No SVG: opened by its address it would be a page of the site that runs scripts. */
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|bmp)$/i;
/** Folders of a site's generator. */
const MACHINERY = /(?:^|\/)(?:_includes|_layouts|_data|_sass|_plugins|_site|node_modules|vendor)\//i;
/** Folders that hold posts, front matter or not. */
const SHELVES = /(?:^|\/)(?:_posts|posts|archived|content|source)\//i;
/** Files about the archive. */
const ABOUT = /(?:^|\/)(?:readme|licen[cs]e|copying|contributing|changelog|code_of_conduct|security|404|index|about|archives?|categories|tags|robots|humans)(?:[._-][a-z]{2}(?:[_-][a-z]{2,4})?)?\.[a-z]+$/i;
/** What only a generated site has. */
const SITE = /(?:^|\/)(?:_config\.ya?ml|_layouts|_posts)(?:\/|$)/i;

/**
 * @param {string} folder
 * @returns {Archive}
 */
export function findPosts(folder) {
  const root = withoutWrapping(folder);
  const all = filesIn(root);
  const isSite = all.some((path) => SITE.test(path));
  const posts = all.filter((path) => isPost(root, path, isSite));
  return { folder: root, posts, pictures: new Set(all.filter((path) => PICTURE.test(path))) };
}

/**
 * What is packed is mostly packed with one folder around it.
 * @param {string} folder
 * @returns {string}
 */
function withoutWrapping(folder) {
  const names = readdirSync(folder).filter((name) => !name.startsWith(".") && name !== "__MACOSX");
  const only = names.length === 1 ? join(folder, names[0]) : null;
  // A folder that says that it holds posts is no wrapping.
  return only && statSync(only).isDirectory() && !SHELVES.test(`${names[0]}/`) ? withoutWrapping(only) : folder;
}

/**
 * @param {string} root
 * @returns {string[]} in the order of their names; nothing that is hidden by a dot, and no link is followed
 */
function filesIn(root) {
  /** @type {string[]} */
  const found = [];
  const walk = (/** @type {string} */ path) => {
    const entries = readdirSync(join(root, path), { withFileTypes: true });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      if (entry.name.startsWith(".") || entry.name === "__MACOSX") continue;
      if (entry.isDirectory()) walk(`${path}${entry.name}/`);
      else if (entry.isFile()) found.push(path + entry.name);
    }
  };
  walk("");
  return found;
}

/**
 * @param {string} root
 * @param {string} path
 * @param {boolean} isSite
 */
function isPost(root, path, isSite) {
  if (!POST.test(path) || MACHINERY.test(path)) return false;
  if (SHELVES.test(path)) return true;
  if (ABOUT.test(path)) return false;
  return !isSite || hasFrontMatter(join(root, path));
}

/** @param {string} file */
function hasFrontMatter(file) {
  return /^\uFEFF?---/.test(readFileSync(file).subarray(0, 16).toString("utf8"));
}
