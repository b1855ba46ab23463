/** What the peers of the first post do with its bytes: one script, with no worker. */
import DOMPurify from "dompurify";
import { marked } from "marked";
import { postOf } from "./front-matter.js";

/** @param {Uint8Array} bytes */
export function show(bytes) {
  const { keys, body } = postOf(bytes);
  const heading = document.createElement("h1");
  heading.textContent = String(keys.title ?? "");
  document.title = heading.textContent;
  const place = document.querySelector("article");
  place?.replaceChildren(heading, DOMPurify.sanitize(marked.parse(body), { RETURN_DOM_FRAGMENT: true }));
}
