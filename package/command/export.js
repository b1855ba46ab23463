// archive-viewer export: posts of inputs in one file, in one of several forms.

import { sentenceOf } from "../core/api.js";
import { internals } from "../core/node.js";
import { openInput } from "./inputs.js";
import { filesOfMarkdown, foldersOf, stemOf } from "./markdown-files.js";
import { beginFile, removeUnfinishedOnInterrupt } from "./outputs.js";
import { inOrder, startPool } from "./pool.js";
import { startProgress } from "./progress.js";
import { readVolume } from "./volumes.js";
import { FILES } from "./words.js";

/** @import { LibraryRow } from '../../www/js/core/boundary.js' */
/** @import { ExportedThread } from '../core/bindings.js' */
/** @import { Place } from './outputs.js' */
/** @import { Volume } from './volumes.js' */

/** The words that have a few values. @type {Record<string, string[]>} */
const CHOICES = { by: ["date", "source"], discussion: ["yes", "no"] };

/** A post that was read and cleaned. @typedef {{ number: number, row: LibraryRow, made: ExportedThread }} Made */

/**
 * @param {string[]} inputs
 * @param {import('./words.js').ExportOptions} options
 * @param {(sentence: string) => never} misused
 * @returns {Promise<number>} the exit code
 */
export async function run(inputs, options, misused) {
  const forms = FILES.filter((form) => options[form] !== undefined);
  if (forms.length !== 1) misused(`export needs one of ${FILES.map((form) => `--${form}`).join(", ")}.`);
  const values = /** @type {Record<string, string | undefined>} */ (/** @type {unknown} */ (options));
  for (const [name, choices] of Object.entries(CHOICES)) {
    if (!choices.includes(values[name] ?? choices[0])) misused(`--${name} takes one of ${choices.join(", ")}.`);
  }
  const [form] = forms;
  const file = options[form] ?? "";
  const discussion = options.discussion !== "no";
  const by = options.by ?? "date";
  const progress = startProgress();
  removeUnfinishedOnInterrupt(progress.end);
  const core = await internals.instances.live();
  const library = new core.Library();
  const pool = startPool();
  /** @type {Volume[]} */
  const volumes = [];
  /** @type {string[]} by the numbers of volumes */
  const given = [];
  let code = 0;
  try {
    for (const { input, opened, warnings } of await openAll()) {
      const own = { core, library, pool, warn: progress.warn };
      volumes.push(await readVolume(volumes.length, opened, input, warnings, own));
      given.push(input);
    }
    const rows = library.selected(options.query ?? "", by);
    if (rows.length === 0) throw new Error("There are no posts to export.");
    if (form === "markdown") {
      const folders = foldersOf(given, inputs.length);
      await filesOfMarkdown({ core, file, volumes, folders, made: made(rows), warn: progress.warn });
    } else {
      const output = await beginFile(file);
      try {
        await (form === "jsonl" ? lines(rows, output) : posts(rows, output));
        await output.end();
      } finally {
        await output.drop();
      }
    }
  } finally {
    progress.end();
    await pool.end();
    for (const volume of volumes) await volume.close();
  }
  return code;

  async function openAll() {
    const all = [];
    for (const input of inputs) {
      /** @type {string[]} */
      const warnings = [];
      try {
        all.push({ input, warnings, opened: await openInput(input, core, (sentence) => warnings.push(sentence)) });
      } catch (error) {
        progress.warn(sentenceOf(error, input));
        code = 1;
      }
    }
    return all;
  }

  /** @param {LibraryRow[]} rows @returns {AsyncGenerator<Made>} in their order */
  async function* made(rows) {
    async function* threads() {
      for (const [at, row] of rows.entries()) yield { number: at + 1, row };
    }
    const running = startProgress();
    for await (const one of inOrder(threads(), pool.width, clean)) {
      yield one;
      running.add("written", 1, one.number / rows.length);
    }
    running.end();
  }

  /** @param {{ number: number, row: LibraryRow }} one @returns {Promise<Made>} */
  async function clean({ number, row }) {
    const failed = (/** @type {string} */ failure) => ({ number, row, made: { text: "", pictures: [], failure } });
    const volume = volumes[row.volume];
    const parts = [];
    for (const { index, path } of library.thread_of(row.volume, row.path)) {
      const bytes = await volume.read(index).catch(() => null);
      if (bytes) parts.push({ path, bytes });
    }
    const evidence = library.evidence_of(row.volume, row.path);
    let bytes;
    try {
      bytes = await volume.read(row.index);
    } catch (error) {
      return failed(/** @type {any} */ (error)?.message ?? String(error));
    }
    const job = { exported: row.path, bytes, evidence: evidence?.length ? evidence : null, parts, form, discussion };
    const stopped = "the program stopped while it read the file";
    return pool.run(job).then(
      (made) => ({ number, row, made }),
      () => failed(stopped),
    );
  }

  /** @param {LibraryRow[]} rows @param {Place} output */
  async function lines(rows, output) {
    for await (const { row, made: one } of made(rows)) {
      if (one.failure !== null) progress.warn(`${row.path}: ${one.failure}`);
      const line = one.failure === null ? one : core.export_unopened(row.path, "unreadable", one.failure, "json");
      await output.write(Buffer.from(line.text));
    }
  }

  /** @param {LibraryRow[]} rows @param {Place} output */
  async function posts(rows, output) {
    const { publisher, rights, vertical, author = [] } = options;
    const words = { title: options.title ?? titleOf(inputs), author, publisher, rights, by, vertical };
    const listed = rows.map(listedOf);
    const writing = core.PostsFile.of_words(form, words, listed, discussion);
    const numbers = numbersOf(rows);
    /** Pictures whose bytes were given, or can't be. @type {Map<string, boolean>} */
    const given = new Map();
    for await (const { number, row, made: one } of made(rows)) {
      const volume = volumes[row.volume];
      if (one.failure === null) {
        const { links, pictures } = writing.post(number, row.path, one.text);
        for (const link of links) {
          const place = library.find_by_path(row.volume, row.path, link);
          const number = place && numbers.get(keyOf(place));
          if (number) writing.link(link, number);
        }
        // A document has the addresses of pictures.
        for (const name of form === "epub" ? pictures : []) {
          const index = volume.findImage(row.path, name);
          if (index === undefined) continue;
          const key = `${row.volume} ${index}`;
          const bytes = given.has(key) ? new Uint8Array() : await pictureOf(volume, index);
          if (!given.has(key)) given.set(key, bytes !== null);
          if (bytes && given.get(key)) writing.picture(name, key, "", bytes);
        }
        await output.write(writing.end_post());
      } else {
        progress.warn(`${row.path}: ${one.failure}`);
        writing.unread(number, listedOf(row), one.failure);
      }
    }
    await output.write(writing.finish());
  }
}

/** @param {LibraryRow} row */
const listedOf = ({ title, lang, date }) => ({ title, lang, date: date?.iso ?? null });

/** @param {{ volume: number, path: string }} place */
const keyOf = ({ volume, path }) => `${volume} ${path}`;

/** The numbers of posts in the file, by their places. @param {LibraryRow[]} rows @returns {Map<string, number>} */
const numbersOf = (rows) => new Map(rows.flatMap(({ places }, at) => places.map((place) => [keyOf(place), at + 1])));

/** @param {Volume} volume @param {number} index @returns {Promise<Uint8Array | null>} null where the archive is damaged there */
async function pictureOf(volume, index) {
  try {
    return await volume.read(index);
  } catch (error) {
    if (volume.isFolder) throw error;
    return null;
  }
}

/** @param {string[]} inputs @returns {string} the input's name by default */
const titleOf = ([one, ...others]) => (others.length > 0 || one === "-" ? "archive-viewer" : stemOf(one));
