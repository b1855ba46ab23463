/**
 * Registers `<archived-post>` and `<archive-viewer>`: what a page names in its one script tag.
 * Who wants other names imports the classes and registers them:
 *
 *     import { ArchivedPost } from "https://viewer.example/embed/archived-post.js";
 *     customElements.define("news-clipping", ArchivedPost);
 */
import { ArchiveViewer } from "./archive-viewer.js";
import { ArchivedPost } from "./archived-post.js";

// A page may get this file twice, from two places.
if (!customElements.get("archived-post")) customElements.define("archived-post", ArchivedPost);
if (!customElements.get("archive-viewer")) customElements.define("archive-viewer", ArchiveViewer);
