/**
 * Modules loaded once an element has something to show.
 */
export { articleView } from "../js/views/post-article.js";
export { listView } from "../js/views/post-list.js";
export { listingAt, listingOfFiles, listingOfPosts } from "./listing.js";
export { lowerHeadings } from "./headings.js";
export { engine, openAt, openBytes, openFile, openInline } from "./open.js";
