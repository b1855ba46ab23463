// archive-viewer manifest: the SHA-256 of all files of an input in the form of BagIt, a bag of them, and what is different later on.

import { readdirSync, realpathSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, isAbsolute, join, relative, sep } from "node:path";

import { errorOf } from "../core/api.js";
import { internals } from "../core/node.js";
import { filesOf } from "./hashed-files.js";
import { isMissing, openInput } from "./inputs.js";
import { removeUnfinishedOnInterrupt, toStdout, writeWhole } from "./outputs.js";
import { startProgress } from "./progress.js";

/**
 * @param {string[]} inputs
 * @param {import('./main.js').Options} options
 * @param {(sentence: string) => never} misused
 * @returns {Promise<number>} the exit code
 */
export async function run([input], { out, check, json }, misused) {
  if (out !== undefined && check !== undefined) misused("manifest takes one of --out and --check.");
  if (json && check === undefined) misused("--json needs --check MANIFEST.");
  const core = await internals.instances.live();
  const opened = await openInput(input, core, () => {});
  const progress = startProgress();
  removeUnfinishedOnInterrupt(progress.end);
  let isWhole = true;
  /** @param {string} sentence */
  const fail = (sentence) => {
    progress.warn(sentence);
    isWhole = false;
  };
  try {
    if (check !== undefined) {
      const expected = await parsed(check);
      const found = await read(null);
      const { text, is_same } = expected.differences(found, ownPath(input, check), json);
      await toStdout().write("", text);
      return isWhole && is_same ? 0 : 1;
    }
    if (out !== undefined && isFolder(out)) {
      if (namesIn(out).length > 0) throw errorOf({ message: "the folder is not empty" }, out);
      const { manifest, payload, declaration } = core.bag();
      const found = await read(join(out, payload));
      await write(join(out, manifest), found.text(payload));
      // A folder without it is no bag: it comes last.
      await write(join(out, "bagit.txt"), declaration);
    } else {
      const text = (await read(null)).text("");
      if (out !== undefined) await write(out, text);
      else await toStdout().write("", text);
    }
    return isWhole ? 0 : 1;
  } finally {
    progress.end();
    await opened.close();
  }

  /** @param {string} file */
  async function parsed(file) {
    try {
      return core.Manifest.parse(await readFile(file));
    } catch (thrown) {
      throw named(thrown, file);
    }
  }

  /** @param {string | null} copies the folder of copies @returns {Promise<import('../core/bindings.js').Manifest>} */
  async function read(copies) {
    const manifest = new core.Manifest();
    for await (const { path, sum, share, failure } of filesOf(opened, input, copies)) {
      if (sum) {
        if (!manifest.add(path, sum)) fail(`${path}: another file has this path`);
        progress.add("read", 1, share);
      } else fail(failure);
    }
    progress.end();
    return manifest;
  }
}

/** @param {string} file @param {string} text */
async function write(file, text) {
  try {
    await writeWhole(file, text);
  } catch (thrown) {
    throw named(thrown, file);
  }
}

/** @param {any} thrown @param {string} file @returns {Error} that names the file */
const named = (thrown, file) =>
  errorOf({ message: isMissing(thrown) ? "there is no such file or folder" : (thrown?.message ?? thrown) }, file);

/** @param {string} path */
const facts = (path) => statSync(path, { throwIfNoEntry: false });

/** Whether a folder is meant: one that is there, or a name without an extension. @param {string} place */
const isFolder = (place) =>
  Boolean(facts(place)?.isDirectory()) || place.endsWith("/") || (extname(place) === "" && !facts(place)?.isFile());

/** @param {string} folder */
const namesIn = (folder) => (facts(folder)?.isDirectory() ? readdirSync(folder) : []);

/** @param {string} input @param {string} manifest @returns {string | undefined} its path in the input */
function ownPath(input, manifest) {
  try {
    const path = relative(realpathSync(input), realpathSync(manifest));
    return path.startsWith("..") || isAbsolute(path) ? undefined : path.replaceAll(sep, "/");
  } catch {
    return undefined;
  }
}
