// What crosses the boundary between the core and JavaScript: pages as plain objects, errors as plain objects,
// and text in encodings whose tables the core leaves to its surroundings.

import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./load.mjs";

const core = await load();

const POST = `---
title: 秋天的树
date: 2022-02-05T06:26:00.000Z
---

第一段。<script>alert(1)</script>

<p onclick="alert(1)">第二段。</p>
`;

/** `秋天` and `叶子红了。` in GB18030; the rest of the post is ASCII. */
const GB18030_POST = Buffer.concat([
  Buffer.from("---\ntitle: "),
  Buffer.from("c7efccec", "hex"),
  Buffer.from("\n---\n\n"),
  Buffer.from("d2b6d7d3baecc1cba1a3", "hex"),
  Buffer.from("\n"),
]);

/** @param {string} html */
function assertNoScript(html) {
  assert.doesNotMatch(html, /<script|onclick|alert/i);
}

test("pasted text becomes a page", () => {
  const page = core.open_text("2022-02-05-tree.md", POST);
  assert.equal(page.title, "秋天的树");
  assert.equal(page.date?.iso, "2022-02-05T06:26:00.000Z");
  assert.equal(page.file.name, "2022-02-05-tree.md");
  assert.match(page.html, /<p>第一段。<\/p>/);
  assert.match(page.html, /<p>第二段。<\/p>/);
  assertNoScript(page.html);
  assert.equal(page.original, POST);
});

test("a page is a plain object, which can be sent from a worker", () => {
  const page = core.open_text("a.md", POST);
  assert.equal(Object.getPrototypeOf(page), Object.prototype);
  assert.ok(Array.isArray(page.record));
  assert.deepEqual(structuredClone(page), page);
});

test("lines may end as on Windows", () => {
  const page = core.open_bytes("a.md", Buffer.from(POST.replaceAll("\n", "\r\n")));
  assert.equal(page.title, "秋天的树");
  assert.match(page.html, /<p>第一段。<\/p>/);
  assertNoScript(page.html);
});

test("GB18030 is decoded by the surroundings", () => {
  const page = core.open_bytes("a.md", GB18030_POST);
  assert.equal(page.file.encoding.toLowerCase(), "gb18030");
  assert.equal(page.title, "秋天");
  assert.match(page.html, /叶子红了。/);
});

test("an empty file is an error with a code", () => {
  assert.throws(
    () => core.open_bytes("empty.md", new Uint8Array()),
    (/** @type {any} */ error) => {
      assert.equal(error.code, "empty");
      assert.equal(error.file, "empty.md");
      assert.equal(typeof error.message, "string");
      return true;
    },
  );
});

test("the sanitizer's configuration names the elements that articles may hold", () => {
  assert.match(JSON.stringify(core.sanitizer_config()), /"figcaption"/);
});

test("what was taken out stands in its place on request, and the rest is as before", () => {
  const text = `---\ntitle: Ferry\n---\n\n<p>${"The ferry is late, as it has been since spring. ".repeat(6)}</p>\n<div class="advertisement">Buy a boat <script>alert(1)</script></div>\n<p>${"Nobody minds. ".repeat(20)}</p>\n`;
  const plain = core.open_text("ferry.md", text);
  const entry = plain.record.findIndex((/** @type {{ reason: string }} */ { reason }) => reason === "advert");
  assert.equal(plain.record[entry].inPlace, true);
  assert.equal(plain.restored, undefined);
  const kept = core.open_text_keeping("ferry.md", text, Uint32Array.of(entry, 999));
  assert.deepEqual(kept.restored, [entry]);
  assert.match(kept.html, new RegExp(`<ins id="av-removed:${entry}"><p>Buy a boat</p></ins>`));
  assert.deepEqual(kept.record, plain.record);
  assert.equal(kept.html.replace(/<ins id="av-removed:.*?<\/ins>/s, ""), plain.html);
  assertNoScript(kept.html);
});
