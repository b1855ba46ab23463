// `manifest` and `compare` of the package and of the native command: the same lines and the same bags, to the byte.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { zipSync } from "fflate";

import { freshFolder, ROOT } from "./support/fresh.js";
import { LAMP, siteGzip, siteZip, TOWN } from "./support/posts.js";
import { sameAs, written } from "./support/same.js";

const fresh = freshFolder();
after(fresh.remove);
const same = sameAs(fresh);

fresh.write("lamp.md", LAMP);
fresh.write("town.zip", zipSync(TOWN));
fresh.write("site.zip", siteZip());
for (const [path, bytes] of Object.entries(TOWN)) fresh.write(path, bytes);
fresh.write("town/.hidden/note", "a hidden one");
fresh.write("town/100% %0A.txt", "a name with signs");
if (process.platform !== "win32") fresh.write("town/two\nlines\r.txt", "a name of two lines");
execFileSync("tar", ["-czf", "town.tar.gz", "town"], { cwd: fresh.folder });

/** The second version of the town: a post is new, one gone, one changed, one moved; a picture is another. */
const LATER = { ...TOWN };
delete LATER["town/_posts/2020-01-07-draft.md"];
LATER["town/_posts/2020-01-09-new.md"] = Buffer.from("---\ntitle: New\n---\n\nA new post of the town.\n");
LATER["town/old/2020-01-04-page.html"] = LATER["town/_posts/2020-01-04-page.html"];
delete LATER["town/_posts/2020-01-04-page.html"];
LATER["town/_posts/2020-01-03-weir.md"] = Buffer.from(
  String(TOWN["town/_posts/2020-01-03-weir.md"]).replace("渡船只在周末开", "渡船每天都开").replace("[河]", "[河, 船]"),
);
LATER["town/_posts/2020-01-02-pier.md"] = Buffer.from(
  `${String(TOWN["town/_posts/2020-01-02-pier.md"]).replace("pier.png", "weir.png")}\nAnd a line.\n`,
);
LATER["town/images/pier.png"] = Buffer.from("\x89PNG\r\n\x1a\nother", "latin1");
fresh.write("later.zip", zipSync(LATER));
for (const [path, bytes] of Object.entries(LATER)) fresh.write(path.replace("town/", "later/"), bytes);

/** @param {string | Uint8Array} bytes */
const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");

test("the manifest of a folder has all files, hidden ones too", async () => {
  const { out, code } = await same(["manifest", "town"]);
  assert.equal(code, 0);
  const lines = out.trimEnd().split("\n");
  assert.ok(lines.includes(`${sum("a hidden one")}  .hidden/note`), out);
  assert.ok(lines.includes(`${sum("a name with signs")}  100%25 %250A.txt`), out);
  if (process.platform !== "win32") assert.ok(lines.includes(`${sum("a name of two lines")}  two%0Alines%0D.txt`), out);
  assert.equal(lines.length, Object.keys(written(join(fresh.folder, "town"))).length);
});

test("manifests of archives, of a file and of the standard input", async () => {
  const { out } = await same(["manifest", "town.zip"]);
  assert.equal(out.trimEnd().split("\n").length, Object.keys(TOWN).length);
  for (const [path, bytes] of Object.entries(TOWN)) assert.ok(out.includes(`${sum(bytes)}  ${path}\n`), path);
  const { out: packed } = await same(["manifest", "town.tar.gz"]);
  assert.ok(packed.includes(`${sum(TOWN["town/images/pier.png"])}  town/images/pier.png\n`));
  assert.equal((await same(["manifest", "lamp.md"])).out, `${sum(LAMP)}  lamp.md\n`);
  await same(["manifest", "-"], siteZip());
  await same(["manifest", "-"], siteGzip());
});

test("a file of any size is hashed whole", async () => {
  const large = Buffer.alloc(33 * 1024 * 1024 + 5, "a line of a large file\n");
  fresh.write("large.txt", large);
  assert.equal((await same(["manifest", "large.txt"])).out, `${sum(large)}  large.txt\n`);
});

test("links, names that are not UTF-8, entries that can't be read and paths of two files are told", async () => {
  fresh.write("odd/a.txt", "a");
  if (process.platform === "linux") {
    symlinkSync("a.txt", join(fresh.folder, "odd", "link"));
    symlinkSync("nowhere", join(fresh.folder, "odd", "dangling"));
    writeFileSync(Buffer.concat([Buffer.from(`${fresh.folder}/odd/`), Buffer.from([0xe9]), Buffer.from("t.txt")]), "b");
    const { code, error } = await same(["manifest", "odd"]);
    assert.equal(code, 1);
    assert.match(error, /^dangling: it is no file\nlink: it is no file\n\ufffdt\.txt: its name is not UTF-8\n$/);
  }
  const damaged = siteZip();
  const at = 30 + "site-main/_posts/2020-01-10-evening-0.md".length;
  damaged.fill(0xff, at, at + 20);
  fresh.write("damaged.zip", damaged);
  const { code, error } = await same(["manifest", "damaged.zip"]);
  assert.equal(code, 1);
  assert.match(error, /^site-main\/_posts\/2020-01-10-evening-0\.md: /m);
  const twice = Buffer.from(zipSync({ "a/one.md": Buffer.from("first"), "a/two.md": Buffer.from("second") }));
  for (let found = twice.indexOf("two.md"); found >= 0; found = twice.indexOf("two.md")) twice.write("one.md", found);
  fresh.write("twice.zip", twice);
  // Both are in it, each under a path of its own.
  assert.equal((await same(["manifest", "twice.zip"])).out.trimEnd().split("\n").length, 2);
});

