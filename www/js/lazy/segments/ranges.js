/**
 * Ranges of the files of segments: their bytes, or the reason why there are none.
 */

/** @import { SegmentFailure, SegmentRange } from '../../core/boundary.d.ts' */

/**
 * @param {string} folder the URL of the files
 * @param {(file: string) => number | undefined} sizeOf what the manifest says
 */
export function rangeReader(folder, sizeOf) {
  /** What servers call the version of a file. @type {Map<string, string>} */
  const versions = new Map();

  /**
   * @param {SegmentRange} wanted
   * @param {AbortSignal} signal
   * @returns {Promise<Uint8Array | SegmentFailure>} rejects where it was aborted
   */
  return async function read({ file, range: { start, end } }, signal) {
    let response;
    let bytes;
    try {
      response = await fetch(new URL(file, folder), {
        headers: { Range: `bytes=${start}-${end - 1}` },
        credentials: "omit",
        referrerPolicy: "no-referrer",
        redirect: "error",
        signal,
      });
      const failure = failureOf(response, file, start);
      if (failure) {
        void response.body?.cancel();
        return failure;
      }
      bytes = new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      if (signal.aborted) throw error;
      return "segment-unreachable";
    }
    return bytes.length > end - start ? "segment-damaged" : bytes;
  };

  /** @param {Response} response @param {string} file @param {number} start @returns {SegmentFailure | null} */
  function failureOf({ status, ok, headers }, file, start) {
    // A range that begins after the file's end.
    if (status === 416) return "segment-cut";
    if (!ok) return "segment-unreachable";
    // Ranges of a compressed answer are not ranges of the file.
    if (status !== 206 || headers.get("Content-Encoding")) return "segment-no-ranges";
    // Where the server is another site's, it may not say.
    const [, from, total] = headers.get("Content-Range")?.match(/^bytes (\d+)-\d+\/(\d+)/) ?? [];
    if (from !== undefined && Number(from) !== start) return "segment-damaged";
    const size = sizeOf(file);
    if (total !== undefined && size !== undefined && Number(total) !== size)
      return Number(total) < size ? "segment-cut" : "segment-changed";
    const version = headers.get("ETag") ?? "";
    const before = versions.get(file) ?? version;
    versions.set(file, before);
    return version === before ? null : "segment-changed";
  }
}
