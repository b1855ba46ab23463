/**
 * The files of a dropped folder, at any depth: by file system handles where the browser has them, since Chromium reads folders
 * from `file://` in no other way, and else by entries, which come in batches until one is empty.
 */
import { noteHandle } from "./handles.js";

/**
 * A dropped folder. Its handle or entry must be taken during the drop event; it can be read later.
 * @typedef {object} Folder
 * @property {string} name
 * @property {Promise<FileSystemHandle | null> | null} handle
 * @property {FileSystemEntry | null} entry
 */

/** A file that is not opened yet; `path` begins with the folder's name. @typedef {{ path: string, file: () => Promise<File> }} FolderFile */

/** Most files and folders read from one dropped folder, which may be a whole disk. */
const MAX_NAMES = 200_000;

/** Most levels of nested folders. */
const MAX_DEPTH = 64;

/**
 * Must be called in the drop event's own task.
 * @param {DataTransfer} transfer
 * @returns {{ files: File[], folders: Folder[] }}
 */
export function filesAndFolders(transfer) {
  /** @type {File[]} */
  const files = [];
  /** @type {Folder[]} */
  const folders = [];
  for (const item of transfer.items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry?.() ?? null;
    const file = item.getAsFile();
    if (entry?.isDirectory) {
      // Not every browser has it, and it may be refused.
      const handle = /** @type {any} */ (item).getAsFileSystemHandle?.().catch(() => null) ?? null;
      folders.push({ name: entry.name, handle, entry });
    } else if (file) {
      noteHandle(file, /** @type {any} */ (item).getAsFileSystemHandle?.().catch(() => null) ?? null);
      files.push(file);
    }
  }
  return { files, folders };
}

/**
 * All files of a folder except hidden ones, such as those of `.git`.
 * @param {Folder} folder
 * @returns {Promise<FolderFile[]>} sorted by path
 * @throws {unknown} the browser's error where the folder can't be read
 */
export async function filesIn({ name, handle, entry }) {
  const opened = /** @type {FileSystemDirectoryHandle | null} */ (await handle);
  const byEntry = () => read((...into) => walkEntry(/** @type {FileSystemDirectoryEntry} */ (entry), name, 0, ...into));
  if (!opened) return byEntry();
  try {
    return await read((...into) => walkHandle(opened, name, 0, ...into));
  } catch (error) {
    // Some folders are blocked for handles only.
    return byEntry().catch(() => Promise.reject(error));
  }
}

/**
 * @param {(found: FolderFile[], budget: { names: number }) => Promise<void>} walk
 * @returns {Promise<FolderFile[]>}
 */
async function read(walk) {
  /** @type {FolderFile[]} */
  const found = [];
  await walk(found, { names: MAX_NAMES });
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** @param {string} name */
const isHidden = (name) => name.startsWith(".");

/**
 * @param {FileSystemDirectoryHandle} folder
 * @param {string} path
 * @param {number} depth
 * @param {FolderFile[]} found
 * @param {{ names: number }} budget
 */
async function walkHandle(folder, path, depth, found, budget) {
  for await (const child of /** @type {any} */ (folder).values()) {
    if (budget.names-- <= 0) return;
    if (isHidden(child.name)) continue;
    const below = `${path}/${child.name}`;
    if (child.kind === "file") found.push({ path: below, file: () => child.getFile() });
    else if (depth < MAX_DEPTH) await walkHandle(child, below, depth + 1, found, budget);
  }
}

/**
 * @param {FileSystemDirectoryEntry} folder
 * @param {string} path
 * @param {number} depth
 * @param {FolderFile[]} found
 * @param {{ names: number }} budget
 */
async function walkEntry(folder, path, depth, found, budget) {
  const reader = folder.createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return;
    for (const child of batch) {
      if (budget.names-- <= 0) return;
      if (isHidden(child.name)) continue;
      const below = `${path}/${child.name}`;
      if (child.isDirectory) {
        const directory = /** @type {FileSystemDirectoryEntry} */ (child);
        if (depth < MAX_DEPTH) await walkEntry(directory, below, depth + 1, found, budget);
      } else {
        const file = /** @type {FileSystemFileEntry} */ (child);
        found.push({ path: below, file: () => new Promise((resolve, reject) => file.file(resolve, reject)) });
      }
    }
  }
}
