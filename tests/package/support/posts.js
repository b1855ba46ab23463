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