test("a bag has copies of all files, and its manifest fits it and what it was made of", async () => {
  for (const input of ["town", "town.zip", "town.tar.gz", "lamp.md"]) {
    const [ours, theirs] = [`bags/ours/${input}-bag/`, `bags/theirs/${input}-bag/`];
    const made = await same(["manifest", input, "--out", ours], "", ["manifest", input, "--out", theirs]);
    assert.deepEqual([made.code, made.out], [0, ""]);
    const files = written(join(fresh.folder, ours));
    assert.deepEqual(files, written(join(fresh.folder, theirs)));
    assert.equal(files["bagit.txt"], "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    for (const of of [input, ours]) {
      const { code, out } = await same(["manifest", of, "--check", `${ours}manifest-sha256.txt`]);
      assert.deepEqual([of, code], [of, 0], out);
      assert.match(out, /^# \d+ the same, 0 new, 0 gone, 0 changed, 0 moved\n$/);
    }
  }
  const full = await same(["manifest", "town", "--out", "town"]);
  assert.deepEqual([full.code, full.error], [1, "town: the folder is not empty\n"]);
});

test("what is new, gone, changed and moved is told, and the manifest itself is not", async () => {
  await fresh.command(["manifest", "town.zip", "--out", "town.sha256.txt"]);
  const { out, code } = await same(["manifest", "later.zip", "--check", "town.sha256.txt"]);
  assert.equal(code, 1);
  assert.match(out, /^moved\ttown\/_posts\/2020-01-04-page\.html\ttown\/old\/2020-01-04-page\.html$/m);
  assert.match(out, /^changed\ttown\/images\/pier\.png$/m);
  assert.match(out, /\n# \d+ the same, 1 new, 1 gone, 3 changed, 1 moved\n$/);
  const { out: lines } = await same(["manifest", "later.zip", "--check", "town.sha256.txt", "--json"]);
  assert.ok(
    lines
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
      .some(({ kind }) => kind === "gone"),
  );
  await fresh.command(["manifest", "later", "--out", "later/own.txt"]);
  assert.equal((await same(["manifest", "later", "--check", "later/own.txt"])).code, 0);
});

test("posts that are new, gone, changed or moved, and what changed in them", async () => {
  const { out, code } = await same(["compare", "town.zip", "later.zip"]);
  assert.equal(code, 1);
  assert.match(out, /^moved\t_posts\/2020-01-04-page\.html\told\/2020-01-04-page\.html$/m);
  assert.match(out, /^new\t_posts\/2020-01-09-new\.md$/m);
  assert.match(out, /^gone\t_posts\/2020-01-07-draft\.md$/m);
  assert.match(out, /^\ttags: 河 → 河, 船$/m);
  await same(["compare", "town.zip", "later.zip", "--json"]);
  // The folder around everything is no part of a path.
  await same(["compare", "town.tar.gz", "later"]);
  assert.equal((await same(["compare", "lamp.md", "lamp.md"])).code, 0);
  fresh.write("lamp-2.md", LAMP.replace("The keeper", "A keeper"));
  const one = await same(["compare", "lamp.md", "lamp-2.md"]);
  assert.match(one.out, /^changed\tlamp-2\.md\n.*\[-The-\] \{\+A\+\}/s);
  await same(["compare", "lamp.md", "-"], siteZip());
});

test("every case, and the same with other words", async () => {
  const cases = join(ROOT, "tests", "fixtures", "posts");
  mkdirSync(join(fresh.folder, "a"));
  mkdirSync(join(fresh.folder, "b"));
  for (const [at, name] of readdirSync(cases).entries()) {
    const post = readdirSync(join(cases, name)).find((file) => file.startsWith("post."));
    if (!post) continue;
    const bytes = readFileSync(join(cases, name, post));
    const path = `2021-01-01-${name}${post.slice(4)}`;
    fresh.write(`a/${path}`, bytes);
    const other = at % 3 === 0 ? String(bytes).replaceAll(" the ", " a ").replaceAll("的", "之") : bytes;
    fresh.write(at % 7 === 0 ? `b/moved/${path}` : `b/${path}`, other);
  }
  const { out } = await same(["compare", "a", "b"]);
  assert.ok(out.split("\n").length > 200);
  await same(["compare", "a", "b", "--json"]);
});

test("what can't be compared or checked is told the same", async () => {
  fresh.write("wrong.txt", "no manifest\n");
  for (const words of [
    ["manifest", "none.zip"],
    ["manifest", "town", "--check", "none.txt"],
    ["manifest", "town", "--check", "wrong.txt"],
    ["compare", "none.zip", "town.zip"],
    ["compare", "town.zip", "none.zip"],
    ["compare", "damaged.zip", "site.zip"],
  ])
    assert.equal((await same(words)).code, 1, words.join(" "));
  for (const words of [
    ["manifest"],
    ["manifest", "town", "--json"],
    ["manifest", "town", "--out", "x", "--check", "y"],
    ["compare", "town"],
  ]) {
    const { code, out } = await fresh.command(words);
    assert.deepEqual([code, out], [2, ""], words.join(" "));
  }
});
