// Every identifier of the core has its words in every language, and no language has words for anything else. In English some
// are the core's own message, so that no sentence is written twice. The core's source is read for the identifiers: nothing
// else knows all of them.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import embedEn from "../../www/embed/i18n/en.js";
import embedZhHans from "../../www/embed/i18n/zh-Hans.js";
import embedZhHant from "../../www/embed/i18n/zh-Hant.js";
import { LIST_TEXTS } from "../../www/embed/list-words.js";
import en from "../../www/js/i18n/en.js";
import zhHans from "../../www/js/i18n/zh-Hans.js";
import zhHant from "../../www/js/i18n/zh-Hant.js";
import { expect, test } from "./support/test.js";

const SRC = fileURLToPath(new URL("../../src/", import.meta.url));

/** @type {Record<string, string>} path and text of each source file, without its comments */
const sources = Object.fromEntries(
  readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".rs"))
    .map((path) => [path, readFileSync(join(SRC, path), "utf8").replace(/^\s*\/\/.*$/gm, "")]),
);

/**
 * @param {RegExp} path of the files
 * @param {RegExp} pattern whose first group is the identifier
 */
function identifiers(path, pattern) {
  const texts = Object.entries(sources).flatMap(([name, text]) => (path.test(name) ? [text] : []));
  const found = texts.flatMap((text) => [...text.matchAll(pattern)].map(([, identifier]) => identifier));
  return [...new Set(found)].sort();
}

const CALL = String.raw`\.(?:add|add_node|append|append_image|remove|remove_with)\([^;{}]*?"([a-z-]+)",\s*`;

