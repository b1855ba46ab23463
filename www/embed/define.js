/**
 * Registers `<archived-post>` and `<archive-viewer>`: the script that pages include. For other names, import the classes and
 * register them:
 *
 *     import { ArchivedPost } from "https://viewer.example/embed/archived-post.js";
 *     customElements.define("news-clipping", ArchivedPost);
 */
import { ArchiveViewer } from "./archive-viewer.js";
import { ArchivedPost } from "./archived-post.js";

/** A page may load this file from two places, and a server has no elements. */
const elements = globalThis.customElements;
if (elements && !elements.get("archived-post")) elements.define("archived-post", ArchivedPost);
if (elements && !elements.get("archive-viewer")) elements.define("archive-viewer", ArchiveViewer);
