// What the reader offers to paste into a page of one's own does what it says.

import { dropFiles } from "./support/drop.js";
import { expect, POST, test } from "./support/embedding.js";
import { post } from "./posts.js";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** @param {import("@playwright/test").Page} page @param {RegExp} way */
async function copied(page, way) {
  await page.locator(".embed-way").filter({ hasText: way }).getByRole("button", { name: "Copy" }).click();
  await expect(page.locator(".embed-way").filter({ hasText: way }).getByRole("status")).toHaveText("Copied.");
  return page.evaluate(() => navigator.clipboard.readText());
}

test("a post with an address is embedded as an element and as a frame", async ({ page, host, baseURL }) => {
  await page.goto(`/?src=${encodeURIComponent(POST.path)}`);
  await page.locator("summary", { hasText: "Embed" }).click();
  const element = await copied(page, /^As an element/);
  const frame = await copied(page, /^As a frame/);
  expect(element).toContain(`<script type="module" src="${baseURL}embed/define.js">`);
  await page.goto(host.serve("/page.html", `<!doctype html><meta charset="utf-8">${element}${frame}`));
  await expect(page.locator("archived-post").locator("h1")).toHaveText(POST.title);
  await expect(page.frameLocator("iframe").locator("h1")).toHaveText(POST.title);
  await expect(page.locator("iframe")).toHaveAttribute("title", POST.title);
});

test("a dropped post has no address, and its own text goes into the page", async ({ page, host }) => {
  await page.goto("/");
  await dropFiles(page, [post("ferry.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  const headline = await page.getByRole("heading", { level: 1 }).textContent();
  await page.locator("summary", { hasText: "Embed" }).click();
  await expect(page.locator("details", { hasText: "Embed" })).toContainText("has no address for a page to name");
  const code = await copied(page, /^With the post’s own text/);
  await page.goto(host.serve("/page.html", `<!doctype html><meta charset="utf-8">${code}`));
  await expect(page.locator("archived-post").locator("h1")).toHaveText(headline ?? "");
  await expect(page.locator("archived-post").getByText("File details")).toBeVisible();
});
