// The post that is read as a book and as references, and the posts of a list as one file: what is in it, what it opens to
// again, and that nothing of what makes it is asked for before.

import { readFile } from "node:fs/promises";

import { chaptersOf, dialog, LOG, many, openArchive, saveButton, saved, unpacked } from "./support/export.js";
import { dropFiles } from "./support/drop.js";
import { written } from "./support/openers.js";
import { asked, test } from "./support/site.js";
import { expect } from "./support/test.js";

/** @import { Page } from "@playwright/test" */

test.use({ site: { of: "samples", headers: true } });

const rows = (/** @type {Page} */ page) => page.getByRole("list", { name: "Posts" }).getByRole("listitem");
const PARTS = /exporting|posts-file|save-posts/;

/** What the viewer shows of each post of the list, by title. @param {Page} page */
async function shown(page) {
  /** @type {Map<string, { words: string, pictures: number, comments: string }>} */
  const posts = new Map();
  for (const nth of (await rows(page).all()).keys()) {
    await rows(page).nth(nth).getByRole("link").first().click();
    const title = page.locator(".post-headline");
    await expect(title).toBeVisible();
    const comments = page.locator(".discussion");
    posts.set((await title.innerText()).replace(/\s+/g, ""), {
      words: await page.locator(".post > .post-body").evaluate((body) => {
        const copy = /** @type {Element} */ (body.cloneNode(true));
        for (const own of copy.querySelectorAll(".picture-ways, button, .paragraph-link, .picture-note")) own.remove();
        return copy.textContent?.replace(/\s+/g, "") ?? "";
      }),
      pictures: await page.locator(".post > .post-body img").count(),
      comments: (await comments.count()) > 0 ? ((await comments.textContent()) ?? "") : "",
    });
    await page.goBack();
    await expect(rows(page).first()).toBeVisible();
  }
  return posts;
}

test("a list is saved as a book with all words, pictures and links", async ({ page, baseURL }, info) => {
  const paths = asked(page, baseURL);
  await openArchive(page, info, "log.zip", LOG);
  await expect(rows(page)).toHaveCount(3);
  const posts = await shown(page);
  expect(paths.filter((path) => PARTS.test(path))).toEqual([]);
  const { name, bytes } = await saved(page, "EPUB");
  expect(paths.filter((path) => /exporting.*wasm/.test(path))).toHaveLength(1);
  expect(name).toBe("log.epub");
  // The first file says what it is, and is not packed.
  expect(bytes.subarray(30, 58).toString("latin1")).toBe("mimetypeapplication/epub+zip");

  const files = chaptersOf(bytes);
  const chapters = files.filter(({ path }) => /\/c\d+\.xhtml$/.test(path));
  expect(chapters.map(({ title }) => title)).toEqual(["渡口", "The lamp", "The ferry"]);
  for (const { title, words, pictures } of chapters) {
    const post = posts.get(title.replace(/\s+/g, ""));
    expect(words).toContain(post?.words);
    expect(pictures.filter((src) => src.startsWith("pictures/"))).toHaveLength(title === "渡口" ? 0 : 1);
  }
  expect(chapters[1].links).toContain("c00003.xhtml");
  expect(chapters[2].words).toContain("Iwasonit.");
  // The picture of two posts is there once.
  expect([...unpacked(bytes).keys()].filter((path) => path.startsWith("book/pictures/"))).toHaveLength(1);
});

test("a search is saved alone, and saved again to the same bytes", async ({ page }, info) => {
  await openArchive(page, info, "log.zip", LOG);
  await page.getByRole("searchbox").fill("ferry late");
  await expect(rows(page)).toHaveCount(1);
  const one = await saved(page, "EPUB");
  const chapters = chaptersOf(one.bytes);
  expect(chapters.filter(({ path }) => /\/c\d+/.test(path)).map(({ title }) => title)).toEqual(["The ferry"]);
  const again = await saved(page, "EPUB");
  expect(again.bytes.equals(one.bytes)).toBe(true);
});

test("Markdown in a zip opens again to the same titles, words and pictures", async ({ page }, info) => {
  await openArchive(page, info, "log.zip", LOG);
  const posts = await shown(page);
  const { name, bytes } = await saved(page, "Markdown");
  expect(name).toBe("log.zip");
  expect([...unpacked(bytes).keys()].sort()).toEqual(LOG.map(({ name }) => name).sort());
  await page.goto("about:blank");
  await page.goto("./");
  await dropFiles(page, [written(info, "saved.zip", bytes)]);
  await expect(rows(page)).toHaveCount(3);
  expect(await shown(page)).toEqual(posts);
});

