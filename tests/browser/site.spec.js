// What `cargo xtask dist` makes for a static host, at a path of a plain file server.

import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";

import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { asked, BASE, DIST, test } from "./support/site.js";
import { expect } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"], serviceWorkers: "allow" });

const STOPPED = "the viewer stopped while cleaning it";
const heading = (/** @type {import("@playwright/test").Page} */ page) => page.getByRole("heading", { level: 1 });

test("at a path of a host that knows nothing of it, the samples are read and posts are dropped", async ({
  page,
  baseURL,
}) => {
  const paths = asked(page, baseURL);
  await page.goto("./");
  await page.getByRole("button", { name: "Show the samples" }).click();
  await expect(heading(page)).toHaveText("9 samples");
  await expect(page.locator(".masthead-name")).toHaveText("Archive Viewer");
  await page.getByRole("link", { name: /^The Night Train Is Back/ }).click();
  await expect(page.getByRole("article").getByRole("img").first()).toHaveJSProperty("naturalWidth", 1200);
  await page.reload();
  await expect(heading(page)).toHaveText(/^The Night Train/);
  await dropFiles(page, [post("lighthouse.md")]);
  await expect(heading(page)).toHaveText("A Lighthouse Keeps Its Keeper");
  expect(page.workers()).toHaveLength(1);

  const known = new RegExp(`^${BASE}($|index\\.html|parts/[\\w-]+-\\w{8,}\\.(js|css|wasm|svg)|posts/)`);
  expect(paths.filter((path) => !known.test(path))).toEqual([]);
  // Who reads single posts needs the part of the core that reads them, and asks for it once a page.
  const cores = paths.filter((path) => path.endsWith(".wasm"));
  expect(cores.filter((path) => !path.includes("/reading-"))).toEqual([]);
  expect(cores).toHaveLength(2);
});

test("the samples on the first screen have their pictures, and nobody says where the source code is", async ({
  page,
}) => {
  await page.goto("./");
  await expect(page.locator(".sample-picture")).toHaveCount(4);
  for (const picture of await page.locator(".sample-picture").all())
    await expect(picture).toHaveJSProperty("naturalWidth", 360);
  await expect(page.locator(".home-footer").getByRole("link")).toHaveText(["Your notes", "On this device"]);
});

test("every part has a name that changes with its bytes, and the page names no other", async ({ page }) => {
  await page.goto("./");
  const named = await page.evaluate(() =>
    [...document.head.querySelectorAll("[src], link[href]")].map(
      (node) => node.getAttribute("src") ?? node.getAttribute("href"),
    ),
  );
  const parts = readdirSync(`${DIST}samples/site/parts`).filter((name) => !name.startsWith("."));
  expect(parts.filter((name) => !/^[\w-]+-\w{8,}\.\w+$/.test(name))).toEqual([]);
  expect(named.length).toBe(8);
  // The manifest tells what the installed page is, and so keeps its name.
  expect(named.filter((name) => !parts.includes(String(name).replace(/^parts\//, "")))).toEqual([
    "manifest.en.webmanifest",
  ]);
});

test("what a first post needs is asked for before the page's code has run, and an archive by the whole core", async ({
  page,
  baseURL,
}, info) => {
  const paths = asked(page, baseURL);
  // The page's code never comes, and nothing waits for it.
  await page.route("**/parts/page-*.js", () => {});
  const sample = "posts/2020-11-08-the-night-train-is-back.md";
  void page.goto(`./?src=${sample}`, { waitUntil: "commit" });
  for (const part of [/reading-\w+\.wasm$/, /reading-worker-\w+\.js$/, /posts\/2020-11-08[^/]*\.md$/])
    await expect.poll(() => paths.filter((path) => part.test(path)).length).toBe(1);
  await expect.poll(() => page.workers().length).toBe(1);

  await page.unroute("**/parts/page-*.js");
  paths.length = 0;
  await page.goto(`./?src=${sample}`);
  await expect(heading(page)).toHaveText(/^The Night Train/);
  expect(paths.filter((path) => path.endsWith(".md"))).toHaveLength(1);
  expect(paths.filter((path) => /core-\w+\.wasm$/.test(path))).toEqual([]);

  const archive = info.outputPath("two.zip");
  await writeFile(
    archive,
    zip([1, 2].map((n) => ({ name: `_posts/2020-01-0${n}-a.md`, bytes: postText(`Number ${n}`, "Words.") }))),
  );
  await page.goto("./");
  await dropFiles(page, [archive]);
  await expect(heading(page)).toHaveText("2 posts");
  expect(paths.filter((path) => /core-\w+\.wasm$/.test(path))).toHaveLength(1);
});

test("a page that waits gets ready to read, and nobody sees or hears of it", async ({ page, baseURL }) => {
  const paths = asked(page, baseURL);
  await page.addInitScript(() => {
    /** @type {any} */ (globalThis).opened = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (/** @type {any} */ message, ...more) {
      if (message.request) /** @type {any} */ (globalThis).opened.push(message.request.call);
      return postMessage.call(this, message, .../** @type {any} */ (more));
    };
  });
  const opened = () => page.evaluate(() => /** @type {any} */ (globalThis).opened);
  await page.goto("./");
  await expect.poll(opened).toEqual(["openFile"]);
  await expect.poll(() => paths.some((path) => path.includes("footnotes"))).toBe(true);
  await expect(page.getByText("A post that nobody sees")).toHaveCount(0);
  await expect(page.getByRole("article")).toHaveCount(0);
  expect(page.url()).toBe(baseURL);

  // A page that was opened to read has read.
  await page.goto("./?src=posts/2020-11-08-the-night-train-is-back.md");
  await expect(heading(page)).toHaveText(/^The Night Train/);
  await page.waitForTimeout(1500);
  expect(await opened()).toEqual(["openBytes"]);
});

test("after a trap the next post opens with a core of its own", async ({ page }) => {
  await page.addInitScript(() => {
    // @ts-expect-error: as in a frame whose policy forbids workers.
    globalThis.Worker = class {
      constructor() {
        throw new DOMException("refused", "SecurityError");
      }
    };
  });
  await page.goto("./");
  await dropFiles(page, [post("ferry.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  await page.evaluate(() => {
    const { decode } = TextDecoder.prototype;
    TextDecoder.prototype.decode = function (...given) {
      const text = decode.apply(this, given);
      if (!text.includes("A Picture Beside")) return text;
      TextDecoder.prototype.decode = decode;
      throw new WebAssembly.RuntimeError("unreachable");
    };
  });
  await dropFiles(page, [post("beside.md")]);
  await expect(page.getByRole("article")).toContainText(STOPPED);
  await dropFiles(page, [post("beside.md")]);
  await expect(heading(page)).toHaveText("A Picture Beside the Post");
  await expect(page.getByText(STOPPED)).toHaveCount(0);
});
