// Measures statistics of a library in the page's core, in Node: node bench/statistics.js [POSTS]
//
// The posts are generated: English and Chinese ones of about 3 KB each, over twenty years and two hundred sources. The first time
// texts are measured, later ones know their lengths; each word that is counted over time is one more scan of all texts.

import { readFileSync } from "node:fs";
import { initSync, index_posts, Library, pack_rows } from "../www/pkg/archive_viewer.js";

const POSTS = Number(process.argv[2] ?? 30_000);
const CHUNK = 500;
const ROUNDS = 5;

const memory = initSync({
  module: new WebAssembly.Module(readFileSync(new URL("../www/pkg/archive_viewer_bg.wasm", import.meta.url))),
}).memory;

const ENGLISH = "The ferry came late and the lamp was lit at dusk, as the table of tides had said it would. ".split(
  " ",
);
const CHINESE = ["渡船来得晚", "灯在黄昏点亮", "潮汐表早已写明", "岛上的人回到自己的船上", "桥还没有修好"];
let seed = 1;
const random = (/** @type {number} */ below) => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
};

/** @param {number} at @returns {string} */
function post(at) {
  const isChinese = at % 2 === 1;
  const parts = Array.from({ length: isChinese ? 60 : 500 }, () =>
    isChinese ? `${CHINESE[random(5)]}，${CHINESE[random(5)]}。` : ENGLISH[random(ENGLISH.length)],
  );
  const day = new Date(Date.UTC(2001, 0, 1) + at * 21_000_000).toISOString().slice(0, 10);
  const source = `https://s${random(200)}.example/${at}`;
  return `---\ntitle: Post ${at}\ndate: ${day}\nfrom: ${source}\nauthor: A ${at % 50}\n---\n\n${parts.join(isChinese ? "" : " ")}\n`;
}

const library = new Library();
library.add_volume(0, "generated");
library.add_rows(0, pack_rows(Array.from({ length: POSTS }, (_, index) => ({ index, path: `_posts/${index}.md` }))));
let size = 0;
for (let from = 0; from < POSTS; from += CHUNK) {
  const texts = [];
  const parts = [];
  let start = 0;
  for (let index = from; index < Math.min(POSTS, from + CHUNK); index += 1) {
    const bytes = new TextEncoder().encode(post(index));
    texts.push({ index, path: `_posts/${index}.md`, start, end: start + bytes.length, isPost: true });
    parts.push(bytes);
    start += bytes.length;
  }
  size += start;
  library.add_posts(0, index_posts(new Uint8Array(Buffer.concat(parts)), texts));
}
library.finish_volume(0);
library.query({});

/** @param {string[]} terms @returns {number} ms of the processor, which other work on the machine doesn't change much */
function timed(terms) {
  const begin = process.cpuUsage();
  library.statistics(terms);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}
const median = (/** @type {string[]} */ terms) =>
  Array.from({ length: ROUNDS }, () => timed(terms)).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];

const ms = (/** @type {number} */ time) => Math.round(time * 10) / 10;
const [one, six] = [["ferry"], ["ferry", "lamp", "渡船", "潮汐", "tides OR dusk", '"the table"']];
console.log(
  JSON.stringify({
    posts: POSTS,
    bytes: size,
    first: ms(timed([])),
    again: ms(median([])),
    oneWord: ms(median(one)),
    sixLines: ms(median(six)),
    memory: memory.buffer.byteLength,
  }),
);
