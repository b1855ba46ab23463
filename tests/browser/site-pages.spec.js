// The pages of posts that `cargo xtask dist --posts` makes, as a plain file server sends them to readers without scripts; and as
// validators and parsers of feeds and descriptions read them. `cargo xtask test dist` has put them together.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { HtmlValidate } from "html-validate";
import jsonld from "jsonld";

import { axeFaults } from "./support/axe.js";
import { serveFiles } from "./support/file-server.js";
import { expect, test as base } from "./support/test.js";

const SITE = fileURLToPath(new URL("../../dist/tests/library/site/", import.meta.url));
const HOME = "https://news.example/some/where/";

const test = base.extend({
  baseURL: async ({}, use) => {
    const server = await serveFiles(SITE, { base: "/some/where/" });
    await use(server.url);
    await server.close();
  },
});
test.use({ javaScriptEnabled: false });

/** @param {string} path */
const read = (path) => readFileSync(join(SITE, path), "utf8");

/** @returns {{ posts: Record<string, string>, files: string[] }} */
const manifest = () => JSON.parse(read("published.json"));

/** @param {string} path of a post in the archive */
const pageOf = (path) => manifest().posts[path];

const MILL = "_posts/2019-03-02-the-mill.md";

test("a post is read without scripts: headline, text, picture, record, neighbours", async ({ page }) => {
  /** @type {string[]} */
  const failed = [];
  page.on("console", (message) => message.type() === "error" && failed.push(message.text()));
  await page.goto(pageOf(MILL));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The Mill Is Turning Again");
  await expect(page.locator(".post-body")).not.toBeEmpty();
  const record = page.locator(".panel");
  await expect(record).not.toHaveAttribute("open");
  await record.locator("summary").click();
  await expect(record).toHaveAttribute("open");
  await expect(page.getByText("Licence: CC BY 4.0")).toBeVisible();
  await page.locator(".neighbours a[rel=prev]").click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("The Mill Is Turning Again");
  expect(failed).toEqual([]);
});

test("a page asks nobody but its own site", async ({ page, baseURL }) => {
  /** @type {string[]} */
  const others = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(baseURL ?? "-")) others.push(request.url());
  });
  for (const address of Object.values(manifest().posts).slice(-8)) await page.goto(address, { waitUntil: "load" });
  expect(others).toEqual([]);
});

