// Notes: marking a passage, writing about it, finding it again after a reload, as files, and links to passages.

import { readFileSync, writeFileSync } from "node:fs";

import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { written } from "./support/openers.js";

/** @typedef {import("@playwright/test").Page} Page */

const TEXT = [
  "The bridge was closed in March. Nobody said why, and the bridge was closed again in May.",
  "The mayor promised an answer by summer.",
  "河上的桥在三月关闭，没有人说明原因。",
].join("\n\n");

const post = (text = TEXT) => ({
  name: "_posts/2021-03-01-bridge.md",
  bytes: postText("A Bridge", text, "source: https://example.org/bridge\n"),
});

/** @param {Page} page @param {import("@playwright/test").TestInfo} info @param {string} [text] */
async function openPost(page, info, text) {
  await page.goto("/");
  await dropFiles(page, [written(info, "bridge.zip", zip([post(text)]))]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A Bridge");
}

/** Selects a quote's nth occurrence in the article. @param {Page} page @param {string} quote @param {number} [nth] */
const select = (page, quote, nth = 0) =>
  page.evaluate(
    ([quote, nth]) => {
      const walker = document.createTreeWalker(
        /** @type {Node} */ (document.querySelector(".post-body")),
        NodeFilter.SHOW_TEXT,
      );
      let left = Number(nth);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = /** @type {Text} */ (node).data;
        for (let at = text.indexOf(String(quote)); at >= 0; at = text.indexOf(String(quote), at + 1)) {
          if (left-- > 0) continue;
          getSelection()?.setBaseAndExtent(node, at, node, at + String(quote).length);
          return;
        }
      }
    },
    [quote, nth],
  );

/** What is marked in a colour, with the words before it. @param {Page} page @param {string} name */
const marked = (page, name) =>
  page.evaluate(
    (name) =>
      [.../** @type {any} */ (CSS.highlights.get(name) ?? [])].map((range) => {
        const before = (range.startContainer.data ?? "").slice(Math.max(0, range.startOffset - 4), range.startOffset);
        return `${before}[${range}]`;
      }),
    name,
  );

const tools = (/** @type {Page} */ page) => page.getByRole("toolbar", { name: "Mark the selected passage" });

test("a passage is marked, annotated, edited and removed, and is there after a reload", async ({ page }, info) => {
  await openPost(page, info);
  expect(await page.evaluate(() => localStorage.getItem("archive-viewer.notes"))).toBeNull();

  await select(page, "bridge was closed", 1);
  await tools(page).getByRole("button", { name: "Mark in green" }).click();
  await expect.poll(() => marked(page, "note-green")).toEqual(["the [bridge was closed]"]);
  await expect(tools(page)).toHaveCount(0);

  await select(page, "没有人说明原因");
  await tools(page).getByRole("button", { name: "Write a note" }).click();
  const dialog = page.getByRole("dialog", { name: "Note" });
  await expect(dialog.getByText("没有人说明原因")).toBeVisible();
  await dialog.getByLabel("Comment").fill("Who knew?");
  await dialog.getByLabel("pink").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => marked(page, "note-pink")).toEqual(["月关闭，[没有人说明原因]"]);
  await expect.poll(() => marked(page, "note-commented")).toHaveLength(1);

  // After a reload the archive is gone and the notes are not.
  await page.reload();
  await openPost(page, info);
  await expect.poll(() => marked(page, "note-green")).toEqual(["the [bridge was closed]"]);
  await page.getByText("Notes", { exact: true }).click();
  const list = page.locator(".notes-list");
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await list.getByRole("button", { name: "Edit" }).last().click();
  await expect(dialog.getByLabel("Comment")).toHaveValue("Who knew?");
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect.poll(() => marked(page, "note-pink")).toEqual([]);
});

test("a changed text keeps the note, and says so where its passage is gone", async ({ page }, info) => {
  await openPost(page, info);
  await select(page, "bridge was closed", 1);
  await tools(page).getByRole("button", { name: "Mark in yellow" }).click();
  await expect.poll(() => marked(page, "note-yellow")).toHaveLength(1);

  // The same post by its URL, longer at its beginning.
  await page.reload();
  await openPost(page, info, `An update stands first.\n\n${TEXT}`);
  await expect.poll(() => marked(page, "note-yellow")).toEqual(["the [bridge was closed]"]);

  await page.reload();
  await openPost(page, info, "Everything was rewritten.");
  await page.getByText("Notes", { exact: true }).click();
  await expect(page.locator(".notes-list")).toContainText("This passage is no longer in the text.");
  expect(await marked(page, "note-yellow")).toEqual([]);
});

