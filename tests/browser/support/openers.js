// Ways into the page that more than one story takes: an archive with the samples, a sample, an archive that never comes.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { dropFiles } from "./drop.js";
import { postText, zip } from "./pack.js";
import { picturesStand } from "./screens.js";
import { expect } from "./test.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").TestInfo} Info */

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** @param {string} folder @returns {{ name: string, bytes: Buffer }[]} its files, as entries of an archive */
const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ path: join(entry.parentPath, entry.name) }))
    .map(({ path }) => ({ name: path.slice(folder.length + 1), bytes: readFileSync(path) }));

/** @returns the project's samples and the small archive of the stories, packed as GitHub packs them; one entry is locked */
export function oldNews() {
  const samples = filesOf(join(ROOT, "posts"))
    .filter(({ name }) => name !== "index.json")
    .map(({ name, bytes }) => ({ name: `old-news-main/_posts/${name}`, bytes }));
  const small = filesOf(join(ROOT, "tests", "browser", "archive")).filter(({ name }) => !name.endsWith("no-text.md"));
  const locked = { name: "old-news-main/_posts/2016-06-01-locked.md", bytes: postText("Locked"), encrypted: true };
  return zip([...samples, ...small, locked]);
}

/** @param {Info} info @param {string} name @param {string | Buffer} bytes @returns {string} its path */
export function written(info, name, bytes) {
  const path = info.outputPath(name);
  writeFileSync(path, bytes);
  return path;
}

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });

/** @param {Page} page @param {Info} info */
export async function openArchive(page, info) {
  await page.goto("/");
  await dropFiles(page, [written(info, "old-news.zip", oldNews())]);
  await expect(heading(page)).toHaveText(/^\d+ (posts|篇)|^\d+ ?篇/);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.locator(".list-thumb").first()).toBeVisible();
  await picturesStand(page);
}

/** An archive that is kept as a copy. @param {Page} page @param {Info} info */
export async function openKept(page, info) {
  await openArchive(page, info);
  await page.locator(".shelf .link-button").first().click();
  await page.locator(".keep-way button").last().click();
  await expect(page.locator(".keep-kept")).toBeVisible();
}

/** @param {Page} page @param {string} words */
export async function searchFor(page, words) {
  await page.getByRole("searchbox").pressSequentially(words);
  await expect(page.locator(".search-status")).not.toBeEmpty();
}

/** @param {Page} page @param {string} start of a sample's name */
export async function openSample(page, start) {
  const name = readdirSync(join(ROOT, "posts")).find((file) => file.startsWith(start)) ?? "";
  await page.goto(`/?sample#/post/${encodeURIComponent(name)}`);
  await expect(heading(page)).toBeVisible();
  await picturesStand(page);
}

/**
 * An archive at an address, whose server stops answering after so many requests: what is seen on the way stays to be seen.
 * @param {Page} page
 * @param {number} answers
 */
export async function openStalled(page, answers) {
  // Little of it can be packed, so that it is read in several ranges.
  const bytes = zip(
    Array.from({ length: 300 }, (_, at) => ({
      name: `harbour/_posts/20${10 + (at % 12)}-0${1 + (at % 9)}-1${at % 10}-log-${at}.md`,
      bytes: postText(`Harbour log ${at + 1}`, `The tide was as the table had it.\n\n<!-- ${noise(at, 40_000)} -->`),
    })),
  );
  let asked = 0;
  await page.route("**/posts/harbour.zip", async (route) => {
    asked += 1;
    if (asked > answers) return;
    const [, from, to] =
      route
        .request()
        .headers()
        .range?.match(/^bytes=(\d+)-(\d+)$/) ?? [];
    const body = bytes.subarray(Number(from), Number(to) + 1);
    const headers = {
      "Content-Range": `bytes ${from}-${Number(from) + body.length - 1}/${bytes.length}`,
      ETag: '"one"',
    };
    await route.fulfill({ status: 206, body, headers });
  });
  await page.goto("/?src=posts/harbour.zip");
}

/** @param {number} seed @param {number} length @returns {string} letters without a pattern, the same ones each time */
function noise(seed, length) {
  let state = seed + 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(97 + ((state >>> 24) % 26));
  }).join("");
}
