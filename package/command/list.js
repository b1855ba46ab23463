// archive-viewer list: what an archive or a folder has, by the posts' own front matter.

import { internals } from "../core/node.js";
import { openInput } from "./inputs.js";
import { toStdout } from "./outputs.js";

/**
 * @param {string[]} inputs
 * @param {import('./main.js').Options} options
 * @returns {Promise<number>} the exit code
 */
export async function run([input], options) {
  const core = await internals.instances.live();
  const warn = (/** @type {string} */ sentence) => process.stderr.write(`${sentence}\n`);
  const opened = await openInput(input, core, warn);
  const output = toStdout();
  try {
    for await (const { bytes, texts, refused = [], problems = [] } of opened.chunks()) {
      for (const { path, start, end, isPost } of texts) {
        if (!isPost) continue;
        const { text, failure } = core.list_line(path, bytes.subarray(start, end), options.json);
        if (failure !== null) warn(failure);
        await output.write(path, text);
      }
      for (const { path, message } of refused) warn(`${path}: ${message}`);
      for (const { message } of problems) warn(`${input}: ${message}`);
    }
  } finally {
    await opened.close();
  }
  return 0;
}