test("notes are listed, searched, saved, removed and read in again", async ({ page }, info) => {
  await openPost(page, info);
  await select(page, "The mayor promised an answer");
  await tools(page).getByRole("button", { name: "Mark in blue" }).click();
  await expect.poll(() => marked(page, "note-blue")).toHaveLength(1);
  await page.getByText("Notes", { exact: true }).click();
  await page.getByRole("link", { name: "All notes" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Notes");
  const status = page.locator(".search-status");
  await expect(status).toHaveText("1 note");
  await page.getByRole("searchbox").fill("nowhere");
  await expect(status).toHaveText("0 notes");
  await page.getByRole("searchbox").fill("mayor");
  await expect(status).toHaveText("1 note");

  const saved = async (/** @type {string} */ name) => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    return readFileSync(await (await download).path(), "utf8");
  };
  const json = await saved("Save as JSON-LD");
  const [item] = JSON.parse(json).items;
  expect(item).toMatchObject({
    "@context": "http://www.w3.org/ns/anno.jsonld",
    type: "Annotation",
    motivation: "highlighting",
    target: { selector: [{ type: "TextQuoteSelector", exact: "The mayor promised an answer" }, {}] },
  });
  expect(item.target["dcterms:identifier"]).toMatch(/^ni:\/\/\/sha-256;[\w-]{43}$/);
  expect(await saved("Save as Markdown")).toContain("## A Bridge");

  await page.getByRole("button", { name: "Remove all notes" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove all notes" }).click();
  await expect(status).toHaveText("0 notes");
  expect(await page.evaluate(() => localStorage.getItem("archive-viewer.notes"))).toBeNull();

  const readIn = async (/** @type {string} */ name, /** @type {string} */ text) => {
    const path = info.outputPath(name);
    writeFileSync(path, text);
    await page.locator(".notes-view input[type=file]").setInputFiles(path);
  };
  await readIn("broken.json", "{");
  await expect(status).toHaveText("broken.json is no file of notes.");
  // What a stranger's file holds is text, and what quotes nothing is left out.
  const strange = { ...item, id: "urn:x", body: { value: "<img src=x onerror=alert(1)>" }, target: item.target };
  await readIn("notes.jsonld", JSON.stringify({ items: [item, strange, { id: "urn:y" }] }));
  await expect(page.locator(".notes-view .note")).toHaveCount(2);
  await expect(page.locator(".notes-view")).toContainText("<img src=x onerror=alert(1)>");
  await page.goBack();
  await expect.poll(() => marked(page, "note-blue")).toHaveLength(2);
});

test("a link leads to its passage", async ({ page, context }, info) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPost(page, info, `${Array.from({ length: 60 }, (_, at) => `Line ${at}.`).join("\n\n")}\n\n${TEXT}`);
  await select(page, "bridge was closed", 1);
  // Also where the key comes before the selection has settled.
  await page.keyboard.press("m");
  await expect(tools(page).getByRole("button").first()).toBeFocused();
  await page.waitForTimeout(400);
  await expect(tools(page).getByRole("button").first()).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  const link = await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain("?text=")
    .then(() => page.evaluate(() => navigator.clipboard.readText()));
  expect(link).toContain("-,bridge%20was%20closed,-");

  await page.evaluate((url) => (location.href = url), link);
  await expect.poll(() => marked(page, "passage")).toEqual(["the [bridge was closed]"]);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(500);
  await page.evaluate(() => (location.hash = `${location.hash.split("?")[0]}?text=NOBODY%20said%20why,May`));
  await expect
    .poll(() => marked(page, "passage"))
    .toEqual(["ch. [Nobody said why, and the bridge was closed again in May]"]);
  await page.evaluate(() => (location.hash = `${location.hash.split("?")[0]}?text=no%20such%20words`));
  await expect(page.locator(".announcer")).toHaveText("The passage that the link leads to is not in this text.");
});
