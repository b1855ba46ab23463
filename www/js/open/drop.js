/**
 * Drops anywhere on the window. Whatever else is dragged over it (a link, a picture of the page itself,
 * which browsers call a file too) is refused, so that the browser doesn't leave the page for it.
 */
import { takeApart } from "./folder.js";

/** @import { Folder } from './folder.js' */

/**
 * @param {object} reaction
 * @param {(over: boolean) => void} reaction.hover files are being dragged over the window, or no longer
 * @param {(files: File[], folders: Folder[]) => void} reaction.drop
 */
export function takeDrops({ hover, drop }) {
  let ownDrag = false;
  let silence = 0;
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
    const welcome = hasFiles(event) && !ownDrag;
    if (event.dataTransfer) event.dataTransfer.dropEffect = welcome ? "copy" : "none";
    hover(welcome);
    // Browsers repeat `dragover` several times a second, but not all of them tell when a drag is given up.
    clearTimeout(silence);
    silence = window.setTimeout(() => hover(false), 1000);
  };
  window.addEventListener("dragenter", over);
  window.addEventListener("dragover", over);
  window.addEventListener("dragleave", (event) => {
    // Between elements of the page there is a related target; at the window's edge there is none.
    if (!event.relatedTarget) hover(false);
  });
  window.addEventListener("drop", (event) => {
    const welcome = hasFiles(event) && !ownDrag;
    if (event.target instanceof Element && event.target.closest("textarea, input") && !hasFiles(event)) return;
    event.preventDefault();
    hover(false);
    ownDrag = false;
    if (!welcome || !event.dataTransfer) return;
    const { files, folders } = takeApart(event.dataTransfer);
    drop(files, folders);
  });
}

/** @param {DragEvent} event */
function hasFiles(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
