// Long articles are put in by chunks.

import { expect, test } from "./support/test.js";

test("chunks put together are the article", async ({ page }) => {
  await page.goto("/");
  const differences = await page.evaluate(async () => {
    const { chunksOf } = await import(new URL("js/core/html-chunks.js", document.baseURI).href);
    const { inertNodes } = await import(new URL("js/article/sink.js", document.baseURI).href);
    const pieces = [
      "<p>One &amp; two <b>bold <i>and more</i> words</b> 𠮷𠮷𠮷 to the end.</p>",
      '<ul><li>first <a href="https://a.example/?a=1&amp;b=2">a link</a></li><li><ul><li>inner</li></ul></li></ul>',
      '<ol start="4"><li>four</li><li value="9">nine</li></ol><ol reversed=""><li>last</li><li>first</li></ol>',
      "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2 &lt; 3</td></tr></tbody></table>",
      '<figure><img src="https://i.example/x.jpg" alt="a > b"><figcaption>A caption</figcaption></figure>',
      '<blockquote id="av-q"><p>Quoted<br>text</p><pre>\n\nlines\n of code</pre></blockquote><hr>',
    ];
    const wrong = [];
    for (let seed = 1; seed <= 300; seed += 1) {
      let random = seed;
      const next = (/** @type {number} */ below) => (random = (random * 48271) % 2147483647) % below;
      const html = Array.from({ length: 1 + next(9) }, () => pieces[next(pieces.length)]).join("");
      const chunks = chunksOf(html, 8 + next(80));
      /** @type {DocumentFragment[]} */
      const all = chunks.map((/** @type {{ html: string }} */ slice) => inertNodes(slice.html, null));
      /** @type {DocumentFragment} */
      const expected = inertNodes(html, null);
      if (all.map((nodes) => nodes.textContent).join("") !== expected.textContent) wrong.push(["text", html, chunks]);
      for (const what of ["a", "img", "br", "hr", "figure", "figcaption", "[id]", "ol[reversed]"]) {
        const count = all.reduce((sum, nodes) => sum + nodes.querySelectorAll(what).length, 0);
        if (count !== expected.querySelectorAll(what).length) wrong.push([what, html, chunks]);
      }
    }
    return wrong.slice(0, 2);
  });
  expect(differences).toEqual([]);
});
