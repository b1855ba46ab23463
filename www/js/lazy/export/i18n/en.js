/**
 * Saving many posts, in English.
 */

/** @param {number} count */
const posts = (count) => (count === 1 ? "1 post" : `${count.toLocaleString("en")} posts`);

export default {
  "export.heading": (/** @type {any} */ { count }) => `Save ${posts(count)}`,
  "export.sentence": "All posts of the list as it is now, cleaned, in one file.",
  "export.sentence-chosen": "The posts that you chose, cleaned, in one file.",
  "export.form": "Form",
  "export.epub": "EPUB",
  "export.epub-says": "a book with contents and pictures, for e-readers",
  "export.markdown": "Markdown",
  "export.markdown-says": "a zip with a file for each post, and the pictures",
  "export.html": "HTML",
  "export.html-says": "one page with the pictures in it",
  "export.text": "Plain text",
  "export.text-says": "titles and texts",
  "export.jsonl": "JSON Lines",
  "export.jsonl-says": "a line for each post with all that is known of it, for programs",
  "export.ris": "RIS",
  "export.ris-says": "references for Zotero, EndNote and others",
  "export.csl": "CSL-JSON",
  "export.csl-says": "references for Zotero, Pandoc and others",
  "export.discussion": "With comments",
  "export.save": "Save",
  "export.cancel": "Cancel",
  "export.close": "Close",
  "export.progress": "{done:number} of {total:number} posts",
  "export.done": (/** @type {any} */ { count, file, size }) => `${posts(count)} saved: ${file}, ${size}`,
  "export.lost": (/** @type {any} */ { count }) => `${posts(count)} could not be read:`,
  "export.failed": "The file could not be made: {reason}",
};
