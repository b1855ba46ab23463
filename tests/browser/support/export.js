// Files of posts that a story saves, and what is in them.

import { readFile } from "node:fs/promises";
import { DOMParser } from "@xmldom/xmldom";
import { strFromU8, unzipSync } from "fflate";

import { dropFiles } from "./drop.js";
import { written } from "./openers.js";
import { zip } from "./pack.js";
import { expect } from "./test.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").TestInfo} Info */

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** @param {string[]} lines of front matter @param {string} body */
const text = (lines, body) => `---\n${lines.join("\n")}\n---\n\n${body}\n`;

/** Posts with pictures, links to each other, comments, a table and a formula's text. */
export const LOG = [
  {
    name: "log/_posts/2020-01-02-lamp.md",
    bytes: text(
      ["title: The lamp", "author: Ann Lee", "from: https://log.example/lamp", "tags: [light, sea]"],
      "The lamp was lit at dusk, & burned <em>all</em> night.\n\n![The lamp](../pictures/lamp.png)\n\nSee [the ferry]({% post_url 2020-01-03-ferry %}).\n\n| Hour | Light |\n|---|---|\n| 6 | on |\n\nWhat follows is a line<br>in two.",
    ),
  },
  {
    name: "log/_posts/2020-01-03-ferry.md",
    bytes: text(
      ["title: The ferry", "comments:", "  - author: Bo", "    content: I was on it.", "    date: 2020-01-04"],
      "The ferry came late.\n\n![The same lamp](../pictures/lamp.png)",
    ),
  },
  {
    name: "log/_posts/2019-05-01-渡口.md",
    bytes: text(["title: 渡口", "lang: zh-CN"], "<ruby>渡口<rt>dùkǒu</rt></ruby>的灯亮了。"),
  },
  { name: "log/pictures/lamp.png", bytes: PNG },
];

/** @param {number} count @returns {{ name: string, bytes: string }[]} posts of about a page each */
export const many = (count) =>
  Array.from({ length: count }, (_, at) => ({
    name: `many/_posts/${2000 + Math.floor(at / 300)}-0${1 + (at % 9)}-1${at % 10}-post-${at}.md`,
    bytes: text(
      [`title: Post ${at}`, `author: Keeper ${at % 7}`, `from: https://log.example/${at}`],
      Array.from(
        { length: 20 },
        (_, nth) => `Paragraph ${nth} of ${at}. ${"The tide was as the table had it. ".repeat(9)}`,
      ).join("\n\n"),
    ),
  }));

/** Opens an archive; its list can be saved then. @param {Page} page @param {Info} info @param {string} name @param {{ name: string, bytes: string | Buffer }[]} entries */
export async function openArchive(page, info, name, entries) {
  await page.goto("./");
  await dropFiles(page, [written(info, name, zip(entries))]);
  await expect(saveButton(page)).toBeVisible({ timeout: 60_000 });
}

export const saveButton = (/** @type {Page} */ page) => page.getByRole("button", { name: "Save these posts…" });
export const dialog = (/** @type {Page} */ page) => page.getByRole("dialog");

/** Saves the list. @param {Page} page @param {string} form @returns {Promise<{ name: string, bytes: Buffer }>} */
export const saved = (page, form) => savedBy(page, saveButton(page), form);

/**
 * Saves what a button leads to.
 * @param {Page} page
 * @param {import("@playwright/test").Locator} button
 * @param {string} form
 * @param {() => Promise<void>} [look] at the dialog
 * @returns {Promise<{ name: string, bytes: Buffer }>}
 */
export async function savedBy(page, button, form, look = async () => {}) {
  await button.click();
  await look();
  await dialog(page).getByRole("radio", { name: form }).check();
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    dialog(page).getByRole("button", { name: "Save", exact: true }).click(),
  ]);
  const file = { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(button).toBeFocused();
  return file;
}

/** @param {Buffer} bytes @returns {Map<string, string>} its files as texts, by path */
export const unpacked = (bytes) =>
  new Map(Object.entries(unzipSync(new Uint8Array(bytes))).map(([path, own]) => [path, strFromU8(own)]));

/**
 * What a reader of books finds; it fails where a file is not well-formed.
 * @param {Buffer} bytes
 */
export function chaptersOf(bytes) {
  const files = [...unpacked(bytes)].filter(([path]) => path.endsWith(".xhtml") || path.endsWith(".opf"));
  return files.map(([path, source]) => {
    const parsed = new DOMParser({
      onError(level, message) {
        throw new Error(`${path}: ${level}: ${message}`);
      },
    }).parseFromString(source, path.endsWith(".opf") ? "application/xml" : "application/xhtml+xml");
    const all = (/** @type {string} */ name) => [...parsed.getElementsByTagName(name)];
    return {
      path,
      title: all("h1")[0]?.textContent ?? "",
      words: parsed.documentElement?.textContent?.replace(/\s+/g, "") ?? "",
      pictures: all("img").map((image) => image.getAttribute("src") ?? ""),
      links: all("a").map((link) => link.getAttribute("href") ?? ""),
    };
  });
}