test("the index leads to years, months and posts", async ({ page }) => {
  await page.goto("./");
  await page.getByRole("link", { name: "All posts as pages" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Old news");
  await page.getByRole("link", { name: "2000", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Posts of 2000");
  await page.getByRole("link", { name: "May", exact: true }).click();
  await expect(page.locator(".published-list > li")).toHaveCount(28);
  await page.getByRole("link", { name: "Day 113", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Day 113");
});

test("answers in files of their own are below their question, and have no page", async ({ page }) => {
  await page.goto(pageOf("_p/7.md"));
  await expect(page.locator(".comment-author")).toHaveText(["Bo", "Ann"]);
  await expect(page.locator(".comment-text").first()).toHaveText("The ferry stayed.");
  expect(Object.keys(manifest().posts).filter((path) => path.startsWith("_answers/"))).toEqual([]);
});

test("no file of a post has the name of a page, and no page lies among the files", () => {
  const names = readdirSync(join(SITE, "posts"), { recursive: true, encoding: "utf8" });
  expect(names.filter((name) => /\.x?html?$/i.test(name))).toEqual([]);
  expect(manifest().files.filter((name) => name.startsWith("posts/") && /\.x?html?$/i.test(name))).toEqual([]);
});

test("pages are valid", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:standard"],
    rules: {
      // Spaces at the ends of lines are the posts' own; attributes are in the order of the template.
      "no-trailing-whitespace": "off",
      // A page's title is the post's, which may be long.
      "long-title": "off",
      // Links of posts are as they wrote them.
      "no-implicit-input-type": "off",
    },
  });
  const pages = manifest().files.filter((name) => name.endsWith(".html"));
  const checked = pages.filter((name) => !/day-\d+/.test(name) || name.includes("day-113")).filter((_, at) => at < 80);
  expect(checked.length).toBeGreaterThan(20);
  for (const name of checked) {
    const report = await validator.validateString(read(name));
    const messages = report.results.flatMap(({ messages }) => messages);
    expect(messages.map(({ ruleId, message, line }) => `${name}:${line} ${ruleId}: ${message}`)).toEqual([]);
  }
  // Something wrong is found.
  const wrong = await validator.validateString("<!doctype html><html lang=en><body><p><div></p></html>");
  expect(wrong.valid).toBe(false);
});

test("feeds are read by a parser of feeds", () => {
  const atom = parseAtomFeed(read("feed.atom"));
  expect(typeof atom.title === "string" ? atom.title : atom.title?.value).toBe("Old news");
  expect(atom.entries).toHaveLength(50);
  for (const entry of atom.entries ?? []) {
    expect(entry.id).toContain(`${HOME}p/`);
    expect(Date.parse(String(entry.updated))).not.toBeNaN();
  }
  expect(atom.links?.find(({ rel }) => rel === "archives")?.href).toBe(`${HOME}p/`);
  const json = parseJsonFeed(read("feed.json"));
  expect(json.items).toHaveLength(50);
  expect(json.items?.[0].url).toContain(`${HOME}p/`);
  expect(json.items?.map(({ id }) => id)).toEqual(atom.entries?.map(({ id }) => id));
});

test("each page describes itself in JSON-LD", async () => {
  const page = read(`${pageOf(MILL)}index.html`);
  const text = page.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)?.[1] ?? "";
  const [post] = await jsonld.expand(JSON.parse(text), {
    // Its words are those of schema.org; nothing is fetched.
    documentLoader: async (url) => ({
      contextUrl: undefined,
      documentUrl: url,
      document: { "@context": { "@vocab": "https://schema.org/" } },
    }),
  });
  expect(post["@type"]).toEqual(["https://schema.org/NewsArticle"]);
  expect(post["https://schema.org/headline"]).toEqual([{ "@value": "The Mill Is Turning Again" }]);
  expect(JSON.stringify(post["https://schema.org/datePublished"])).toContain("2019-03-02");
});

test("robots, sitemap, search and embedding name addresses of the site", () => {
  expect(read("robots.txt")).toContain(`Sitemap: ${HOME}sitemap.xml`);
  const addresses = [...read("sitemap.xml").matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => url);
  expect(addresses).toContain(HOME + pageOf(MILL));
  expect(addresses.every((url) => url.startsWith(`${HOME}p/`))).toBe(true);
  expect(read("opensearch.xml")).toContain(`${HOME}index.html#/search/{searchTerms}`);
  const oembed = JSON.parse(read(`${pageOf(MILL)}oembed.json`));
  expect(oembed).toMatchObject({ version: "1.0", type: "rich", title: "The Mill Is Turning Again" });
  expect(oembed.html).toContain(`${HOME}embed.html?src=`);
});

test("what is searched by ranges is there, whole, and may be kept for ever", async ({ request }) => {
  const { segments } = JSON.parse(read("search/segments.json"));
  const files = segments.flatMap(
    (/** @type {{ files: { name: string, size: number, sha256: string }[] }} */ one) => one.files,
  );
  expect(files.length).toBeGreaterThan(0);
  const server = await serveFiles(SITE, { base: "/some/where/", headers: true, ranges: true });
  for (const { name, size, sha256 } of files) {
    const bytes = readFileSync(join(SITE, "search", name));
    expect(bytes.length).toBe(size);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
    expect(manifest().files).toContain(`search/${name}`);
    const part = await request.get(`${server.url}search/${name}`, { headers: { Range: "bytes=0-3" } });
    expect([part.status(), (await part.body()).toString("latin1")]).toEqual([206, "PK\u0003\u0004"]);
    expect(part.headers()).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "access-control-allow-origin": "*",
    });
  }
  const list = await request.get(`${server.url}search/segments.json`);
  expect(list.headers()).toMatchObject({ "cache-control": "no-cache", "access-control-allow-origin": "*" });
  await server.close();
});

for (const [what, width, scheme] of /** @type {const} */ ([
  ["on a desk", 1280, "light"],
  ["on a phone", 390, "dark"],
])) {
  test(`a page and the index fit and can be read ${what}`, async ({ browser, baseURL }) => {
    // The checker is a script.
    const look = { baseURL, viewport: { width, height: 800 }, colorScheme: scheme, javaScriptEnabled: true };
    const context = await browser.newContext(look);
    const page = await context.newPage();
    for (const path of [pageOf(MILL), pageOf("_p/7.md"), "p/", "p/2000/", "p/2000/05/"]) {
      await page.goto(path);
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(wide, path).toBeLessThanOrEqual(room);
    }
    await page.goto(pageOf(MILL));
    expect(await axeFaults(page)).toEqual([]);
    await context.close();
  });
}
