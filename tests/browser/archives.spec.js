// Archives and folders: everything in one drop, what is broken in them, their pictures, and archives at an address.

import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chooseSetting } from "./support/settings.js";
import { dropFiles } from "./support/drop.js";
import { serveFiles } from "./support/file-server.js";
import { postText, tarGz, zip } from "./support/pack.js";
import { expect, test as base } from "./support/test.js";
import { post } from "./posts.js";

const test = base;

const heading = (/** @type {import("@playwright/test").Page} */ page) => page.getByRole("heading", { level: 1 });
const messages = (/** @type {import("@playwright/test").Page} */ page) =>
  page.getByRole("region", { name: "Messages" });
const shelves = (/** @type {import("@playwright/test").Page} */ page) =>
  page.getByRole("list", { name: "Open archives and folders" });

/** @param {number} seed @returns {string} words that can't be packed much */
const noise = (seed) =>
  Array.from({ length: 400 }, (_, at) => Math.imul(seed * 977 + at, 0x9e3779b1).toString(36)).join(" ");

/**
 * Counts the requests by which posts are listed or read from now on.
 * @param {import("@playwright/test").Page} page
 */
async function countIndexing(page) {
  await page.evaluate(() => {
    const seen = /** @type {any} */ (window);
    seen.asked = 0;
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (/** @type {any[]} */ ...given) {
      if (/^(index|packedRows)$/.test(given[0]?.request?.call)) seen.asked += 1;
      return postMessage.apply(this, /** @type {any} */ (given));
    };
  });
  return () => page.evaluate(() => /** @type {any} */ (window).asked);
}

/** 「新闻」 in GBK. */
const GBK_NEWS = Buffer.from([0xd0, 0xc2, 0xce, 0xc5]);

/** A few posts with a picture, as GitHub packs a site. */
async function site() {
  return zip([
    { name: "site-main/README.md", bytes: "# Not a post" },
    { name: "site-main/_layouts/post.html", bytes: "<html></html>" },
    { name: "site-main/_posts/2020-05-01-first.md", bytes: postText("The First", "![A heron](/images/heron.png)") },
    {
      name: "site-main/_posts/2021-06-02-第二.md",
      bytes: postText("第二篇", "字字句句。", "from: https://site.example/x\n"),
    },
    { name: "site-main/notes/loose.md", bytes: postText("A Loose One", "Words.") },
    { name: "site-main/notes/plain.md", bytes: "No front matter, and a post all the same." },
    { name: "site-main/images/heron.png", bytes: await readFile(post("../posts/picture.png")) },
  ]);
}

test("a zip is listed without what belongs to the site, its posts open, and its pictures come from it", async ({
  page,
}, testInfo) => {
  const file = testInfo.outputPath("site-main.zip");
  await writeFile(file, await site());
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("4 posts");
  await expect(page.getByRole("listitem").getByRole("heading")).toHaveText([
    "第二篇",
    "The First",
    "A Loose One",
    "plain",
  ]);
  await page.getByRole("link", { name: "The First" }).click();
  await expect(page.getByRole("img", { name: "A heron" })).not.toHaveJSProperty("naturalWidth", 0);
  expect(
    await page.getByRole("img", { name: "A heron" }).evaluate((img) => /** @type {HTMLImageElement} */ (img).src),
  ).toMatch(/^blob:/);
  expect(decodeURIComponent(new URL(page.url()).hash)).toBe(
    "#/a/site-main.zip/post/site-main/_posts/2020-05-01-first.md",
  );
});

test("a picture that the post names at its own site comes from the archive first", async ({ page }, testInfo) => {
  const file = testInfo.outputPath("saved.zip");
  const body = "![A heron](https://site.example/images/heron.png)";
  await writeFile(
    file,
    zip([
      {
        name: "_posts/2020-05-01-first.md",
        bytes: postText("The First", body, "from: https://site.example/2020/first\n"),
      },
      { name: "images/heron.png", bytes: await readFile(post("../posts/picture.png")) },
    ]),
  );
  await page.goto("/");
  // The story's watch fails it if the site is asked for anything.
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("The First");
  await expect(page.getByRole("img", { name: "A heron" })).not.toHaveJSProperty("naturalWidth", 0);
});

