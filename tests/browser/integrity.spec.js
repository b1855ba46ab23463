// Files of an archive checked by a manifest, and archives compared: what is new, gone, changed and moved, in lists and in detail.

import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";

import { dropFiles } from "./support/drop.js";
import { written } from "./support/openers.js";
import { tarGz, zip } from "./support/pack.js";
import { asked, test } from "./support/site.js";
import { expect } from "./support/test.js";

/** @import { Page, TestInfo } from "@playwright/test" */

test.use({ site: { of: "samples", headers: true } });

/** @param {string} title @param {string} body @param {string} [more] */
const post = (title, body, more = "") =>
  `---\ntitle: ${title}\n${more}---\n\n${body}\n\nAll of it was long ago, and nobody remembers.\n`;

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgGAWjYBSMgqENAAPoAAG1n0bLAAAAAElFTkSuQmCC",
  "base64",
);

/** @param {string} root @param {Record<string, string | Buffer>} files */
const entries = (root, files) => Object.entries(files).map(([name, bytes]) => ({ name: `${root}/${name}`, bytes }));

const SHARED = {
  "_posts/2020-01-01-same.md": post("Same", "The same words."),
  "about.txt": "Not a post.",
  "_layouts/post.html": "{{ content }}",
  "100%.css": "a { }",
};
const EARLIER = entries("news-1", {
  ...SHARED,
  "_posts/2020-01-02-gone.md": post("Gone", "Words that nobody kept."),
  "_posts/2020-01-03-old.md": post("Moved", "Words that went elsewhere."),
  "_posts/2020-01-05-lamp.md": post(
    "Lamp",
    "The ferry came late to the pier.\n\nThe keeper lit the lamp. 守灯人点灯。\n\nRain fell at night on all the roofs.\n\nNobody came to see it.\n\n![Pier](../pier.png)",
    "tags: [sea]\n",
  ),
  "pier.png": PICTURE,
});
const LATER = entries("news-2", {
  ...SHARED,
  "_posts/2020-01-02-new.md": post("New", "Words of somebody <b>else</b>."),
  "_posts/2020-01-03-place.md": post("Moved", "Words that went elsewhere."),
  "_posts/2020-01-05-lamp.md": post(
    "Lamp",
    "The keeper lit the old lamp. 守灯人关灯。\n\nRain fell at night on all the roofs.\n\nNobody came to see it.\n\nThe ferry came late to the pier.\n\n![Quay](../quay.png)",
    "tags: [sea, light]\n",
  ),
  "quay.png": PICTURE,
});

const dialog = (/** @type {Page} */ page) => page.getByRole("dialog");
const way = (/** @type {Page} */ page, /** @type {string} */ name) => page.getByRole("button", { name, exact: true });
const said = (/** @type {Page} */ page) => dialog(page).locator(".export-result");

/** @param {Page} page @param {TestInfo} info @param {Record<string, Buffer>} archives */
async function open(page, info, archives) {
  await page.goto("./");
  const [first, ...others] = Object.entries(archives).map(([name, bytes]) => written(info, name, bytes));
  await dropFiles(page, [first]);
  await expect(way(page, "Check files…")).toBeVisible();
  for (const other of others) {
    await dropFiles(page, [other]);
    await page.getByRole("button", { name: "Add" }).click();
    await expect(way(page, "Compare…")).toBeVisible();
  }
}

/** @param {{ name: string, bytes: string | Buffer }[]} files @returns {string} their manifest, made by other means */
const manifestOf = (files) =>
  [...files]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, bytes }) => `${createHash("sha256").update(bytes).digest("hex")}  ${name.replaceAll("%", "%25")}\n`)
    .join("");

/** @param {Page} page @returns {Promise<[string, string]>} name and text of the manifest that is saved */
async function saved(page) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog(page).getByRole("button", { name: "Save a manifest" }).click(),
  ]);
  return [download.suggestedFilename(), await readFile(await download.path(), "utf8")];
}

/** @param {Page} page @param {string} path of a manifest */
async function check(page, path) {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    dialog(page).getByRole("button", { name: "Check by a manifest…" }).click(),
  ]);
  await chooser.setFiles(path);
  await expect(dialog(page).getByRole("progressbar")).toBeHidden();
}

