// archive-viewer publish: the posts of an archive or a folder as a site. A thread of its own does it, so that Ctrl-C is heard.

import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

import { internals } from "../core/node.js";
import { standardInput } from "./inputs.js";
import { startProgress } from "./progress.js";
import { removeUnfinished } from "./site-folder.js";
import { OF_SITE } from "./words.js";

/** The words that have a few values. @type {Record<string, string[]>} */
const VALUES = {
  pictures: ["copy", "link", "load"],
  canonical: ["site", "source"],
  robots: ["index", "noindex"],
};

/** The most megabytes that `--max-file` takes. */
const MOST = 2 ** 20;

/** The viewer in the package. */
const VIEWER = fileURLToPath(new URL("../site", import.meta.url));

/** What the thread says. @typedef {{ warning: string } | { what: string, share: number } | { report: string } | { failure: string }} Said */

/**
 * @param {string[]} inputs
 * @param {import('./main.js').Options} options
 * @param {(sentence: string) => never} misused
 * @returns {Promise<number>} the exit code
 */
export async function run([input], options, misused) {
  const { out } = options;
  if (!out) misused("publish needs --out DIR.");
  const words = await wordsOf(options, misused);
  const viewer = options["only-pages"] ? null : (options.site ?? VIEWER);
  const bytes = input === "-" ? await standardInput() : null;
  const worker = new Worker(new URL("./publish-worker.js", import.meta.url), {
    workerData: { input, bytes, out, viewer, words },
  });
  let progress = startProgress();
  let doing = "";
  process.once("SIGINT", () => {
    progress.end();
    void worker.terminate().then(() => {
      removeUnfinished(out);
      process.exit(130);
    });
  });
  return new Promise((resolve) => {
    worker.on("message", (/** @type {Said} */ said) => {
      if ("warning" in said) progress.warn(said.warning);
      else if ("what" in said) {
        if (said.what !== doing) progress = startProgress();
        doing = said.what;
        progress.add(said.what, 1, said.share);
      } else {
        progress.end();
        if ("failure" in said) process.stderr.write(`${said.failure}\n`);
        else process.stdout.write(`${said.report}\n`);
        resolve("failure" in said ? 1 : 0);
      }
    });
    worker.on("error", (error) => {
      progress.end();
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
  });
}

/**
 * @param {import('./main.js').Options} options
 * @param {(sentence: string) => never} misused
 * @returns {Promise<Record<string, string>>} what they say of the site
 */
async function wordsOf({ license, ...options }, misused) {
  const given = { ...options, licence: options.licence ?? license };
  /** @type {Record<string, string>} */
  const words = {};
  for (const name of OF_SITE) {
    const value = given[name];
    if (value === undefined) continue;
    if (name in VALUES && !VALUES[name].includes(value)) misused(`--${name} takes one of ${VALUES[name].join(", ")}.`);
    words[name] = value;
  }
  const size = Number(words["max-file"] ?? 1);
  if (!/^\d+$/.test(words["max-file"] ?? "1") || size < 1 || size >= MOST) misused(`--max-file takes megabytes.`);
  const core = await internals.instances.live();
  try {
    if (words.url !== undefined) words.url = core.site_url(words.url);
    if (words.base !== undefined) words.base = core.site_base(words.base);
  } catch (sentence) {
    misused(`${words.url ?? words.base}: ${sentence}.`);
  }
  return words;
}
