// The library inside another site's page: previous and next, search, sort and filters on request, what repeats in an archive,
// and several elements that don't disturb each other.

import { expect, hostPage, listen, strictPolicy, test } from "./support/embedding.js";
import { startHost } from "./support/host.js";
import { postText, zip } from "./support/pack.js";

/** @typedef {import("@playwright/test").Locator} Locator */

const DAYS = ["03", "01", "02", "05", "04"];
const BIRDS = ["heron", "gull", "heron and gull", "tern", "heron"];
const LINE = "The Weir Post, every morning on every pier";

const field = (/** @type {Locator} */ viewer) => viewer.getByRole("searchbox", { name: "Search all posts" });
const titles = (/** @type {Locator} */ viewer) => viewer.locator(".list-title");

/** @param {number} nth */
const text = (nth) =>
  postText(
    `Number ${nth}`,
    `A ${BIRDS[nth]} was seen.\n\nMore of [number 0](number-0.md).`,
    `date: 2021-02-${DAYS[nth]}\n`,
  );

/** A list of five posts below /archive/. @param {import("./support/host.js").Host} host */
function serveList(host) {
  const list = DAYS.map((_, nth) => ({ file: `number-${nth}.md`, title: `Number ${nth}`, lang: "en" }));
  list.forEach(({ file }, nth) => host.serve(`/archive/${file}`, text(nth)));
  return host.serve("/archive/index.json", JSON.stringify(list));
}

test("previous and next lead through a list of which nothing else is loaded", async ({ page, host, baseURL }) => {
  serveList(host);
  await page.goto(
    host.serve("/page.html", hostPage(baseURL ?? "", `<archive-viewer src="archive/index.json"></archive-viewer>`)),
  );
  const viewer = page.locator("archive-viewer");
  await viewer.getByRole("link", { name: "Number 1" }).click();
  await viewer.getByRole("link", { name: "Number 2 →" }).click();
  await expect(viewer.getByRole("heading", { level: 1, name: "Number 2" })).toBeFocused();
  await viewer.getByRole("navigation", { name: "Post 3 of 5" }).getByRole("link", { name: "← Number 1" }).click();
  await expect(viewer.locator("h1")).toHaveText("Number 1");
  await viewer.getByRole("link", { name: "Previous post" }).click();
  await expect(viewer.locator("h1")).toHaveText("Number 0");
  await expect(viewer.getByRole("link", { name: "Previous post" })).toHaveCount(0);
  expect(host.asked.filter((path) => path.endsWith(".md"))).toEqual(
    [1, 2, 1, 0].map((n) => `GET /archive/number-${n}.md`),
  );
});