test("pictures come from the archive wherever a site's generator keeps them", async ({ page }, testInfo) => {
  const bytes = await readFile(post("../posts/picture.png"));
  const kept = [
    "site/static/img/hugo.png",
    "site/attachments/vault.png",
    "site/posts/2020-05-01-first/own.png",
    "site/img/caf\u00e9.png",
  ];
  const written = ["/img/hugo.png", "vault.png", "own.png", "../img/cafe\u0301.png", "/repo/img/caf%C3%A9.png"];
  const body = written.map((src) => `![Of ${src}](${src})`).join("\n\nSome words.\n\n");
  const file = testInfo.outputPath("kept.zip");
  await writeFile(
    file,
    zip([
      // The source's own site is not asked for them.
      {
        name: "site/posts/2020-05-01-first.md",
        bytes: postText("The First", body, "from: https://site.example/2020/first\n"),
      },
      ...kept.map((name) => ({ name, bytes })),
    ]),
  );
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("The First");
  const images = page.getByRole("article").locator(".picture img");
  await expect(images).toHaveCount(written.length);
  for (const image of await images.all()) await expect(image).not.toHaveJSProperty("naturalWidth", 0);
});

test("what is broken in a zip is named with its reason, and the rest opens", async ({ page }, testInfo) => {
  const file = testInfo.outputPath("broken.zip");
  const whole = zip([
    { name: "_posts/2020-01-01-good.md", bytes: postText("Good") },
    { name: "_posts/2020-01-02-locked.md", bytes: postText("Locked"), encrypted: true },
    { name: "_posts/2020-01-03-changed.md", bytes: postText("Changed"), crc: 7 },
    { name: "_posts/2020-01-04-picture.md", bytes: await readFile(post("picture.md")) },
    { name: "_posts/old.zip", bytes: zip([]) },
    { name: "_posts/../../2020-01-05-out.md", bytes: postText("Out of It") },
  ]);
  await writeFile(file, whole);
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("3 posts");
  const problems = page.getByText(/^\d+ problems?$/);
  await problems.click();
  await expect(shelves(page)).toContainText("2020-01-02-locked.md — It is encrypted.");
  await expect(shelves(page)).toContainText("old.zip — It is an archive itself");
  await expect(shelves(page)).toContainText("2020-01-04-picture.md — ");
  await page.getByRole("link", { name: "Out of It" }).click();
  await expect(heading(page)).toHaveText("Out of It");
  expect(page.url()).not.toContain("..");
  await page.goBack();
  await page.getByRole("link", { name: "Changed" }).click();
  await expect(page.getByRole("article")).toContainText("Checksum mismatch");
});

test("what an incomplete archive lacks is said in plain sight", async ({ page }, testInfo) => {
  const posts = [1, 2, 3].map((n) => ({ name: `_posts/2020-01-0${n}-a.md`, bytes: postText(`Number ${n}`, noise(n)) }));
  const [cut, tar] = [testInfo.outputPath("cut.zip"), testInfo.outputPath("cut.tar.gz")];
  const whole = zip(posts);
  await writeFile(cut, whole.subarray(0, Math.floor(whole.length * 0.8)));
  await writeFile(tar, tarGz(posts).subarray(0, -700));
  const warnings = page.locator(".shelf-warning");
  await page.goto("/");
  await dropFiles(page, [cut]);
  await expect(heading(page)).toHaveText("2 posts");
  await expect(warnings).toBeVisible();
  await expect(warnings).toHaveText(
    /^It is incomplete: it breaks off after 3 files, and the last one lacks [\d,]+ bytes\. What followed is not known\.$/,
  );
  await chooseSetting(page, "language", "zh-Hans");
  await expect(warnings).toHaveText(/^压缩包不完整：到第 3 个文件就断了，这个文件还缺 [\d,]+ 字节；/);
  await chooseSetting(page, "language", "en");
  await dropFiles(page, [tar]);
  await page.getByRole("dialog").getByRole("button", { name: "Replace" }).click();
  await expect(shelves(page).getByText("cut.zip")).toHaveCount(0);
  await expect(shelves(page)).toContainText("cut.tar.gz");
  await expect(warnings).toHaveText(/^It is incomplete: it breaks off after \d files, and the last one lacks/);
});

test("an archive with a password says so in one sentence", async ({ page }, testInfo) => {
  const entries = Array.from({ length: 30 }, (_, n) => ({
    name: `_posts/2020-01-${10 + n}-a.md`,
    bytes: postText(`Number ${n}`),
    encrypted: true,
  }));
  const [locked, half] = [testInfo.outputPath("locked.zip"), testInfo.outputPath("half.zip")];
  await writeFile(locked, zip(entries));
  const open = [1, 2].map((n) => ({ name: `_posts/2021-01-0${n}-a.md`, bytes: postText(`Open ${n}`) }));
  await writeFile(half, zip([...open, ...entries.slice(0, 3)]));
  await page.goto("/");
  await dropFiles(page, [locked]);
  await expect(messages(page).getByRole("listitem")).toHaveText([
    "“locked.zip” was not opened: it has a password. Unpack it with the password, and drop the folder here.",
  ]);
  await chooseSetting(page, "language", "zh-Hant");
  await expect(page.locator(".notice li")).toHaveText([
    "「locked.zip」沒有開啟：它設了密碼。請先用密碼解壓縮，再把資料夾拖到這裡。",
  ]);
  await chooseSetting(page, "language", "en");
  await dropFiles(page, [half]);
  await expect(heading(page)).toHaveText("2 posts");
  await expect(page.locator(".shelf-warning")).toHaveText("3 files have a password and can’t be opened.");
});

