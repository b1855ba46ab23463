// Where a page has no place for our Trusted Types policy, nodes are built one by one. They have to be those that a browser
// makes of the same HTML: of every sample, of every payload as the core lets it through, and of every slice of them.

import { readdirSync, readFileSync } from "node:fs";
import { allPayloads } from "./support/oracle-payloads.js";
import { expect, test } from "./support/test.js";

test.use({ allowHosts: ["evil.example"] });

const SAMPLES = new URL("../../posts/", import.meta.url);

const CASES = new URL("../fixtures/posts/", import.meta.url);

/** @returns {{ name: string, base64: string }[]} */
function files() {
  const samples = readdirSync(SAMPLES).filter((name) => name.endsWith(".md"));
  const cases = readdirSync(CASES, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\bpost\.(?:md|html|txt)$/.test(name),
  );
  return [
    ...samples.map((name) => ({ name, base64: readFileSync(new URL(name, SAMPLES), "base64") })),
    ...cases.map((name) => ({ name, base64: readFileSync(new URL(name, CASES), "base64") })),
    ...allPayloads()
      .filter(({ refused }) => !refused)
      .map(({ name, bytes }) => ({ name, base64: bytes.toString("base64") })),
  ];
}

/**
 * Runs in the page.
 * @param {{ name: string, base64: string }[]} all
 */
async function compare(all) {
  const load = (/** @type {string} */ path) => import(path);
  const core = await load("/pkg/archive_viewer.js");
  const { inertNodes } = await load("/js/article/sink.js");
  const { builtNodes } = await load("/embed/built-nodes.js");
  const { chunksOf } = await load("/js/core/html-chunks.js");
  await core.default();
  const policy = core.sanitizer_config();
  /** What nodes there are: a serialization would hide how texts and elements are divided. @param {Node} node @returns {unknown} */
  const shape = (node) => {
    if (node instanceof Text) return node.data;
    const children = [...node.childNodes].map(shape);
    if (!(node instanceof Element)) return children;
    const attributes = [...node.attributes]
      .map(({ name, value, namespaceURI }) => `${namespaceURI} ${name}=${value}`)
      .sort();
    return [node.namespaceURI, node.localName, attributes, children];
  };
  /** @type {string[]} */
  const different = [];
  let compared = 0;
  let elements = 0;
  for (const { name, base64 } of all) {
    const { html } = core.open_bytes(
      name,
      Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    );
    for (const part of [html, ...chunksOf(html, 300).map((/** @type {{ html: string }} */ chunk) => chunk.html)]) {
      const built = builtNodes(part, policy, document.implementation.createHTMLDocument(""));
      // Without a sanitizer of the browser's the sink goes by innerHTML.
      const parsed = inertNodes(part, null);
      parsed.normalize();
      elements += parsed.querySelectorAll("*").length;
      compared += 1;
      if (JSON.stringify(shape(built)) !== JSON.stringify(shape(parsed)))
        different.push(`${name}: ${part.slice(0, 300)}`);
    }
  }
  return { different, compared, elements };
}

test("nodes that are built one by one are those that a browser parses", async ({ page }) => {
  await page.goto("/");
  const all = files();
  const { different, compared, elements } = await page.evaluate(compare, all);
  expect(different).toEqual([]);
  expect(compared).toBeGreaterThan(all.length);
  expect(elements).toBeGreaterThan(5000);
});

test("what the core does not write is no markup", async ({ page }) => {
  await page.goto("/");
  const built = await page.evaluate(async () => {
    const load = (/** @type {string} */ path) => import(path);
    const { builtNodes } = await load("/embed/built-nodes.js");
    const policy = {
      elements: [
        { name: "p", attributes: [] },
        { name: "a", attributes: ["href"] },
        { name: "img", attributes: ["src"] },
      ],
      attributes: ["id"],
    };
    // As in the sink: in a document that is shown nowhere, no picture is asked for.
    const inert = document.implementation.createHTMLDocument("");
    return [
      `<p onclick="x">a</p>`,
      `<script>x</script><p>a</p>`,
      `<P>a</P>`,
      `<p>a<!-- b --></p>`,
      `<a href="javascript:x">a</a>`,
      `<a href="https://a.example/?a=1&amp;b=&quot;">a</a>`,
      `<img src="javascript:x"><img src="data:image/svg+xml,x"><img src="a/b.png">`,
      `</p></a>a`,
      `<p id='x'>a</p>`,
    ].map((html) => {
      const holder = inert.createElement("div");
      holder.append(builtNodes(html, policy, inert));
      return holder.innerHTML;
    });
  });
  expect(built).toEqual([
    "<p>a</p>",
    "x<p>a</p>",
    "&lt;P&gt;a&lt;/P&gt;",
    "<p>a&lt;!-- b --&gt;&lt;/p&gt;</p>",
    "<a>a</a>",
    `<a href="https://a.example/?a=1&amp;b=&quot;">a</a>`,
    `<img><img><img src="a/b.png">`,
    "a",
    "&lt;p id='x'&gt;a&lt;/p&gt;",
  ]);
});
