// What `check` and `stats` do: posts are examined by all cores, and the core's survey of them says what was found.

import { baseName, sentenceOf } from "../core/api.js";
import { internals } from "../core/node.js";
import { openInput } from "./inputs.js";
import { inOrder, startPool } from "./pool.js";
import { startProgress } from "./progress.js";

/** @import { Survey } from '../core/bindings.js' */

/**
 * @param {string[]} inputs
 * @param {boolean} asJson
 * @param {(lines: string) => Promise<void>} write what was found
 * @returns {Promise<{ survey: Survey, isWhole: boolean }>}
 */
export async function surveyOf(inputs, asJson, write) {
  const core = await internals.instances.live();
  const survey = new core.Survey(asJson);
  const progress = startProgress();
  const pool = startPool();
  let isWhole = true;
  /** @param {string} sentence */
  const fail = (sentence) => {
    progress.warn(sentence);
    isWhole = false;
  };
  try {
    for (const input of inputs) {
      try {
        await examine(input);
      } catch (error) {
        fail(sentenceOf(error, input));
      }
    }
  } finally {
    progress.end();
    await pool.end();
  }
  return { survey, isWhole };

  /** @param {string} input */
  async function examine(input) {
    const opened = await openInput(input, core, fail);
    const chunks = opened.chunks();
    /** @type {import('../core/archive.js').Chunk | null} */
    let last = null;
    const examined = inOrder(posts(), pool.width, async ({ path, bytes, share }) => {
      const name = opened.kind === "file" ? baseName(path) : path;
      /** @type {Uint8Array | Error} */
      const packed = await pool.run({ path, name, bytes, form: null }).catch((error) => error);
      return { path, packed, share };
    });
    try {
      for await (const { path, packed, share } of examined) {
        const isLost = packed instanceof Error;
        await say(isLost ? survey.add_unopened(path, "crashed", packed.message) : survey.add(packed));
        progress.add("examined", 1, share);
      }
      if (last) await say(ofRest(last, input));
    } finally {
      await chunks.return(undefined);
      await opened.close();
    }

    /** The archive stays open after its last chunk: it is asked for pictures once all posts are known. */
    async function* posts() {
      for (;;) {
        const { value: chunk, done } = await chunks.next();
        if (done) return;
        if (chunk.archive || chunk.folder) {
          last = chunk;
          return;
        }
        for (const { path, start, end, isPost } of chunk.texts) {
          // A copy: what is sent to a worker is copied with all of its buffer.
          if (isPost) yield { path, bytes: chunk.bytes.slice(start, end), share: chunk.share ?? null };
        }
      }
    }
  }

  /** @param {string} lines */
  async function say(lines) {
    if (lines) await write(lines);
  }

  /** @param {import('../core/archive.js').Chunk} last @param {string} input @returns {string} */
  function ofRest({ refused = [], flawed = [], problems = [], archive, folder }, input) {
    return [
      ...refused.map(({ path, error, message }) => survey.add_unopened(path, error, message)),
      ...flawed.flatMap(({ path, problems }) =>
        problems.map(({ code, message }) => survey.add_problem(path, code, message)),
      ),
      ...problems.map(({ code, message }) => survey.add_problem(input, code, message)),
      archive ? survey.missing_in_archive(archive) : "",
      folder ? survey.missing_in_folder(folder) : "",
    ].join("");
  }
}
