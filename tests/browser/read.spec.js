// What an article shows besides its text: facts, what was cleaned, the file itself; in the reader's language.

import { readFile, writeFile } from "node:fs/promises";
import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

test("date, author, source and tags stand with the article", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("bridge.md")]);
  const article = page.getByRole("article");
  const date = article.locator("header time");
  await expect(date).toHaveText("3 November 2021 at 22:26");
  await expect(date).toHaveAttribute("title", "In the file: 2021-11-03T22:26:00.000Z");
  await expect(article).toContainText("河岸日报");
  const source = article.getByRole("link", { name: "Source: news.example" });
  await expect(source).toHaveAttribute("href", "https://news.example/local/20211103");
  await expect(source).toHaveAttribute("rel", "noopener noreferrer");
  await expect(article.getByRole("list", { name: "Tags" }).getByRole("listitem")).toHaveText(["城市", "交通"]);
});

for (const timezoneId of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
  test.describe(`in ${timezoneId}`, () => {
    test.use({ timezoneId });

    test("a bare day stays the same day", async ({ page }) => {
      await page.goto("/");
      await dropFiles(page, [post("lighthouse.md")]);
      await expect(page.getByRole("article").locator("header time")).toHaveText("25 May 2020");
    });
  });
}

test("what was cleaned is listed, and the original is the file", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("bridge.md")]);
  const footer = page.locator(".panels");
  await expect(footer.locator("pre")).toHaveCount(0);

  await footer.getByText("What was cleaned").click();
  await expect(footer.getByRole("listitem").first()).toBeVisible();
  await expect(footer).toContainText("img.example/bridge.jpg");

  await footer.getByText("Original file").click();
  expect(await footer.locator("pre").textContent()).toBe(await readFile(post("bridge.md"), "utf8"));
});

test("the interface changes its language and the article keeps its own", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("lighthouse.md")]);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const language = page.getByRole("combobox", { name: "Language" });
  await language.focus();
  await language.selectOption("zh-Hans");

  await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
  await expect(page.getByRole("combobox", { name: "语言" })).toBeFocused();
  await expect(page.getByText("清理记录")).toBeVisible();
  await expect(page.getByRole("article").locator("header time")).toHaveText("2020年5月25日");
  await expect(page.getByRole("article")).toHaveAttribute("lang", "en");

  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
});

test.describe("in a Chinese browser", () => {
  test.use({ locale: "zh-TW" });

  test("the interface is Chinese by itself", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("button", { name: "打开文件" }).last()).toBeVisible();
  });
});

test("a note is reached, and left again, without leaving the post", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("notes.md")]);
  const article = page.getByRole("article");
  await expect(article).toBeVisible();
  const address = page.url();
  await article.getByRole("link", { name: "1", exact: true }).click();
  await expect(article.locator(":focus")).toContainText("Except for what he says about the weather.");
  await article.getByRole("link", { name: "Back to the text" }).click();
  await expect(article.locator(":focus")).toHaveText("1");
  expect(page.url()).toBe(address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The Harbour Master Keeps Notes");
});

test("links that leave open beside the viewer and tell nobody where they come from", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("lighthouse.md")]);
  const link = page.getByRole("link", { name: "directions" });
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(link).toHaveAttribute("rel", /noopener.*noreferrer/);
});

test("a post beyond the cleaner's limits is shown as text, part by part", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("very-long.txt");
  await writeFile(path, "A line that is repeated more often than anyone would read it.\n".repeat(80_000));
  await page.goto("/");
  await dropFiles(page, [path]);
  const article = page.getByRole("article");
  await expect(article.getByText("goes beyond a limit of the cleaner")).toBeVisible();
  const parts = article.locator(".post-plain-part");
  await expect(parts).toHaveCount(1);
  await article.getByRole("button", { name: /^Show more of the text \(1 of \d+ parts\)$/ }).click();
  await expect(parts).toHaveCount(2);
  await expect(parts.nth(1)).toBeFocused();
  await expect(parts.nth(1)).toHaveText(/^A line that is repeated/);
});
