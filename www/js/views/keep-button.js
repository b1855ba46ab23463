/**
 * The way to keep an open archive, or posts that were given one by one, on this device.
 */
import { element, inwardLink } from "./element.js";

/** @import { Collection, OpenArchive, Single, Words } from '../types.js' */

/** `href` and `go` lead to what is kept. @typedef {{ keep: (archive: OpenArchive | null) => void, href: string, go: () => void }} KeepActions */

/**
 * @param {Words} words
 * @param {string} file
 * @param {boolean} isKept
 * @param {() => void} keep
 * @param {Pick<KeepActions, 'href' | 'go'>} device
 * @param {boolean} [isWhole] whether it says all of what it does: beside the name of an archive one word is enough
 */
export function keepButton({ t }, file, isKept, keep, { href, go }, isWhole = false) {
  const label = t(isKept ? "keep.kept-named" : "keep.keep-named", { file });
  const text = isWhole ? label : t(isKept ? "keep.kept" : "keep.keep");
  return isKept
    ? inwardLink(href, go, { class: "keep-kept", "aria-label": label }, text)
    : element("button", { type: "button", class: "link-button", "aria-label": label, onclick: keep }, text);
}

/**
 * Below a post that has no list, since it is all that is open.
 * @param {Words} words
 * @param {Pick<Collection, 'archives' | 'entries'>} collection
 * @param {KeepActions} keeping
 * @returns {HTMLElement | null} null where it is from a URL
 */
export function keepLine(words, { archives, entries }, keeping) {
  const archive = archives.find(({ volume }) => volume.origin) ?? null;
  const [post] = entries;
  if (!post && !archive) return null;
  const isKept = Boolean(post ? post.kept : archive?.volume.kept);
  const name = post ? post.key : (archive?.volume.name ?? "");
  return keepButton(words, name, isKept, () => keeping.keep(post ? null : archive), keeping, true);
}

/** @param {Words} words @param {Single[]} posts that were given one by one @param {KeepActions} keeping */
export function keepPosts(words, posts, keeping) {
  const name = words.t("shelf.loose", { count: posts.length });
  const isKept = posts.every(({ kept }) => kept);
  return element(
    "p",
    { class: "shelf" },
    element("span", { class: "shelf-name" }, name),
    keepButton(words, name, isKept, () => keeping.keep(null), keeping),
  );
}
