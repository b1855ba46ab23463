// The thread that makes posts' pages, as `publish` would write them, for `serve`.

import { parentPort, workerData } from "node:worker_threads";

import { sentenceOf } from "../core/api.js";
import { publicationOf } from "./publication.js";

/** @type {{ input: string, bytes: Uint8Array | null }} */
const { input, bytes } = workerData;
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

const own = publicationOf({ input, bytes, words: {}, site: {}, say });

/** @param {{ warning: string } | { what: string, share: number }} said */
function say(said) {
  if ("warning" in said) port.postMessage(said);
}

/** @type {{ core: import('../core/bindings.js').Bindings, pages: import('../core/bindings.js').Pages } | null} */
let made = null;

/** @param {string} path @returns {Promise<{ file: Uint8Array | null, policy: string | null }>} */
const answered = (path) =>
  own.withCare(async (core) => {
    if (made?.core !== core) {
      const { publication, host } = await own.read(core);
      made = { core, pages: publication.pages(host) };
    }
    return { file: made.pages.file(path) ?? null, policy: core.page_policy(path) ?? null };
  });

/** One after the other: all are of one core. */
let last = Promise.resolve();

port.on("message", (/** @type {{ id: number, path: string }} */ { id, path }) => {
  last = last.then(async () => {
    try {
      port.postMessage({ id, ...(await answered(path)) });
    } catch (error) {
      port.postMessage({ id, failure: typeof error === "string" ? error : sentenceOf(error, input) });
    }
  });
});
