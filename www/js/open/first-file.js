/**
 * The post that the page's address names. It is asked for before the page's code is there, and taken by what opens it.
 */
import { fetchFile, fileNameIn } from "../core/fetch-file.js";
import { allowedUrl } from "./allowed-url.js";
import { isPostName } from "./file-names.js";

/** @type {{ href: string, response: Promise<Response> } | null} */
let asked = null;

/** Asks for the post of `?src=`, if it may be opened and is one by its name: of others only the first bytes are read. */
export function askForFirst() {
  const src = new URLSearchParams(location.search).get("src");
  const url = src === null ? null : allowedUrl(src);
  if (!url || !isPostName(fileNameIn(url))) return;
  asked = { href: url.href, response: fetchFile(url) };
  // Whoever takes it says so.
  asked.response.catch(() => {});
}

/** @param {URL} url @returns {Promise<Response>} the one that was asked for, once, or a new one; rejects with a CoreError */
export function responseAt(url) {
  const first = asked?.href === url.href ? asked.response : null;
  if (first) asked = null;
  return first ?? fetchFile(url);
}