for (const [name, pack] of /** @type {const} */ ([
  ["news.zip", zip],
  ["news.tar.gz", tarGz],
])) {
  test(`the manifest of ${name} is that of the command`, async ({ page, baseURL }, info) => {
    const paths = asked(page, baseURL);
    const bytes = pack(EARLIER);
    await open(page, info, { [name]: bytes });
    expect(paths.filter((path) => /exporting|check-dialog|dialogs/.test(path))).toEqual([]);
    await way(page, "Check files…").click();
    await expect(dialog(page).getByRole("heading", { level: 2 })).toHaveText("Check files");
    const [file, text] = await saved(page);
    expect(file).toBe("news-manifest-sha256.txt");
    expect(text).toBe(manifestOf(EARLIER));
    await expect(said(page)).toContainText(`${EARLIER.length} files: news-manifest-sha256.txt`);
    await check(page, written(info, "own.txt", Buffer.from(text)));
    await expect(said(page)).toHaveText(`Nothing is different: ${EARLIER.length} the same.`);
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    await expect(way(page, "Check files…")).toBeFocused();
  });
}

test("files that are new, gone, changed or moved since a manifest are listed", async ({ page }, info) => {
  const one = EARLIER.map(({ name, bytes }) => ({ name: name.replace("news-1", "news"), bytes }));
  const other = LATER.map(({ name, bytes }) => ({ name: name.replace("news-2", "news"), bytes }));
  await open(page, info, { "news.zip": zip(other) });
  await way(page, "Check files…").click();
  await check(page, written(info, "none.txt", Buffer.from("no sum at all\n")));
  await expect(said(page)).toHaveText("none.txt is not a manifest of SHA-256 sums.");
  await check(page, written(info, "manifest.txt", Buffer.from(manifestOf(one))));
  await expect(said(page)).toHaveText("1 changed, 1 gone, 1 new, 2 moved, 4 the same");
  const lists = dialog(page).locator("details");
  await expect(lists.locator("summary")).toHaveText(["Changed (1)", "Gone (1)", "New (1)", "Moved (2)"]);
  await expect(lists.locator("li")).toHaveText([
    "news/_posts/2020-01-05-lamp.md",
    "news/_posts/2020-01-02-gone.md",
    "news/_posts/2020-01-02-new.md",
    "news/_posts/2020-01-03-place.md from news/_posts/2020-01-03-old.md",
    "news/quay.png from news/pier.png",
  ]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog(page).getByRole("button", { name: "Save this list" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain("moved\tnews/pier.png\tnews/quay.png\n");
  expect(text).toMatch(/# 4 the same, 1 new, 1 gone, 1 changed, 2 moved\n$/);
});

test("a folder is checked by the manifest in it", async ({ page }, info) => {
  const folder = info.outputPath("news");
  for (const { name, bytes } of EARLIER) {
    const file = join(info.outputPath(), name.replace("news-1", "news"));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const manifest = manifestOf(EARLIER.map(({ name, bytes }) => ({ name: name.replace("news-1/", ""), bytes })));
  writeFileSync(join(folder, "manifest-sha256.txt"), manifest);
  await page.goto("./");
  await dropFiles(page, [folder]);
  await way(page, "Check files…").click();
  await check(page, join(folder, "manifest-sha256.txt"));
  await expect(said(page)).toHaveText(`Nothing is different: ${EARLIER.length} the same.`);
  await check(page, written(info, "empty.txt", Buffer.from("")));
  await expect(dialog(page).locator("summary")).toHaveText(`New (${EARLIER.length + 1})`);
});

test("checking can be stopped, and a file that can't be read is named", async ({ page }, info) => {
  const many = Array.from({ length: 800 }, (_, at) => ({ name: `news/data/${at}.bin`, bytes: `${at}` }));
  const files = [...EARLIER, { name: "news-1/locked.png", bytes: PICTURE, encrypted: true }, ...many];
  await open(page, info, { "news.zip": zip(files) });
  await way(page, "Check files…").click();
  await dialog(page).getByRole("button", { name: "Save a manifest" }).click();
  await expect(dialog(page).locator(".export-said")).toContainText(`of ${files.length.toLocaleString("en")} files`);
  await expect(dialog(page).getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(dialog(page).getByRole("progressbar")).toBeHidden();
  await expect(said(page)).toBeEmpty();
  const [, text] = await saved(page);
  expect(text.split("\n").length).toBe(files.length);
  await expect(said(page)).toContainText("1 file could not be read:");
  await expect(said(page)).toContainText("news-1/locked.png: ");
});

/** @param {Page} page */
const listed = (page) =>
  dialog(page)
    .locator(".integrity-found li")
    .evaluateAll((items) => items.map((item) => [...item.children].map((part) => part.textContent?.trim())));

/** @param {Page} page */
async function compare(page) {
  await way(page, "Compare…").click();
  await expect(dialog(page).getByRole("combobox", { name: "Earlier" })).toHaveValue("0");
  await dialog(page).getByRole("button", { name: "Compare", exact: true }).click();
  await expect(said(page)).not.toBeEmpty();
}

/** @param {Page} page @param {string} path */
async function openDifference(page, path) {
  await dialog(page).getByRole("button", { name: path }).click();
  await expect(dialog(page).locator(".diff")).toBeVisible();
}

/** Kinds and texts of the lines in line, with what is different in brackets. @param {Page} page */
const lines = (page) =>
  dialog(page)
    .locator(".diff-lines > li")
    .evaluateAll((items) =>
      items.map((item) => {
        const text = item.querySelector(".diff-text > span:last-child");
        const parts = [...(text ?? item).childNodes].map((node) =>
          node.nodeName === "DEL"
            ? `[-${node.textContent}-]`
            : node.nodeName === "INS"
              ? `{+${node.textContent}+}`
              : node.textContent,
        );
        const note = item.querySelector(".diff-note")?.textContent ?? "";
        return note + parts.join("");
      }),
    );

test("two versions of an archive are compared, and each post in detail", async ({ page }, info) => {
  await open(page, info, { "news-1.zip": zip(EARLIER), "news-2.zip": zip(LATER) });
  await compare(page);
  await expect(said(page)).toHaveText("1 changed, 1 gone, 1 new, 1 moved, 2 the same");
  expect(await listed(page)).toEqual([
    ["Gone", "_posts/2020-01-02-gone.md"],
    ["New", "_posts/2020-01-02-new.md"],
    ["Moved", "_posts/2020-01-03-place.md", "from _posts/2020-01-03-old.md"],
    ["Changed", "_posts/2020-01-05-lamp.md", "1 field · words: 10 new, 9 gone · pictures: 1 new, 1 gone"],
  ]);
  await dialog(page).getByRole("combobox", { name: "Show" }).selectOption("Changed");
  expect((await listed(page)).length).toBe(1);

  await openDifference(page, "_posts/2020-01-05-lamp.md");
  await expect(dialog(page).getByRole("heading", { level: 2 })).toHaveText("Changed: _posts/2020-01-05-lamp.md");
  await expect(dialog(page).getByRole("row", { name: "Tag sea sea, light" })).toBeVisible();
  await expect(dialog(page).locator(".integrity-pictures img")).toHaveCount(2);
  await expect(dialog(page).locator(".integrity-pictures li")).toContainText(["pier.png", "quay.png"]);
  expect(await lines(page)).toEqual([
    "moved, now further down: The ferry came late to the pier.",
    "The keeper lit the {+old +}lamp. 守灯人[-点-]{+关+}灯。",
    "Rain fell at night on all the roofs.",
    "Nobody came to see it.",
    "moved, was further up: The ferry came late to the pier.",
    "All of it was long ago, and nobody remembers.",
  ]);
  await dialog(page).getByRole("radio", { name: "Side by side" }).check();
  const row = dialog(page).getByRole("row", { name: /The keeper lit/ });
  await expect(row.getByRole("cell")).toHaveText([
    "changed: The keeper lit the lamp. 守灯人点灯。",
    "The keeper lit the old lamp. 守灯人关灯。",
  ]);
  await dialog(page).getByRole("radio", { name: "The file" }).check();
  await dialog(page).getByRole("radio", { name: "In line" }).check();
  expect(await lines(page)).toContain("tags: [sea{+, light+}]");
  await dialog(page).getByRole("button", { name: "Back to the list" }).click();
  await expect(dialog(page).getByRole("button", { name: "_posts/2020-01-05-lamp.md" })).toBeFocused();
  await expect(dialog(page).getByRole("combobox", { name: "Show" })).toHaveValue("changed");

  // All of a post that is in one alone, and nothing of it is markup.
  await dialog(page).getByRole("combobox", { name: "Show" }).selectOption("New");
  await openDifference(page, "_posts/2020-01-02-new.md");
  await dialog(page).getByRole("radio", { name: "The file" }).check();
  expect(await lines(page)).toContain("{+Words of somebody <b>else</b>.+}");
  await expect(dialog(page).locator(".diff b")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(way(page, "Compare…")).toBeFocused();
});

test("what is the same is said, and long texts are folded", async ({ page }, info) => {
  const text = Array.from({ length: 40 }, (_, at) => `Line ${at} of the harbour log.`);
  const changed = text.map((line, at) => (at === 20 ? "Line 20 of the other log." : line));
  const log = (/** @type {string[]} */ body) => [
    { name: "log/_posts/2020-01-01-log.md", bytes: post("Log", body.join("\n\n")) },
    { name: "log/_posts/2020-01-02-one.md", bytes: post("One", "A post.") },
  ];
  await open(page, info, { "log.zip": zip(log(text)), "log.tar.gz": tarGz(log(changed)) });
  await compare(page);
  await expect(said(page)).toHaveText("1 changed, 0 gone, 0 new, 0 moved, 1 the same");
  await openDifference(page, "_posts/2020-01-01-log.md");
  expect(await lines(page)).toEqual([
    "18 lines are the same",
    "Line 18 of the harbour log.",
    "Line 19 of the harbour log.",
    "Line 20 of the [-harbour-]{+other+} log.",
    "Line 21 of the harbour log.",
    "Line 22 of the harbour log.",
    "18 lines are the same",
  ]);
  await dialog(page).getByRole("button", { name: "18 lines are the same" }).first().click();
  expect((await lines(page)).length).toBe(24);
  await expect(dialog(page).locator(".diff-lines > li").first()).toBeFocused();
  await dialog(page).getByRole("button", { name: "Back to the list" }).click();
  await dialog(page).getByRole("combobox", { name: "Later" }).selectOption("log.zip");
  await dialog(page).getByRole("button", { name: "Compare", exact: true }).click();
  await expect(said(page)).toHaveText("Nothing is different: 2 the same.");
});

test("copies of a post are compared", async ({ page }, info) => {
  const body = "The harbour was quiet that night, and the keeper wrote so in his book.";
  const one = { name: "log/_posts/2020-01-01-harbour.md", bytes: post("Harbour", body, "tags: [sea]\n") };
  const other = { name: "log/_posts/2020-01-01-harbour-2.md", bytes: post("Harbour", body, "tags: [quay]\n") };
  await open(page, info, { "log.zip": zip([one, other]) });
  await page.getByRole("link", { name: "Harbour" }).click();
  await page.getByText("2 copies").click();
  await way(page, "Compare…").click();
  await expect(dialog(page).getByRole("heading", { level: 2 })).toHaveText("Compare copies");
  await expect(dialog(page).getByRole("combobox", { name: "Second" })).toHaveValue("1");
  await expect(dialog(page).getByRole("row", { name: /^Tag/ })).toHaveText(/quay.*sea|sea.*quay/);
  await expect(dialog(page).getByText("No line is different.")).toBeVisible();
  await dialog(page).getByRole("radio", { name: "The file" }).check();
  expect((await lines(page)).join("\n")).toMatch(/tags: \[(\[-|\{\+)/);
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(way(page, "Compare…")).toBeFocused();
});

for (const theme of /** @type {const} */ (["light", "dark"])) {
  for (const [name, width] of /** @type {const} */ ([
    ["phone", 390],
    ["desktop", 1280],
  ])) {
    test(`both are accessible and fit a ${name} (${theme})`, async ({ page }, info) => {
      // Five looks of axe.
      test.setTimeout(90_000);
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 844 });
      await open(page, info, { "news-1.zip": zip(EARLIER), "news-2.zip": zip(LATER) });
      const look = async (/** @type {string} */ view) => {
        const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        const wide = await dialog(page).evaluate((own) => own.scrollWidth - own.clientWidth);
        expect(wide).toBeLessThanOrEqual(0);
        await page.screenshot({ path: info.outputPath(`${view}-${name}-${theme}.png`) });
      };
      await way(page, "Check files…").click();
      await check(page, written(info, "manifest.txt", Buffer.from(manifestOf(LATER))));
      await expect(said(page)).not.toBeEmpty();
      await look("check");
      await page.keyboard.press("Escape");
      await compare(page);
      await look("compare");
      await openDifference(page, "_posts/2020-01-05-lamp.md");
      await expect(dialog(page).locator(".integrity-pictures img")).toHaveCount(2);
      await look("in-line");
      await dialog(page).getByRole("radio", { name: "Side by side" }).check();
      await dialog(page).locator(".diff-table").last().scrollIntoViewIfNeeded();
      await look("side-by-side");
      await dialog(page).getByRole("radio", { name: "The file" }).check();
      await look("file");
    });
  }
}
