// `publish` of the package and of the native command: the same sites, to the byte, of each kind of input and by each option.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { zipSync } from "fflate";

import { freshFolder, nativeCommand, ROOT } from "./support/fresh.js";
import { siteZip, TOWN } from "./support/posts.js";
import { written } from "./support/same.js";
import { stopping } from "./support/stopping.js";

const fresh = freshFolder();
after(fresh.remove);
const viewer = join(fresh.folder, "node_modules", "archive-viewer", "site");

const entries = Object.entries(TOWN);
fresh.write("town.zip", zipSync(TOWN));
for (const [path, bytes] of entries) fresh.write(path, bytes);
fresh.write("evenings.zip", siteZip());
fresh.write("one.md", TOWN["town/_posts/2020-01-03-weir.md"]);
const cases = join(ROOT, "tests", "fixtures", "posts");
for (const name of readdirSync(cases)) {
  const post = readdirSync(join(cases, name)).find((file) => file.startsWith("post."));
  if (post) fresh.write(`cases/_posts/2021-01-01-${name}${post.slice(4)}`, readFileSync(join(cases, name, post)));
}

/**
 * @param {string} out
 * @param {string[]} words
 * @param {{ input?: Uint8Array, code?: number }} [expected]
 */
async function same(out, words, { input, code = 0 } = {}) {
  const publish = (/** @type {string} */ by) => ["publish", ...words, "--out", `${by}/${out}`];
  for (const by of ["ours", "theirs"]) mkdirSync(join(fresh.folder, by), { recursive: true });
  const [ours, theirs] = [
    await fresh.command(publish("ours"), input),
    await nativeCommand([...publish("theirs"), "--site", viewer], input, fresh.folder),
  ];
  assert.equal(ours.error.replaceAll("ours/", "theirs/"), theirs.error);
  assert.equal(ours.out, theirs.out);
  assert.deepEqual([ours.code, theirs.code], [code, code], ours.error);
  if (code !== 0) return {};
  const [one, other] = ["ours", "theirs"].map((by) => written(join(fresh.folder, by, out)));
  assert.deepEqual(Object.keys(one), Object.keys(other));
  for (const [path, text] of Object.entries(one)) assert.equal(text, other[path], path);
  return one;
}

const SITE = [
  "--title",
  "Old & new",
  "--url",
  "https://news.example/town",
  "--licence",
  "CC BY 4.0 https://by.example/4",
];

test("an archive, with all that it has", async () => {
  const files = await same("town", ["town.zip", ...SITE]);
  for (const path of ["index.html", "p/2020/pier/index.html", "feed.atom", "sitemap.xml", "library/Old & new.zip"])
    assert.ok(path in files, path);
  assert.match(files["index.html"], /<title>Old &amp; new<\/title>/);
  assert.match(files["p/2020/pier/index.html"], /Ann Weir/);
  assert.equal(Object.keys(files).filter((path) => /^pictures\/.*\.png$/.test(path)).length, 1);
  assert.match(files._headers, /\n\/town\/p\/\*\n/);
  assert.ok("posts/_posts/2020-01-04-page.html.txt" in files && "posts/images/pier.png" in files);
});

test("a second run writes what changed and removes what went", async () => {
  const input = "changing";
  const pier = "_posts/2020-01-02-pier.md";
  for (const [path, bytes] of entries) fresh.write(path.replace("town/", `${input}/`), bytes);
  await same("again", [input, ...SITE]);
  const page = join(fresh.folder, "ours", "again", "p/2020/weir/index.html");
  const before = statSync(page).mtimeMs;
  const unchanged = await fresh.command(["publish", input, ...SITE, "--out", "ours/again"]);
  assert.match(unchanged.out, /\n# 0 written, \d+ unchanged, 0 removed\n/);
  await nativeCommand(["publish", input, ...SITE, "--out", "theirs/again", "--site", viewer], "", fresh.folder);
  assert.equal(statSync(page).mtimeMs, before);
  rmSync(join(fresh.folder, input, pier));
  const files = await same("again", [input, ...SITE]);
  assert.ok(!("p/2020/pier/index.html" in files) && !(`posts/${pier}` in files));
  assert.match(files["published.json"], /"gone": \{\n {4}"_posts\/2020-01-02-pier\.md": "p\/2020\/pier\/"/);
  // What one wrote, the other goes on with.
  const other = await nativeCommand(
    ["publish", input, ...SITE, "--out", "ours/again", "--site", viewer],
    "",
    fresh.folder,
  );
  assert.match(other.out, /\n# 0 written, \d+ unchanged, 0 removed\n/);
});

for (const [name, words, input] of /** @type {[string, string[], Uint8Array?][]} */ ([
  ["a folder", ["town"]],
  ["a folder of posts alone", ["town/_posts", "--pictures", "load", "--robots", "noindex", "--language", "zh-Hant"]],
  ["a single post", ["one.md", "--canonical", "source", "--description", "One"]],
  ["what repeats in a source", ["evenings.zip", "--base", "/deep/er", "--max-file", "1"]],
  ["the standard input", ["-"], siteZip()],
  ["pages alone", ["town.zip", "--only-pages", "--pictures", "link"]],
  ["every case", ["cases"]],
])) {
  test(name, async () => {
    await same(name.replaceAll(" ", "-"), words, { input });
  });
}

test("what can't be published is told the same", async () => {
  writeFileSync(join(fresh.folder, "none.zip"), "no archive, and no post\0\0");
  await same("none", ["nowhere.zip"], { code: 1 });
  await same("none", ["town/images"], { code: 1 });
  mkdirSync(join(fresh.folder, "ours", "mine"), { recursive: true });
  writeFileSync(join(fresh.folder, "ours", "mine", "index.html"), "mine");
  mkdirSync(join(fresh.folder, "theirs", "mine"), { recursive: true });
  writeFileSync(join(fresh.folder, "theirs", "mine", "index.html"), "mine");
  await same("mine", ["town.zip"], { code: 1 });
  for (const words of [
    ["publish", "town.zip"],
    ["publish", "town.zip", "--out", "x", "--url", "news.example"],
    ["publish", "town.zip", "--out", "x", "--base", "/../"],
    ["publish", "town.zip", "--out", "x", "--pictures", "some"],
    ["publish", "town.zip", "--out", "x", "--max-file", "0"],
  ]) {
    const [ours, theirs] = [await fresh.command(words), await nativeCommand(words, "", fresh.folder)];
    assert.deepEqual([ours.code, theirs.code], [2, 2], words.join(" "));
  }
});

test("a post on which the core stops takes no other with it", async () => {
  const hook = stopping(fresh, { index: 3, page: 1 });
  const program = join(fresh.folder, "node_modules", "archive-viewer", "command", "main.js");
  const words = ["publish", "town.zip", "--out", "stopped", "--only-pages"];
  const stopped = await fresh.node(["--import", hook, program, ...words]);
  assert.equal(stopped.code, 0);
  assert.match(stopped.error, /^_posts\/2020-01-07-draft\.md: it can't be read and has no page\n$/);
  assert.match(stopped.out, /^# 7 posts as pages, .*\n# 1 posts can't be read and have no page\n/s);
  const { out } = await fresh.command(["publish", "town.zip", "--out", "whole", "--only-pages"]);
  assert.match(out, /^# 8 posts as pages, /);
});
