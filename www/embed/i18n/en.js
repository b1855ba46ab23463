/**
 * The English texts of the elements and of the embed panel, added to those of the viewer.
 */

export default {
  "embedding.element": "As an element: it is part of the page and grows with its text.",
  "embedding.frame": "As a frame: for pages that take no scripts from other sites.",
  "embedding.inline": "With the post’s own text in the page. Pictures stored beside the file are not included.",
  "embedding.no-address":
    "This post was opened from your machine and has no address for a page to name. Upload the file to a site, or put its text into the page:",
  "embedding.too-long":
    "This post was opened from your machine and has no address for a page to name, and it is too long to put into a page. Upload the file to a site and open it from there.",
  "embedding.copy": "Copy",
  "embedding.copied": "Copied.",
  "embedding.copy-yourself": "This page is not allowed to copy. The text is selected: press Ctrl+C or ⌘C.",
  "embedding.loading": "Loading…",
  "embedding.retry": "Try again",

  "search.start": "Search and sort",
  "search.loads": "Search loads {size}.",
  "search.loads-posts": "Search loads all {count:number} posts.",

  "error.too-large-embedded":
    "“{file}” was not opened: it has more than {limit:number} bytes, the limit inside another page.",
  "error.no-src": "There is nothing to show: the address of this page names no post (src).",
  "error.no-address": "“{address}” was not opened: it is not an address.",
  "error.refused-by-cors":
    "“{file}” was not opened: {host} does not let pages on other sites read it. Its server has to send this header with the file:",
  "error.web-page": "“{file}” was not opened: its address leads to a web page, not to the file itself.",
  "error.broken-off": "“{file}” was not opened: the connection was lost before the file was complete.",
  "error.no-list": "“{file}” was not opened: it is not a list of posts.",
  "error.list-foreign": "“{address}” was not opened: a list can only name posts of its own site.",
  "error.blocked-wasm":
    "Posts can’t be shown here: the Content-Security-Policy of this page blocks WebAssembly. It has to allow:",
  "error.blocked-connect":
    "Posts can’t be shown here: the Content-Security-Policy of this page blocks requests to {host}. It has to allow:",
  "error.blocked-script":
    "Posts can’t be shown here: the Content-Security-Policy of this page blocks scripts of the viewer. It has to allow:",
  "error.viewer-unavailable": "Posts can’t be shown here: the viewer’s own files could not be loaded from {host}.",
  "error.failed": "Posts can’t be shown here: {reason}",
};
