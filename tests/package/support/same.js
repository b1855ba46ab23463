// What holds the command of the package to the native one: output, errors and exit code are the same.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { nativeCommand } from "./fresh.js";

/** @typedef {import('./fresh.js').Outcome} Outcome */

/**
 * @param {ReturnType<typeof import('./fresh.js').freshFolder>} fresh
 * @returns {(words: string[], input?: string | Uint8Array, theirWords?: string[]) => Promise<Outcome>}
 */
export const sameAs =
  (fresh) =>
  async (words, input, theirWords = words) => {
    const [ours, theirs] = await Promise.all([
      fresh.command(words, input),
      nativeCommand(theirWords, input, fresh.folder),
    ]);
    assert.equal(ours.out, theirs.out, words.join(" "));
    assert.equal(ours.error, theirs.error, words.join(" "));
    assert.equal(ours.code, theirs.code, words.join(" "));
    return ours;
  };

/** @param {string} folder @returns {Record<string, string>} all files by their paths, each byte a character */
export const written = (folder) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [relative(folder, file), readFileSync(file, "latin1")]),
  );
