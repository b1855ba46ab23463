// Which texts of an archive are posts, and the line that opens the others.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";

/** @typedef {import("@playwright/test").Page} Page */

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
const titles = (/** @type {Page} */ page) => page.getByRole("listitem").getByRole("heading", { level: 2 });
const others = (/** @type {Page} */ page) => page.getByRole("button", { name: /other text|without text/ });

const MIXED = [
  { name: "site/README.md", bytes: "# About this site\n\nIt is kept by the harbour." },
  { name: "site/_layouts/post.html", bytes: "<html>{{ content }}</html>" },
  { name: "site/_posts/2020-05-01-pier.md", bytes: postText("The Pier", "It creaks in the wind.") },
  { name: "site/_posts/2020-05-02-head.md", bytes: "---\ntitle: Only a Head\n---\n" },
  { name: "site/notes/ferry.md", bytes: "# The Ferry\n\nIt is late." },
];

test("notes without front matter are posts, listed and found", async ({ page }, testInfo) => {
  const file = testInfo.outputPath("notes.zip");
  await writeFile(
    file,
    zip([
      { name: "a.md", bytes: "# The Pier\n\nIt creaks." },
      { name: "b.txt", bytes: "The ferry is late again." },
    ]),
  );
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("2 posts");
  await expect(titles(page)).toHaveText(["The Pier", "b"]);
  await expect(others(page)).toHaveCount(0);
  await page.getByRole("searchbox").fill("late again");
  await expect(titles(page)).toHaveText(["b"]);
  await page.getByRole("link", { name: "b", exact: true }).click();
  await expect(page.getByRole("article")).toContainText("The ferry is late again.");
});

test("what is not in the list is counted in a line, which opens it", async ({ page }, testInfo) => {
  const file = testInfo.outputPath("site.zip");
  await writeFile(file, zip(MIXED));
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("2 posts");
  await expect(titles(page)).toHaveText(["The Pier", "The Ferry"]);
  await expect(others(page)).toHaveText("2 other texts, 1 post without text");
  await others(page).click();
  const dialog = page.getByRole("dialog", { name: "site.zip" });
  await expect(dialog.getByRole("link")).toHaveText([
    "site/README.md",
    "site/_layouts/post.html",
    "site/_posts/2020-05-02-head.md",
  ]);
  await expect(dialog.getByRole("button", { name: "Close" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(others(page)).toBeFocused();

  await others(page).click();
  await dialog.getByRole("link", { name: "site/README.md" }).click();
  await expect(heading(page)).toHaveText("About this site");
  await expect(page.getByRole("article")).toContainText("It is kept by the harbour.");
  expect(decodeURIComponent(new URL(page.url()).hash)).toBe("#/a/site.zip/post/site/README.md");
  await page.goBack();
  await expect(heading(page)).toHaveText("2 posts");
});

test("an archive of other texts alone opens with its line", async ({ page }, testInfo) => {
  const file = testInfo.outputPath("code.zip");
  await writeFile(file, zip(MIXED.slice(0, 2)));
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("0 posts");
  await others(page).click();
  await page.getByRole("dialog").getByRole("link", { name: "site/README.md" }).click();
  await expect(page.getByRole("article")).toContainText("It is kept by the harbour.");
});

test("a folder is read by the same rules", async ({ page }, testInfo) => {
  const folder = testInfo.outputPath("site");
  for (const { name, bytes } of MIXED) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  await page.goto("/");
  await dropFiles(page, [join(folder, "site")]);
  await expect(titles(page)).toHaveText(["The Pier", "The Ferry"]);
  await expect(others(page)).toHaveText("2 other texts, 1 post without text");
});
