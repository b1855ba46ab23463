// The payloads as files: what tests/payloads.rs does natively, by the same rules.

import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * @typedef {object} Payload
 * @property {number} number
 * @property {string} class
 * @property {string} title
 * @property {string} raw the attack as it stands in its carrier; empty where the payload is a file of bytes
 * @property {boolean} refused whether the file is no text and is never opened
 * @property {string} name the file's
 * @property {Buffer} bytes
 */

/** @returns {Payload[]} */
export function allPayloads() {
  const json = JSON.parse(readFileSync(new URL("../../fixtures/payloads.json", import.meta.url), "utf8"));
  return json.payloads.map((/** @type {any} */ entry, /** @type {number} */ index) => {
    const number = index + 1;
    const { class: group, title, carrier, payload, refused = false } = entry;
    const about = { number, class: group, title, refused };
    if (carrier === "bytes") {
      return { ...about, raw: "", name: `${number} ${entry.name}`, bytes: Buffer.from(payload, "base64") };
    }
    const { name, text } = json.carriers[carrier];
    const raw = numbered(payload, number);
    return {
      ...about,
      raw,
      name: filled(name, number, raw),
      bytes: Buffer.from(numbered(filled(text, number, raw), number)),
    };
  });
}

/**
 * A call or a request tells whose it is.
 * @param {string} text
 * @param {number} number
 */
function numbered(text, number) {
  return text.replaceAll("pwned()", `pwned(${number})`).replaceAll("//evil.example", `//n${number}.evil.example`);
}

/**
 * A template with its places filled, from left to right: what is filled in is not looked at again.
 * @param {string} template
 * @param {number} number
 * @param {string} raw
 */
function filled(template, number, raw) {
  const escaped = (/** @type {string} */ text) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  return template.replace(/\{(.*?)\}/g, (_, place) => {
    switch (place) {
      case "n":
        return String(number);
      case "raw":
        return raw;
      case "quoted":
        return JSON.stringify(raw);
      case "escaped":
        return escaped(raw);
      case "escaped-twice":
        return escaped(escaped(raw));
      case "escaped-thrice":
        return escaped(escaped(escaped(raw)));
      default:
        throw new Error(`no carrier has a place ${place}`);
    }
  });
}

/**
 * Writes the files to be dropped.
 * @param {Payload[]} payloads
 * @param {string} folder
 * @returns {Promise<string[]>} their paths
 */
export async function writePayloads(payloads, folder) {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    payloads.map(async ({ name, bytes }) => {
      const path = join(folder, name);
      await writeFile(path, bytes);
      return path;
    }),
  );
}
