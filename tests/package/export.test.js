// `export` of the package and of the native command: the same files, to the byte, in every form and of each kind of input.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { unzipSync, zipSync } from "fflate";

import { freshFolder, ROOT } from "./support/fresh.js";
import { LAMP, siteZip, TOWN } from "./support/posts.js";
import { sameAs, written } from "./support/same.js";

const fresh = freshFolder();
after(fresh.remove);
const same = sameAs(fresh);

/** A picture that readers of books show. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const FILES = {
  ...TOWN,
  "town/images/pier.png": PNG,
  "town/_posts/2020-02-01-two.md": Buffer.from(
    "---\ntitle: Two\nfrom: https://far.example/two\n---\n\n![Pier](../images/pier.png) ![none](../images/none.png) and [the weir]({% post_url 2020-01-03-weir %}) again.\n",
  ),
};
fresh.write("town.zip", zipSync(FILES));
for (const [path, bytes] of Object.entries(FILES)) fresh.write(path, bytes);
execFileSync("tar", ["-czf", "town.tar.gz", "town"], { cwd: fresh.folder });
fresh.write("site.zip", siteZip());
fresh.write("lamp.md", LAMP);
for (const by of ["ours", "theirs"]) mkdirSync(join(fresh.folder, by));

const FORMS = ["epub", "csl", "ris", "jsonl", "html"];

/**
 * @param {string[]} words
 * @param {string} form
 * @param {string} file
 * @param {string | Uint8Array} [input]
 * @returns {Promise<Buffer>} what both wrote
 */
async function sameFile(words, form, file, input) {
  const of = (/** @type {string} */ by) => ["export", ...words, `--${form}`, `${by}/${file}`];
  await same(of("ours"), input, of("theirs"));
  const [ours, theirs] = ["ours", "theirs"].map((by) => readFileSync(join(fresh.folder, by, file)));
  assert.ok(ours.equals(theirs), `${words.join(" ")} --${form}: ${ours.length} and ${theirs.length} bytes`);
  return ours;
}

for (const [name, words, input] of /** @type {[string, string[], Uint8Array?][]} */ ([
  ["an archive", ["town.zip"]],
  ["a packed tar", ["town.tar.gz"]],
  ["a folder", ["town"]],
  ["a single post", ["lamp.md"]],
  ["several inputs", ["town.zip", "lamp.md", "site.zip", "town"]],
  ["the standard input", ["-"], siteZip()],
  ["what a search finds", ["town.zip", "site.zip", "--query", "year:2020 evening"]],
  ["posts by source, without discussion", ["town.zip", "site.zip", "--by", "source", "--discussion", "no"]],
])) {
  test(`${name} in every form`, async () => {
    for (const form of FORMS) await sameFile(words, form, `${name.replaceAll(/\W+/g, "-")}.${form}`, input);
  });
}

test("a book with all that may be said of it, with pictures and the answers of a question", async () => {
  const book = await sameFile(
    [
      ...["town.zip", "--title", "The <Town>", "--author", "Ann", "--author", "渡 口", "--publisher", "P & Q"],
      ...["--rights", "CC BY 4.0", "--vertical"],
    ],
    "epub",
    "book.epub",
  );
  const files = unzipSync(book);
  const names = Object.keys(files);
  assert.equal(names.filter((path) => path.startsWith("book/pictures/")).length, 1);
  const text = names.filter((path) => path.endsWith(".xhtml")).map((path) => Buffer.from(files[path]).toString());
  assert.ok(text.some((chapter) => chapter.includes("The ferry stayed.")));
  assert.match(Buffer.from(files["book/package.opf"]).toString(), /The &lt;Town>|The &lt;Town&gt;/);
});

test("Markdown with its pictures, in a folder and in a zip", async () => {
  for (const words of [["town.zip"], ["town", "lamp.md", "lamp.md"], ["site.zip", "town.zip", "--query", "the"]]) {
    const folder = `md-${words.length}`;
    const of = (/** @type {string} */ by) => ["export", ...words, "--markdown", `${by}/${folder}`];
    await same(of("ours"), "", of("theirs"));
    const [ours, theirs] = ["ours", "theirs"].map((by) => written(join(fresh.folder, by, folder)));
    assert.deepEqual(ours, theirs);
    assert.ok(Object.keys(ours).some((path) => path.endsWith(join("images", "pier.png"))));
    const zip = await sameFile(words, "markdown", `${folder}.zip`);
    const paths = (/** @type {Record<string, unknown>} */ files) =>
      Object.keys(files)
        .map((path) => path.replaceAll("\\", "/"))
        .sort();
    assert.deepEqual(paths(unzipSync(zip)), paths(ours));
  }
});

test("every case and every sample", async () => {
  const cases = join(ROOT, "tests", "fixtures", "posts");
  for (const name of readdirSync(cases)) {
    const post = readdirSync(join(cases, name)).find((file) => file.startsWith("post."));
    if (post) fresh.write(`cases/_posts/2021-01-01-${name}${post.slice(4)}`, readFileSync(join(cases, name, post)));
  }
  for (const form of FORMS) await sameFile(["cases", join(ROOT, "posts")], form, `cases.${form}`);
  await sameFile(["cases", join(ROOT, "posts")], "markdown", "cases.zip");
});

test("what can't be exported is told the same, and leaves no file", async () => {
  fresh.write("none.zip", "no archive, and no post\0\0");
  for (const words of [
    ["export", "none.zip", "--ris", "none.ris"],
    ["export", "nowhere.zip", "--epub", "none.epub"],
    ["export", "town.zip", "--query", "nobodysaidso", "--jsonl", "none.jsonl"],
    ["export", "nowhere.zip", "lamp.md", "--csl", "-"],
  ])
    assert.equal((await same(words)).code, 1, words.join(" "));
  assert.deepEqual(
    readdirSync(fresh.folder).filter((name) => /^none\.(?!zip)|part$/.test(name)),
    [],
  );
  for (const words of [
    ["export", "town.zip"],
    ["export", "town.zip", "--epub", "a", "--ris", "b"],
    ["export", "town.zip", "--epub", "a", "--by", "name"],
    ["export", "town.zip", "--epub", "a", "--discussion", "some"],
    ["export", "--epub", "a"],
    ["list", "town.zip", "--epub", "a"],
  ]) {
    const { code, out } = await fresh.command(words);
    assert.deepEqual([code, out], [2, ""], words.join(" "));
  }
});
