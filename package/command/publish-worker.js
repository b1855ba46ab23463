// The thread that publishes.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";

import { sentenceOf } from "../core/api.js";
import { filesBelow } from "./inputs.js";
import { publicationOf } from "./publication.js";
import { siteFolder } from "./site-folder.js";

/** @type {{ input: string, bytes: Uint8Array | null, out: string, viewer: string | null, words: Record<string, string> }} */
const { input, bytes, out, viewer, words } = workerData;
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

/** @returns {Promise<string>} the report */
async function publish() {
  const site = siteFolder(out);
  const own = publicationOf({ input, bytes, words, site, say: (said) => port.postMessage(said) });
  try {
    return await own.withCare(async (core) => {
      const { publication, host } = await own.read(core, async (publication) => {
        if (viewer !== null) await addViewer(publication, viewer);
      });
      return publication.publish(host);
    });
  } catch (sentence) {
    throw sentence === "there are no posts in it" ? `${input}: ${sentence}` : sentence;
  } finally {
    own.close();
  }
}

/**
 * @param {import('../core/bindings.js').Publication} publication
 * @param {string} folder
 */
async function addViewer(publication, folder) {
  const paths = await filesBelow(folder).catch(() => /** @type {string[]} */ ([]));
  if (!paths.includes("index.html")) {
    throw `${folder}: the viewer's files are not there: it has no index.html; or leave the viewer out with --only-pages`;
  }
  for (const path of paths) publication.add_viewer_file(path, readFileSync(join(folder, path)));
}

try {
  port.postMessage({ report: await publish() });
} catch (error) {
  port.postMessage({ failure: typeof error === "string" ? error : sentenceOf(error, input) });
}
