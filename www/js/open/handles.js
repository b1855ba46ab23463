/**
 * Handles of the files that were dropped, picked or handed over by the system, where the browser gives them: such a file can be
 * opened again later, with the reader's consent.
 */

/** @type {WeakMap<File, Promise<FileSystemFileHandle | null>>} */
const handles = new WeakMap();

/** @param {File} file @param {Promise<FileSystemFileHandle | null> | null} handle */
export function noteHandle(file, handle) {
  if (handle) handles.set(file, handle);
}

/** @param {File} file @returns {Promise<FileSystemFileHandle | null>} */
export const handleOf = async (file) => handles.get(file) ?? null;

/** @param {FileSystemFileHandle[]} some @returns {Promise<File[]>} */
export const filesOf = (some) =>
  Promise.all(
    some.map(async (handle) => {
      const file = await handle.getFile();
      noteHandle(file, Promise.resolve(handle));
      return file;
    }),
  );
