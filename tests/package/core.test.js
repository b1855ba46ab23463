// archive-viewer/core, the classes and the site's path, as a script in Node imports them.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { freshFolder } from "./support/fresh.js";
import { LAMP, siteZip } from "./support/posts.js";

const fresh = freshFolder();
after(fresh.remove);

/**
 * @param {string} script of a module, whose `answer` is printed
 * @returns {Promise<any>}
 */
async function answerOf(script) {
  fresh.write("script.js", `${script}\nconsole.log(JSON.stringify(answer));\n`);
  const { code, out, error } = await fresh.node(["script.js"]);
  assert.equal(code, 0, error);
  return JSON.parse(out);
}

test("a post is cleaned from its text and from its bytes, and what was removed is named", async () => {
  fresh.write("lamp.md", LAMP);
  const [ofText, ofBytes, kept] = await answerOf(`
    import { readFile } from "node:fs/promises";
    import { clean } from "archive-viewer/core";
    const bytes = await readFile("lamp.md");
    const name = "2021-03-14-lamp.md";
    const post = await clean(String(bytes), { name });
    const keep = [post.removed.findIndex(({ in_place }) => in_place)];
    const answer = [post, await clean(bytes, { name }), await clean(bytes, { name, keep })];`);
  assert.deepEqual(ofText, ofBytes);
  assert.deepEqual([ofText.path, ofText.title, ofText.date], ["2021-03-14-lamp.md", "The Lamp", "2021-03-14"]);
  assert.match(ofText.html, /The keeper lit the lamp/);
  assert.doesNotMatch(ofText.html, /script|Share on/);
  assert.ok(ofText.removed.length > 0);
  assert.match(kept.html, /av-removed:/);
});

test("an old encoding is decoded by the core itself", async () => {
  // A € sign of GB 18030's 2022 edition and four-byte characters, which decoders of Node know otherwise or not at all.
  const head = Buffer.from("---\ncharset: gbk\ntitle: x\n---\n\n");
  fresh.write("old.md", Buffer.concat([head, Buffer.from("d0c2c7c5cda8b3b5a1a381308130", "hex")]));
  const answer = await answerOf(`
    import { readFile } from "node:fs/promises";
    import { clean } from "archive-viewer/core";
    globalThis.TextDecoder = class { constructor(label) { if (label && !/^utf-?8$/i.test(label)) throw new Error(label); } decode = (bytes = new Uint8Array()) => Buffer.from(bytes).toString(); };
    const answer = await clean(await readFile("old.md"), { name: "old.md" });`);
  assert.equal(answer.text, "新桥通车。\u0080");
});

test("what is no post is refused with a code and the file's name", async () => {
  const answer = await answerOf(`
    import { ArchiveViewerError, clean } from "archive-viewer/core";
    const error = await clean("", { name: "empty.md" }).catch((error) => error);
    const answer = [error instanceof ArchiveViewerError, error.code, error.file, error.message];`);
  assert.deepEqual(answer, [true, "empty", "empty.md", "empty.md: the file is empty"]);
});

test("an archive streams its posts, from a path, its bytes and a blob alike; a broken one is among them", async () => {
  fresh.write("site.zip", siteZip());
  const [paths, same] = await answerOf(`
    import { readFile } from "node:fs/promises";
    import { openArchive } from "archive-viewer/core";
    const all = async (source) => { const posts = []; for await (const post of openArchive(source)) posts.push(post); return posts; };
    const bytes = await readFile("site.zip");
    const posts = await all("site.zip");
    const others = [await all(bytes), await all(new Blob([bytes])), await all(new URL("site.zip", import.meta.url))];
    const answer = [posts.map(({ path, error }) => [path, error]), others.map((other) => JSON.stringify(other) === JSON.stringify(posts))];`);
  assert.equal(paths.length, 13);
  assert.deepEqual(paths.at(-1), ["site-main/_posts/2020-02-01-broken.md", "empty"]);
  assert.deepEqual(same, [true, true, true]);
});

test("what repeats in an archive stays in its posts unless it is learned first", async () => {
  const [streamed, learned] = await answerOf(`
    import { openArchive } from "archive-viewer/core";
    const count = async (options) => {
      let count = 0;
      for await (const { html = "" } of openArchive("site.zip", options)) count += html.includes("River Courier");
      return count;
    };
    const answer = [await count(), await count({ learn: true })];`);
  assert.deepEqual([streamed, learned], [12, 0]);
});

test("an archive that is none, or of which nothing is left, says so", async () => {
  fresh.write("cut.zip", siteZip().slice(0, 20));
  const answer = await answerOf(`
    import { openArchive } from "archive-viewer/core";
    const why = async (source) => { try { for await (const _ of openArchive(source)); } catch (error) { return [error.name, error.message.split(":")[0]]; } };
    const answer = [await why("none.zip"), await why("cut.zip")];`);
  assert.deepEqual(answer, [
    ["ArchiveViewerError", "none.zip"],
    ["ArchiveViewerError", "cut.zip"],
  ]);
});

test("an entry whose bytes are damaged comes with its reason", async () => {
  const zip = siteZip();
  // The first bytes of the first post's compressed text.
  const at = 30 + "site-main/_posts/2020-01-10-evening-0.md".length;
  zip.fill(0xff, at, at + 20);
  fresh.write("damaged.zip", zip);
  const answer = await answerOf(`
    import { openArchive } from "archive-viewer/core";
    const answer = [];
    for await (const { path, error, message } of openArchive("damaged.zip")) if (error) answer.push([path, typeof message]);`);
  assert.deepEqual(answer.sort(), [
    ["site-main/_posts/2020-01-10-evening-0.md", "string"],
    ["site-main/_posts/2020-02-01-broken.md", "string"],
  ]);
  const { out, error, code } = await fresh.command(["clean", "damaged.zip"]);
  assert.equal(code, 0);
  assert.equal(out.trimEnd().split("\n").length, 13);
  assert.match(error, /^site-main\/_posts\/2020-01-10-evening-0\.md: ./m);
});

test("on a server the elements are imported and nothing happens", async () => {
  const answer = await answerOf(`
    const before = Object.keys(globalThis);
    const classes = await import("archive-viewer");
    await import("archive-viewer/define");
    const answer = [Object.keys(classes), Object.keys(globalThis).length - before.length];`);
  assert.deepEqual(answer, [["ArchiveViewer", "ArchivedPost"], 0]);
});

test("the site's files are found, and the package needs no other", async () => {
  const [path, policy, facts] = await answerOf(`
    import { readFileSync } from "node:fs";
    import { path, policy } from "archive-viewer/site";
    const answer = [path, policy, JSON.parse(readFileSync("node_modules/archive-viewer/package.json", "utf8"))];`);
  assert.ok(existsSync(join(path, "index.html")));
  assert.match(policy, /^default-src 'none'/);
  assert.deepEqual([facts.dependencies, facts.private], [undefined, undefined]);
});

test("the elements' attributes are those that custom-elements.json and the types name", async () => {
  const [observed, manifest] = await answerOf(`
    import { readFileSync } from "node:fs";
    import * as classes from "archive-viewer";
    const manifest = JSON.parse(readFileSync("node_modules/archive-viewer/custom-elements.json", "utf8"));
    const answer = [
      Object.entries(classes).map(([name, { observedAttributes }]) => [name, observedAttributes]).sort(),
      manifest.modules[0].declarations.map(({ name, attributes }) => [name, attributes.map(({ name }) => name)]).sort(),
    ];`);
  assert.deepEqual(observed, manifest);
});
