/**
 * The single file's data blocks: compressed, in base64.
 */

/** @param {string} id @returns {string} the block's text */
export function blockText(id) {
  return document.getElementById(`archive-viewer-${id}`)?.textContent ?? "";
}

/**
 * @param {string} text
 * @returns {Promise<Uint8Array<ArrayBuffer>>} what was packed into it
 */
export async function unpacked(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(text) {
  // Newer browsers have one that doesn't go through a string of single bytes.
  const modern = /** @type {any} */ (Uint8Array).fromBase64;
  if (modern) return modern.call(Uint8Array, text);
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < characters.length; at += 1) bytes[at] = characters.charCodeAt(at);
  return bytes;
}
