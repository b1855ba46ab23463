// Writes the archive whose library the browser tests of the published forms open:
// `node tests/browser/support/old-news.js FILE` packs tests/browser/archive/ and 601 posts more.

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { postText, zip } from "./pack.js";

const FOLDER = fileURLToPath(new URL("../archive/", import.meta.url));

/** Enough that the list has more than one block. */
const DAYS = 600;

/** Names are written in GBK and don't say so, as Windows in China packs them. */
const GBK = { 渡: [0xb6, 0xc9], 口: [0xbf, 0xda] };

/** @param {string} name @returns {Buffer} */
function inGbk(name) {
  return Buffer.from([...name].flatMap((c) => GBK[/** @type {keyof typeof GBK} */ (c)] ?? c.charCodeAt(0)));
}

const days = Array.from({ length: DAYS }, (_, at) => {
  const months = Math.floor(at / 28);
  const date = [2000 + Math.floor(months / 12), (months % 12) + 1, (at % 28) + 1].map((part) =>
    String(part).padStart(2, "0"),
  );
  return {
    name: `old-news-main/_posts/${date.join("-")}-day-${at + 1}.md`,
    bytes: postText(`Day ${at + 1}`, `What happened on day ${at + 1}.`),
  };
});

/** A question and its answers. */
const thread = [
  ["_p/7", 'title: "When did the ferry leave?"\ndate: 1998-05-01', "Nobody knows."],
  ["_answers/7/9", "user_name: Bo\nupvote: 3", "The ferry stayed."],
  ["_answers/7/10", "user_name: Ann\nupvote: 1", "The ferry left in May."],
].map(([name, front, text]) => ({
  name: `old-news-main/${name}.md`,
  bytes: Buffer.from(`---\n${front}\n---\n\n${text}\n`),
}));

const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((name) => statSync(join(FOLDER, name)).isFile())
  .sort()
  .map((name) => ({ name: name.replaceAll("\\", "/"), bytes: readFileSync(join(FOLDER, name)) }))
  // Without front matter, outside the folders of posts: it is one by its words.
  .map(({ name, bytes }) => ({ name, bytes: name.endsWith("/about.md") ? Buffer.from("About the site.\n") : bytes }));

writeFileSync(
  process.argv[2],
  zip([...files, ...days, ...thread].map(({ name, bytes }) => ({ name: inGbk(name), bytes }))),
);
