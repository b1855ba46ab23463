/**
 * Packs a volume of the library into OPFS and unpacks it from there, where the library is: its bytes never pass the page.
 * Loaded by the library's worker when somebody keeps or has kept. Each request does a part, so that a reader's search is
 * answered in between.
 */
import { rangesOf } from "./file-ranges.js";
import { newGeneration, packFile, sweep, switchTo } from "./pack-files.js";

/** @import { AboutVolume, Core, FirstList, PackedRequest } from '../../../types.js' */
/** @import { FileRanges } from './file-ranges.js' */
/** @import { Manifest, Sink } from './pack-files.js' */

/** How long one request packs or unpacks, in ms. */
const TURN = 40;

/** Rows that are kept to be shown first, as a list asks for them, and values of each facet. */
const ROWS = 50;
const VALUES = 12;

/**
 * @param {Core} core
 * @param {Record<string, (...args: any[]) => any>} library
 */
export function packedResponder(core, library) {
  /** @type {{ id: string, generation: string, sink: Sink, bytes: number, first: FirstList } | null} */
  let writing = null;
  /** Packs that are being read, by the volume's number. @type {Map<number, FileRanges>} */
  const reading = new Map();

  function endWriting() {
    writing?.sink.abort();
    writing = null;
  }

  /** @param {number} number @param {AboutVolume} about @returns {FirstList} */
  function firstList(number, about) {
    const first = library.first_rows(number, ROWS, VALUES);
    return { ...about, list: first ? { ...first, counts: library.volumes()[0] } : null };
  }

  /** @param {string} id @param {number} number @param {AboutVolume} about */
  async function begin(id, number, about) {
    if (writing) throw { code: "pack-busy", message: "another one is being packed" };
    library.pack(number);
    const first = firstList(number, about);
    writing = { id, bytes: 0, first, ...(await newGeneration(id)) };
  }

  /** @returns {Promise<{ bytes: number, isDone: boolean }>} */
  async function writeOn() {
    if (!writing) throw { code: "pack-changed", message: "nothing is being packed" };
    const { id, generation, sink } = writing;
    try {
      const end = performance.now() + TURN;
      do {
        const piece = library.packed_piece();
        if (!piece) {
          await sink.close();
          const { bytes, first } = writing;
          await switchTo(id, { generation, bytes, first });
          writing = null;
          await sweep(id).catch(() => {});
          return { bytes, isDone: true };
        }
        await sink.write(piece);
        writing.bytes += piece.length;
      } while (performance.now() < end);
      return { bytes: writing.bytes, isDone: false };
    } catch (error) {
      endWriting();
      await sweep(id).catch(() => {});
      throw error;
    }
  }

  /** @param {number} number */
  function endReading(number) {
    reading.get(number)?.end();
    reading.delete(number);
  }

  /** @param {number} number @param {(isListed: boolean) => boolean} isEnough @returns {Promise<{ isDone: boolean }>} */
  async function readOn(number, isEnough) {
    const ranges = reading.get(number);
    if (!ranges) throw { code: "pack-changed", message: "nothing is being unpacked" };
    try {
      for (let range = library.unpack_want(number); range; range = library.unpack_want(number)) {
        const { offset, length } = range;
        if (isEnough(library.unpack_feed(number, await ranges.read(offset, length)))) break;
      }
    } catch (error) {
      endReading(number);
      throw error;
    }
    const isDone = !library.unpack_want(number);
    if (isDone) endReading(number);
    return { isDone };
  }

  /** @param {number} number @param {number} time */
  function readFor(number, time) {
    const end = performance.now() + time;
    return readOn(number, () => performance.now() > end);
  }

  /** @param {string} id @param {Manifest} manifest @param {number} number @param {string} name */
  async function list(id, manifest, number, name) {
    const file = await packFile(id, manifest);
    library.unpack(number, name, file.size);
    reading.set(number, rangesOf(file));
    return readOn(number, (isListed) => isListed);
  }

  /**
   * Lists rows that are not indexed yet by what another core packed.
   * @param {string} id @param {Manifest} manifest @param {number} number
   */
  async function summarize(id, manifest, number) {
    // Any core reads a zip.
    const archive = core.Archive.of_file(await packFile(id, manifest));
    try {
      for (const { index, path } of archive.rows(0, archive.summary().entries)) {
        if (!path.startsWith("summary/")) continue;
        const rows = JSON.parse(new TextDecoder().decode(archive.read_entry(index)));
        // None of them has a line feed.
        for (const [at, ...fields] of rows) library.set_summary(number, at, fields.join("\n"));
      }
    } finally {
      archive.free();
    }
  }

  /** @param {PackedRequest} request @returns {Promise<any>} */
  async function answer(request) {
    switch (request.step) {
      case "write":
        return begin(request.id, request.number, request.about);
      case "writeOn":
        return writeOn();
      case "list":
        return list(request.id, request.manifest, request.number, request.name);
      case "readOn":
        return readFor(request.number, TURN);
      case "summarize":
        return summarize(request.id, request.manifest, request.number);
    }
  }

  /** @param {PackedRequest} request */
  return async (request) => {
    try {
      return (await answer(request)) ?? {};
    } catch (thrown) {
      // A trap ends the core; everything else is an answer.
      if (thrown instanceof WebAssembly.RuntimeError) throw thrown;
      throw refusal(thrown);
    }
  };
}

/** @param {unknown} thrown @returns {import('../../../types.js').CoreError} */
function refusal(thrown) {
  if (typeof thrown === "string") return { code: thrown, message: thrown };
  const { code, name, message } = /** @type {any} */ (thrown);
  if (typeof code === "string") return { code, message };
  return { code: name === "QuotaExceededError" ? "pack-no-room" : "pack-failed", message: `${name}: ${message}` };
}
