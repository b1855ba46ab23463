// The search of a published archive: by ranges of files on a plain server, held to the library that has read the archive.

import { dropFiles } from "./support/drop.js";
import { asked, DIST, test } from "./support/site.js";
import { expect } from "./support/test.js";

/** @import { Page, Route } from "@playwright/test" */

test.use({ site: { of: "library", headers: true } });

const field = (/** @type {Page} */ page) => page.getByRole("searchbox", { name: "Search all posts" });
const status = (/** @type {Page} */ page) => page.locator(".search-status");
const rows = (/** @type {Page} */ page) => page.locator(".list-row");
const messages = (/** @type {Page} */ page) => page.getByRole("region", { name: "Messages" });
const SEGMENT = "**/search/segment-*";

/** @param {Page} page @param {string} text */
async function search(page, text) {
  await field(page).fill(text);
  await expect(page).toHaveURL((url) => decodeURIComponent(url.hash).startsWith(`#/search/${text}`));
}

/** What a reader sees of an answer. @param {Page} page @param {string} text */
async function answer(page, text) {
  await field(page).fill(text);
  // It is said together with its rows.
  const [first] = text.replaceAll('"', "").split(" -");
  for (const word of first.split(" ")) await expect(status(page)).toContainText(word);
  const said = await status(page).textContent();
  const [, posts = "0"] = said?.match(/in (\d+) of/) ?? [];
  await expect.poll(() => rows(page).count()).toBeGreaterThanOrEqual(Math.min(8, Number(posts)));
  const shown = await rows(page).evaluateAll((all) =>
    all.slice(0, 8).map((row) => ({
      text: row.textContent,
      marks: [...row.querySelectorAll("mark")].map(({ textContent }) => textContent),
    })),
  );
  return { said, shown };
}

test("asks for a few ranges with the first word, and for nothing of the archive", async ({ page, baseURL }) => {
  const paths = asked(page, baseURL);
  /** @type {(number | undefined)[]} */
  const statuses = [];
  page.on("response", (response) => {
    if (response.url().includes("/segment-")) statuses.push(response.status());
  });
  await page.goto("./");
  await expect(rows(page).first()).toBeVisible();
  expect(paths.filter((path) => /\/search\/|searching|published-search/.test(path))).toEqual([]);
  await search(page, "mill");
  await expect(page.locator(".list-row mark").first()).toBeVisible();
  expect(statuses.length).toBeGreaterThan(0);
  expect(statuses.length).toBeLessThanOrEqual(12);
  expect(new Set(statuses)).toEqual(new Set([206]));
  expect(paths.filter((path) => path.endsWith(".zip") && !path.includes("/segment-"))).toEqual([]);
});

