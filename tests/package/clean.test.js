// The commands clean and list. What clean prints is what the core prints natively, to the byte.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { freshFolder, nativeCommand, ROOT, run } from "./support/fresh.js";
import { LAMP, siteGzip, siteZip } from "./support/posts.js";

const fresh = freshFolder();
after(fresh.remove);
fresh.write("lamp.md", LAMP);
fresh.write("site.zip", siteZip());

/** @param {string[]} words */
async function natively(words) {
  const { code, out, error } = await nativeCommand(["clean", ...words]);
  assert.equal(code, 0, error);
  return out;
}

/** @param {string} one @param {string} other @param {string[]} names of the lines */
function sameLines(one, other, names) {
  const [ours, theirs] = [one.split("\n"), other.split("\n")];
  const at = ours.findIndex((line, at) => line !== theirs[at]);
  if (at >= 0) assert.equal(ours[at], theirs[at], names[at]);
  assert.equal(ours.length, theirs.length);
}

test("every case of the core's tests is cleaned as natively", async () => {
  const cases = join(ROOT, "tests", "fixtures", "posts");
  const posts = readdirSync(cases).flatMap((name) => {
    const post = readdirSync(join(cases, name)).find((file) => file.startsWith("post."));
    return post ? [join(cases, name, post)] : [];
  });
  assert.ok(posts.length > 300);
  const { code, out } = await fresh.command(["clean", ...posts]);
  assert.equal(code, 0);
  sameLines(out, await natively(posts), posts);
});

/** Labels of encodings, as a post declares them. */
const labels = [
  ...readFileSync(join(ROOT, "src/file/labels.rs"), "utf8")
    .split("#[cfg(test)]")[0]
    .matchAll(/"([a-z][a-z0-9_-]+)"/g),
].map(([, label]) => label);

test("every encoding is decoded as natively, with whatever bytes", async () => {
  assert.ok(new Set(labels).size > 50);
  const single = Uint8Array.from({ length: 128 }, (_, at) => 128 + at);
  const pairs = Uint8Array.from({ length: 2 * 60 * 60 }, (_, at) =>
    at % 2 === 0 ? 0xa1 + (Math.floor(at / 2) % 60) : 0xa1 + Math.floor(at / 120),
  );
  const files = labels.flatMap((label) =>
    [single, pairs].map((bytes, at) => {
      const head = Buffer.from(`---\ncharset: ${label}\ntitle: ${label}\n---\n\nWords. `);
      return fresh.write(`encodings/${label}-${at}.md`, Buffer.concat([head, bytes]));
    }),
  );
  const folder = join(ROOT, "tests", "fixtures", "files");
  const own = readdirSync(folder).map((name) => join(folder, name));
  const { out } = await fresh.command(["clean", ...files, ...own]);
  sameLines(out, await natively([...files, ...own]), [...files, ...own]);
});

test("an archive and a folder are cleaned as natively, by what repeats in them", async () => {
  const archive = join(fresh.folder, "site.zip");
  const { out, error, code } = await fresh.command(["clean", archive]);
  assert.equal(code, 0);
  assert.doesNotMatch(out, /River Courier thanks.*River Courier thanks/);
  assert.equal(error, "site-main/_posts/2020-02-01-broken.md: the file is empty\n");
  sameLines(out, await natively([archive]), []);
  const folder = join(ROOT, "posts");
  sameLines((await fresh.command(["clean", folder])).out, await natively([folder]), []);
});

test("the reasons of rules are those of the core", async () => {
  const post = join(fresh.folder, "lamp.md");
  const { out } = await fresh.command(["clean", "--why", post]);
  assert.match(out, /went {4}share-bar/);
  assert.equal(out, await natively(["--why", post]));
});

test("the standard input is an archive or a post", async () => {
  const ofPost = await fresh.command(["clean", "-"], LAMP);
  assert.equal(JSON.parse(ofPost.out).title, "The Lamp");
  const ofZip = await fresh.command(["clean", "-"], siteZip());
  assert.equal(ofZip.out.trim().split("\n").length, 13);
  const ofGzip = await fresh.command(["clean", "-"], siteGzip());
  assert.equal(JSON.parse(ofGzip.out).title, "The Lamp");
});

