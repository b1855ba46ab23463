// Back, forward and reload.

import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";
import { openArchive } from "./support/openers.js";
import { post, serveSamples } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

test("back and forward move between the first screen, the list and the posts", async ({ page }) => {
  await page.goto("/");
  const heading = page.getByRole("heading", { level: 1 });
  await dropFiles(page, ["ferry.md", "bridge.md", "lighthouse.md"].map(post));
  await expect(heading).toHaveText("3 posts");
  await page.getByRole("link", { name: /^The Ferry/ }).click();
  await expect(heading).toHaveText(/^The Ferry/);

  await page.goBack();
  await expect(heading).toHaveText("3 posts");
  await expect(page.getByRole("link", { name: /^The Ferry/ })).toBeFocused();
  await page.goBack();
  await expect(heading).toHaveText(/^Read archived news posts/);
  await page.goForward();
  await expect(heading).toHaveText("3 posts");
  await page.goForward();
  await expect(heading).toHaveText(/^The Ferry/);
  await page.getByRole("link", { name: "All 3 posts" }).click();
  await expect(heading).toHaveText("3 posts");
});

test("a search that was left as soon as it was typed is there again", async ({ page }, info) => {
  await openArchive(page, info);
  await page.getByRole("searchbox").evaluate((field) => {
    /** @type {HTMLInputElement} */ (field).value = "船";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    history.back();
  });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Read archived news posts/);
  await page.goForward();
  await expect(page.getByRole("searchbox")).toHaveValue("船");
  await expect(page).toHaveURL(/\/search\/%E8%88%B9/);
});

test("back in the list the reader is where they were", async ({ page }) => {
  await page.setViewportSize({ width: 600, height: 320 });
  await page.goto("/");
  await dropFiles(page, ["ferry.md", "bridge.md", "lighthouse.md", "lost-picture.md"].map(post));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("4 posts");
  const last = page.getByRole("link", { name: /^The Ferry/ });
  await expect(page.getByRole("link", { name: /^老桥/ })).toBeVisible();
  await page.evaluate(() => window.scrollTo(0, 260));
  await last.scrollIntoViewIfNeeded();
  const far = await page.evaluate(() => window.scrollY);
  await last.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^The Ferry/);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("4 posts");
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(far);
});

test("after a reload dropped files are asked for again, by name", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("bridge.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("region", { name: "Messages" })).toContainText(
    "Files are not kept when the page is reloaded. Please drop or open “bridge.md” again.",
  );
  await dropFiles(page, [post("bridge.md")]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^老桥重开/);
  await expect(page.getByRole("region", { name: "Messages" })).toHaveCount(0);
});

test("a sample survives a reload, and can be linked to", async ({ page }) => {
  await serveSamples(page, ["bridge.md", "lighthouse.md"]);
  await page.goto("/?sample#/post/lighthouse.md");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(/^A Lighthouse/);
  await page.reload();
  await expect(heading).toHaveText(/^A Lighthouse/);
  await page.getByRole("link", { name: "All 2 posts" }).click();
  await expect(heading).toHaveText("2 samples");
});

test("a post opened by its address survives a reload", async ({ page }) => {
  await serveSamples(page, ["lighthouse.md"]);
  await page.goto("/?src=posts/lighthouse.md");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^A Lighthouse/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^A Lighthouse/);
});

test("own files and samples are two lists, and back leads from one to the other", async ({ page }) => {
  await serveSamples(page, ["bridge.md", "lighthouse.md"]);
  await page.goto("/?sample");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("2 samples");
  await dropFiles(page, [post("ferry.md")]);
  await expect(heading).toHaveText(/^The Ferry/);
  await expect(page.getByRole("link", { name: /^All/ })).toHaveCount(0);
  await page.goBack();
  await expect(heading).toHaveText("2 samples");
});