const steps = identifiers(/^article/, new RegExp(CALL, "g"));
const reasons = identifiers(/^article.reason/, /^\s*[A-Z]\w+ "([a-z-]+)" "/gm);
const families = {
  step: steps,
  // A post of an archive that can't be opened has an error's code among its problems; the shell says of some that they broke it, or that a part is missing.
  problem: [
    ...identifiers(/./, /Problem::new\(\s*"([a-z-]+)"/g).filter((code) => code !== "limit"),
    ...["binary", "crashed", "empty", "thread-part", "too-large", "unreadable"],
  ].sort(),
  limit: identifiers(/^article/, /Limit \{ name: "([a-z-]+)"/g),
  error: identifiers(/^error/, /=> "([a-z-]+)",/g),
  embed: identifiers(/^article.facts.players/, /\("[^"]*", "([a-z]+)", "[^"]*"\)/g).concat("page"),
};

/** What has no text in English: the core's message is the sentence. */
const inTheCore = [
  "problem.bad-bytes",
  "problem.control-characters",
  "problem.bad-date",
  "problem.comments-limit",
  "problem.encoding-guessed",
  "problem.front-matter-salvaged",
  "problem.front-matter-unterminated",
  "problem.front-matter-too-large",
  "problem.front-matter-too-complex",
  "problem.data-elsewhere",
  "problem.entry-encrypted",
  "problem.entry-damaged",
  "problem.entry-overlap",
  "problem.entry-nested",
  "problem.name-changed",
  "problem.name-repeated",
  "problem.directory-missing",
  "problem.directory-damaged",
  "problem.tar-links",
];

/** Families whose words all come from the core; the shell says errors of its own. */
const closed = ["step", "problem", "limit", "embed"];

const EMBED = fileURLToPath(new URL("../../www/embed/", import.meta.url));

/** What the elements say of themselves, beside the core's errors. */
const embedCodes = readdirSync(EMBED)
  .filter((path) => path.endsWith(".js"))
  .flatMap((path) => [...readFileSync(join(EMBED, path), "utf8").matchAll(/(?:code: |rather\()"([a-z-]+)"/g)])
  .map(([, code]) => code);

/** Texts of parts that are loaded when they are asked for, by the folder. */
const LAZY = fileURLToPath(new URL("../../www/js/lazy/", import.meta.url));
const parts = readdirSync(LAZY).filter((folder) => existsSync(join(LAZY, folder, "i18n")));

test("the parts that are loaded later have the same keys in each language, and no empty text", async () => {
  expect(parts.length).toBeGreaterThan(3);
  for (const part of parts) {
    const texts = async (/** @type {string} */ language) =>
      /** @type {Record<string, unknown>} */ ((await import(join(LAZY, part, "i18n", `${language}.js`))).default);
    const english = Object.keys(await texts("en")).sort();
    for (const language of ["zh-Hans", "zh-Hant"]) {
      const own = await texts(language);
      expect(Object.keys(own).sort(), `${part} ${language}`).toEqual(english);
      expect(Object.values(own).filter((text) => typeof text === "string" && !text.trim())).toEqual([]);
      expect(Object.keys(own).filter((key) => key in en)).toEqual([]);
    }
  }
});

const withEmbedding = {
  en: { ...en, ...embedEn, ...LIST_TEXTS.en },
  "zh-Hans": { ...zhHans, ...embedZhHans, ...LIST_TEXTS["zh-Hans"] },
  "zh-Hant": { ...zhHant, ...embedZhHant, ...LIST_TEXTS["zh-Hant"] },
};
for (const [language, texts] of Object.entries(withEmbedding)) {
  test(`${language} has the same keys as English`, () => {
    const fromTheCore = [...inTheCore, ...reasons.map((reason) => `reason.${reason}`)];
    const keys = [...Object.keys(withEmbedding.en), ...(language === "en" ? [] : fromTheCore)];
    expect(Object.keys(texts).sort()).toEqual(keys.sort());
  });

  test(`${language} has the same places in its texts as English`, () => {
    /** @param {unknown} text */
    const places = (text) =>
      typeof text === "string" ? [...text.matchAll(/\{([\w-]+)/g)].map(([, name]) => name).sort() : null;
    for (const [key, text] of Object.entries(withEmbedding.en)) {
      // A text that is a function there, for its grammar, is a plain one elsewhere; a limit of front matter is told in two ways.
      if (typeof text !== "string" || typeof texts[/** @type {keyof typeof texts} */ (key)] !== "string") continue;
      const [own, english] = [places(texts[/** @type {keyof typeof texts} */ (key)]), places(text)];
      expect(
        own?.filter((name) => !english?.includes(name)),
        `${language} ${key}`,
      ).toEqual([]);
    }
  });

  // A control that is named by an empty text has no name.
  test(`${language} has no empty text`, () => {
    expect(Object.entries(texts).filter(([, text]) => typeof text === "string" && !text.trim())).toEqual([]);
  });

  test(`${language} has words for every error of an element`, () => {
    expect(embedCodes.length).toBeGreaterThan(15);
    expect(embedCodes.filter((code) => !(`error.${code}` in texts))).toEqual([]);
  });
}

test("no sentence of the core is repeated in English", () => {
  /** @param {string} text */
  const plain = (text) =>
    text
      .replace(/\\u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(parseInt(code, 16)))
      .replace(/\{[^}]*\}/g, "{}")
      .replace(/\.$/, "")
      .toLowerCase();
  const messages = new Set(
    Object.values(sources).flatMap((text) => [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, said]) => plain(said))),
  );
  expect(messages).toContain("it is encrypted");
  const problems = Object.entries(en).filter(([key]) => key.startsWith("problem."));
  expect(problems.filter(([, text]) => typeof text === "string" && messages.has(plain(text)))).toEqual([]);
});

for (const [language, texts] of Object.entries({ en, "zh-Hans": zhHans, "zh-Hant": zhHant })) {
  test(`${language} has words for every reason`, () => {
    expect(reasons.length).toBeGreaterThan(40);
    const said = Object.keys(texts).filter((key) => key.startsWith("reason."));
    expect(said.sort()).toEqual(language === "en" ? [] : reasons.map((reason) => `reason.${reason}`));
  });

  for (const [family, found] of Object.entries(families)) {
    test(`${language} has words for every ${family}`, () => {
      expect(found.length).toBeGreaterThan(3);
      const without = found.map((identifier) => `${family}.${identifier}`).filter((key) => !(key in texts));
      expect(without).toEqual(language === "en" ? inTheCore.filter((key) => key.startsWith(`${family}.`)).sort() : []);
      if (!closed.includes(family)) return;
      const said = Object.keys(texts).filter((key) => key.startsWith(`${family}.`));
      const own =
        family === "embed" ? ["embed.open", "embed.wayback", "embed.video", "embed.audio", "embed.document"] : [];
      expect(said.filter((key) => !found.includes(key.slice(family.length + 1)) && !own.includes(key))).toEqual([]);
    });
  }
}
