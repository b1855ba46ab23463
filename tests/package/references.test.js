// What `export --ris` and `--csl` write is read by citation-js to what the posts say of themselves, whatever they say.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { Cite } from "@citation-js/core";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";

import { nativeCommand, ROOT } from "./support/fresh.js";

const folder = mkdtempSync(join(tmpdir(), "archive-viewer-references-"));
after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "posts"));

const HOSTILE = 'A\\r\\nER  - \\nTY  - BOOK\\u2028TI  - b\\u0000c <i>d</i><script>e()</script> \\"f\\" & {g}';

/** Front matters, and what a parser must say of each. @type {[string, Record<string, unknown>][]} */
const POSTS = [
  [
    "title: The Lamp\ndate: 2020-01-01\nauthor: [Ann Lee, Ben Ray]\nfrom: https://news.example/lamp?a=1&b=2\nlang: en\ntags: [sea, lamps]\ndescription: About a lamp.",
    {
      title: "The Lamp",
      author: [{ literal: "Ann Lee" }, { literal: "Ben Ray" }],
      issued: [2020, 1, 1],
      URL: "https://news.example/lamp?a=1&b=2",
      language: "en",
      abstract: "About a lamp.",
    },
  ],
  [
    "title: 渡口\ndate: 2020-02-02 08:00:00 +0800\nauthor: 王小明、李华\nfrom: 地方志",
    { title: "渡口", author: [{ family: "王小明" }, { family: "李华" }], issued: [2020, 2, 2] },
  ],
  [`title: "${HOSTILE}"\ndate: 2020-03`, { title: plain(HOSTILE), issued: [2020, 3] }],
  [`title: By ${"x".repeat(3000)}\nauthor: "${HOSTILE}"`, { author: plain(HOSTILE) }],
  ["title: Only a year\ndate: 2019", { title: "Only a year", issued: [2019] }],
  ["title: No date", { title: "No date", issued: undefined }],
];

/** @param {string} escaped of YAML @returns {string} on one line */
function plain(escaped) {
  return JSON.parse(`"${escaped}"`)
    .split(/[\s\p{Cc}]+/u)
    .join(" ");
}

for (const [number, [front]] of POSTS.entries()) {
  writeFileSync(join(folder, "posts", `post-${number}.md`), `---\n${front}\n---\n\nWords of a post.\n`);
}

/** @param {string} form @param {string} [input] */
async function exported(form, input = "posts") {
  const { code, out, error } = await nativeCommand(["export", input, `--${form}`, "-"], "", folder);
  assert.deepEqual({ code, error }, { code: 0, error: "" });
  return out;
}

/** @param {any} name as citation-js reads one of RIS or of CSL @returns {string} */
const written = (name) => name.literal ?? [name.family, name.given, name.suffix].filter(Boolean).join(", ");

/** @param {any} item */
const dayOf = (item) => item?.issued?.["date-parts"]?.[0];

for (const form of ["csl", "ris"]) {
  test(`a parser reads ${form} to what posts say of themselves`, async () => {
    const text = await exported(form);
    assert.equal(text, await exported(form), "two runs give the same");
    const items = new Cite(text).data;
    assert.equal(items.length, POSTS.length);
    for (const [, expected] of POSTS) {
      const title = expected.title ?? `By ${"x".repeat(3000)}`;
      const item = items.find((/** @type {any} */ one) => one.title === title);
      assert.ok(item, `${title} in ${items.map((/** @type {any} */ one) => one.title)}`);
      assert.equal(item.type, "webpage");
      assert.deepEqual(dayOf(item), expected.issued);
      const { author = [] } = expected;
      const names = typeof author === "string" ? [author] : /** @type {any[]} */ (author).map(written);
      assert.deepEqual((item.author ?? []).map(written), names);
      for (const field of ["URL", "language", "abstract"]) assert.equal(item[field], expected[field], field);
    }
  });

  test(`${form} of the samples has every post of them`, async () => {
    const list = await nativeCommand(["list", join(ROOT, "posts"), "--json"]);
    const posts = list.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const items = new Cite(await exported(form, join(ROOT, "posts"))).data;
    const titles = (/** @type {any[]} */ some) => some.map((one) => one.title.replace(/\s+/g, " ")).sort();
    assert.deepEqual(titles(items), titles(posts));
  });
}

test("a bibliography of them has no markup of a title but emphasis", async () => {
  const html = new Cite(await exported("csl")).format("bibliography", {
    format: "html",
    template: "apa",
    lang: "en-US",
  });
  assert.ok(html.includes("The Lamp") && !html.includes("<script"), html);
});
