/**
 * Drops anywhere on the window, of files or of a piece of text. Anything else dragged over it (a link, or something of the
 * page itself, of which browsers report an image as a file) is refused, so that the browser doesn't navigate to it.
 */
import { filesAndFolders } from "./folder.js";

/** @import { Folder } from './folder.js' */

/**
 * @param {object} reaction
 * @param {(over: boolean) => void} reaction.hover whether files are being dragged over the window
 * @param {(files: File[], folders: Folder[]) => void} reaction.drop
 * @param {(text: string) => void} reaction.text
 */
export function listenForDrops({ hover, drop, text }) {
  let ownDrag = false;
  let timer = 0;
  window.addEventListener("dragstart", () => {
    ownDrag = true;
  });
  window.addEventListener("dragend", () => {
    ownDrag = false;
  });

  /** @param {DragEvent} event */
  const over = (event) => {
    if (event.target instanceof Element && event.target.closest("textarea, input") && !hasFiles(event)) return;
    event.preventDefault();
    const accepted = (hasFiles(event) || hasText(event)) && !ownDrag;
    if (event.dataTransfer) event.dataTransfer.dropEffect = accepted ? "copy" : "none";
    hover(accepted);
    // Browsers repeat `dragover` several times a second, but not all report a cancelled drag.
    clearTimeout(timer);
    timer = window.setTimeout(() => hover(false), 1000);
  };
  window.addEventListener("dragenter", over);
  window.addEventListener("dragover", over);
  window.addEventListener("dragleave", (event) => {
    // At the window's edge there is no related target.
    if (!event.relatedTarget) hover(false);
  });
  window.addEventListener("drop", (event) => {
    const accepted = (hasFiles(event) || hasText(event)) && !ownDrag;
    if (event.target instanceof Element && event.target.closest("textarea, input") && !hasFiles(event)) return;
    event.preventDefault();
    hover(false);
    ownDrag = false;
    if (!accepted || !event.dataTransfer) return;
    if (!hasFiles(event)) {
      text(event.dataTransfer.getData("text/plain") || event.dataTransfer.getData("text/html"));
      return;
    }
    const { files, folders } = filesAndFolders(event.dataTransfer);
    drop(files, folders);
  });
}

/** A link has a text too, which is only its address. @param {DragEvent} event */
function hasText({ dataTransfer }) {
  const types = dataTransfer?.types ?? [];
  return !types.includes("text/uri-list") && (types.includes("text/plain") || types.includes("text/html"));
}

/** @param {DragEvent} event */
function hasFiles(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
