// A real drop of files and folders, as if they came from the desktop: the browser opens the paths itself, and
// the page gets a DataTransfer with real File objects and directory entries, which no script can make.

import { resolve } from "node:path";

/** Of the kinds of drag, the one that copies. */
const COPY = 1;

/**
 * Drags files and folders from outside onto the page and lets them go.
 * @param {import("@playwright/test").Page} page
 * @param {string[]} paths files and folders; relative ones are taken from the project's folder
 * @param {{ x: number, y: number }} [at] where they are let go, in CSS pixels; the middle of the page by default
 */
export async function dropFiles(page, paths, at) {
  const drag = await startDrag(page, paths, at);
  await drag.drop();
}

/**
 * Drags files and folders over the page, and leaves it to the story whether they are dropped or taken away.
 * @param {import("@playwright/test").Page} page
 * @param {string[]} paths
 * @param {{ x: number, y: number }} [at]
 */
export async function startDrag(page, paths, at) {
  const size = page.viewportSize() ?? { width: 800, height: 600 };
  const { x, y } = at ?? { x: size.width / 2, y: size.height / 2 };
  const data = {
    items: [],
    files: paths.map((path) => resolve(path)),
    dragOperationsMask: COPY,
  };
  const session = await page.context().newCDPSession(page);
  /** @param {"dragEnter" | "dragOver" | "drop" | "dragCancel"} type */
  const send = (type) => session.send("Input.dispatchDragEvent", { type, x, y, data });
  await send("dragEnter");
  await send("dragOver");
  return {
    async drop() {
      await send("drop");
      await session.detach();
    },
    async cancel() {
      await send("dragCancel");
      await session.detach();
    },
  };
}
