// bench/report.json and bench/report.md. Each benchmark brings its own section up to date and leaves the others alone.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { load, machine, ROOT } from "./project.js";

const DATA = join(ROOT, "bench", "report.json");
const TEXT = join(ROOT, "bench", "report.md");
/** In the order in which the report has them. */
const SECTIONS = ["render", "start", "size", "clean", "stress", "open", "archive", "reopen", "books", "cli", "hosted"];

/**
 * A table: its heading, what its columns are, its rows. The first column holds names, the others numbers or words.
 * @typedef {{ heading: string, columns: string[], rows: (string | number)[][] }} Table
 */

/**
 * @typedef {object} Section
 * @property {string} title
 * @property {string[]} how sentences about what was measured and how
 * @property {Table[]} ratios what is read first
 * @property {Table[]} numbers
 * @property {Record<string, string>} versions
 * @property {object} data everything as numbers, for programs
 */

/** @param {string} name @param {Section & { loadBefore: number }} section */
export function writeSection(name, { loadBefore, ...section }) {
  const report = existsSync(DATA) ? JSON.parse(readFileSync(DATA, "utf8")) : {};
  report[name] = {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    load: { before: loadBefore, after: load() },
    ...section,
  };
  const ordered = Object.fromEntries(SECTIONS.filter((key) => report[key]).map((key) => [key, report[key]]));
  writeFileSync(DATA, `${JSON.stringify(ordered, null, 2)}\n`);
  writeFileSync(TEXT, textOf(ordered));
  console.log(sectionText(report[name]));
  console.log("# written to bench/report.md and bench/report.json");
}

/** @param {Record<string, any>} report */
function textOf(report) {
  const sections = Object.values(report);
  return `${[
    "# Benchmarks",
    "Written by `cargo xtask bench render`, `start`, `size`, `clean`, `stress`, `open`, `archive`, `reopen`, `books`, `cli` and `hosted`; each brings its own section up to date.",
    "Ratios come first. They hold between the sides of one run, which take turns; the numbers below them are this machine's.",
    ...sections.map(sectionText),
  ].join("\n\n")}\n`;
}

/** @param {any} section */
function sectionText({ title, how, ratios, numbers, versions, date, machine, load }) {
  const made = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `## ${title}`,
    how.join("\n"),
    ...[...ratios, ...numbers].map(tableText),
    `${date}; ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}; ` +
      `load ${load.before} before and ${load.after} after; ${made.join(", ")}.`,
  ].join("\n\n");
}

/** @param {Table} table */
function tableText({ heading, columns, rows }) {
  const line = (/** @type {(string | number)[]} */ cells) => `| ${cells.map(cellText).join(" | ")} |`;
  const rule = columns.map((_, index) => (index === 0 ? "---" : "---:"));
  return [`### ${heading}`, "", line(columns), line(rule), ...rows.map(line)].join("\n");
}

/** @param {string | number} cell */
function cellText(cell) {
  if (typeof cell === "string") return cell;
  if (Number.isInteger(cell)) return cell.toLocaleString("en-US");
  return Math.abs(cell) >= 100 ? Math.round(cell).toLocaleString("en-US") : cell.toFixed(2);
}
