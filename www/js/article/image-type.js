/**
 * What a picture is called by its name's ending, for those that come out of a file and not from a server.
 * SVG is left out: a picture in a window of its own would be a document of this site, and may hold scripts.
 */

/** @type {Record<string, string>} */
const TYPES = { png: "image/png", gif: "image/gif", webp: "image/webp", avif: "image/avif", bmp: "image/bmp" };

/** @param {string} path @returns {string} its MIME type; JPEG for all others, which browsers read by their bytes */
export function pictureType(path) {
  const ending = path.split(".").pop()?.toLowerCase() ?? "";
  return TYPES[ending] ?? "image/jpeg";
}
