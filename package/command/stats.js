// archive-viewer stats: what posts have in common.

import { toStdout } from "./outputs.js";
import { surveyOf } from "./survey.js";

/**
 * @param {string[]} inputs
 * @param {import('./main.js').Options} options
 * @returns {Promise<number>} the exit code
 */
export async function run(inputs, options) {
  const { survey, isWhole } = await surveyOf(inputs, options.json, async () => {});
  await toStdout().write("", survey.report());
  return isWhole ? 0 : 1;
}
