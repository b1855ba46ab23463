/**
 * What the elements and the offer to embed say, in English, beside what the whole viewer says.
 */

export default {
  "embedding.element": "As an element: it takes its place in the page and grows with its text.",
  "embedding.frame": "As a frame: for pages that take no scripts of other sites.",
  "embedding.inline": "With the post’s own text in the page. Pictures that lie beside the file are not in it.",
  "embedding.no-address":
    "This post comes from your machine and has no address that a page could name. Put the file on a site, or its text into the page:",
  "embedding.too-long":
    "This post comes from your machine and has no address that a page could name, and it is too long to stand in a page itself. Put the file on a site and open it from there.",
  "embedding.copy": "Copy",
  "embedding.copied": "Copied.",
  "embedding.copy-yourself": "This page may not copy: the text is selected, copy it with your keyboard.",
  "embedding.loading": "Loading…",
  "embedding.retry": "Try again",

  "error.too-large-embedded":
    "“{file}” was not opened: it has more than {limit:number} bytes, the most that can be shown inside another page.",
  "error.no-src": "There is nothing to show: the address of this page names no post (src).",
  "error.no-address": "“{address}” was not opened: it is no address.",
  "error.refused-by-cors":
    "“{file}” was not opened: {host} does not let pages of other sites read it. Its server has to send this header with the file:",
  "error.web-page":
    "“{file}” was not opened: there is a web page at its address, not the file itself. The address must be the file’s own.",
  "error.broken-off": "“{file}” was not opened: the connection broke off before all of it was there.",
  "error.no-list": "“{file}” was not opened: it is no list of posts.",
  "error.list-foreign": "“{address}” was not opened: a list may name posts of its own site only.",
  "error.blocked-wasm":
    "Posts can’t be shown here: the Content-Security-Policy of this page lets no WebAssembly run. It has to allow:",
  "error.blocked-connect":
    "Posts can’t be shown here: the Content-Security-Policy of this page lets nothing be fetched from {host}. It has to allow:",
  "error.blocked-script":
    "Posts can’t be shown here: the Content-Security-Policy of this page does not let all scripts of the viewer load. It has to allow:",
  "error.viewer-unavailable": "Posts can’t be shown here: the viewer’s own files could not be loaded from {host}.",
  "error.failed": "Posts can’t be shown here: {reason}",
};
