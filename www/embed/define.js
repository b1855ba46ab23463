/**
 * Registers `<archived-post>` and `<archive-viewer>`: the script that pages include. For other names, import the classes and
 * register them:
 *
 *     import { ArchivedPost } from "https://viewer.example/embed/archived-post.js";
 *     customElements.define("news-clipping", ArchivedPost);
 */
import { ArchiveViewer } from "./archive-viewer.js";
import { ArchivedPost } from "./archived-post.js";

// A page may load this file from two places.
if (!customElements.get("archived-post")) customElements.define("archived-post", ArchivedPost);
if (!customElements.get("archive-viewer")) customElements.define("archive-viewer", ArchiveViewer);
