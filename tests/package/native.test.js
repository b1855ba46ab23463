// The command of the package and the native one print and write the same, to the byte, in each form and of each kind of input.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { zipSync } from "fflate";

import { freshFolder, nativeCommand, ROOT } from "./support/fresh.js";
import { FORMS } from "./support/forms.js";
import { LAMP, siteGzip, siteZip } from "./support/posts.js";
import { sameAs, written } from "./support/same.js";
import { serving } from "./support/serving.js";

const fresh = freshFolder();
after(fresh.remove);
fresh.write("lamp.md", LAMP);
fresh.write("site.zip", siteZip());
fresh.write("broken.zip", siteZip().slice(0, 1200));
fresh.write("none.zip", "no archive");

/** Posts with something wrong of each kind. @type {Record<string, string>} */
const ODD = {
  "odd/_posts/2021-01-02-hostile.md": `---\ntitle: Hostile\n---\n\n<p onclick="go()">A <a href="java\tscript:go()">link</a> and the words of a post that are long enough.</p><script>go()</script>\n`,
  "odd/_posts/2021-01-03-near-miss.md":
    "---\ntitle: Near miss\n---\n\nThe onset of javascript: a story. <b one=1>Once</b> `onclick=go()` was all the rage.\n",
  "odd/_posts/2021-01-04-pictures.md":
    "---\ntitle: Pictures\n---\n\n![There](../images/there.png) and ![not](../images/not.png) and ![far](https://pictures.example/far.png)\n",
  "odd/_posts/2021-01-05-again.md":
    "---\ntitle: Pictures\n---\n\n![There](../images/there.png) and ![not](../images/not.png) and ![far](https://pictures.example/far.png)\n",
  "odd/_posts/undated.md":
    "Words of somebody who never said when, but said them all at length for everybody to read.\n",
  "odd/_posts/2021-01-06-empty.md": "",
  "odd/_posts/2021-01-07-yaml.md": '---\ntitle: "Half\nauthor: Ann\n---\n\nText that stays.\n',
  "odd/images/there.png": "\x89PNG\r\n\x1a\n",
};
fresh.write(
  "odd.zip",
  zipSync(Object.fromEntries(Object.entries(ODD).map(([path, text]) => [path, Buffer.from(text, "latin1")]))),
);
for (const [path, text] of Object.entries(ODD)) fresh.write(path, Buffer.from(text, "latin1"));

const FIXTURES = join(ROOT, "tests", "fixtures", "posts");
const cases = readdirSync(FIXTURES).flatMap((name) => {
  const post = readdirSync(join(FIXTURES, name)).find((file) => file.startsWith("post."));
  return post ? [join(FIXTURES, name, post)] : [];
});

const same = sameAs(fresh);

for (const form of ["html", "markdown"]) {
  test(`every case is the same file as ${form}, and the page's own module writes it`, async () => {
    const folders = [`${form}-ours`, `${form}-theirs`];
    await Promise.all([
      fresh.command(["clean", ...cases, `--${form}`, "--out", folders[0]]),
      nativeCommand(["clean", ...cases, `--${form}`, "--out", folders[1]], "", fresh.folder),
    ]);
    const [ours, theirs] = folders.map((folder) => written(join(fresh.folder, folder)));
    assert.ok(Object.keys(ours).length > 300);
    assert.deepEqual(ours, theirs);
    const { makeBindings } = await import(join(fresh.folder, "node_modules/archive-viewer/core/bindings.js"));
    const core = makeBindings();
    await core.default({
      module_or_path: readFileSync(join(fresh.folder, "node_modules/archive-viewer/core/core.wasm")),
    });
    for (const file of cases) {
      const bytes = readFileSync(file);
      const name = file.split("/").at(-1);
      const { text } = core.export_post(file, name, bytes, 0, form, undefined);
      assert.equal(text, FORMS[form](core.open_bytes(name, bytes, undefined)), file);
    }
  });
}

test("archives, folders and the standard input are the same in every form and command", async () => {
  for (const words of [
    ["clean", "site.zip", "odd.zip"],
    ["clean", "odd", "--no-learn"],
    ["clean", "lamp.md", "--text"],
    ["clean", "odd.zip", "--why"],
    ["list", "odd.zip"],
    ["list", "odd", "--json"],
    ["check", "odd"],
    ["check", "site.zip", "odd.zip", "--json"],
    ["stats", "odd.zip", ...cases],
  ])
    await same(words);
  await same(["clean", "-"], siteGzip());
});

test("an archive at an address is the same to both, and the one in the file", async () => {
  const served = await serving(fresh.folder, ["site.zip"]);
  try {
    const address = new URL("/archive/site.zip", served.url).href;
    for (const words of [["clean"], ["list", "--json"], ["check"]]) {
      const { out } = await same([...words, address]);
      assert.equal(out, (await fresh.command([...words, "site.zip"])).out);
    }
  } finally {
    await served.end();
  }
});

test("what can't be opened or understood ends both alike", async () => {
  for (const words of [
    ["clean", "gone.md", "none.zip", "broken.zip", "lamp.md"],
    ["clean", "site.zip", "--text"],
    ["list", "none.zip"],
    ["check", "gone.zip", "lamp.md", "lamp.md"],
  ])
    await same(words);
});

test("check says what is broken, missing, hostile and repeated, and nothing of a good post", async () => {
  const { out, code } = await same(["check", "odd.zip"]);
  assert.equal(code, 1);
  const found = out
    .trimEnd()
    .split("\n")
    .map((line) => line.replace("odd/_posts/", "").split("\t"));
  assert.deepEqual(
    found.filter(([, path]) => path === "2021-01-02-hostile.md"),
    [
      ["hostile", "2021-01-02-hostile.md", "1 script"],
      ["hostile", "2021-01-02-hostile.md", "1 event handler"],
      ["hostile", "2021-01-02-hostile.md", "1 address that is a program"],
    ],
  );
  assert.deepEqual(
    found.filter(([, path]) => path === "2021-01-03-near-miss.md"),
    [],
  );
  assert.deepEqual(
    found.filter(([, path]) => path === "2021-01-04-pictures.md"),
    [["missing", "2021-01-04-pictures.md", "its picture ../images/not.png is missing"]],
  );
  assert.deepEqual(found.filter(([, path]) => path === "2021-01-05-again.md")[0], [
    "repeated",
    "2021-01-05-again.md",
    "the same file as odd/_posts/2021-01-04-pictures.md",
  ]);
  assert.ok(
    found.some(([kind, path, text]) => kind === "missing" && path === "undated.md" && text === "it has no date"),
  );
  assert.ok(found.some(([kind, path]) => kind === "broken" && path === "2021-01-06-empty.md"));
  assert.ok(found.some(([kind, path]) => kind === "broken" && path === "2021-01-07-yaml.md"));
  const good = await same(["check", "lamp.md"]);
  assert.deepEqual([good.out, good.code], ["hostile\tlamp.md\t1 script\n", 1]);
});

test("stats counts posts, and what can't be opened", async () => {
  const { out } = await same(["stats", "odd.zip", "--json"]);
  const { posts, unopened, years, undated, anonymous } = JSON.parse(out);
  assert.deepEqual([posts, unopened, undated, anonymous], [6, 1, 1, 5]);
  assert.deepEqual(years, [["2021", 5]]);
});