test("a tar.gz, and a zip with names in GBK", async ({ page }, testInfo) => {
  const [tar, gbk] = [testInfo.outputPath("old.tar.gz"), testInfo.outputPath("gbk.zip")];
  await writeFile(
    tar,
    tarGz([
      { name: "old/_posts/2019-01-01-a.md", bytes: postText("From the Tar") },
      { name: "old/a.png", bytes: "x" },
    ]),
  );
  await writeFile(
    gbk,
    zip([
      {
        name: Buffer.concat([Buffer.from("_posts/2020-02-02-"), GBK_NEWS, Buffer.from(".md")]),
        bytes: "只有正文，没有标题。",
      },
    ]),
  );
  await page.goto("/");
  await dropFiles(page, [tar, gbk]);
  await expect(heading(page)).toHaveText("2 posts");
  await expect(page.getByRole("listitem").getByRole("heading")).toHaveText(["新闻", "From the Tar"]);
  await page.getByRole("link", { name: "From the Tar" }).click();
  await expect(heading(page)).toHaveText("From the Tar");
});

test("one post packed by gzip opens as the post that it is", async ({ page }, testInfo) => {
  const { gzipSync } = await import("node:zlib");
  const file = testInfo.outputPath("2020-05-05-alone.md.gz");
  await writeFile(file, gzipSync(postText("Alone in Its Pack")));
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("Alone in Its Pack");
});

test("a second archive is added or takes the place of the first, and each can be closed", async ({
  page,
}, testInfo) => {
  const [one, other] = [testInfo.outputPath("one.zip"), testInfo.outputPath("other.zip")];
  await writeFile(one, zip([1, 2].map((n) => ({ name: `_posts/2020-01-0${n}-a.md`, bytes: postText(`One ${n}`) }))));
  await writeFile(
    other,
    zip([1, 2].map((n) => ({ name: `_posts/2021-01-0${n}-a.md`, bytes: postText(`Other ${n}`) }))),
  );
  await page.goto("/");
  await dropFiles(page, [one]);
  await expect(heading(page)).toHaveText("2 posts");

  const dialog = page.getByRole("dialog", { name: /^Open “other.zip”/ });
  // Nothing of it is read or counted before the question is answered.
  await expect(page.locator(".list-excerpt").last()).toHaveText("Some words.");
  const indexed = await countIndexing(page);
  await dropFiles(page, [other]);
  await expect(dialog).toContainText("Already open: one.zip.");
  await expect(heading(page)).toHaveText("2 posts");
  expect(await indexed()).toBe(0);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(heading(page)).toHaveText("2 posts");
  expect(await indexed()).toBe(0);

  await dropFiles(page, [other]);
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(heading(page)).toHaveText("4 posts");
  await page.getByRole("button", { name: "Close one.zip" }).click();
  await expect(heading(page)).toHaveText("2 posts");
  await expect(page.getByRole("link", { name: "Other 1" })).toBeVisible();

  await dropFiles(page, [one]);
  await page.getByRole("dialog").getByRole("button", { name: "Replace" }).click();
  await expect(page.getByRole("link", { name: "One 1" })).toBeVisible();
  await expect(heading(page)).toHaveText("2 posts");
  await page.getByRole("button", { name: "Close one.zip" }).click();
  await expect(page.getByRole("button", { name: "Open a folder" })).toBeVisible();
});

test("an archive that replaces what is open is alone at once, also one that is read from its beginning", async ({
  page,
}, testInfo) => {
  const [old, stream] = [testInfo.outputPath("old.zip"), testInfo.outputPath("new.tar.gz")];
  await writeFile(old, zip([1, 2].map((n) => ({ name: `_posts/2020-01-0${n}-a.md`, bytes: postText(`Old ${n}`) }))));
  const many = Array.from({ length: 1500 }, (_, n) => ({
    name: `_posts/2021-01-01-${n}.md`,
    bytes: postText(`New ${n}`, "A line of many words that says nothing new.\n\n".repeat(200)),
  }));
  await writeFile(stream, tarGz(many));
  await page.goto("/");
  await dropFiles(page, [old]);
  await page.getByRole("searchbox").fill("old");
  await expect(page.locator(".search-status")).toContainText("in 2 of 2 posts");
  await page.evaluate(() => {
    const seen = /** @type {any} */ (window);
    seen.mixed = 0;
    seen.alone = 0;
    new MutationObserver(() => {
      const text = document.querySelector(".library")?.textContent ?? "";
      if (text.includes("new.tar.gz") && /Old \d|old\.zip/.test(text)) seen.mixed += 1;
      if (text.includes("New 1") && document.querySelector(".shelf-progress")) seen.alone += 1;
    }).observe(document.body, { childList: true, subtree: true });
  });
  await dropFiles(page, [stream]);
  await page.getByRole("dialog").getByRole("button", { name: "Replace" }).click();
  await expect(heading(page)).toHaveText("1,500 posts", { timeout: 30_000 });
  await expect(page.getByRole("searchbox")).toHaveValue("");
  const seen = await page.evaluate(() => {
    const { mixed, alone } = /** @type {any} */ (window);
    return { mixed, isAlone: alone > 0 };
  });
  expect(seen).toEqual({ mixed: 0, isAlone: true });
});

