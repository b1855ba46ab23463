/**
 * MIME types of image files by extension, for images that come from a file and not from a server. Without SVG, which opened in
 * its own window would be a document of this site and may contain scripts.
 */

/** @type {Record<string, string>} */
const TYPES = { png: "image/png", gif: "image/gif", webp: "image/webp", avif: "image/avif", bmp: "image/bmp" };

/** @param {string} path @returns {string} JPEG for unknown extensions: browsers detect the format by its bytes */
export function imageType(path) {
  const ending = path.split(".").pop()?.toLowerCase() ?? "";
  return TYPES[ending] ?? "image/jpeg";
}
