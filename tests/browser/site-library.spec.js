// A published archive: its list, its posts, its search, under the headers that it asks for, and in other people's pages.

import { dropFiles } from "./support/drop.js";
import { hostPage, strictPolicy } from "./support/embedding.js";
import { startHost } from "./support/host.js";
import { asked, DIST, test } from "./support/site.js";
import { expect } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

const heading = (/** @type {import("@playwright/test").Page} */ page) => page.getByRole("heading", { level: 1 });
const messages = (/** @type {import("@playwright/test").Page} */ page) =>
  page.getByRole("region", { name: "Messages" });

test.describe("a library", () => {
  test.use({ site: { of: "library", headers: false } });
  test("stands at once, newest first, without a post being fetched, and grows as the reader goes on", async ({
    page,
    baseURL,
  }) => {
    const paths = asked(page, baseURL);
    await page.goto("./");
    await expect(heading(page)).toHaveText("Old news: 605 posts");
    const titles = page.getByRole("listitem").getByRole("heading");
    await expect(titles.first()).toHaveText("渡口的最后一个夏天");
    await expect(titles.nth(1)).toHaveText("The Mill Is Turning Again");
    await expect(page.getByRole("listitem").first()).toContainText("8 Jul 2021");
    await expect(page.getByRole("listitem").first()).toContainText("river.example.org");
    await expect(page.getByRole("listitem").first()).toHaveAttribute("aria-setsize", "605");
    expect(paths.filter((path) => path.includes("/posts/"))).toEqual([]);
    expect(paths.filter((path) => path.includes("/rows-"))).toHaveLength(1);

    const rows = page.locator(".list-row");
    const toTheEnd = () => page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect.poll(async () => (await toTheEnd(), rows.count()), { intervals: [100] }).toBe(605);
    // Without a date, a post is the last.
    await expect(rows.last()).toContainText("About the site.");
    await expect(rows.nth(602)).toContainText("Day 1");
    await expect(page.getByRole("button", { name: /^Show more/ })).toBeHidden();
    expect(paths.filter((path) => path.includes("/rows-"))).toHaveLength(2);
  });

  test("comes in to its end where a busy browser reports several scrolls at once", async ({ page }) => {
    await page.addInitScript(() => {
      const Observer = window.IntersectionObserver;
      window.IntersectionObserver = class extends Observer {
        /** @param {IntersectionObserverCallback} callback @param {IntersectionObserverInit} [options] */
        constructor(callback, options) {
          /** @type {IntersectionObserverEntry[]} */
          const entries = [];
          super((now) => {
            entries.push(...now);
            setTimeout(() => entries.length > 0 && callback(entries.splice(0), this), 300);
          }, options);
        }
      };
    });
    await page.goto("./");
    const rows = page.locator(".list-row");
    const toTheEnd = () => page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect.poll(async () => (await toTheEnd(), rows.count()), { intervals: [100] }).toBe(605);
  });

  test("is read, linked to and come back to", async ({ page }) => {
    await page.goto("./");
    await page.getByRole("link", { name: "The Mill Is Turning Again" }).click();
    await expect(heading(page)).toBeFocused();
    await expect(heading(page)).toHaveText("The Mill Is Turning Again");
    await expect(page.getByRole("img", { name: "The mill in spring" })).toHaveJSProperty("naturalWidth", 1);
    expect(new URL(page.url()).hash).toBe("#/post/_posts%2F2019-03-02-the-mill.md");
    await page.reload();
    await expect(heading(page)).toHaveText("The Mill Is Turning Again");
    await page.goBack();
    await expect(heading(page)).toHaveText("Old news: 605 posts");

    await page.goto(`./#/post/${encodeURIComponent("_posts/2021-07-08-渡口.md")}`);
    await expect(heading(page)).toHaveText("渡口的最后一个夏天");
    await expect(page.locator(".panels")).toContainText("2021-07-08-渡口.md");
    await page.getByRole("link", { name: "All 605 posts" }).click();
    await expect(heading(page)).toHaveText("Old news: 605 posts");
  });

  test("far down in the list, back leads to the post that was read", async ({ page }) => {
    await page.goto("./");
    const link = page.getByRole("link", { name: "Day 300", exact: true });
    const toTheEnd = () => page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect.poll(async () => (await toTheEnd(), link.count()), { intervals: [100] }).toBe(1);
    await link.scrollIntoViewIfNeeded();
    const far = await page.evaluate(() => window.scrollY);
    await link.click();
    await expect(heading(page)).toHaveText("Day 300");
    await page.goBack();
    await expect(link).toBeFocused();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(far);
    // After a reload nothing of the list is there, and it has to come in again down to that place.
    await page.reload();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(far);
    await expect(link).toBeInViewport();
  });

  test("has a search field at once, and nothing is asked for before the first word", async ({ page, baseURL }) => {
    const paths = asked(page, baseURL);
    await page.goto("./");
    await expect(page.locator(".masthead-name")).toHaveText("Old news");
    const field = page.getByRole("searchbox", { name: "Search all posts" });
    await field.focus();
    expect(paths.filter((path) => path.endsWith(".zip") || path.includes("indexers"))).toEqual([]);

    // What stood there stays until the search has its answer.
    await page.evaluate(() => {
      const seen = /** @type {any} */ (window);
      seen.poorest = Infinity;
      new MutationObserver(() => {
        if (document.querySelector("mark")) return;
        const rows = [...document.querySelectorAll(".list-row")];
        seen.poorest = Math.min(seen.poorest, rows.filter((row) => row.querySelector(".list-excerpt")).length);
      }).observe(document.body, { childList: true, subtree: true });
    });
    await field.pressSequentially("mill");
    await expect(page.locator(".list-row mark").first()).toBeVisible();
    expect(await page.evaluate(() => /** @type {any} */ (window).poorest)).toBeGreaterThan(90);
    await expect(field).toBeFocused();
    await expect(field).toHaveValue("mill");
    await expect(page).toHaveURL(/#\/search\/mill$/);
    await page.getByRole("link", { name: "The Mill Is Turning Again" }).click();
    await expect(page.getByRole("img", { name: "The mill in spring" })).toHaveJSProperty("naturalWidth", 1);
    expect(new URL(page.url()).hash).toBe("#/post/_posts%2F2019-03-02-the-mill.md");
    await expect(page.locator(".find-bar")).toBeVisible();
    await page.goBack();
    await field.fill("渡口");
    await expect(page.locator(".list-row")).toHaveCount(1);
    await page.locator(".list-row a").click();
    await expect(heading(page)).toHaveText("渡口的最后一个夏天");

    // Under its published name, by which it opens again.
    await page.goBack();
    await field.fill("page that would like");
    await page.getByRole("link", { name: "A Page That Would Like to Run" }).click();
    await expect(page.locator(".find-bar")).toBeVisible();
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe("#/post/_posts/2018-05-05-a-whole-page.html.txt");
    await page.reload();
    await expect(heading(page)).toHaveText("A Page That Would Like to Run");
  });

  test("a question and its answers are one post", async ({ page, baseURL }) => {
    const paths = asked(page, baseURL);
    // Opened alone, it loads its answers and no list of all.
    await page.goto(`./#/post/${encodeURIComponent("_p/7.md")}`);
    await expect(heading(page)).toHaveText("When did the ferry leave?");
    await expect(page.locator(".discussion .comment-author")).toHaveText(["Bo", "Ann"]);
    await expect(page.locator(".comment-text").first()).toContainText("The ferry stayed.");
    expect(paths.filter((path) => path.includes("/_answers/")).length).toBe(2);
    await page.getByRole("link", { name: "All 605 posts" }).click();
    await page.getByRole("searchbox").fill("ferry");
    await expect(page.locator(".list-row")).toHaveCount(1);
    await expect(page.locator(".list-row")).toContainText("2 comments");
  });

  test("a search of it has an address", async ({ page }) => {
    await page.goto("./#/search/mill?sort=oldest");
    await expect(page.locator(".list-row mark").first()).toBeVisible();
    await expect(page.getByRole("searchbox")).toHaveValue("mill");
    await expect(page.getByLabel("Sort by")).toHaveValue("oldest");
  });

  test.describe("whose archive is missing", () => {
    test.use({ allowConsoleErrors: [/404/], site: { of: "library", headers: false, ranges: false } });

    test("stays as it is, says so, and tries again with the next word", async ({ page }) => {
      await page.route("**/library/*.zip", (route) => route.fulfill({ status: 404, body: "Not Found" }));
      await page.goto("./");
      await page.getByRole("searchbox").fill("mill");
      await expect(messages(page)).toContainText("“Old news.zip” was not opened: nothing was found at its address");
      await expect(page.locator(".list-row").first()).toContainText("渡口的最后一个夏天");
      await page.unroute("**/library/*.zip");
      await page.getByRole("searchbox").fill("mill t");
      await expect(page.locator(".list-row mark").first()).toBeVisible();
    });
  });

  test("a page among its posts is no page of the site", async ({ page }) => {
    await page.goto("./");
    const link = page.getByRole("link", { name: "A Page That Would Like to Run" });
    await link.scrollIntoViewIfNeeded();
    await link.click();
    await expect(page.getByRole("article")).toContainText("What it says can be read");
    await expect(page.locator(".panels")).toContainText("2018-05-05-a-whole-page.html");
    const file = await page.goto("./posts/_posts/2018-05-05-a-whole-page.html.txt");
    expect(file?.headers()["content-type"]).toBe("text/plain");
    expect(await page.evaluate(() => document.documentElement.dataset.ran)).toBeUndefined();
  });

  test("has the posts, under the names, that the viewer finds in the archive", async ({ page }) => {
    await page.goto("./");
    await dropFiles(page, [`${DIST}archive.zip`]);
    await expect(heading(page)).toHaveText("605 posts");
    const titles = page.getByRole("listitem").getByRole("heading");
    await expect(titles.first()).toHaveText("渡口的最后一个夏天");
    await page.getByRole("link", { name: "渡口的最后一个夏天" }).click();
    await expect(page.locator(".panels")).toContainText("2021-07-08-渡口.md");
  });

  test("its first screen has no samples, and says where the source code is", async ({ page }) => {
    await page.goto("./?files");
    const source = page.locator(".home-footer").getByRole("link", { name: "Source code" });
    await expect(source).toHaveAttribute("href", "https://code.example/archive-viewer");
    await expect(page.locator(".sample-section")).toBeHidden();
  });

  test("what is dropped on it stands beside it", async ({ page }) => {
    await page.goto("./");
    await dropFiles(page, [post("lighthouse.md"), post("ferry.md")]);
    await expect(heading(page)).toHaveText("2 posts");
    expect(new URL(page.url()).search).toBe("?files");
    await page.getByRole("link", { name: "Old news" }).click();
    await expect(heading(page)).toHaveText("Old news: 605 posts");
    await page.getByRole("button", { name: "Read your own posts" }).click();
    await expect(heading(page)).toHaveText(/^Read archived news posts/);
    await expect(page.getByRole("button", { name: "Show the samples" })).toHaveCount(0);
    await page.getByRole("button", { name: "Back to the 2 open posts" }).click();
    await expect(heading(page)).toHaveText("2 posts");
    await page.goBack();
    await page.getByRole("button", { name: "Back to the library" }).click();
    await expect(heading(page)).toHaveText("Old news: 605 posts");
  });

  test.describe("asked for what it does not have", () => {
    test.use({ allowConsoleErrors: [/404/] });

    test("says so", async ({ page }) => {
      for (const key of [
        "_posts/no-such-post.md",
        "../index.html",
        "_posts/../../index.html",
        "README.md",
        "_posts/2017-01-01-no-text.md",
      ]) {
        await page.goto("about:blank");
        await page.goto(`./#/post/${encodeURIComponent(key)}`);
        await expect(messages(page)).toContainText(/was not opened|There is no post/);
        await expect(messages(page)).toContainText(`“${key}”`);
        await expect(heading(page)).toHaveText("Old news: 605 posts");
      }
    });

    test("says so where its list is missing", async ({ page }) => {
      await page.route("**/library/**", (route) => route.fulfill({ status: 404, body: "Not Found" }));
      await page.goto("./");
      await expect(messages(page)).toContainText("The list of this site’s posts could not be read");
      await dropFiles(page, [post("ferry.md")]);
      await expect(heading(page)).toHaveText(/^The Ferry/);
    });
  });
});

test.describe("under the headers that it asks for", () => {
  test.use({ site: { of: "library", headers: true } });

  test("it works, what embeds load is free for all, and a stranger's file is nobody's page", async ({
    page,
    request,
  }) => {
    const answer = await page.goto("./");
    expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'self'");
    expect(answer?.headers()["cache-control"]).toBe("no-cache");
    await page.getByRole("link", { name: "The Mill Is Turning Again" }).click();
    await expect(page.getByRole("img", { name: "The mill in spring" })).toHaveJSProperty("naturalWidth", 1);
    expect(page.workers()).toHaveLength(1);

    const script = await page.evaluate(() => document.querySelector("script")?.src ?? "");
    const headersOf = async (/** @type {string} */ path) => (await request.get(path)).headers();
    for (const [path, cache] of [
      [script, "public, max-age=31536000, immutable"],
      ["./posts/_posts/2019-03-02-the-mill.md", "no-cache"],
      ["./library/index.json", "no-cache"],
    ]) {
      const headers = await headersOf(path);
      expect(headers["access-control-allow-origin"], path).toBe("*");
      expect(headers["x-content-type-options"], path).toBe("nosniff");
      expect(headers["cache-control"], path).toBe(cache);
    }
    expect((await headersOf("./posts/_posts/2018-05-05-a-whole-page.html.txt"))["content-security-policy"]).toContain(
      "sandbox",
    );
  });
});

test.describe("in other sites' pages", () => {
  test.use({ site: { of: "library", headers: true }, allowHosts: { "archive.example": "picture" } });

  test("a published viewer shows a post, a library, and in its frame a post of a site that it was made to open", async ({
    page,
    baseURL,
    watched,
  }) => {
    const host = await startHost();
    watched.ownOrigins.add(host.origin);
    const post = new URL("posts/_posts/2019-03-02-the-mill.md", baseURL).href;
    const library = new URL("library/index.json", baseURL).href;
    const elements = `<archived-post src="${post}"></archived-post><archive-viewer src="${library}"></archive-viewer>`;
    const headers = { "Content-Security-Policy": strictPolicy(baseURL ?? "") };
    await page.goto(host.serve("/page.html", { body: hostPage(baseURL ?? "", elements), headers }));
    await expect(page.locator("archived-post").locator("h1")).toHaveText("The Mill Is Turning Again");
    await expect(page.locator("archived-post").locator("h1")).toHaveCSS("font-weight", "600");
    await expect(page.locator("archived-post").getByRole("img", { name: "The mill in spring" })).toHaveJSProperty(
      "naturalWidth",
      1,
    );
    const viewer = page.locator("archive-viewer");
    await expect(viewer.locator("h1")).toHaveText("Old news: 605 posts");
    await viewer.getByRole("link", { name: "The Mill Is Turning Again" }).click();
    await expect(viewer.locator(".post-headline")).toHaveText("The Mill Is Turning Again");

    // Its search is that of the viewer, over its archive.
    await viewer.getByRole("link", { name: "All 605 posts" }).click();
    await expect(viewer.getByText(/^Search loads .*\sKB\.$/)).toBeVisible();
    await viewer.getByRole("searchbox").fill("mill");
    await viewer.getByRole("searchbox").press("Enter");
    await expect(viewer.locator(".search-status")).toContainText("of 605 posts");
    await expect(viewer.locator(".library-columns")).toHaveCSS("display", "grid");
    await viewer.getByRole("link", { name: "The Mill Is Turning Again" }).click();
    await expect(viewer.getByRole("group", { name: "Matches" })).toBeVisible();
    await expect(viewer.getByRole("img", { name: "The mill in spring" })).toHaveJSProperty("naturalWidth", 1);

    const script = `<script type="module">
      import { ArchivedPost } from "${new URL("embed/archived-post.js", baseURL)}";
      customElements.define("news-clipping", class extends ArchivedPost {});
    </script><news-clipping src="${post}"></news-clipping>`;
    await page.goto(host.serve("/named.html", `<!doctype html>${script}`));
    await expect(page.locator("news-clipping").locator("h1")).toHaveText("The Mill Is Turning Again");

    await page.route("https://archive.example/named.md", (route) =>
      route.fulfill({
        body: "---\ntitle: Of a Named Site\n---\n\nWords.\n",
        headers: { "Access-Control-Allow-Origin": "*" },
      }),
    );
    const frame = `${new URL("embed.html", baseURL)}?src=${encodeURIComponent("https://archive.example/named.md")}`;
    await page.goto(
      host.serve(
        "/frame.html",
        `<!doctype html><iframe sandbox="allow-scripts" src="${frame}" width="700" height="500"></iframe>`,
      ),
    );
    await expect(page.frameLocator("iframe").locator("h1")).toHaveText("Of a Named Site");
    await page.goto(`./?src=${encodeURIComponent("https://archive.example/named.md")}`);
    await expect(heading(page)).toHaveText("Of a Named Site");
    await page.goto(`./?src=${encodeURIComponent("https://other.example/named.md")}`);
    await expect(messages(page)).toContainText("was not opened: only addresses on this site can be opened");
    await host.close();
  });
});
