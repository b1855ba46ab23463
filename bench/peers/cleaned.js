/** What both cleaners need: a document of the post as a site would have it. */
import { marked } from "marked";
import { postOf } from "./front-matter.js";

/** @param {Uint8Array} bytes */
export function documentOf(bytes) {
  const { keys, body } = postOf(bytes);
  const html = `<!doctype html><html><head></head><body><article><h1></h1>${marked.parse(body)}</article></body></html>`;
  const parsed = new DOMParser().parseFromString(html, "text/html");
  parsed.title = String(keys.title ?? "");
  const heading = parsed.querySelector("h1");
  if (heading) heading.textContent = parsed.title;
  return parsed;
}
