// Where cleaned posts go: the standard output, or a file for each.

import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";

/** @type {Record<string, string>} */
const EXTENSIONS = { json: "json", html: "html", markdown: "md", text: "txt", why: "txt" };

/** @typedef {{ write: (path: string, text: string) => Promise<void> }} Output */

/** @returns {Output} */
export const toStdout = () => ({
  write: (_, text) =>
    new Promise((done) => (process.stdout.write(text) ? done() : process.stdout.once("drain", () => done()))),
});

/**
 * @param {string} folder
 * @param {string} form
 * @returns {Output} a file is renamed into its place once it is whole
 */
export function toFiles(folder, form) {
  const root = resolve(folder);
  /** @type {Set<string>} */
  const taken = new Set();
  return {
    async write(path, text) {
      const stem = path.replace(/\.[a-z0-9]{1,8}$/i, "");
      let file = "";
      for (let number = 1; !file || taken.has(file.toLowerCase()); number += 1) {
        const name = `${stem}${number > 1 ? `-${number}` : ""}.${EXTENSIONS[form]}`;
        file = resolve(root, name);
        // Paths of archives are safe; others are cut to their names.
        if (!file.startsWith(root + sep)) file = resolve(root, basename(name));
      }
      taken.add(file.toLowerCase());
      await mkdir(dirname(file), { recursive: true });
      const partial = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
      unfinished.add(partial);
      try {
        await writeFile(partial, text);
        await rename(partial, file);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      } finally {
        unfinished.delete(partial);
      }
    },
  };
}

/** Files that are being written. @type {Set<string>} */
export const unfinished = new Set();
