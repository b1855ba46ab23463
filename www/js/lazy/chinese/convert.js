/**
 * Converts between Simplified and Traditional characters as OpenCC does: at each place the longest phrase of its dictionary,
 * else the character. A converted text has the length of the original, so that offsets hold in both.
 */

/**
 * @param {string} table as xtask/tables/chinese.js writes it: a line of pairs of characters, then a line for each phrase with
 *   what it becomes, where · stands for what its character becomes by itself
 * @returns {(text: string) => string}
 */
export function converter(table) {
  const [pairs, ...lines] = table.split("\n");
  const signs = [...pairs];
  /** @type {Map<string, string>} */
  const characters = new Map();
  for (let at = 0; at + 1 < signs.length; at += 2) characters.set(signs[at], signs[at + 1]);
  const one = (/** @type {string} */ character) => characters.get(character) ?? character;
  /** @type {Map<string, string>} */
  const phrases = new Map();
  /** Lengths of the phrases that begin with a character, the longest first. @type {Map<string, number[]>} */
  const lengths = new Map();
  for (const line of lines) {
    const [from, to] = line.split(" ");
    const places = [...from];
    phrases.set(from, [...to].map((sign, at) => (sign === "·" ? one(places[at]) : sign)).join(""));
    const known = lengths.get(places[0]) ?? [];
    if (!known.includes(from.length))
      lengths.set(
        places[0],
        [...known, from.length].sort((a, b) => b - a),
      );
  }
  return (text) => {
    let converted = "";
    for (let at = 0; at < text.length; ) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const length = lengths.get(character)?.find((length) => phrases.has(text.slice(at, at + length)));
      converted += length ? phrases.get(text.slice(at, at + length)) : one(character);
      at += length ?? character.length;
    }
    return converted;
  };
}
