// Where cleaned posts go: the standard output, or a file for each.

import { rmSync } from "node:fs";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";

/** @type {Record<string, string>} */
const EXTENSIONS = { json: "json", html: "html", markdown: "md", text: "txt", why: "txt" };

/** @typedef {{ write: (path: string, text: string | Uint8Array) => Promise<void> }} Output */

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
      await writeWhole(file, text);
    },
  };
}

/**
 * Writes a file beside its place and renames it into it.
 * @param {string} file
 * @param {string | Uint8Array} content
 */
export async function writeWhole(file, content) {
  await mkdir(dirname(file), { recursive: true });
  const partial = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  unfinished.add(partial);
  try {
    await writeFile(partial, content);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    unfinished.delete(partial);
  }
}

/**
 * A file that is written piece by piece: beside its place, and then renamed into it. `-` is the standard output.
 * @param {string} place
 */
export async function beginFile(place) {
  const named = (/** @type {any} */ error) => new Error(`${place}: ${error?.message ?? error}`);
  if (place === "-") {
    const out = toStdout();
    return {
      write: (/** @type {Uint8Array} */ bytes) => out.write("", bytes),
      end: async () => {},
      drop: async () => {},
    };
  }
  const partial = join(dirname(place), `.${basename(place)}.${process.pid}.part`);
  unfinished.add(partial);
  const file = await open(partial, "w").catch((error) => {
    throw named(error);
  });
  return {
    /** @param {Uint8Array} bytes */
    async write(bytes) {
      try {
        for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
      } catch (error) {
        throw named(error);
      }
    },
    async end() {
      try {
        await file.close();
        await rename(partial, place);
      } catch (error) {
        throw named(error);
      }
      unfinished.delete(partial);
    },
    /** Leaves nothing, unless it has ended. */
    async drop() {
      if (!unfinished.has(partial)) return;
      await file.close().catch(() => {});
      await rm(partial, { force: true });
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof beginFile>>} Place */

/** Files that are being written. @type {Set<string>} */
export const unfinished = new Set();

/** Ctrl-C leaves whole files. @param {() => void} [end] before the program ends */
export function removeUnfinishedOnInterrupt(end) {
  process.once("SIGINT", () => {
    for (const file of unfinished) rmSync(file, { force: true });
    end?.();
    process.exit(130);
  });
}