test("finds what the library finds that has read the archive", async ({ page }) => {
  const queries = ["mill", "渡口", "day 30", "the river", "ferry -nobody", '"day 1"', "zzzz", "口"];
  await page.goto("./");
  /** @type {unknown[]} */
  const found = [];
  for (const query of queries) found.push(await answer(page, query));
  await dropFiles(page, [`${DIST}archive.zip`]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("605 posts");
  await expect(page).toHaveURL(/\?files/);
  await field(page).fill("day");
  await expect(status(page)).toContainText("601 of 605 posts", { timeout: 30_000 });
  /** @type {unknown[]} */
  const expected = [];
  for (const query of queries) expected.push(await answer(page, query));
  expect(found).toEqual(expected);
});

test("has its filters and orders, and the rows that come with scrolling", async ({ page }) => {
  await page.goto("./");
  await search(page, "day");
  await expect(status(page)).toContainText("601 of 605 posts");
  await page.getByLabel("Sort by").selectOption("oldest");
  await expect(rows(page).first()).toContainText("Day 1");
  await expect(page.getByLabel("Sort by").getByRole("option")).toHaveText([
    "Best match",
    "Newest first",
    "Oldest first",
  ]);
  await page.getByRole("button", { name: /^2001/ }).first().click();
  await expect(status(page)).toContainText("264 of 605 posts");
  await expect(rows(page).first()).toContainText("1 Jan 2001");
  const toTheEnd = () => page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect.poll(async () => (await toTheEnd(), page.getByText("12 Oct 2001").count()), { timeout: 15_000 }).toBe(1);
});

test("marks what was found in a post, whose neighbours are those of the result", async ({ page }) => {
  await page.goto("./");
  await search(page, "渡口");
  await rows(page).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("渡口的最后一个夏天");
  await expect(page.locator(".find-bar")).toBeVisible();
  await page.goBack();
  await search(page, "day 30");
  await rows(page).getByRole("link").nth(1).click();
  await expect(page.locator(".neighbours, [class*=neighbour]").first()).toBeVisible();
});

test("drops the answer to a word that another replaced", async ({ page }) => {
  await page.goto("./");
  await search(page, "mill");
  await expect(page.locator(".list-row mark").first()).toBeVisible();
  /** @type {Route[]} */
  const held = [];
  await page.route(SEGMENT, (route) => void held.push(route));
  await field(page).fill("ferry");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.unroute(SEGMENT);
  await search(page, "渡口");
  await expect(rows(page)).toHaveCount(1);
  await Promise.all(held.map((route) => route.continue().catch(() => {})));
  await page.waitForTimeout(300);
  await expect(status(page)).toContainText("渡口");
  await expect(rows(page)).toHaveCount(1);
});

test.describe("of which something is wrong", () => {
  test.use({ allowConsoleErrors: [/ERR_|404/] });

  test("says that the server doesn't answer, and tries again with the next word", async ({ page, context }) => {
    await page.goto("./");
    await search(page, "mill");
    await expect(page.locator(".list-row mark").first()).toBeVisible();
    await context.setOffline(true);
    await field(page).fill("ferry");
    await expect(messages(page)).toContainText(
      /The search lacks 605 posts.*: the site’s server did not respond\. The next search tries again\./,
    );
    await context.setOffline(false);
    await search(page, "渡口");
    await expect(rows(page)).toHaveCount(1);
    await expect(messages(page)).toBeHidden();
  });

  // Ranges may be under way when all is said.
  test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

  /** @param {Page} page @param {(bytes: Buffer, headers: Record<string, string>) => { body: Buffer, headers: Record<string, string> }} change */
  const changing = (page, change) =>
    page.route(SEGMENT, async (route) => {
      const response = await route.fetch();
      const changed = change(await response.body(), response.headers());
      await route.fulfill({ response, ...changed });
    });

  test("says that a segment is cut", async ({ page }) => {
    await changing(page, (bytes, headers) => ({
      body: bytes.subarray(0, 10),
      headers: { ...headers, "content-length": "10" },
    }));
    await page.goto("./");
    await field(page).fill("mill");
    await expect(messages(page)).toContainText("their file on the site is incomplete");
  });

  test("says that a segment is another one by now", async ({ page }) => {
    let tag = 0;
    await changing(page, (body, headers) => ({ body, headers: { ...headers, etag: `"${++tag}"` } }));
    await page.goto("./");
    await field(page).fill("mill");
    await expect(messages(page)).toContainText("their file on the site has changed");
  });

  test("says that a segment is damaged", async ({ page }) => {
    await changing(page, (bytes, headers) => ({ body: Buffer.alloc(bytes.length, 7), headers }));
    await page.goto("./");
    await field(page).fill("mill");
    await expect(messages(page)).toContainText("their file on the site is damaged");
  });

  test("searches the archive where the server has no ranges, and says so", async ({ page, baseURL }) => {
    const paths = asked(page, baseURL);
    await page.route(SEGMENT, async (route) => {
      const { range: _, ...headers } = route.request().headers();
      await route.fulfill({ response: await route.fetch({ headers }) });
    });
    await page.goto("./");
    await search(page, "mill");
    await expect(page.locator(".list-row mark").first()).toBeVisible();
    await expect(messages(page)).toContainText(
      /sends no parts of files, so that the search first loads all posts \(1\d\d\sKB\)/,
    );
    expect(paths.some((path) => path.endsWith("/Old news.zip"))).toBe(true);
  });

  test("searches the archive of a site without segments", async ({ page }) => {
    await page.route("**/search/segments.json", (route) => route.fulfill({ status: 404, body: "Not Found" }));
    await page.goto("./");
    await search(page, "mill");
    await expect(page.locator(".list-row mark").first()).toBeVisible();
  });
});
