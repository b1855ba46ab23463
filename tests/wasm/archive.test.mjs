// Archives across the boundary, fed by ranges, as without a worker or from a URL.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync, gzipSync, crc32 } from "node:zlib";

import { load } from "./load.mjs";

const core = await load();

const POST = "---\ntitle: 秋天的树\npublished: false\ntags: [a, b]\n---\n\n叶子红了。\n";

/** @param {string} text */
const utf8 = (text) => Buffer.from(text);

/**
 * A zip of these files.
 * @param {[Buffer, Buffer][]} files names and contents
 */
function zip(files) {
  /** @type {Buffer[]} */
  const parts = [];
  /** @type {Buffer[]} */
  const directory = [];
  let offset = 0;
  for (const [name, data] of files) {
    const packed = deflateRawSync(data);
    const sizes = Buffer.alloc(20);
    sizes.writeUInt16LE(8, 0);
    sizes.writeUInt32LE(crc32 ? crc32(data) : crc(data), 6);
    sizes.writeUInt32LE(packed.length, 10);
    sizes.writeUInt32LE(data.length, 14);
    sizes.writeUInt16LE(name.length, 18);
    const local = [Buffer.from("504b0304" + "14000000", "hex"), sizes, Buffer.alloc(2), name, packed];
    const place = Buffer.alloc(16);
    place.writeUInt32LE(offset, 12);
    directory.push(Buffer.from("504b0102" + "1403" + "14000000", "hex"), sizes, place, name);
    parts.push(...local);
    offset += Buffer.concat(local).length;
  }
  const records = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(records.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, records, end]);
}

/** @param {Buffer} data */
function crc(data) {
  // For a Node without crc32: the trailer of gzip has it.
  return gzipSync(data).readUInt32LE(gzipSync(data).length - 8);
}

/**
 * Feeds an archive or an entry until it wants nothing.
 * @param {{ want(): { offset: number, length: number } | null, feed(offset: number, bytes: Uint8Array): void }} reader
 * @param {Buffer} file
 * @param {() => boolean} enough
 */
function feed(reader, file, enough = () => false) {
  for (let range = reader.want(); range && !enough(); range = reader.want()) {
    reader.feed(range.offset, file.subarray(range.offset, range.offset + Math.min(range.length, 1000)));
  }
}

/** @param {string} name @param {Buffer} file */
function openAll(name, file) {
  const archive = new core.Archive(name, file.length);
  feed(archive, file, () => archive.is_open());
  const listed = archive.rows(0, 100);
  const texts = [];
  for (let chunk = archive.next_posts(1000, true); chunk; chunk = archive.next_posts(1000, true)) {
    for (const text of chunk.texts) texts.push({ ...text, bytes: chunk.bytes.slice(text.start, text.end) });
    feed(archive, file);
  }
  return { archive, listed, texts };
}

test("a zip is listed, and its posts come with their fields", () => {
  const picture = Buffer.from("89504e47", "hex");
  const file = zip([
    [utf8("x/_posts/2020-01-02-tree.md"), utf8(POST)],
    [utf8("x/images/tree.png"), picture],
    [utf8("x/README.md"), utf8("# x")],
  ]);
  const { archive, listed, texts } = openAll("x.zip", file);
  assert.deepEqual(
    listed.map((/** @type {any} */ row) => [row.index, row.role, row.title, row.date]),
    [
      [0, "post", "tree", "2020-01-02"],
      [1, "picture", null, null],
      [2, "other-text", null, null],
    ],
  );
  assert.equal(texts.length, 1);
  assert.deepEqual(Buffer.from(texts[0].bytes), utf8(POST));
  assert.equal(texts[0].fields.title, "秋天的树");
  assert.equal(texts[0].fields.published, false);
  assert.deepEqual(texts[0].fields.tags, ["a", "b"]);
  assert.deepEqual(structuredClone(texts[0].fields), texts[0].fields);
  const summary = archive.summary();
  assert.equal(summary.kind, "zip");
  assert.deepEqual([summary.posts, summary.pictures, summary.entries, summary.done], [1, 1, 3, true]);

  const index = archive.picture("x/_posts/2020-01-02-tree.md", "/images/tree.png");
  assert.equal(index, 1);
  const entry = archive.entry(1);
  feed(entry, file);
  assert.deepEqual(Buffer.from(entry.take() ?? []), picture);
  assert.equal(archive.picture("x/_posts/2020-01-02-tree.md", "/images/none.png"), undefined);
});

test("names in an old encoding are decoded by the browser", () => {
  // `新桥通车.md` and `山里的图书馆.md` in GBK.
  const names = ["d0c2c7c5cda8b3b52e6d64", "c9bdc0efb5c4cdbccae9b9dd2e6d64"].map((hex) => Buffer.from(hex, "hex"));
  const file = zip(names.map((name) => /** @type {[Buffer, Buffer]} */ ([name, utf8(POST)])));
  const { archive, listed } = openAll("x.zip", file);
  assert.deepEqual(
    listed.map((/** @type {any} */ row) => row.path),
    ["新桥通车.md", "山里的图书馆.md"],
  );
  assert.equal(archive.summary().names, "gb18030");
});

test("a gzip of one post is an archive of one post", () => {
  const { archive, texts } = openAll("tree.md.gz", gzipSync(utf8(POST)));
  assert.equal(texts[0].path, "tree.md");
  assert.equal(texts[0].fields.title, "秋天的树");
  assert.equal(archive.summary().kind, "gz");
});

test("what is no text in the folder of posts says so, and nothing else is lost", () => {
  const { texts } = openAll(
    "x.zip",
    zip([
      [utf8("_posts/a.md"), Buffer.alloc(50)],
      [utf8("_posts/b.md"), utf8(POST)],
    ]),
  );
  assert.deepEqual([texts[0].fields, texts[0].refused.code, texts[1].fields.title], [null, "binary", "秋天的树"]);
});

test("bytes alone come without being read", () => {
  const file = zip([[utf8("_posts/a.md"), utf8(POST)]]);
  const archive = new core.Archive("x.zip", file.length);
  feed(archive, file);
  const chunk = archive.next_posts(1000, false);
  assert.deepEqual(Buffer.from(chunk.bytes), utf8(POST));
  assert.deepEqual([chunk.texts[0].fields, chunk.texts[0].refused, chunk.texts[0].isPost], [null, null, true]);
  assert.equal(archive.next_posts(1000, false), null);
});

test("formats are detected by the first bytes", () => {
  assert.equal(core.archive_format("a.md", utf8("PK\x03\x04")), "zip");
  assert.equal(core.archive_format("a.md", utf8(POST)), null);
  assert.throws(
    () => core.archive_format("a.rar", utf8("Rar!\x1a\x07\x00")),
    (/** @type {any} */ error) => error.code === "archive-unsupported" && error.args.format === "rar",
  );
});

test("what is no archive is thrown with a code", () => {
  const file = utf8("words");
  const archive = new core.Archive("x.zip", file.length);
  assert.throws(
    () => feed(archive, file),
    (/** @type {any} */ error) => error.code === "archive-damaged" && error.file === "x.zip",
  );
});
