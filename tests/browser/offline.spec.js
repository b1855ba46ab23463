// The published site as an installed program: it opens offline, changes its version when the reader says so, and takes files
// that other programs share. `cargo xtask test dist` has put it together.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { dropFiles } from "./support/drop.js";
import { chaptersOf } from "./support/export.js";
import { addressOfKept, keep, PIXEL } from "./support/keep.js";
import { chooseSetting } from "./support/settings.js";
import { serveFiles } from "./support/file-server.js";
import { postText, zip } from "./support/pack.js";
import { expect, test as base } from "./support/test.js";
import { written } from "./support/openers.js";

/** @typedef {import("@playwright/test").Page} Page */

const SITE = fileURLToPath(new URL("../../dist/tests/samples/site", import.meta.url));

/**
 * The site's host; `others` are files that it answers with instead of the site's, and `asked` the paths that it was asked for.
 * @type {ReturnType<typeof base.extend<{ host: { url: string, others: Record<string, Buffer>, asked: Set<string>, close: () => Promise<void> } }>>}
 */
const test = base.extend({
  host: async ({}, use) => {
    /** @type {Set<string>} */
    const asked = new Set();
    const others = new Proxy(/** @type {Record<string, Buffer>} */ ({}), {
      get(files, path) {
        asked.add(String(path));
        return Reflect.get(files, path);
      },
    });
    const server = await serveFiles(SITE, { base: "/some/where/", headers: true, others });
    let isOpen = true;
    const close = async () => {
      if (isOpen) await server.close();
      isOpen = false;
    };
    await use({ url: server.url, others, asked, close });
    await close();
  },
  baseURL: async ({ host }, use) => use(host.url),
});

// The samples on the first screen stay with their host, and are missing without it.
test.use({ allowConsoleErrors: [/net::ERR_CONNECTION_REFUSED/], serviceWorkers: "allow" });

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
const state = (/** @type {Page} */ page) =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? null);
const cached = (/** @type {Page} */ page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => !name.startsWith("archive-viewer-shared"));
    return Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
  });

test("after one visit it opens without its host, and an archive in it", async ({ page, host }, info) => {
  await page.goto("./");
  await expect.poll(() => state(page)).toBe("activated");
  const [kept] = await cached(page);
  // The page and its parts, and nothing of a post.
  expect(kept).toContain(host.url);
  expect(kept.some((name) => name.endsWith(".wasm"))).toBe(true);
  expect(kept.filter((name) => name !== host.url && !name.startsWith(`${host.url}parts/`))).toEqual([]);

  await host.close();
  await page.reload();
  await expect(heading(page)).toContainText("Read archived news posts");
  await dropFiles(page, [
    written(info, "a.zip", zip([{ name: "_posts/2020-01-01-a.md", bytes: postText("An Island", "It is far away.") }])),
  ]);
  await expect(heading(page)).toHaveText("An Island");
  // What is loaded when it is asked for is there as well.
  await page.getByText("Cite", { exact: true }).click();
  await expect(page.getByText("BibTeX", { exact: true })).toBeVisible();
});

test("what writes files of posts is there without the host once it was used, and not before", async ({
  page,
  host,
}, info) => {
  await page.goto("./");
  await expect.poll(() => state(page)).toBe("activated");
  await page.reload();
  const isWriting = (/** @type {string} */ name) => name.includes("/exporting");
  expect((await cached(page)).flat().filter(isWriting)).toEqual([]);
  await dropFiles(page, [
    written(info, "a.zip", zip([{ name: "_posts/2020-01-01-a.md", bytes: postText("An Island", "It is far away.") }])),
  ]);
  await expect(heading(page)).toHaveText("An Island");
  await page.getByText("Copy and save").click();
  const save = async () => {
    const [book] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as EPUB" }).click(),
    ]);
    return chaptersOf(readFileSync(await book.path())).filter(({ path }) => /\/c\d+/.test(path));
  };
  expect(await save()).toHaveLength(1);
  await expect.poll(async () => (await cached(page)).flat().filter(isWriting).length).toBe(2);
  await host.close();
  await page.reload();
  await dropFiles(page, [
    written(info, "a.zip", zip([{ name: "_posts/2020-01-01-a.md", bytes: postText("An Island", "It is far away.") }])),
  ]);
  await page.getByText("Copy and save").click();
  expect(await save()).toHaveLength(1);
});

