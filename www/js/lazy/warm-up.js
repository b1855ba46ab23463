/**
 * Reads a post that nobody sees while the page has nothing to do: browsers compile the functions of the core and of the page when
 * they are first called, and look for a typeface when it is first needed in a size, and so a reader's first post would take three
 * times as long as the next ones.
 */
import { element } from "../views/element.js";
import { articleView } from "../views/post-article.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Words } from '../types.js' */

/** What most posts have, so that most functions are called. */
const POST = `---
layout: post
title: "没有人看的文章：A post that nobody sees"
author: Nobody
date: 2020-01-02T03:04:05.000Z
from: https://warm-up.example.org/a-post.html
tags: [ one, two ]
---
<div class="article-body"><h2 style="color:#333">First of all</h2>
<p class="lead" style="margin:0">Some words, with <b>bold</b>, <i>slanted</i> and <a href="https://warm-up.example.org/other?utm_source=a">linked</a> ones &amp; a dash&nbsp;— and more of them, so that this is a paragraph.</p>
<p>一段中文，有“引号”和标点。<br>第二行里也有几个字，还有一个数字 2020。</p>
<figure><img data-src="https://warm-up.example.org/picture.jpg" alt="A picture" width="600" height="400"><figcaption>What it shows</figcaption></figure>
<blockquote><p>Somebody said this, and somebody else wrote it down.</p></blockquote>
<ul><li>One thing</li><li>Another thing</li></ul><table><tr><th>Year</th><td>2020</td></tr></table>
<div class="share-buttons"><a href="https://warm-up.example.org/share">Share</a></div><script>var nothing = 1;</script>
<p>The last paragraph has a few words more than the others, and then it ends with a full stop.</p></div>

## In Markdown

A paragraph with **bold**, \`code\` and [a link](https://warm-up.example.org/) in it.[^1]

1. First
2. Second

[^1]: A note.
`;

/**
 * @param {Engine} engine
 * @param {Words} words
 */
export async function warmUp(engine, words) {
  const page = await engine.openFile(new File([POST], "2020-01-02-a-post-that-nobody-sees.md"));
  const entry = { page, base: null, note: null, findImage: null };
  // Its pictures are never asked for.
  const { root } = articleView(words, {
    entry,
    images: "never",
    sanitizer: engine.sanitizer(),
    core: engine,
    back: null,
    saveable: true,
  });
  layOut(root, row());
}

/** What a row of a list says, in letters and in Han. */
function row() {
  const text = "A post 一篇文章，2020";
  return element(
    "section",
    { class: "list library" },
    element(
      "ol",
      { class: "list-rows virtual-rows" },
      element(
        "li",
        { class: "list-row" },
        element("h2", { class: "list-title", lang: "zh" }, text),
        element(
          "p",
          { class: "list-about" },
          element("span", { class: "row-facts" }, text),
          element("span", { class: "list-excerpt", lang: "zh" }, text),
        ),
      ),
    ),
  );
}

/** Lays out what is gone before it is painted. @param {HTMLElement[]} parts */
function layOut(...parts) {
  const place = element("div", { class: "content", inert: true, "aria-hidden": "true" }, ...parts);
  Object.assign(place.style, { position: "absolute", visibility: "hidden", blockSize: "0", overflow: "hidden" });
  document.body.append(place);
  place.getBoundingClientRect();
  place.remove();
}