test("a list is searched once the reader asks: its posts are read then, and not before", async ({
  page,
  host,
  baseURL,
}) => {
  const told = await listen(page);
  serveList(host);
  const headers = {
    "Content-Security-Policy": strictPolicy(baseURL ?? "").replace("; img-src", ` ${host.origin}; img-src`),
  };
  const body = hostPage(baseURL ?? "", `<archive-viewer src="archive/index.json" heading-level="3"></archive-viewer>`);
  await page.goto(host.serve("/page.html", { body, headers }));
  const viewer = page.locator("archive-viewer");
  await expect(viewer.getByText("Search loads all 5 posts.")).toBeVisible();
  await expect(titles(viewer)).toHaveText([0, 1, 2, 3, 4].map((nth) => `Number ${nth}`));
  await field(viewer).pressSequentially("heron");
  expect(host.asked.filter((path) => path.endsWith(".md"))).toEqual([]);
  await field(viewer).press("Enter");

  await expect(viewer.locator(".search-status")).toHaveText("3 matches for “heron” in 3 of 5 posts.");
  await expect(field(viewer)).toBeFocused();
  await expect(field(viewer)).toHaveValue("heron");
  await expect(viewer.locator("mark")).toHaveText(["heron", "heron", "heron"]);
  await expect(viewer.locator(".list-heading")).toHaveText("5 posts");
  await expect(viewer.locator(".list-heading")).toHaveAttribute("aria-level", "3");
  await expect(viewer.locator(".list-title:not([aria-level='4'])")).toHaveCount(0);
  await viewer.getByRole("combobox", { name: "Sort by" }).selectOption("oldest");
  await expect(titles(viewer)).toHaveText(["Number 2", "Number 0", "Number 4"]);

  // Filters are folded, and their focus stays where it was.
  await expect(viewer.getByText("Feb", { exact: true })).toBeHidden();
  await field(viewer).press("ArrowDown");
  await expect(viewer.getByRole("link", { name: "Number 2" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(viewer.getByRole("heading", { level: 3, name: "Number 2" })).toBeVisible();
  await expect(viewer.getByText("1 of 1", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => [...(CSS.highlights.get("found") ?? [])].map(String))).toEqual(["heron"]);
  // Links among the posts lead to them.
  await viewer.locator(".post-body").getByRole("link", { name: "number 0" }).click();
  await expect(viewer.getByRole("heading", { level: 3, name: "Number 0" })).toBeVisible();
  await viewer.getByRole("link", { name: "Number 4 →" }).click();
  await expect(viewer.getByRole("heading", { level: 3, name: "Number 4" })).toBeVisible();
  await viewer.locator(".reading-back a").first().click();
  await expect(viewer.getByRole("link", { name: "Number 4" })).toBeFocused();
  await expect(field(viewer)).toHaveValue("heron");
  await expect(viewer.getByRole("combobox", { name: "Sort by" })).toHaveValue("oldest");
  await viewer.getByRole("combobox", { name: "Sort by" }).selectOption("title");
  expect((await told()).findLast(({ type }) => type === "archive-viewer-search")?.detail).toEqual({
    text: "heron",
    sort: "title",
    chosen: {},
  });
});

test("a zip of another origin is searched by its own bytes, and what repeats in it goes from its posts", async ({
  page,
  host,
  baseURL,
  watched,
}) => {
  const archive = await startHost();
  watched.ownOrigins.add(archive.origin);
  const bytes = zip(
    Array.from({ length: 30 }, (_, nth) => ({
      name: `weir-main/_posts/2020-01-${String(nth + 1).padStart(2, "0")}-number-${nth}.md`,
      bytes: postText(
        `The Number ${nth}`,
        `The heron stood in the water.${" It stood there.".repeat(nth)}\n\n${LINE}`,
        `from: https://weir.example/${nth}\n`,
      ),
    })),
  );
  const cors = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Content-Range" };
  archive.serve("/weir-main.zip", { body: bytes, ranges: true, headers: cors });
  const policy = strictPolicy(baseURL ?? "").replace("; img-src", ` ${archive.origin}; img-src`);
  const body = hostPage(baseURL ?? "", `<archive-viewer src="${archive.origin}/weir-main.zip"></archive-viewer>`);
  await page.goto(host.serve("/page.html", { body, headers: { "Content-Security-Policy": policy } }));
  const viewer = page.locator("archive-viewer");
  await expect(viewer.getByText(/^Search loads \d.*\sKB\.$/)).toBeVisible();
  await viewer.getByRole("link", { name: "number 7", exact: true }).click();
  // Nothing is known of the others.
  await expect(viewer.locator(".post-body")).toContainText(LINE);
  await expect(viewer.locator(".post-notes")).toHaveCount(0);
  await viewer.getByRole("link", { name: "All 30 posts" }).click();

  await viewer.getByRole("button", { name: "Search and sort" }).click();
  await expect(titles(viewer).first()).toHaveText("The Number 29");
  await expect(viewer.getByRole("progressbar")).toHaveCount(0);
  await field(viewer).fill('"on every pier"');
  await expect(viewer.locator(".search-status")).toHaveText("No matches for “on every pier”.");
  await field(viewer).fill("heron");
  await expect(viewer.locator(".search-status")).toHaveText("30 matches for “heron” in 30 of 30 posts.");
  await viewer.getByRole("combobox", { name: "Sort by" }).selectOption("oldest");
  await viewer.getByRole("link", { name: "The Number 0" }).click();
  await expect(viewer.locator(".post-body")).toHaveText("The heron stood in the water.");
  await viewer.getByRole("link", { name: "The Number 1 →" }).click();
  await expect(viewer.locator("h1")).toHaveText("The Number 1");
  await archive.close();
});

test("the library of a published site is searched by its archive, under the same titles", async ({
  page,
  host,
  baseURL,
}) => {
  const rows = [1, 2, 3].map((nth) => ({ file: `2021/post ${nth}.md`, title: `Number ${nth}`, lang: "en" }));
  const words = (/** @type {number} */ nth) =>
    postText(`Number ${nth}`, `The words of ${nth}.\n\n![A heron](heron.svg)`);
  const archive = zip(rows.map(({ file }, nth) => ({ name: `posts/${file}`, bytes: words(nth + 1) })));
  const contents = {
    format: 1,
    title: "The Gazette",
    total: 3,
    blocks: ["a.json"],
    archive: { path: "library/The Gazette.zip", size: archive.length },
  };
  const heron = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"></svg>';
  host.serve("/site/posts/2021/heron.svg", heron);
  host.serve("/site/library/index.json", JSON.stringify(contents));
  host.serve("/site/library/a.json", JSON.stringify(rows));
  host.serve("/site/library/The Gazette.zip", { body: archive, ranges: true });
  const body = `<archive-viewer src="site/library/index.json" lang="zh-Hans" history="hash"></archive-viewer>`;
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", body)));
  const viewer = page.locator("archive-viewer");
  await expect(viewer.getByText(/^搜索会下载 \d+字节。$|^搜索会下载 \d.+。$/)).toBeVisible();
  expect(host.asked.filter((path) => path.includes(".zip"))).toEqual([]);
  await viewer.getByRole("searchbox", { name: "搜索全部文章" }).fill("words");
  await viewer.getByRole("button", { name: "搜索和排序" }).click();
  await expect(viewer.locator("mark")).toHaveCount(3);
  await viewer.getByRole("link", { name: "Number 2" }).click();
  await expect(viewer.locator(".post-body")).toHaveText("The words of 2.");
  // Its pictures are where they are published.
  const picture = viewer.getByRole("img", { name: "A heron" });
  await expect(picture).toHaveJSProperty("src", `${host.origin}/site/posts/2021/heron.svg`);
  await expect(picture).toHaveJSProperty("naturalWidth", 80);
  expect(new URL(page.url()).hash).toBe("#archive=/post/2021%2Fpost%202.md");
  // Whoever follows that address needs no search.
  host.serve("/site/posts/2021/post 2.md", words(2));
  await page.reload();
  await expect(viewer.locator(".post-body")).toHaveText("The words of 2.");
  expect(host.asked.filter((path) => path.endsWith("post 2.md") || path.endsWith("post%202.md"))).toHaveLength(1);
});

test("posts that are there already are searched by the first letter", async ({ page, host, baseURL }) => {
  const inside = DAYS.map((_, nth) => `<script type="text/markdown">${text(nth)}</script>`);
  await page.goto(
    host.serve("/page.html", hostPage(baseURL ?? "", `<archive-viewer>${inside.join("")}</archive-viewer>`)),
  );
  const viewer = page.locator("archive-viewer");
  // As the page has them.
  await expect(titles(viewer)).toHaveText([0, 1, 2, 3, 4].map((nth) => `Number ${nth}`));
  await field(viewer).pressSequentially("tern", { delay: 50 });
  await expect(titles(viewer)).toHaveText(["Number 3"]);
  await expect(field(viewer)).toHaveValue("tern");
  await viewer.getByRole("link", { name: "Number 3" }).click();
  await expect(viewer.locator("h1")).toHaveText("Number 3");
});

test("the page's fragment keeps where each element is, beside the page's own anchors", async ({
  page,
  host,
  baseURL,
}) => {
  serveList(host);
  const body = `<p><a href="#below">Below</a></p>
    <archive-viewer id="one" src="archive/index.json" history="hash"></archive-viewer>
    <archive-viewer id="two" src="archive/index.json" history="hash"></archive-viewer>
    <archive-viewer id="none" src="archive/index.json"></archive-viewer>
    <h2 id="below">Below</h2>`;
  const url = host.serve("/page.html", hostPage(baseURL ?? "", body));
  await page.goto(url);
  const [one, two, none] = ["#one", "#two", "#none"].map((id) => page.locator(id));
  const hash = () => decodeURIComponent(decodeURIComponent(new URL(page.url()).hash)).replaceAll(host.origin, "");
  await none.getByRole("link", { name: "Number 4" }).click();
  await expect(none.locator("h1")).toHaveText("Number 4");
  expect(hash()).toBe("");

  await one.getByRole("link", { name: "Number 1" }).click();
  await expect(one.locator("h1")).toHaveText("Number 1");
  expect(hash()).toBe("#one=/post//archive/number-1.md");
  await two.getByRole("button", { name: "Search and sort" }).click();
  await field(two).fill("gull");
  await two.getByRole("combobox", { name: "Sort by" }).selectOption("oldest");
  await expect(titles(two)).toHaveText(["Number 1", "Number 2"]);
  expect(hash()).toBe("#one=/post//archive/number-1.md;two=/search/gull?sort=oldest");
  await two.getByRole("link", { name: "Number 2" }).click();
  await expect(two.locator("h1")).toHaveText("Number 2");
  const deep = page.url();

  // An anchor of the page moves nothing, and back from it is where the reader was.
  await page.getByRole("link", { name: "Below" }).click();
  expect(hash()).toBe("#below");
  await expect(two.locator("h1")).toHaveText("Number 2");
  await page.goBack();
  expect(page.url()).toBe(deep);
  await page.goBack();
  await expect(titles(two)).toHaveText(["Number 1", "Number 2"]);
  await expect(field(two)).toHaveValue("gull");
  await expect(two.getByRole("link", { name: "Number 2" })).toBeFocused();
  await expect(one.locator("h1")).toHaveText("Number 1");
  await page.goBack();
  await expect(titles(one)).toHaveCount(5);
  await expect(one.getByRole("link", { name: "Number 1" })).toBeFocused();
  await expect(none.locator("h1")).toHaveText("Number 4");
  await page.goForward();
  await expect(one.locator("h1")).toHaveText("Number 1");

  // Others follow the address to the same places; a search still says first what it loads.
  await page.goto("about:blank");
  await page.goto(`${url}#one=/post/nowhere.md;two=/search/gull?sort=oldest`);
  await expect(one.getByRole("alert")).toHaveText("There is no post “nowhere.md” here.");
  await expect(field(two)).toHaveValue("gull");
  await expect(two.getByText("Search loads all 5 posts.")).toBeVisible();
  await field(two).press("Enter");
  await expect(titles(two)).toHaveText(["Number 1", "Number 2"]);
  await page.goto("about:blank");
  await page.goto(deep);
  await expect(one.locator("h1")).toHaveText("Number 1");
  await expect(two.locator("h1")).toHaveText("Number 2");
  await two.locator(".reading-back a").first().click();
  await expect(two.getByRole("link", { name: "Number 2" })).toBeFocused();
  expect(hash()).toBe("#one=/post//archive/number-1.md");
});
