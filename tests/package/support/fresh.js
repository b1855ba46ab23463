// The packed package in a folder of its own, with nothing else in it but Node: `cargo xtask test package` packs it first.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const PACKED = join(ROOT, "dist", "tests", "package", "archive-viewer.tgz");

const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** @typedef {{ code: number | null, out: string, error: string }} Outcome */

/**
 * @param {string[]} [others] packages from the registry, with their versions
 * @returns {{ folder: string, remove: () => void, write: (path: string, text: string | Uint8Array) => string, node: typeof runNode, command: (words: string[], input?: string | Uint8Array) => Promise<Outcome> }}
 */
export function freshFolder(others = []) {
  if (!existsSync(PACKED)) throw new Error("the package is not packed: `cargo xtask test package` does it");
  const folder = mkdtempSync(join(tmpdir(), "archive-viewer-package-"));
  /** @param {string} path @param {string | Uint8Array} text */
  const write = (path, text) => {
    const file = join(folder, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  write("package.json", JSON.stringify({ name: "fresh", private: true, type: "module" }));
  const offline = others.length === 0 ? ["--offline"] : [];
  execFileSync(npm, ["install", ...offline, "--no-audit", "--no-fund", "--ignore-scripts=false", PACKED, ...others], {
    cwd: folder,
    stdio: "pipe",
  });
  const program = join(folder, "node_modules", "archive-viewer", "command", "main.js");
  return {
    folder,
    write,
    node: (words, input) => runNode(words, input, folder),
    command: (words, input) => runNode([program, ...words], input, folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * @param {string[]} words
 * @param {string | Uint8Array} [input] of its standard input
 * @param {string} [folder]
 * @returns {Promise<Outcome>}
 */
export function runNode(words, input = "", folder = ROOT) {
  return run(process.execPath, words, input, folder);
}

/**
 * The native command.
 * @param {string[]} words
 * @param {string | Uint8Array} [input]
 * @param {string} [folder]
 * @returns {Promise<Outcome>}
 */
export function nativeCommand(words, input = "", folder = ROOT) {
  const program = process.env.NATIVE;
  if (!program) throw new Error("the native command is not built: `cargo xtask test package` does it");
  return run(program, words, input, folder);
}

/**
 * @param {string} program
 * @param {string[]} words
 * @param {string | Uint8Array} [input]
 * @param {string} [folder]
 * @returns {Promise<Outcome>}
 */
export function run(program, words, input = "", folder = ROOT) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: folder });
    /** @type {Buffer[]} */
    const out = [];
    /** @type {Buffer[]} */
    const error = [];
    child.stdout.on("data", (part) => out.push(part));
    child.stderr.on("data", (part) => error.push(part));
    child.on("error", reject);
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("close", (code) =>
      resolve({ code, out: String(Buffer.concat(out)), error: String(Buffer.concat(error)) }),
    );
  });
}
