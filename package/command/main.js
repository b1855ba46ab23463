#!/usr/bin/env node
// The command: reads its words and runs one of its parts.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { HELP } from "./help.js";
import { COMMANDS, optionsOf } from "./words.js";

/** @typedef {import('./words.js').Options} Options */

/** Closing the reading end of a pipe, as `head` does, is no failure. */
process.stdout.on("error", (error) => process.exit(/** @type {any} */ (error).code === "EPIPE" ? 0 : 1));

/** @param {string} sentence @returns {never} */
function misused(sentence) {
  process.stderr.write(`${sentence}\nTry: archive-viewer --help\n`);
  process.exit(2);
}

function read() {
  try {
    return parseArgs({ allowPositionals: true, options: optionsOf(process.argv[2]) });
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
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : null;
  if (!command) misused(`There is no command ${name}.`);
  for (const [option, value] of Object.entries(values)) {
    const isGiven = value !== false && value !== undefined;
    if (isGiven && !command.options.includes(option)) misused(`${name} does not know --${option}.`);
  }
  if (inputs.length === 0) misused(`${name} needs a file, a folder or an archive.`);
  if (inputs.length > command.inputs)
    misused(
      `${name} takes ${command.inputs === 1 ? "one file, folder or archive" : "two files, folders or archives"}.`,
    );
  const { run } = await import(command.module);
  try {
    process.exitCode = await run(inputs, values, misused);
  } catch (error) {
    const { sentenceOf } = await import("../core/api.js");
    process.stderr.write(`${sentenceOf(error, inputs[0])}\n`);
    process.exitCode = 1;
  }
}
