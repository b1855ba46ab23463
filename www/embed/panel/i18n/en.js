/**
 * The English texts of the panel with code that embeds a post.
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
};
