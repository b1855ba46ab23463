// A published post in another site's page: the element shows the page that `publish` wrote, and loads no core for it. A page that
// says it is one is a stranger's all the same. `cargo xtask test dist` has put the site together.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import { startHost } from "./support/host.js";
import { hostPage } from "./support/host-page.js";
import { allPayloads } from "./support/oracle-payloads.js";
import { BASE, DIST, test as base } from "./support/site.js";
import { expect } from "./support/test.js";

/** @import { Page } from "@playwright/test" */
/** @import { Host } from "./support/host.js" */

const SITE = join(DIST, "library", "site");

/** The addresses of the posts' pages, by their paths in the archive. @type {Record<string, string>} */
const PAGES = JSON.parse(readFileSync(join(SITE, "published.json"), "utf8")).posts;
const MILL = PAGES["_posts/2019-03-02-the-mill.md"];
const THREAD = PAGES["_p/7.md"];

/** Bytes, compressed, that a page loads which shows a published post. */
const LIMIT = 25 * 1024;

/** @type {ReturnType<typeof base.extend<{ host: Host }>>} */
const test = base.extend({
  host: async ({ watched }, use) => {
    const host = await startHost();
    watched.ownOrigins.add(host.origin);
    await use(host);
    await host.close();
  },
});
// Some browsers ask a page's site for an icon, too.
test.use({ site: { of: "library", headers: true }, allowConsoleErrors: [/favicon\.ico/] });

/** A page that lets no WebAssembly run. @param {string} viewer @param {string} pictures */
const policy = (viewer, pictures = "") => {
  const { origin } = new URL(viewer);
  return `default-src 'none'; script-src ${origin}; connect-src ${origin}; img-src ${origin} ${pictures}; style-src 'none'`;
};

/**
 * @param {Page} page
 * @param {Host} host
 * @param {string} viewer
 * @param {string} attributes of the element
 */
async function show(page, host, viewer, attributes) {
  const headers = { "Content-Security-Policy": policy(viewer) };
  await page.goto(
    host.serve("/blog.html", { body: hostPage(viewer, `<archived-post ${attributes}></archived-post>`), headers }),
  );
}

/** What is read, without what only the element or only the page adds. @param {Page} page @param {string} selector */
const read = (page, selector) =>
  page.locator(selector).evaluate((article) => {
    const copy = /** @type {Element} */ (article.cloneNode(true));
    for (const own of copy.querySelectorAll("button, .picture-note")) own.remove();
    return copy.textContent?.replace(/\s+/g, " ").trim();
  });

test("it says what the page says, and loads no core and little else", async ({ page, host, baseURL }) => {
  const viewer = baseURL ?? "";
  const address = new URL(MILL, viewer).href;
  /** @type {string[]} */
  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await show(page, host, viewer, `src="${address}"`);
  const post = page.locator("archived-post");
  await expect(post.locator("h1")).toHaveText("The Mill Is Turning Again");
  const shown = await read(page, "archived-post .post");
  await expect(post.locator("figure img").first()).not.toHaveJSProperty("naturalWidth", 0);
  await expect(post.getByText("Licence: CC BY 4.0")).toBeVisible();
  await expect(post.locator(".panel-heading").first()).toBeVisible();
  await expect(post.locator(".post-headline")).toHaveCSS("font-weight", "600");
  for (const part of ["post", "headline", "facts", "body", "panels"])
    await expect(post.locator(`[part=${part}]`)).toHaveCount(1);

  expect(loaded.filter((path) => /\.wasm|reading/.test(path))).toEqual([]);
  const parts = [...new Set(loaded)].filter((path) => /\.(?:js|css)$/.test(path));
  const size = (/** @type {string} */ path) =>
    brotliCompressSync(readFileSync(join(SITE, decodeURIComponent(path.slice(BASE.length))))).length;
  const total = parts.reduce((sum, path) => sum + size(path), 0);
  expect(total, parts.map((path) => `${path} ${size(path)}`).join("\n")).toBeLessThan(LIMIT);

  await page.goto(address);
  expect(shown).toBe(await read(page, ".post"));
});