test("a folder is opened by its picker too", async ({ page }, testInfo) => {
  const folder = testInfo.outputPath("picked");
  await mkdir(join(folder, "_posts"), { recursive: true });
  for (const day of [1, 2]) await writeFile(join(folder, "_posts", `2020-03-0${day}-a.md`), postText(`Day ${day}`));
  await writeFile(join(folder, "README.md"), "no post");
  await page.goto("/");
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a folder" }).click();
  await (await choosing).setFiles(folder);
  await expect(heading(page)).toHaveText("2 posts");
  await expect(shelves(page)).toContainText("picked");
});

test("after a reload the address says which archive it leads into", async ({ page }, testInfo) => {
  const file = testInfo.outputPath("site-main.zip");
  await writeFile(file, await site());
  await page.goto("/");
  await dropFiles(page, [file]);
  await page.getByRole("link", { name: "The First" }).click();
  await expect(heading(page)).toHaveText("The First");
  await page.reload();
  await expect(messages(page)).toContainText("in “site-main.zip”, which is not open here");
});

test("a real archive and 250 files in folders three deep, in one drop", async ({ page }, testInfo) => {
  const corpus = process.env.ARCHIVE_VIEWER_CORPUS;
  const real = join(corpus ?? "", "corpus/society-main.zip");
  test.skip(!corpus || !existsSync(real), "ARCHIVE_VIEWER_CORPUS names no folder with the archive");
  test.setTimeout(120_000);
  const folder = testInfo.outputPath("deep");
  for (let number = 0; number < 250; number += 1) {
    const place = join(folder, `20${10 + (number % 5)}`, String(number % 3), "posts");
    await mkdir(place, { recursive: true });
    await writeFile(join(place, `2015-05-05-${number}.md`), postText(`Deep ${number}`));
  }
  await page.goto("/");
  await dropFiles(page, [real, folder, post("lighthouse.md")]);
  // 15,276 Markdown files, of which four are the site's own.
  await expect(heading(page)).toHaveText(/^15,\d{3} posts$/, { timeout: 60_000 });
  await expect(shelves(page).getByRole("listitem").filter({ hasText: "deep" })).toContainText("250 posts");
  await page.getByRole("listitem").getByRole("heading").getByRole("link").nth(5).click();
  await expect(page.getByRole("article")).toBeVisible();
});

for (const ranges of [true, false]) {
  const address = base.extend({
    baseURL: async ({}, use) => {
      const pages = fileURLToPath(new URL("../../www", import.meta.url));
      const large = { name: "_posts/2020-09-09-large.md", bytes: postText("A Large One", "word ".repeat(200_000)) };
      const more = Array.from({ length: 40 }, (_, n) => ({
        name: `_posts/2018-01-01-${n}.md`,
        bytes: postText(`Number ${n}`, `${Math.random()} `.repeat(2000)),
      }));
      const others = { "old/archive.zip": zip([large, ...more]), download: zip([large]) };
      const server = await serveFiles(pages, { others, ranges });
      await use(server.url);
      await server.close();
    },
  });
  address(
    `an archive at an address is opened ${ranges ? "by ranges" : "whole, where its server has no ranges"}`,
    async ({ page }) => {
      /** @type {(string | undefined)[]} */
      const asked = [];
      page.on("request", (request) => request.url().endsWith("archive.zip") && asked.push(request.headers().range));
      await page.goto("./?src=old/archive.zip");
      await expect(heading(page)).toHaveText("41 posts");
      await page.getByRole("link", { name: "A Large One" }).click();
      await expect(heading(page)).toHaveText("A Large One");
      // Never a suffix, and never one for each entry.
      expect(asked.filter((range) => range && !/^bytes=\d+-\d+$/.test(range))).toEqual([]);
      expect(asked.length).toBeLessThan(12);
    },
  );

  address(
    `what an address without an ending gives is told by its bytes ${ranges ? "" : "(no ranges)"}`,
    async ({ page }) => {
      await page.goto("./?src=download");
      await expect(heading(page)).toHaveText("A Large One");
    },
  );
}
