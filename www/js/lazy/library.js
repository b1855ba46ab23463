/**
 * What is needed for more than one post: archives and folders, the library that searches them, its list, and what surrounds
 * an article in it.
 */
export { archivedPost } from "../archives/archive-posts.js";
export { openArchive, openFolder } from "../archives/volume.js";
export { inArchive } from "../article/in-archive.js";
export { noteRecent } from "./keep/recent.js";
export { createArchiveOpener } from "../open/open-archives.js";
export { archiveListView } from "../views/archive-list.js";