test("it has the look, the headings and the discussion that its host asks for", async ({ page, host, baseURL }) => {
  const viewer = baseURL ?? "";
  const src = `src="${new URL(THREAD, viewer)}"`;
  await show(page, host, viewer, `${src} heading-level="3" discussion="open" theme="dark"`);
  const post = page.locator("archived-post");
  await expect(post.locator("h3.post-headline")).toBeVisible();
  await expect(post.locator(".comment").first()).toBeVisible();
  await expect(post.locator(".discussion > summary h4")).toBeVisible();
  await show(page, host, viewer, `${src} no-title discussion="none"`);
  await expect(post.locator(".post-body").first()).toBeVisible();
  await expect(post.locator(".post-headline, .discussion")).toHaveCount(0);
  await expect(post.locator(".post")).toHaveAttribute("aria-label", /./);
  await expect(post.locator(".neighbours")).toHaveCount(0);
  const links = await post.locator("a[href]").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((href) => !/^(?:https?:|#)/.test(href))).toEqual([]);
});

test("no picture is asked for before the host or the reader says so", async ({ page, host, baseURL }) => {
  const viewer = baseURL ?? "";
  /** @type {string[]} */
  const pictures = [];
  page.on("request", (request) => request.resourceType() === "image" && pictures.push(request.url()));
  await show(page, host, viewer, `src="${new URL(MILL, viewer)}" images="ask"`);
  const post = page.locator("archived-post");
  const button = post.locator("figure button").first();
  await expect(button).toBeVisible();
  expect(pictures).toEqual([]);
  await button.click();
  await expect(post.locator("figure img").first()).not.toHaveJSProperty("naturalWidth", 0);
  expect(pictures).toHaveLength(1);
  await page.evaluate(() => document.querySelector("archived-post")?.setAttribute("images", "none"));
  await expect(post.locator("figure img")).toHaveCount(0);
});

test("the frame shows a published page too, and oEmbed leads there", async ({ page, baseURL }) => {
  /** @type {string[]} */
  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${baseURL}embed.html?src=${encodeURIComponent(MILL)}`);
  await expect(page.locator("archived-post h1")).toHaveText("The Mill Is Turning Again");
  await expect(page).toHaveTitle("The Mill Is Turning Again");
  expect(loaded.filter((path) => /\.wasm/.test(path))).toEqual([]);
  const { html } = JSON.parse(readFileSync(join(SITE, MILL, "oembed.json"), "utf8"));
  expect(html).toContain(`embed.html?src=${encodeURIComponent(`https://news.example/some/where/${MILL}`)}`);
});

test("what is no published page is opened by the core as ever", async ({ page, host, baseURL }) => {
  const viewer = baseURL ?? "";
  const free = { "Access-Control-Allow-Origin": "*" };
  const body = "<!doctype html><title>A page</title><h1>A page</h1><article><p>Of somebody’s own making.</p></article>";
  const src = host.serve("/p/own/", { body, headers: free });
  await page.goto(host.serve("/blog.html", hostPage(viewer, `<archived-post src="${src}"></archived-post>`)));
  await expect(page.locator("archived-post .post-body")).toContainText("Of somebody’s own making.");
  expect(host.asked.filter((path) => path === "GET /p/own/")).toHaveLength(1);
});

/** As a page of `publish` begins and ends. @param {string} inside */
const likeOurs = (inside) => `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="generator" content="archive-viewer">
</head>
<body class="published" data-view="post">
<main class="content" id="content">
<div class="reading" data-script="letters">
<article class="post" lang="en" dir="ltr"><header class="post-header"><h1 class="post-headline">A stranger’s</h1></header>
<div class="post-body">${inside}</div>
</article>
</div>
</main>
</body>
</html>
`;

/** Runs in the page: what it has that no article may have. */
function found() {
  const root = /** @type {ShadowRoot} */ (document.querySelector("archived-post")?.shadowRoot);
  const wrong = [];
  for (const one of root.querySelectorAll("*")) {
    if (
      /^(?:script|style|iframe|object|embed|link|meta|base|form|input|svg|math|template|video|audio)$/i.test(
        one.localName,
      )
    )
      wrong.push(one.localName);
    for (const { name, value } of one.attributes) {
      const isCode = /^on/i.test(name) || /^(?:style|srcdoc|srcset|formaction|action|background|ping)$/i.test(name);
      const isUrl = /^(?:href|src|xlink:href|data|poster|cite)$/.test(name);
      if (isCode || (isUrl && !/^(?:https?:|mailto:|#|data:image\/(?!svg))/.test(value)))
        wrong.push(`${name}=${value}`);
    }
  }
  return wrong;
}

test("a page that only looks like one does nothing", async ({ page, host, baseURL }) => {
  test.slow();
  const viewer = baseURL ?? "";
  const free = { "Access-Control-Allow-Origin": "*" };
  await page.addInitScript(() => {
    Reflect.set(globalThis, "pwned", (/** @type {number} */ number) => Reflect.set(globalThis, "done", number));
  });
  await page.goto(host.serve("/blog.html", hostPage(viewer, "<archived-post images='none'></archived-post>")));
  const payloads = allPayloads().filter(({ raw }) => raw);
  expect(payloads.length).toBeGreaterThan(500);
  for (const { number, raw } of payloads) host.serve(`/p/${number}/`, { body: likeOurs(raw), headers: free });
  const wrong = await page.evaluate(
    async ([numbers, look]) => {
      const post = /** @type {any} */ (document.querySelector("archived-post"));
      /** @type {string[]} */
      const wrong = [];
      for (const number of numbers) {
        const isShown = await post.open(`/p/${number}/`);
        if (!isShown || !post.shadowRoot.querySelector("h1")) wrong.push(`${number}: not shown`);
        wrong.push(...new Function(`return (${look})()`)().map((/** @type {string} */ one) => `${number}: ${one}`));
        for (const link of post.shadowRoot.querySelectorAll("a[href^='#']")) link.click();
      }
      return wrong;
    },
    /** @type {const} */ ([payloads.map(({ number }) => number), String(found)]),
  );
  expect(wrong).toEqual([]);
  expect(await page.evaluate(() => Reflect.get(globalThis, "done"))).toBeUndefined();
});

test("without that care such pages would do much", async ({ page, host, baseURL }) => {
  // The same look at a page, of which it must find something.
  const body = hostPage(baseURL ?? "", "<archived-post></archived-post>");
  await page.addInitScript(() => {
    Reflect.set(globalThis, "pwned", (/** @type {number} */ number) => Reflect.set(globalThis, "done", number));
  });
  await page.goto(host.serve("/blog.html", body));
  const wrong = await page.evaluate(async (look) => {
    const root = /** @type {any} */ (document.querySelector("archived-post")).shadowRoot;
    root.innerHTML = `<img src="data:image/png," onerror="pwned(7)"><a href="javascript:pwned(8)">a</a><style>*{}</style>`;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return new Function(`return (${look})()`)();
  }, String(found));
  expect(wrong).toEqual([expect.stringMatching(/^onerror/), expect.stringMatching(/^href/), "style"]);
  expect(await page.evaluate(() => Reflect.get(globalThis, "done"))).toBe(7);
});
