/** A post's bytes as keys and body, as every peer begins. */
import { load } from "js-yaml";

/**
 * @param {Uint8Array} bytes
 * @returns {{ keys: Record<string, any>, body: string }} without keys where YAML does not understand them
 */
export function postOf(bytes) {
  const text = new TextDecoder().decode(bytes);
  const found = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!found) return { keys: {}, body: text };
  const body = text.slice(found[0].length);
  try {
    return { keys: /** @type {any} */ (load(found[1])) ?? {}, body };
  } catch {
    return { keys: {}, body };
  }
}
