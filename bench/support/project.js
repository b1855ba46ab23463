// Paths of the project, and a description of the machine.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** What the benchmark makes for itself; nothing of it is kept with the project. */
export const SCRATCH = join(ROOT, "target", "bench");

/** A call of cargo: the very one that started us, when one did. */
export const CARGO = process.env.CARGO || "cargo";

/**
 * The machine without its name, to judge the numbers by.
 * A number that was taken while others worked on the machine says so by its load.
 */
export function machine() {
  const [processor, ...others] = cpus();
  return {
    processor: processor.model.trim(),
    cores: others.length + 1,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
  };
}

/** The machine's load over the last minute: runnable programs, ours among them. */
export const load = () => Number(loadavg()[0].toFixed(2));

/** @param {string[]} names of packages */
export function versionsOf(names) {
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
}

/** @param {string} name */
function versionOf(name) {
  return JSON.parse(readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8")).version;
}

/** The compiler's version, without its hash. */
export function rustVersion() {
  return execFileSync("rustc", ["--version"], { cwd: ROOT, encoding: "utf8" }).split(" ")[1];
}
