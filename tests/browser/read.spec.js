// What an article shows besides its text: facts, what was cleaned, the file itself; in the reader's language.

import { readFile, writeFile } from "node:fs/promises";
import { dropFiles } from "./support/drop.js";
import { chooseSetting, setting } from "./support/settings.js";
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

test("fields that the front matter lacks are the page's, and the file's details say so", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("page.html")]);
  const article = page.getByRole("article");
  await expect(article.getByRole("heading", { level: 1 })).toHaveText("The ferry stops");
  await expect(article.locator("header time")).toHaveText("4 March 2021");
  await expect(article.locator("header")).toContainText("Ann Example");
  await expect(article.getByRole("link", { name: "Source: news.example" })).toBeVisible();
  await expect(article.locator(".post-body p")).toHaveCount(2);

  await page.getByText("File details").click();
  const facts = page.locator(".file-facts");
  for (const value of ["The ferry stops", "2021-03-04", "Ann Example", "https://news.example/2021/ferry"]) {
    await expect(facts).toContainText(`${value} (from the page)`);
  }
  await chooseSetting(page, "language", "zh-Hans");
  await page.getByText("文件信息").click();
  await expect(facts).toContainText("Ann Example（取自页面）");
});

test("of a field of the front matter the file's details say nothing", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("bridge.md")]);
  await page.getByText("File details").click();
  await expect(page.locator(".file-facts")).toContainText("bridge.md");
  await expect(page.locator(".file-facts")).not.toContainText("from the page");
});

test("what was cleaned is listed, and the original is the file", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("bridge.md")]);
  const footer = page.locator(".panels");
  await expect(footer.locator("pre")).toHaveCount(0);

  await footer.getByText("What was cleaned").click();
  await expect(footer.getByRole("heading", { level: 3, name: /^Pictures/ })).toBeVisible();
  await expect(footer).toContainText("img.example/bridge.jpg");

  await footer.getByText("Original file").click();
  await expect(footer.locator("pre")).toHaveText(/老桥/);
  expect(await footer.locator("pre").textContent()).toBe(await readFile(post("bridge.md"), "utf8"));
});

test("the interface changes its language and the article keeps its own", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("lighthouse.md")]);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const language = await setting(page, "language");
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
    await expect(page.getByRole("button", { name: "開啟檔案" }).last()).toBeVisible();
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
  await expect(article.getByText("shown as plain text: its body has more than 4,194,304 bytes")).toBeVisible();
  const parts = article.locator(".post-plain");
  await expect(parts).toHaveCount(1);
  await article.getByRole("button", { name: /^Show more \(\d.* KB of 5 MB shown\)$/ }).click();
  await expect(parts).toHaveCount(2);
  await expect(parts.nth(1)).toBeFocused();
  await expect(parts.nth(1)).toHaveText(/^A line that is repeated/);
});

test("a long file is shown whole by parts, and no character is cut in two", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("one-line.txt");
  const text = "一行没有换行的字".repeat(6000);
  await writeFile(path, text);
  await page.goto("/");
  await dropFiles(page, [path]);
  await page.getByText("Original file").click();
  const original = page.getByRole("region", { name: "Original file" });
  const more = original.getByRole("button", { name: /^Show more/ });
  for (let parts = 1; parts <= 2; parts += 1) {
    await expect(original.locator("pre")).toHaveCount(parts);
    await more.click();
  }
  await expect(original.locator("pre")).toHaveCount(3);
  await expect(more).toBeHidden();
  expect(await original.locator("pre").allTextContents()).toEqual(
    [0, 1, 2].map(() => expect.stringMatching(/^[一行没有换的字]+$/)),
  );
  expect((await original.locator("pre").allTextContents()).join("")).toBe(text);
});

test("the record is grouped by step, and shows more of what is long or often", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("much-furniture.md");
  const long = "She writes that the ferry is late again, and that nobody minds. ".repeat(20);
  await writeFile(
    path,
    [
      "---\ntitle: Much Furniture\n---\n\n<div><p>The ferry left eleven minutes late, as it has since spring.</p>",
      ...Array.from({ length: 6 }, (_, number) => `<div class="advertisement"><p>Buy number ${number}</p></div>`),
      `<div class="comments"><form><p>${long}</p><textarea></textarea></form></div>`,
      ...Array.from({ length: 40 }, () => "<p>The ferry left late again, as it has every morning since spring.</p>"),
      "</div>",
    ].join("\n"),
  );
  await page.goto("/");
  await dropFiles(page, [path]);
  const record = page.locator("details", { hasText: "What was cleaned" });
  await expect(record.locator("summary")).toContainText("7 removed");
  await record.locator("summary").click();
  const step = record.locator("section").filter({ has: page.getByRole("heading", { name: /^The website around/ }) });
  await expect(step.getByRole("heading", { level: 3 })).toHaveText("The website around the article7");
  const adverts = step.getByRole("listitem").filter({ hasText: "An advertisement or its placeholder" });
  await expect(adverts).toContainText("6 times");
  await expect(adverts.locator("blockquote")).toHaveCount(3);
  await adverts.getByRole("button", { name: "Show 3 more" }).click();
  await expect(adverts.locator("blockquote")).toHaveCount(6);
  await expect(adverts.locator(".record-entry").nth(3)).toBeFocused();
  await expect(adverts.getByRole("button", { name: /more$/ })).toHaveCount(0);

  const comments = step.getByRole("listitem").filter({ hasText: "Readers’ comments" });
  expect((await comments.locator("blockquote").innerText()).length).toBeLessThan(400);
  await comments.getByRole("button", { name: /^Show all 1,\d+ characters$/ }).click();
  await expect(comments.locator("blockquote")).toHaveText(long.trim());
});

test("in Chinese a word is emphasised by dots, and a whole paragraph is a remark without them", async ({
  page,
}, testInfo) => {
  const path = testInfo.outputPath("emphasis.md");
  await writeFile(
    path,
    "---\ntitle: 灯塔\nlang: zh-Hans\n---\n\n他说，灯*不能*停。\n\n*灯塔上的最后一夜，由本人记下。*\n",
  );
  await page.goto("/");
  await dropFiles(page, [path]);
  const dots = page.locator(".post-body em");
  await expect(dots.nth(0)).toHaveCSS("text-emphasis-style", "dot");
  await expect(dots.nth(1)).toHaveCSS("text-emphasis-style", "none");
});