test("a kept archive opens without its host, with its own pictures, by its address", async ({
  page,
  host,
  context,
}, info) => {
  await page.goto("./");
  await expect.poll(() => state(page)).toBe("activated");
  const preloaded = (/** @type {import("@playwright/test").Page} */ tab) =>
    tab
      .locator("link[rel=modulepreload]")
      .evaluateAll((links) =>
        links.map((link) => /** @type {HTMLLinkElement} */ (link).href.match(/[a-z]+(?=-)/g)?.pop()),
      );
  expect(await preloaded(page)).not.toContain("keeping");
  await dropFiles(page, [
    written(
      info,
      "islands.zip",
      zip([
        { name: "_posts/2020-01-01-a.md", bytes: postText("An Island", "![Its shore](/shore.png)") },
        { name: "_posts/2020-01-02-b.md", bytes: postText("A Rock") },
        { name: "shore.png", bytes: Buffer.from(PIXEL, "base64") },
      ]),
    ),
  ]);
  await expect(heading(page)).toHaveText("2 posts");
  await keep(page, "Keep a copy");
  await page.getByRole("link", { name: "An Island" }).click();
  await expect(heading(page)).toHaveText("An Island");
  await host.close();
  const other = await context.newPage();
  await other.goto(await addressOfKept(page));
  await page.close();
  await expect(heading(other)).toHaveText("An Island");
  expect(await preloaded(other)).toEqual(expect.arrayContaining(["keeping", "library"]));
  const width = () =>
    other.locator("article img").evaluate((img) => /** @type {HTMLImageElement} */ (img).naturalWidth);
  await expect.poll(width).toBe(1);
  await other.reload();
  await expect.poll(width).toBe(1);
});

test("its parts are read without its service worker where the browser can", async ({ page }) => {
  await page.goto("./");
  await expect.poll(() => state(page)).toBe("activated");
  await page.reload();
  await expect(heading(page)).toBeVisible();
  const others = await page.evaluate(() => {
    const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    const parts = all.filter(({ name }) => name.includes("/parts/") || name === location.href);
    return parts.map((entry) => entry.toJSON()).filter((entry) => entry.workerFinalSourceType !== "cache");
  });
  expect(others).toEqual([]);
});

test("where one part can't be had, nothing is kept, and the page works", async ({ page, host }) => {
  const worker = readFileSync(`${SITE}/service-worker.js`, "utf8");
  host.others["service-worker.js"] = Buffer.from(worker.replace(/parts\/core-\w+\.js/, "parts/gone.js"));
  await page.goto("./");
  await expect(heading(page)).toBeVisible();
  await expect.poll(() => host.asked.has("parts/gone.js")).toBe(true);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect((await cached(page)).flat()).toEqual([]);
});

test("a new version waits until the reader changes to it", async ({ page, host, context }) => {
  await page.goto("./");
  await expect.poll(() => state(page)).toBe("activated");
  const old = readFileSync(`${SITE}/index.html`, "utf8");
  host.others["index.html"] = Buffer.from(
    old.replace("<title>Archive Viewer</title>", "<title>Next</title><meta name=next>"),
  );
  host.others["service-worker.js"] = Buffer.from(
    readFileSync(`${SITE}/service-worker.js`, "utf8").replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"'),
  );
  await page.reload();
  const told = page.getByRole("region", { name: "New version" });
  await expect(told).toContainText("A new version of the viewer is ready.");
  // Also in a tab that opens now.
  const other = await context.newPage();
  await other.goto(host.url);
  await expect(other.locator("meta[name=next]")).toHaveCount(0);
  await told.getByRole("button", { name: "Change now" }).click();
  await expect(page.locator("meta[name=next]")).toHaveCount(1);
  await expect(other.locator("meta[name=next]")).toHaveCount(1);
  await expect(told).toHaveCount(0);
  expect(await cached(page)).toHaveLength(1);
});

test("files and texts that are shared with it are opened", async ({ page }) => {
  await page.goto("./");
  await expect.poll(() => state(page)).toBe("activated");
  /** @param {Record<string, string | { name: string, text: string }>} parts */
  const share = (parts) =>
    page.evaluate(async (parts) => {
      const form = new FormData();
      for (const [name, part] of Object.entries(parts))
        form.append(name, typeof part === "string" ? part : new File([part.text], part.name));
      const answer = await fetch("./?share", { method: "POST", body: form });
      location.assign(answer.url);
    }, parts);
  await share({ files: { name: "来信.md", text: String(postText("A Letter", "It came by another program.")) } });
  await expect(heading(page)).toHaveText("A Letter");
  expect(page.url()).not.toContain("shared");
  await share({ title: "A Thought", text: "It came as a text." });
  await expect(page.locator("article")).toContainText("It came as a text.");
  expect(await page.evaluate(async () => (await caches.keys()).filter((name) => name.includes("shared")))).toEqual([]);
});

test("the manifest is in order, in the reader's language", async ({ page }) => {
  await page.goto("./");
  const session = await page.context().newCDPSession(page);
  for (const [language, name] of /** @type {const} */ ([
    ["en", "Archive Viewer"],
    ["zh-Hans", "旧闻阅读器"],
    ["zh-Hant", "舊聞閱讀器"],
  ])) {
    await chooseSetting(page, "language", language);
    await expect.poll(async () => JSON.parse((await session.send("Page.getAppManifest")).data ?? "{}").name).toBe(name);
    expect((await session.send("Page.getAppManifest")).errors).toEqual([]);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  }
});
