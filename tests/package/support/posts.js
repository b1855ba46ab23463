// Posts and an archive of our own.

import { gzipSync } from "node:zlib";

import { zipSync } from "fflate";

export const LAMP = `---
title: The Lamp
date: 2021-03-14
---

The keeper lit the lamp for the last time.

<script>alert(1)</script>

<div class="social-share"><a href="https://social.example/?u=1">Share on Social</a></div>
`;

/** @param {number} number */
const line = (number) => `Word number ${number} of a long evening by the river, told by those who were there.`;

/** A site whose every post ends with the same words. @type {Record<string, string>} */
export const SITE = Object.fromEntries([
  ...Array.from({ length: 12 }, (_, number) => [
    `site-main/_posts/2020-01-${String(number + 10)}-evening-${number}.md`,
    `---\ntitle: Evening ${number}\nfrom: https://news.example.org/${number}\n---\n\n<p>${line(number)}</p>\n<p>${line(number + 100)}</p>\n<p>The River Courier thanks the printers of the old town</p>\n`,
  ]),
  ["site-main/README.md", "# The site\n"],
  ["site-main/_posts/2020-02-01-broken.md", ""],
]);

export const siteZip = () =>
  zipSync(Object.fromEntries(Object.entries(SITE).map(([path, text]) => [path, new TextEncoder().encode(text)])));

export const siteGzip = () => gzipSync(LAMP);

/** Threads, authors by id, a permalink, links among posts, pictures, copies, a post without text, a draft, an HTML post. */
const TEXTS = {
  "town/_config.yml": "title: The Town\npermalink: /:year/:title/\n",
  "town/_data/authors.yml": "ann:\n  name: Ann Weir\n",
  "town/_posts/2020-01-02-pier.md":
    "---\ntitle: The Pier\nauthor_id: ann\n---\n\n![Pier](../images/pier.png) and [the weir]({% post_url 2020-01-03-weir %}) and ![far](https://far.example/a.png)\n",
  "town/_posts/2020-01-03-weir.md":
    "---\ntitle: 渡口 & <b>\ntags: [河]\nfrom: https://town.example/weir\n---\n\n桥修好以后，渡船只在周末开。Ａｎｄ ﬁne ½ words.\n",
  "town/_posts/2020-01-04-page.html":
    "<!doctype html><title>A page</title><script>go()</script><p>Words of a page, long enough to be some.</p>",
  "town/_posts/2020-01-05-again.md": "---\ntitle: Again\n---\n\nThe same words again and again.\n",
  "town/_posts/2020-01-06-again.md": "---\ntitle: Again\n---\n\nThe same words again and again.\n",
  "town/_posts/2020-01-07-draft.md": "---\ntitle: Draft\npublished: false\n---\n\nIt holds.\n",
  "town/_posts/2020-01-08-empty.md": "",
  "town/_p/7.md": '---\ntitle: "When did the ferry leave?"\ndate: 1998-05-01\n---\n\nNobody knows.\n',
  "town/_answers/7/9.md": "---\nuser_name: Bo\nupvote: 3\n---\n\nThe ferry stayed.\n",
  "town/about.md": "About the town, in words that are long enough to be a text of somebody.\n",
  "town/images/pier.png": "\x89PNG\r\n\x1a\n",
};

/** @type {Record<string, Uint8Array>} */
export const TOWN = Object.fromEntries(
  Object.entries(TEXTS).map(([path, text]) => [path, Buffer.from(text, path.endsWith(".png") ? "latin1" : "utf8")]),
);