test("every other form has all posts", async ({ page }, info) => {
  await openArchive(page, info, "log.zip", LOG);
  const lines = await saved(page, "JSON Lines");
  expect(lines.name).toBe("log.jsonl");
  const parsed = lines.bytes
    .toString()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(parsed.map(({ title }) => title)).toEqual(["渡口", "The lamp", "The ferry"]);
  expect(parsed[2].discussion[0].text).toBe("I was on it.");

  const document = (await saved(page, "HTML")).bytes.toString();
  expect(document.match(/src="data:image\/png;base64,/g)).toHaveLength(2);
  expect(document).not.toContain("<script");

  const text = (await saved(page, "Plain text")).bytes.toString();
  for (const words of ["The lamp was lit at dusk, & burned all night.", "的灯亮了", "I was on it."])
    expect(text).toContain(words);

  const ris = (await saved(page, "RIS")).bytes.toString();
  expect(ris.match(/^TI {2}- .*$/gm)?.map((line) => line.trim())).toEqual([
    "TI  - 渡口",
    "TI  - The lamp",
    "TI  - The ferry",
  ]);
  const csl = JSON.parse((await saved(page, "CSL-JSON")).bytes.toString());
  expect(csl[1]).toMatchObject({
    title: "The lamp",
    author: [{ literal: "Ann Lee" }],
    URL: "https://log.example/lamp",
  });
});

test("without comments, if the reader says so", async ({ page }, info) => {
  await openArchive(page, info, "log.zip", LOG);
  await saveButton(page).click();
  await dialog(page).getByRole("checkbox", { name: "With comments" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(saveButton(page)).toBeFocused();
  await saveButton(page).click();
  await dialog(page).getByRole("checkbox", { name: "With comments" }).uncheck();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog(page).getByRole("button", { name: "Save", exact: true }).click(),
  ]);
  const chapters = chaptersOf(await readFile(await download.path()));
  expect(chapters.some(({ words }) => words.includes("Iwasonit."))).toBe(false);
});

test("what is under way is said, and stopping it leaves nothing", async ({ page }, info) => {
  test.setTimeout(120_000);
  await openArchive(page, info, "many.zip", many(1500));
  /** @type {string[]} */
  const downloads = [];
  page.on("download", (download) => downloads.push(download.suggestedFilename()));
  await saveButton(page).click();
  await dialog(page).getByRole("button", { name: "Save", exact: true }).press("Enter");
  await expect(dialog(page).getByRole("button", { name: "Cancel" })).toBeFocused();
  const bar = dialog(page).getByRole("progressbar");
  await expect(bar).toBeVisible();
  await expect.poll(() => bar.evaluate((own) => /** @type {HTMLProgressElement} */ (own).value)).toBeGreaterThan(20);
  await expect(dialog(page)).toContainText(/\d+ of 1,500 posts/);
  const workers = page.workers().length;
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
  await expect(dialog(page).getByRole("button", { name: "Save", exact: true })).toBeEnabled();
  await expect.poll(() => page.workers().length).toBeLessThan(workers - 1);
  expect(downloads).toEqual([]);
  // It can be begun again, and left.
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(saveButton(page)).toBeFocused();
  expect(downloads).toEqual([]);
});

test("the post that is read is saved as a book and as references", async ({ page, baseURL }, info) => {
  const paths = asked(page, baseURL);
  await openArchive(page, info, "log.zip", LOG);
  await rows(page).filter({ hasText: "The lamp" }).getByRole("link").first().click();
  const words = async () => (await page.locator(".post-body p").first().innerText()).replace(/\s+/g, "");
  await page.getByText("Copy and save").click();
  expect(paths.filter((path) => PARTS.test(path))).toEqual([]);
  const [book] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as EPUB" }).click(),
  ]);
  expect(book.suggestedFilename()).toBe("2020-01-02-lamp.epub");
  const chapters = chaptersOf(await readFile(await book.path()));
  const [chapter] = chapters.filter(({ path }) => /\/c\d+/.test(path));
  expect(chapter.words).toContain(await words());
  expect(chapter.pictures).toHaveLength(1);
  expect(chapter.pictures[0]).toMatch(/^pictures\//);

  await page.getByText("Cite", { exact: true }).click();
  const [ris] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save RIS" }).click(),
  ]);
  expect(ris.suggestedFilename()).toBe("2020-01-02-lamp.ris");
  expect(await readFile(await ris.path(), "utf8")).toBe(
    [
      "TY  - ELEC",
      "TI  - The lamp",
      "AU  - Ann Lee",
      "PY  - 2020",
      "DA  - 2020/01/02/",
      "T2  - log.example",
      "UR  - https://log.example/lamp",
      "LA  - en",
      "KW  - light",
      "KW  - sea",
      "ER  - ",
      "",
    ].join("\r\n"),
  );
});