test("Markdown, HTML and text are files in a folder, whole and each under its path", async () => {
  for (const [form, extension, pattern] of [
    ["markdown", "md", /^---\ntitle: "Evening 3"\n[\s\S]*\n---\n\nWord number 3 /],
    ["html", "html", /^<!doctype html>\n<html lang="en" dir="ltr">[\s\S]*<h1>Evening 3<\/h1>[\s\S]*<p>Word number 3 /],
    ["text", "txt", /^Evening 3\n\nWord number 3 /],
    ["json", "json", /^\{"path":"site-main\/_posts\/2020-01-13-evening-3.md"/],
  ]) {
    const { code } = await fresh.command(["clean", "site.zip", `--${form}`, "--out", `out-${form}`]);
    assert.equal(code, 0);
    const folder = join(fresh.folder, `out-${form}`, "site-main", "_posts");
    assert.match(
      readFileSync(join(folder, `2020-01-13-evening-3.${extension}`), "utf8"),
      /** @type {RegExp} */ (pattern),
    );
    assert.ok(readdirSync(folder).every((name) => !name.startsWith(".")));
  }
});

test("posts of one name don't overwrite each other", async () => {
  fresh.write("a/lamp.md", LAMP);
  fresh.write("b/lamp.md", LAMP.replace("The Lamp", "Another"));
  await fresh.command(["clean", "a/lamp.md", "b/lamp.md", "--text", "--out", "both"]);
  assert.deepEqual(readdirSync(join(fresh.folder, "both")).sort(), ["lamp-2.txt", "lamp.txt"]);
});

test("saved Markdown is cleaned to the same text again", async () => {
  const cases = join(ROOT, "posts");
  const names = readdirSync(cases).filter((name) => name.endsWith(".md"));
  const originals = names.map((name) => join(cases, name));
  await fresh.command(["clean", ...originals, "--markdown", "--out", "again"]);
  const texts = async (/** @type {string[]} */ paths) =>
    (await fresh.command(["clean", ...paths])).out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).text);
  const again = await texts(names.map((name) => join(fresh.folder, "again", name)));
  assert.deepEqual(again, await texts(originals));
});

test("errors name the file and the run goes on; what is not understood is told", async () => {
  const { code, out, error } = await fresh.command(["clean", "none.md", "lamp.md"]);
  assert.deepEqual([code, error], [1, "none.md: there is no such file or folder\n"]);
  assert.equal(JSON.parse(out).title, "The Lamp");
  for (const [words, sentence] of /** @type {[string[], RegExp][]} */ ([
    [["clean"], /needs a file/],
    [["clean", "lamp.md", "--json", "--text"], /one of --json and --text/],
    [["clean", "site.zip", "--text"], /needs --out/],
    [["list", "site.zip", "--out", "x"], /list does not know --out/],
    [["sing"], /no command sing/],
    [["clean", "--loud"], /--loud/],
  ])) {
    const refused = await fresh.command(words);
    assert.equal(refused.code, 2, words.join(" "));
    assert.match(refused.error, sentence);
    assert.equal(refused.out, "");
  }
});

test("list has a line for each post", async () => {
  const { out, error } = await fresh.command(["list", "site.zip"]);
  const lines = out.trimEnd().split("\n");
  assert.equal(lines.length, 13);
  assert.equal(lines[0], "2020-01-10\tEvening 0\tsite-main/_posts/2020-01-10-evening-0.md");
  assert.match(error, /broken\.md: the file is empty/);
  const json = (await fresh.command(["list", "site.zip", "--json"])).out.split("\n");
  assert.equal(JSON.parse(json[0]).source, "https://news.example.org/0");
});

test("help has examples for each command, and npx finds it", async () => {
  for (const name of ["clean", "list", "check", "stats", "serve", "publish", "export", "manifest", "compare"]) {
    const { code, out } = await fresh.command([name, "--help"]);
    assert.equal(code, 0);
    assert.match(out, new RegExp(`\n  archive-viewer ${name} `));
  }
  const npx = await run(
    process.platform === "win32" ? "npx.cmd" : "npx",
    ["archive-viewer", "--version"],
    "",
    fresh.folder,
  );
  assert.match(npx.out, /^\d+\.\d+\.\d+\n$/);
  assert.ok(existsSync(join(fresh.folder, "node_modules", ".bin", "archive-viewer")));
});
