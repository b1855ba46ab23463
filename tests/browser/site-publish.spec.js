// What `archive-viewer publish` makes by itself, without a checkout: the same site as `cargo xtask dist --posts`, which opens on a
// plain file server. `cargo xtask test dist` has put both together.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { asked, DIST, test } from "./support/site.js";
import { expect } from "./support/test.js";
import { COUNT, LINE } from "./support/weir.js";

/** @param {string} of @returns {string[]} paths of its files */
function filesOf(of) {
  const site = join(DIST, of, "site");
  const entries = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => join(parentPath, name).slice(site.length + 1)).sort();
}

/** @param {string} of @param {string} path */
const read = (of, path) => readFileSync(join(DIST, of, "site", path));

/**
 * `dist` was given origins to allow, players and the address of the source code, which are in the viewer's scripts, in the names of
 * these, in what names them, and in the policies of the viewer's pages.
 */
const OF_VIEWER = /^parts\/.*-[0-9a-f]{8}\.js$/;
const WITH_POLICY = ["_headers", "vercel.json", ".htaccess", "index.html", "embed.html"];
const NAMING_SCRIPTS = ["embed/archive-viewer.js", "embed/archived-post.js", "embed/define.js", "service-worker.js"];
const LISTING_FILES = "published.json";

test("the command makes the site that dist makes", () => {
  const own = filesOf("published").filter((path) => !OF_VIEWER.test(path));
  expect(own).toEqual(filesOf("library").filter((path) => !OF_VIEWER.test(path)));
  expect(own.length).toBeGreaterThan(1900);
  const differ = [...WITH_POLICY, ...NAMING_SCRIPTS, LISTING_FILES];
  const different = own.filter((path) => !read("published", path).equals(read("library", path)));
  expect(different.sort()).toEqual(differ.sort());

  // In what differs nothing else does.
  const policy = / https:\/\/archive\.example; frame-src https:\/\/player\.vimeo\.com/g;
  const plain = (/** @type {string} */ text) =>
    text.replace(policy, "").replace(/(parts\/[a-z-]+-)[0-9a-f]{8}(\.js)/g, "$1$2");
  for (const path of WITH_POLICY)
    expect(plain(String(read("published", path))), path).toBe(plain(String(read("library", path))));
  const [ours, theirs] = ["published", "library"].map((of) => JSON.parse(String(read(of, LISTING_FILES))));
  expect([ours.posts, ours.gone]).toEqual([theirs.posts, theirs.gone]);
  // All that is there is known to the next run.
  for (const of of ["published", "library"]) {
    const { files } = JSON.parse(String(read(of, LISTING_FILES)));
    expect(files.sort()).toEqual(filesOf(of).filter((path) => path !== LISTING_FILES));
  }
});

test.describe("on a plain file server", () => {
  test.use({ site: { of: "weir", headers: false, ranges: true } });
  const heading = (/** @type {import("@playwright/test").Page} */ page) => page.getByRole("heading", { level: 1 });
  const body = (/** @type {import("@playwright/test").Page} */ page) => page.locator(".post-body");

  test("its list, a post, a search and a page without scripts", async ({ page, baseURL, browser }) => {
    const paths = asked(page, baseURL);
    await page.goto("./");
    await expect(heading(page)).toHaveText(`Weir: ${COUNT} posts`);
    await expect(page.locator(".list-excerpt").first()).toContainText("The heron stood in the water.");
    await page.getByRole("link", { name: "Number 7", exact: true }).click();
    await expect(heading(page)).toHaveText("Number 7");
    await expect(body(page)).toContainText("The heron stood");
    await page.goBack();
    await page.getByRole("searchbox", { name: "Search all posts" }).fill("heron title:12");
    await expect(page.locator(".list-row")).toHaveCount(1);
    await expect(page.locator(".list-row")).toContainText("Number 12");
    expect(paths.some((path) => path.includes("/search/segment-"))).toBe(true);
    expect(paths.some((path) => path.endsWith(".zip") && !path.includes("/search/"))).toBe(false);

    const plain = await browser.newPage({ javaScriptEnabled: false, baseURL });
    await plain.goto("./");
    await plain.getByRole("link", { name: "All posts as pages" }).click();
    await plain.getByRole("link", { name: "Number 7", exact: true }).click();
    await expect(plain.getByRole("heading", { level: 1 })).toHaveText("Number 7");
    await plain.close();
  });

  test("is cleaned by what repeats in it, in its list and for a post fetched alone", async ({ page, baseURL }) => {
    const paths = asked(page, baseURL);
    await page.goto(`./#/post/${encodeURIComponent("_posts/2020-01-01-7.md")}`);
    await expect(heading(page)).toHaveText("Number 7");
    await expect(body(page).getByText(LINE)).toHaveCount(0);
    await page.getByText("What was cleaned").click();
    await expect(page.getByText(`Stands in ${COUNT} of ${COUNT} posts of weir.example`)).toBeVisible();
    const evidence = paths.filter((path) => path.includes("/evidence"));
    expect(evidence).toHaveLength(1);
    expect(read("weir", evidence[0].slice(evidence[0].indexOf("library/"))).length).toBeLessThan(2048);
  });
});
