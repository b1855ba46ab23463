// archive-viewer check: what is broken, missing, hostile or repeated in posts.

import { toStdout } from "./outputs.js";
import { surveyOf } from "./survey.js";

/**
 * @param {string[]} inputs
 * @param {import('./main.js').Options} options
 * @returns {Promise<number>} the exit code
 */
export async function run(inputs, options) {
  const output = toStdout();
  const { survey, isWhole } = await surveyOf(inputs, options.json, (lines) => output.write("", lines));
  return isWhole && survey.findings() === 0 ? 0 : 1;
}
