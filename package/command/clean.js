// archive-viewer clean: posts in one of their forms, cleaned by all cores of the machine.

import { basename } from "node:path";

import { baseName, sentenceOf } from "../core/api.js";
import { learner } from "../core/learn.js";
import { internals } from "../core/node.js";
import { openInput } from "./inputs.js";
import { removeUnfinishedOnInterrupt, toFiles, toStdout } from "./outputs.js";
import { inOrder, startPool } from "./pool.js";
import { startProgress } from "./progress.js";

/** @import { Unopened } from '../../www/js/core/boundary.js' */
/** @import { Opened } from './inputs.js' */

const FORMS = /** @type {const} */ (["json", "html", "markdown", "text", "why"]);

/**
 * @param {string[]} inputs
 * @param {import('./main.js').Options} options
 * @param {(sentence: string) => never} misused
 * @returns {Promise<number>} the exit code
 */
export async function run(inputs, options, misused) {
  const wanted = FORMS.filter((form) => options[form]);
  if (wanted.length > 1) misused(`clean takes one of ${wanted.map((form) => `--${form}`).join(" and ")}.`);
  const form = wanted[0] ?? "json";
  const { out } = options;
  const output = out === undefined ? toStdout() : toFiles(out, form);
  const isStream = form === "json" || form === "why" || out !== undefined;
  const progress = startProgress();
  const pool = startPool();
  removeUnfinishedOnInterrupt(progress.end);
  let code = 0;
  try {
    for (const input of inputs) {
      const isLast = inputs.length === 1;
      try {
        await cleanInput(
          input,
          isLast ? "" : `${basename(input).replace(/\.(?:zip|tar|tar\.gz|warc\.gz|tgz|gz|warc|wacz)$/i, "")}/`,
        );
      } catch (error) {
        progress.warn(sentenceOf(error, input));
        code = 1;
      }
    }
  } finally {
    progress.end();
    await pool.end();
  }
  return code;

  /** @param {string} input @param {string} folder of the files of an archive, among several */
  async function cleanInput(input, folder) {
    const core = await internals.instances.live();
    const opened = await openInput(input, core, progress.warn);
    try {
      const isMany = opened.kind !== "file";
      if (!isStream && (isMany || inputs.length > 1)) misused(`--${form} of several posts needs --out DIR.`);
      const learned = isMany && !options["no-learn"] && form !== "why" ? await learn(opened, core) : null;
      const jobs = inOrder(
        postsOf(opened, input, progress.warn),
        pool.width,
        async ({ path, name, bytes, share, refused }) => {
          if (refused) return { path, share, ...core.export_unopened(path, refused.error, refused.message, form) };
          const job = { path, name, bytes, form, evidence: learned?.evidenceOf(path) ?? null };
          const crashed = (/** @type {Error} */ { message }) => core.export_unopened(path, "crashed", message, form);
          return { path, share, ...(await pool.run(job).catch(crashed)) };
        },
      );
      for await (const { path, share, text, failure } of jobs) {
        if (failure !== null) progress.warn(failure);
        if (text) await output.write(isMany ? folder + path : baseName(path), text);
        progress.add("cleaned", 1, share);
      }
    } finally {
      await opened.close();
    }
  }

  /** @param {Opened} opened @param {import('../core/bindings.js').Bindings} core */
  async function learn(opened, core) {
    const learned = learner(core, opened.name);
    const reading = inOrder(opened.chunks(), pool.width, async (chunk) => ({
      texts: chunk.texts,
      share: chunk.share ?? null,
      packed: await pool.run({ chunk }).catch(() => new Uint8Array()),
    }));
    const own = startProgress();
    for await (const { texts, share, packed } of reading) {
      learned.add(texts, packed);
      own.add("read", texts.length, share);
    }
    own.end();
    learned.finish();
    return learned;
  }
}

/**
 * @param {Opened} opened
 * @param {string} input
 * @param {(sentence: string) => void} warn
 * @returns {AsyncGenerator<{ path: string, name: string, bytes: Uint8Array, share: number | null, refused?: Unopened }>}
 */
async function* postsOf(opened, input, warn) {
  for await (const { bytes, texts, share = null, refused = [], problems = [] } of opened.chunks()) {
    for (const { path, start, end, isPost } of texts) {
      const name = opened.kind === "file" ? baseName(path) : path;
      // A copy: what is sent to a worker is copied with all of its buffer.
      if (isPost) yield { path, name, bytes: bytes.slice(start, end), share };
    }
    for (const one of refused) yield { path: one.path, name: one.path, bytes, share, refused: one };
    for (const { message } of problems) warn(`${input}: ${message}`);
  }
}
