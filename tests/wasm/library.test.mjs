// The library across the boundary: some instances pack rows and posts, another takes them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { load } from "./load.mjs";

const core = await load();

/** @param {string} title @param {string} body @param {string} [fields] */
const post = (title, body, fields = "") => `---\ntitle: ${title}\n${fields}---\n\n${body}\n`;

const POSTS = [
  [
    "x/_posts/2021-03-14-bridge.md",
    post("老楊的橋", "The old bridge.", "author: Li Lei\nfrom: https://www.example.org/a\ntags: [橋]\n"),
  ],
  ["x/_posts/2020-05-25-ferry.md", post("Ferry", "渡船上的老杨，𠮷老楊在渡船上。", "tags: [橋, boats]\n")],
  ["x/_posts/2022-01-01-empty.md", ""],
  ["x/notes.md", "words without front matter"],
];

/**
 * Texts as `Archive.next_posts` gives them.
 * @param {string[][]} files
 */
function chunk(files) {
  const parts = files.map(([, text]) => Buffer.from(text));
  let start = 0;
  const texts = files.map(([path], index) => {
    const end = start + parts[index].length;
    const text = { index, path, start, end, isPost: path.includes("_posts"), fields: null, refused: null };
    start = end;
    return text;
  });
  return { bytes: Buffer.concat(parts), texts };
}

function library() {
  const library = new core.Library();
  library.add_volume(7, "x.zip");
  library.add_rows(7, core.pack_rows(POSTS.map(([path], index) => ({ index, path }))));
  const { bytes, texts } = chunk(POSTS);
  // Packed bytes pass between workers.
  const packed = structuredClone(core.index_posts(bytes, texts));
  assert.deepEqual(library.add_posts(7, packed), { indexed: 2, notPosts: 1, unreadable: 1 });
  return library;
}

test("rows are listed by name before anything is read", () => {
  const library = new core.Library();
  library.add_volume(7, "x.zip");
  library.add_rows(7, core.pack_rows(POSTS.map(([path], index) => ({ index, path }))));
  const result = library.query({});
  assert.deepEqual([result.posts, result.total, result.searched, result.sort], [4, 4, 0, "newest"]);
  const [row] = library.rows(0, 1);
  assert.deepEqual([row.title, row.indexed, row.lang, row.date.iso], ["empty", false, null, "2022-01-01"]);
});

test("an archive's rows and posts go into a library", () => {
  const file = gzipSync(Buffer.from(POSTS[0][1]));
  const archive = new core.Archive("2021-03-14-bridge.md.gz", file.length);
  const feed = () => {
    for (let range = archive.want(); range; range = archive.want()) {
      archive.feed(range.offset, file.subarray(range.offset, range.offset + range.length));
    }
  };
  feed();
  const library = new core.Library();
  library.add_volume(0, "bridge");
  const texts = archive.next_posts(1000, false);
  library.add_rows(0, archive.packed_rows(0, 100));
  assert.equal(library.state().rows, 1);
  assert.equal(library.add_posts(0, core.index_posts(texts.bytes, texts.texts)).indexed, 1);
  assert.equal(library.query({ text: "老杨" }).posts, 1);
});

test("a query gives counts, facets, rows with marks, a snippet", () => {
  const held = library();
  const result = held.query({ text: "老楊" });
  assert.deepEqual([result.posts, result.occurrences, result.sort, result.words], [2, 3, "relevance", ["老杨"]]);
  assert.deepEqual(result.facets.tag, {
    values: [
      { value: "橋", count: 2, chosen: false },
      { value: "boats", count: 1, chosen: false },
    ],
    more: 0,
  });
  assert.deepEqual(result.timeline, [
    ["2020-05", 1],
    ["2021-03", 1],
  ]);
  const rows = held.rows(0, 10);
  assert.deepEqual(
    rows.map((/** @type {any} */ row) => [row.title, row.titleMarks]),
    [
      ["老楊的橋", [[0, 2]]],
      ["Ferry", []],
    ],
  );
  assert.deepEqual(rows[0].source, { url: "https://www.example.org/a", host: "example.org" });
  assert.deepEqual(rows[1].snippet, {
    text: "渡船上的老杨，𠮷老楊在渡船上。",
    marks: [
      [4, 6],
      [9, 11],
    ],
    before: false,
    after: false,
    inComments: false,
  });
  assert.deepEqual(rows[0].places, [{ volume: 7, index: 0, path: POSTS[0][0] }]);
  assert.deepEqual(structuredClone(rows), rows);

  const chosen = held.query({ text: "老楊", facets: { tag: ["boats"], year: [2020] }, sort: "oldest", top: 1 });
  assert.deepEqual([chosen.posts, chosen.sort, chosen.facets.tag.more], [1, "oldest", 1]);
  assert.deepEqual(held.query({ text: "author:“li lei” -渡船" }).posts, 1);
});

test("words are found in a shown text, and posts by path and source", () => {
  const held = library();
  assert.deepEqual(held.query({ text: "老楊 bridge" }).words, ["老杨", "bridge"]);
  assert.deepEqual([...held.find_in("𠮷老楊 ＢＲＩＤＧＥ")], [2, 4, 5, 11]);
  assert.equal(held.find_by_source("http://example.org/a#x")[0].title, "老楊的橋");
  assert.equal(held.find_by_path(7, POSTS[1][0], "/2021/03/14/bridge.html").index, 0);
  assert.equal(held.find_by_path(7, POSTS[1][0], "/nowhere/"), null);
  held.query({});
  assert.equal(held.position_of(7, POSTS[1][0]), 1);
  assert.equal(held.position_of(7, "nowhere"), -1);
  assert.deepEqual(held.neighbours(7, POSTS[0][0]), {
    previous: null,
    next: { volume: 7, index: 1, path: POSTS[1][0], title: "Ferry", lang: "zh-Hans" },
    position: 0,
    total: 2,
  });
  assert.equal(held.titles(), "老楊的橋\nFerry");
  assert.equal(held.set_title_order(new Uint32Array([1, 0])), true);
  held.query({ sort: "title" });
  assert.equal(held.rows(0, 1)[0].title, "Ferry");
});

test("unreadable files are listed, unknown ones refused, and a volume is removed whole", () => {
  const held = library();
  const unreadable = held.unreadable(0, 10);
  assert.deepEqual(
    [unreadable.total, unreadable.entries[0].path, unreadable.entries[0].problems[0].code],
    [1, POSTS[2][0], "empty"],
  );
  assert.deepEqual(held.volumes(), [
    { id: 7, name: "x.zip", posts: 2, copies: 0, indexed: 2, unreadable: 1, others: 1, empty: 0 },
  ]);
  assert.equal(held.mark_unreadable(7, 99, "trap", "it could not be read"), false);
  assert.equal(held.row_of(7, "nowhere"), null);
  assert.ok(held.memory().text > 0);
  const { version } = held.state();
  held.remove_volume(7);
  const { rows, indexed, version: later } = held.state();
  assert.deepEqual([rows, indexed, later > version], [0, 0, true]);
});

test("invalid requests get the defaults", () => {
  const held = library();
  for (const request of [undefined, null, 5, { text: 5, facets: "x", sort: {}, top: "x" }, { facets: { tag: "橋" } }]) {
    assert.equal(held.query(request).posts, 2);
  }
  held.add_posts(7, new Uint8Array([1, 0, 200, 200, 200]));
  held.add_rows(9, new Uint8Array([255, 255, 255, 255, 255, 255, 255]));
  assert.equal(held.query({}).posts, 2);
});
