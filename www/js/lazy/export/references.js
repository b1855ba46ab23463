/**
 * A post as an entry for reference managers, by the core that the command has.
 */
import { instanceStarter } from "../../core/instance.js";

/** @import { CoreInstance } from '../../core/instance.js' */
/** @import { ReadingPage } from '../../types.js' */

/** @type {Promise<CoreInstance> | null} */
let starting = null;
const start = instanceStarter({ part: "exporting", deadline: Infinity });

/**
 * @param {ReadingPage} page
 * @param {"ris" | "csl"} form
 * @returns {Promise<string>} rejects with a CoreError
 */
export async function referenceOf(page, form) {
  if (starting && !(await starting.catch(() => null))?.alive()) starting = null;
  starting ??= start();
  return (await (await starting).run({ call: "reference", page: factsOf(page), form })).text;
}

/** @param {ReadingPage} page @returns {string} what it says of its post, as JSON: no text of it is needed */
function factsOf({ chunks, evidence, text, original, raw, record, discussion, unlinkedEmbeds, ...facts }) {
  return JSON.stringify({ ...facts, html: "", text: "", figures: [], record: [], discussion: [], embeds: [] });
}
