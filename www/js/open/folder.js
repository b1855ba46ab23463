/**
 * What lies in a dropped folder, at any depth. Where the browser has handles it is read by them: from `file://`
 * Chromium reads a folder by nothing else. Elsewhere by entries, which come in batches until a batch is empty.
 */

/**
 * A folder that was dropped. It has to be taken hold of while the drop is handled; afterwards there is time to read it.
 * @typedef {object} Folder
 * @property {string} name
 * @property {Promise<FileSystemHandle | null> | null} handle
 * @property {FileSystemEntry | null} entry
 */

/** A file in a folder, which is not opened yet. `path` begins with the folder's name. @typedef {{ path: string, file: () => Promise<File> }} Found */

/** Names that are looked at in one folder, at the most; who drops a whole disk gets an end. */
const MOST_NAMES = 200_000;

/** How deep folders may lie in each other. */
const DEEPEST = 64;

/**
 * Takes hold of the folders among what is dropped; call it in the drop's own task.
 * @param {DataTransfer} transfer
 * @returns {{ files: File[], folders: Folder[] }}
 */
export function takeApart(transfer) {
  /** @type {File[]} */
  const files = [];
  /** @type {Folder[]} */
  const folders = [];
  for (const item of transfer.items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry?.() ?? null;
    const file = item.getAsFile();
    if (entry?.isDirectory) {
      // Not every browser has it, and those that have it may refuse.
      const handle = /** @type {any} */ (item).getAsFileSystemHandle?.().catch(() => null) ?? null;
      folders.push({ name: entry.name, handle, entry });
    } else if (file) {
      files.push(file);
    }
  }
  return { files, folders };
}

/**
 * All files of a folder, but for what is hidden by a dot at the beginning of its name: nobody means `.git`.
 * @param {Folder} folder
 * @returns {Promise<Found[]>} in the order of their paths
 * @throws {unknown} what the browser says where neither way leads into the folder
 */
export async function filesIn({ name, handle, entry }) {
  const opened = /** @type {FileSystemDirectoryHandle | null} */ (await handle);
  const byEntry = () => read((...into) => walkEntry(/** @type {FileSystemDirectoryEntry} */ (entry), name, 0, ...into));
  if (!opened) return byEntry();
  try {
    return await read((...into) => walkHandle(opened, name, 0, ...into));
  } catch (error) {
    // Some folders are kept from handles, and can be read all the same.
    return byEntry().catch(() => Promise.reject(error));
  }
}

/**
 * @param {(found: Found[], budget: { names: number }) => Promise<void>} walk
 * @returns {Promise<Found[]>}
 */
async function read(walk) {
  /** @type {Found[]} */
  const found = [];
  await walk(found, { names: MOST_NAMES });
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** @param {string} name */
const isHidden = (name) => name.startsWith(".");

/**
 * @param {FileSystemDirectoryHandle} folder
 * @param {string} path
 * @param {number} depth
 * @param {Found[]} found
 * @param {{ names: number }} budget
 */
async function walkHandle(folder, path, depth, found, budget) {
  for await (const child of /** @type {any} */ (folder).values()) {
    if (budget.names-- <= 0) return;
    if (isHidden(child.name)) continue;
    const below = `${path}/${child.name}`;
    if (child.kind === "file") found.push({ path: below, file: () => child.getFile() });
    else if (depth < DEEPEST) await walkHandle(child, below, depth + 1, found, budget);
  }
}

/**
 * @param {FileSystemDirectoryEntry} folder
 * @param {string} path
 * @param {number} depth
 * @param {Found[]} found
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
        if (depth < DEEPEST) await walkEntry(directory, below, depth + 1, found, budget);
      } else {
        const file = /** @type {FileSystemFileEntry} */ (child);
        found.push({ path: below, file: () => new Promise((resolve, reject) => file.file(resolve, reject)) });
      }
    }
  }
}
