// What `archive-viewer/core` offers, wherever it runs: node.js and web.js say how files and the core itself are read there.

import { chunksOf, formatOf, MAX_TEXT, rangesOfBytes } from "./archive.js";
import { instancesOf } from "./instance.js";
import { learner } from "./learn.js";

/** @import { Ranges } from './archive.js' */
/** @import { CleanedPost, Unopened } from '../../www/js/core/boundary.js' */
/** @import { ArchiveOptions, CleanOptions, Input, Source } from '../types/core.js' */

/** Why a file can't be opened. */
export class ArchiveViewerError extends Error {
  /** @override */
  name = "ArchiveViewerError";

  /** @param {string} code @param {string} message @param {string} file */
  constructor(code, message, file) {
    super(`${file}: ${message}`);
    this.code = code;
    this.file = file;
  }
}

/** @param {unknown} thrown by the core or while reading @param {string} file */
export function errorOf(thrown, file) {
  if (thrown instanceof ArchiveViewerError) return thrown;
  const { code = "unreadable", message = String(thrown), file: own } = /** @type {any} */ (thrown ?? {});
  return new ArchiveViewerError(code, message, own || file);
}

/** @param {unknown} thrown @param {string} file @returns {string} */
export const sentenceOf = (thrown, file) => (thrown instanceof Error ? thrown.message : errorOf(thrown, file).message);

/** @param {string} path */
export const baseName = (path) => path.split("/").pop() || path;

/**
 * @param {object} surroundings
 * @param {() => Promise<WebAssembly.Module>} surroundings.compile
 * @param {(source: string | URL) => Promise<Ranges>} surroundings.open
 */
export function apiOf({ compile, open }) {
  const instances = instancesOf(compile);

  /** @param {Input} input @returns {Promise<Uint8Array>} */
  async function bytesOf(input) {
    if (typeof input === "string") return new TextEncoder().encode(input);
    if (input instanceof Blob) return new Uint8Array(await input.arrayBuffer());
    return viewOf(input);
  }

  /**
   * @param {Input} input
   * @param {CleanOptions} [options]
   * @returns {Promise<CleanedPost>}
   */
  async function clean(input, { name, keep, evidence } = {}) {
    const path = name ?? (typeof File !== "undefined" && input instanceof File ? input.name : "post.md");
    const post = JSON.parse(await instances.cleanJson(path, baseName(path), await bytesOf(input), { keep, evidence }));
    if ("error" in post) throw new ArchiveViewerError(post.error, post.message, path);
    return post;
  }

  /** @param {Source} source @param {string} [name] @returns {Promise<Ranges>} */
  async function rangesOf(source, name) {
    if (typeof source === "string" || source instanceof URL) return open(source);
    if (source instanceof Blob) return rangesOfBlob(source, name);
    if ("read" in source) return source;
    return rangesOfBytes(viewOf(source), name ?? "archive");
  }

  /**
   * @param {Source} source
   * @param {ArchiveOptions} [options]
   * @returns {AsyncGenerator<CleanedPost | Unopened>}
   */
  async function* openArchive(source, { name, learn = false } = {}) {
    const shown = name ?? String(source);
    let ranges;
    try {
      ranges = await rangesOf(source, name);
    } catch (thrown) {
      throw errorOf(thrown, shown);
    }
    try {
      // A handle of its own core: cleaning may trap, and must not take the archive along.
      const reader = await instancesOf(compile).live();
      if ((await formatOf(reader, ranges)) === null) {
        // One byte more than a post may have suffices for its refusal.
        const bytes = await ranges.read(0, Math.min(ranges.size, MAX_TEXT + 1));
        yield JSON.parse(await instances.cleanJson(ranges.name, ranges.name, bytes));
        return;
      }
      const learned = learn ? learner(reader, ranges.name) : null;
      if (learned) {
        for await (const chunk of chunksOf(reader, ranges)) {
          learned.add(chunk.texts, await indexed(chunk));
        }
        learned.finish();
      }
      let count = 0;
      for await (const { bytes, texts, refused = [], problems = [] } of chunksOf(reader, ranges)) {
        count += texts.length + refused.length;
        if (count === 0 && problems.length > 0) throw problems[0];
        yield* refused;
        for (const { path, start, end, isPost } of texts) {
          if (!isPost) continue;
          const evidence = learned?.evidenceOf(path) ?? null;
          yield JSON.parse(await instances.cleanJson(path, path, bytes.subarray(start, end), { evidence }));
        }
      }
    } catch (thrown) {
      throw errorOf(thrown, ranges.name);
    } finally {
      await ranges.close?.();
    }
  }

  /** @param {import('./archive.js').Chunk} chunk @returns {Promise<Uint8Array>} */
  const indexed = (chunk) => indexChunk(instances, chunk);

  return { clean, openArchive, instances, rangesOf };
}

/**
 * @param {import('./instance.js').Instances} instances
 * @param {import('./archive.js').Chunk} chunk
 * @param {"index_for_evidence" | "index_posts"} [index] what a library learns from it, or what it searches
 * @returns {Promise<Uint8Array>} packed. Of texts on which the core traps, one by one, less is read.
 */
export async function indexChunk(instances, { bytes, texts }, index = "index_for_evidence") {
  const core = await instances.live();
  try {
    return core[index](bytes, texts);
  } catch {
    instances.drop();
  }
  /** @type {Uint8Array[]} */
  const parts = [];
  for (const text of texts) {
    for (const effort of [0, 1, 2]) {
      const own = await instances.live();
      try {
        parts.push(own[index](bytes, [{ ...text, effort }]));
        break;
      } catch {
        instances.drop();
      }
    }
  }
  const packed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

/** @param {Uint8Array | ArrayBuffer} bytes */
const viewOf = (bytes) => (bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes);

/** @param {Blob} blob @param {string} [name] @returns {Ranges} */
function rangesOfBlob(blob, name) {
  return {
    name: name ?? (typeof File !== "undefined" && blob instanceof File ? blob.name : "archive"),
    size: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}
