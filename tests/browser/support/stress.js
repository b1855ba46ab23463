// The stress inputs of tests/fixtures/stress.json as files: what tests/common/stress.rs makes natively, by the same rules.

import { readFileSync } from "node:fs";

/**
 * A text, bytes, or something that stands there many times.
 * @typedef {string | { hex: string } | { each: Part, times?: number } | Part[]} Part
 */

/**
 * @typedef {object} Input
 * @property {string} name what it is, in words
 * @property {() => Buffer} usual the file as it usually is
 * @property {() => Buffer} full the file as large as is useful
 */

const FULL = 4 * 1024 * 1024;

/** @returns {Input[]} */
export function stressInputs() {
  const { carriers, inputs } = JSON.parse(readFileSync(new URL("../../fixtures/stress.json", import.meta.url), "utf8"));
  return inputs.map((/** @type {any} */ { name, carrier, times, full = FULL, parts }) => {
    const [before, after] = carriers[carrier];
    const written = (/** @type {number} */ turns) => Buffer.concat(pieces([before, ...parts, after], turns, 0));
    return { name, usual: () => written(times), full: () => filled(written, times, full) };
  });
}

/**
 * As many turns as fit into this size, and never fewer than usually.
 * @param {(turns: number) => Buffer} written
 * @param {number} usually
 * @param {number} size
 */
function filled(written, usually, size) {
  const none = written(0).length;
  const each = Math.max(1, Math.ceil((written(usually).length - none) / usually));
  let turns = Math.max(usually, Math.floor((size - none) / each));
  for (;;) {
    const bytes = written(turns);
    if (bytes.length <= size || turns <= usually) return bytes;
    // The numbers of later turns are longer.
    turns = Math.max(usually, turns - Math.ceil(turns / 20));
  }
}

/**
 * @param {Part} part
 * @param {number} times
 * @param {number} turn
 * @returns {Buffer[]}
 */
function pieces(part, times, turn) {
  if (typeof part === "string") return [Buffer.from(withPlaces(part, turn))];
  if (Array.isArray(part)) return part.flatMap((inner) => pieces(inner, times, turn));
  if ("hex" in part) return [Buffer.from(part.hex, "hex")];
  const { each, times: own = times } = part;
  if (typeof each === "string") {
    // A million small buffers would take longer than what is measured with them.
    return [Buffer.from(each.includes("{") ? textOf(each, own) : each.repeat(own))];
  }
  if (!Array.isArray(each) && "hex" in each) return [Buffer.from(each.hex.repeat(own), "hex")];
  return Array.from({ length: own }, (_, inner) => pieces(each, times, inner)).flat();
}

/** @param {string} text @param {number} turns */
function textOf(text, turns) {
  let all = "";
  for (let turn = 0; turn < turns; turn += 1) all += withPlaces(text, turn);
  return all;
}

/** @param {string} text @param {number} turn */
function withPlaces(text, turn) {
  return text.replace(/\{(i|next|indent|level|ticks)\}/g, (_, place) => {
    switch (place) {
      case "i":
        return String(turn);
      case "next":
        return String(turn + 1);
      case "indent":
        return " ".repeat((turn * 2) % 3000);
      case "level":
        return " ".repeat(turn);
      default:
        return "`".repeat(turn);
    }
  });
}
