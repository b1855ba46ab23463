#!/usr/bin/env node
// The command: reads its words and runs one of its parts.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { HELP } from "./help.js";

/** @typedef {{ json: boolean, html: boolean, markdown: boolean, text: boolean, why: boolean, out?: string, "no-learn": boolean, "no-open": boolean, port?: string } & Publishing} Options */
/** @typedef {{ "only-pages": boolean, title?: string, description?: string, url?: string, base?: string, language?: string, pictures?: string, canonical?: string, robots?: string, licence?: string, license?: string, "max-file"?: string, site?: string }} Publishing */

/** The words of `publish` that have a value. */
const OF_SITE = /** @type {const} */ ([
  "title",
  "description",
  "url",
  "base",
  "language",
  "pictures",
  "canonical",
  "robots",
  "licence",
  "license",
  "max-file",
  "site",
]);

const COMMANDS = {
  clean: {
    options: ["json", "html", "markdown", "text", "why", "out", "no-learn"],
    module: "./clean.js",
    inputs: Infinity,
  },
  check: { options: ["json"], module: "./check.js", inputs: Infinity },
  stats: { options: ["json"], module: "./stats.js", inputs: Infinity },
  list: { options: ["json"], module: "./list.js", inputs: 1 },
  serve: { options: ["no-open", "port"], module: "./serve.js", inputs: 1 },
  publish: { options: ["out", "only-pages", ...OF_SITE], module: "./publish.js", inputs: 1 },
};

/** Closing the reading end of a pipe, as `head` does, is no failure. */
process.stdout.on("error", (error) => process.exit(/** @type {any} */ (error).code === "EPIPE" ? 0 : 1));

/** @param {string} sentence @returns {never} */
function misused(sentence) {
  process.stderr.write(`${sentence}\nTry: archive-viewer --help\n`);
  process.exit(2);
}

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        version: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        html: { type: "boolean", default: false },
        markdown: { type: "boolean", default: false },
        text: { type: "boolean", default: false },
        why: { type: "boolean", default: false },
        out: { type: "string" },
        "no-learn": { type: "boolean", default: false },
        "no-open": { type: "boolean", default: false },
        port: { type: "string" },
        "only-pages": { type: "boolean", default: false },
        title: { type: "string" },
        description: { type: "string" },
        url: { type: "string" },
        base: { type: "string" },
        language: { type: "string" },
        pictures: { type: "string" },
        canonical: { type: "string" },
        robots: { type: "string" },
        licence: { type: "string" },
        license: { type: "string" },
        "max-file": { type: "string" },
        site: { type: "string" },
      },
    });
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error));
  }
}

const { values, positionals } = read();
const [name, ...inputs] = positionals;
if (values.version) {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  console.log(version);
} else if (values.help || name === "help") {
  const about = name === "help" ? inputs[0] : name;
  process.stdout.write(HELP[about ?? ""] ?? HELP[""]);
} else if (name === undefined) {
  process.stderr.write(HELP[""]);
  process.exitCode = 2;
} else {
  await run();
}

async function run() {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[/** @type {keyof typeof COMMANDS} */ (name)] : null;
  if (!command) misused(`There is no command ${name}.`);
  for (const [option, value] of Object.entries(values)) {
    const isGiven = value !== false && value !== undefined;
    if (isGiven && !command.options.includes(option)) misused(`${name} does not know --${option}.`);
  }
  if (inputs.length === 0) misused(`${name} needs a file, a folder or an archive.`);
  if (inputs.length > command.inputs) misused(`${name} takes one file, folder or archive.`);
  const { run } = await import(command.module);
  try {
    process.exitCode = await run(inputs, values, misused);
  } catch (error) {
    const { sentenceOf } = await import("../core/api.js");
    process.stderr.write(`${sentenceOf(error, inputs[0])}\n`);
    process.exitCode = 1;
  }
}
