/**
 * Answers requests to the core that searches a published archive: fetches what it needs until it has the answer. A later search
 * ends an earlier one, whose answer nobody waits for; what came of it stays.
 */
import { fetchFile } from "../../core/fetch-file.js";
import { rangeReader } from "./ranges.js";

/** @import { Core, CoreRequest } from '../../types.js' */
/** @import { SegmentOutcome, SegmentRange, SegmentStep } from '../../core/boundary.d.ts' */

/**
 * Requests to the core that searches a published archive.
 * @typedef {{ call: 'openSegments', url: string }
 *   | { call: 'searchSegments', query: { text: string, facets: import('../../types.js').Chosen, sort: string, top: number }, from: number, count: number, facets: boolean, again: boolean }
 *   | { call: 'findInSegments', method: 'find_in' | 'find_in_title' | 'find_in_comment', text: string }} SegmentsRequest
 */

/**
 * The handle of the core that searches a published archive, documented in src/wasm/segments.rs.
 * @typedef {object} CoreSegments
 * @property {() => number} posts
 * @property {(file: string) => number | undefined} size_of
 * @property {(request: object, from: number, count: number, facets: boolean) => void} ask
 * @property {() => SegmentStep} step
 * @property {(file: string, start: number, end: number, bytes: Uint8Array) => void} feed
 * @property {(file: string, code: string) => void} fail
 * @property {(text: string) => Uint32Array} find_in
 * @property {(text: string) => Uint32Array} find_in_title
 * @property {(text: string) => Uint32Array} find_in_comment
 * @property {() => void} retry
 */

/** Ranges that are asked for at once: as many as browsers send to a host of HTTP/1. */
const AT_ONCE = 6;

/** @param {Core} core @returns {(request: CoreRequest) => Promise<any>} */
export function segmentsResponder(core) {
  /** @type {CoreSegments | null} */
  let segments = null;
  /** @type {ReturnType<typeof rangeReader>} */
  let read;
  let running = new AbortController();

  /** @param {string} url of the manifest @returns {Promise<{ total: number }>} posts, with copies */
  async function open(url) {
    const response = await fetchFile(new URL(url), { cache: "no-cache" });
    const file = "segments.json";
    let manifest;
    try {
      manifest = await response.json();
    } catch (error) {
      throw { code: "unreadable", message: String(error), file, args: { reason: String(error) } };
    }
    try {
      segments = new core.Segments(manifest);
    } catch (code) {
      throw { code: "unreadable", message: String(code), file, args: { reason: String(code) } };
    }
    read = rangeReader(url, (file) => segments?.size_of(file));
    return { total: segments?.posts() ?? 0 };
  }

  /**
   * @param {CoreSegments} own
   * @param {SegmentRange[]} wanted
   * @param {AbortSignal} signal
   */
  async function feed(own, wanted, signal) {
    const left = [...wanted];
    const one = async () => {
      for (let want = left.shift(); want; want = left.shift()) {
        const { file, range } = want;
        const found = await read(want, signal);
        if (typeof found === "string") own.fail(file, found);
        else own.feed(file, range.start, range.end, found);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }

  /**
   * @param {CoreSegments} own
   * @param {CoreRequest & { call: 'searchSegments' }} request
   * @returns {Promise<SegmentOutcome | null>} null where a later search replaced it
   */
  async function search(own, { query, from, count, facets, again }) {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    if (again) own.retry();
    own.ask(query, from, count, facets);
    for (;;) {
      /** @type {SegmentStep} */
      const step = own.step();
      if ("done" in step) return step.done;
      try {
        await feed(own, step.needs, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
      if (signal.aborted) return null;
    }
  }

  return async (request) => {
    if (request.call === "openSegments") {
      return open(request.url);
    }
    if (!segments) throw { code: "closed", message: "no segments are open" };
    if (request.call === "searchSegments") return { outcome: await search(segments, request) };
    if (request.call === "findInSegments") return { value: segments[request.method](request.text) };
    throw { code: "unsupported", message: request.call };
  };
}
