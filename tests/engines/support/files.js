// Files that stories open, written where a browser can pick them.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { postText, zip } from "../../browser/support/pack.js";

export { postText, zip };

/** The page's picker of files; the one of folders stands behind it. */
export const PICKER = "input.picker:not([webkitdirectory])";

/** @param {string} folder @param {string} name @param {string | Buffer} bytes @returns {string} its path */
export function written(folder, name, bytes) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Text long enough to be scrolled. @param {string} about */
export const long = (about) =>
  Array.from({ length: 60 }, (_, at) => `Paragraph ${at + 1} ${about}, which goes on for a line or two.`).join("\n\n");

/** Posts of two sources in two languages and scripts, one of them long. */
export const SITE = zip([
  {
    name: "site/_posts/2019-03-01-bridge.md",
    bytes: postText(
      "石桥修好以后",
      "石桥修好了。老杨走过石桥，石桥很长。",
      "author: 老杨\nfrom: https://bridge.example/1\n",
    ),
  },
  {
    name: "site/_posts/2020-04-02-lamp.md",
    bytes: postText(
      "灯",
      "楊先生說：這座橋是老楊修的。",
      "author: 小叔\nfrom: https://lamp.example/2\ntags: [灯, 桥]\n",
    ),
  },
  {
    name: "site/_posts/2021-05-03-ferry.md",
    bytes: postText(
      "The Ferry Leaves",
      `The FERRY leaves at ten.\n\n![A heron](/images/heron.png)\n\n${long("of the ferry")}\n\nThe ferry is last heard of here.`,
      "from: https://bridge.example/ferry\n",
    ),
  },
  {
    name: "site/_posts/2021-06-04-market.md",
    bytes: postText("Market Day", long("of the market"), "author: Ann Lee\nfrom: https://lamp.example/4\n"),
  },
  {
    name: "site/_posts/2021-07-05-night.md",
    bytes: postText(
      "Night Train",
      "The night train passes it once.",
      "author: Ann Lee\nfrom: https://lamp.example/5\n",
    ),
  },
  { name: "site/images/heron.png", bytes: png() },
  { name: "site/_config.yml", bytes: "title: A Site\n" },
]);

/** @returns {Buffer} a picture of one pixel */
function png() {
  return Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
}

/** Opens an archive by the picker, and waits until it has been read. @param {import("./run.js").Stage} stage @param {Buffer} [bytes] */
export async function openSite({ page, site, folder }, bytes = SITE) {
  await page.open(site.url);
  await page.upload(PICKER, written(folder, "site.zip", bytes));
  await page.shows("h1", /5 posts$/);
  await page.until(() => document.querySelector("[role=progressbar], .shelf-progress") === null);
}

/** Opens a sample of the site by its URL, with its pictures. @param {import("./run.js").Stage} stage @param {string} file */
export async function openSample({ page, site }, file) {
  await page.open(`${site.url}?sample#/post/${encodeURIComponent(file)}`);
  await page.find("article h1");
  await page.until(() => [...document.images].every((img) => img.complete || img.loading === "lazy"));
}
