/**
 * The English texts of the elements, added to those of the viewer.
 */

export default {
  "embedding.loading": "Loading…",
  "embedding.retry": "Try again",

  "error.too-large-embedded":
    "“{file}” was not opened: it has more than {limit:number} bytes, the limit inside another page.",
  "error.no-src": "There is nothing to show: the address of this page names no post (src).",
  "error.no-address": "“{address}” was not opened: it is not an address.",
  "error.refused-by-cors":
    "“{file}” was not opened: {host} does not let pages on other sites read it. Its server has to send this header with the file:",
  "error.web-page": "“{file}” was not opened: its address leads to a web page, not to the file itself.",
  "error.broken-off": "“{file}” was not opened: the connection was lost before the file was complete.",
  "error.blocked-wasm":
    "Posts can’t be shown here: the Content-Security-Policy of this page blocks WebAssembly. It has to allow:",
  "error.blocked-connect":
    "Posts can’t be shown here: the Content-Security-Policy of this page blocks requests to {host}. It has to allow:",
  "error.blocked-script":
    "Posts can’t be shown here: the Content-Security-Policy of this page blocks scripts of the viewer. It has to allow:",
  "error.viewer-unavailable": "Posts can’t be shown here: the viewer’s own files could not be loaded from {host}.",
  "error.failed": "Posts can’t be shown here: {reason}",
};
