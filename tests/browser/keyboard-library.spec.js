// Every function of the lists and of what stands around an article, by keyboard; and the focus, which is never lost on the way.
// No story here uses the mouse.

import { writeFile } from "node:fs/promises";

import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { setting } from "./support/settings.js";
import { expect, test } from "./support/test.js";
import { oldNews, openArchive, written } from "./support/openers.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

/** @typedef {import("@playwright/test").Page} Page */

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });

/** @param {Page} page what has the focus is there, can be seen, and is not the page as a whole */
async function focusIsSomewhere(page) {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const at = document.activeElement;
        return at && at !== document.body && at.checkVisibility({ visibilityProperty: true })
          ? "somewhere"
          : `lost: ${at?.localName}`;
      }),
    )
    .toBe("somewhere");
}

/**
 * Presses Tab until the focus is on what the locator names, and there a key.
 * @param {Page} page @param {import("@playwright/test").Locator} target @param {string} [key]
 */
async function tabAndPress(page, target, key = "Enter") {
  await expect(target).toBeAttached();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((node) => node === document.activeElement)) {
      if (key) await page.keyboard.press(key);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`the focus never came to ${target}`);
}

const button = (/** @type {Page} */ page, /** @type {string | RegExp} */ name) =>
  page.getByRole("button", { name, exact: typeof name === "string" });

test("files and folders are picked, and a text is pasted", async ({ page }) => {
  await page.goto("/");
  await expect(heading(page)).toBeVisible();
  const [folder] = await Promise.all([
    page.waitForEvent("filechooser"),
    tabAndPress(page, button(page, "Open a folder")),
  ]);
  await folder.setFiles("tests/browser/archive/old-news-main");
  await expect(heading(page)).toHaveText(/posts$/);
  await expect(heading(page)).toBeFocused();

  const [files] = await Promise.all([page.waitForEvent("filechooser"), tabAndPress(page, button(page, "Open files…"))]);
  await files.setFiles(post("ferry.md"));
  await expect(heading(page)).toHaveText(/^The Ferry/);
  await expect(heading(page)).toBeFocused();

  await tabAndPress(page, page.getByRole("link", { name: "Archive Viewer" }));
  await expect(heading(page)).toBeFocused();
  await tabAndPress(page, button(page, "Paste a post"));
  await page.keyboard.type("Some words that were pasted.");
  await tabAndPress(page, button(page, "Show post"));
  await expect(page.getByRole("article")).toContainText("Some words that were pasted.");
  await expect(heading(page)).toBeFocused();
});

test("a message is dismissed, and the reader is in the text", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("empty.md"), post("ferry.md")]);
  await expect(heading(page)).toHaveText(/^The Ferry/);
  await page.keyboard.press("Shift+Tab");
  await expect(button(page, "Dismiss")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Messages" })).toHaveCount(0);
  await expect(heading(page)).toBeFocused();
});

test("a list is searched, narrowed, sorted and shown whole again", async ({ page }, info) => {
  await openArchive(page, info);
  await expect(heading(page)).toBeFocused();
  await tabAndPress(page, page.locator(".shelf-problems summary"));
  await expect(page.getByText("It is encrypted.")).toBeVisible();
  await tabAndPress(page, page.locator(".search-help summary"), "Space");
  await expect(page.getByText(/Every word must occur/)).toBeVisible();

  await page.keyboard.press("/");
  await page.keyboard.type("zeppelin");
  await expect(page.getByText("No matches for “zeppelin”.")).toBeVisible();
  await tabAndPress(page, button(page, "Show all posts"));
  await expect(page.getByRole("searchbox")).toBeFocused();
  await expect(page.getByRole("list", { name: "Posts" }).getByRole("listitem").first()).toBeVisible();

  await tabAndPress(page, page.getByRole("combobox", { name: "Sort by" }), "");
  await page.keyboard.type("Old");
  await expect(page.getByRole("list", { name: "Posts" }).getByRole("link").first()).toHaveText("石桥修好以后");

  // What was chosen keeps the focus; what undoes it gives it to the first that is left.
  await tabAndPress(page, button(page, "2020 2"), "Space");
  await expect(button(page, "2020 2")).toHaveAttribute("aria-pressed", "true");
  await expect(button(page, "2020 2")).toBeFocused();
  await tabAndPress(page, button(page, "Nov 1"));
  await expect(page.getByText("1 of 13 posts.")).toBeVisible();
  await expect(button(page, "Nov 1")).toBeFocused();
  await button(page, "Clear filters").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 of 13 posts.")).toHaveCount(0);
  await expect(heading(page)).toBeFocused();
});

test("archives join, are closed one by one, and the focus stays in the page", async ({ page }, info) => {
  await openArchive(page, info);
  await dropFiles(page, [
    written(
      info,
      "harbour.zip",
      zip([
        { name: "_posts/2020-01-01-a.md", bytes: postText("Harbour") },
        { name: "_posts/2020-01-02-b.md", bytes: postText("Quay") },
      ]),
    ),
  ]);
  await expect(button(page, "Add")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await focusIsSomewhere(page);
  await dropFiles(page, [info.outputPath("harbour.zip")]);
  await expect(button(page, "Add")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("15 posts");
  await focusIsSomewhere(page);
  await tabAndPress(page, button(page, "Close old-news.zip"));
  await expect(heading(page)).toHaveText("2 posts");
  await focusIsSomewhere(page);
  await tabAndPress(page, button(page, "Close harbour.zip"));
  await expect(heading(page)).toHaveText(/^Read archived news posts/);
  await focusIsSomewhere(page);
});

test("reading an archive is stopped, and the focus goes on", async ({ page }, info) => {
  const file = info.outputPath("long.zip");
  const body = "A line of many words that says nothing new.\n\n".repeat(600);
  await writeFile(
    file,
    zip(
      Array.from({ length: 1500 }, (_, n) => ({
        name: `_posts/2020-01-01-${n}.md`,
        bytes: postText(`Number ${n}`, `${body}${n}`),
      })),
    ),
  );
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("1,500 posts");
  await button(page, "Stop reading long.zip").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await focusIsSomewhere(page);
});

test("places that were found are stepped through and left; neighbours are gone to", async ({ page }, info) => {
  await openArchive(page, info);
  await page.keyboard.press("/");
  await page.keyboard.type("船");
  await expect(page.locator("mark").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Posts" }).getByRole("link").first()).toBeFocused();
  await page.keyboard.press("Enter");
  const bar = page.getByRole("group", { name: "Matches" });
  await expect(bar).toContainText("1 of 11");
  await page.keyboard.press("n");
  await expect(bar).toContainText("2 of 11");
  await page.keyboard.press("N");
  await page.keyboard.press("N");
  await expect(bar).toContainText("11 of 11");
  await bar.getByRole("button", { name: "Next match" }).focus();
  await page.keyboard.press("Enter");
  await expect(bar).toContainText("1 of 11");
  await bar.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Enter");
  await expect(bar).toHaveCount(0);
  await expect(heading(page)).toBeFocused();
  await tabAndPress(page, page.locator(".neighbours").getByRole("link", { name: "渡口的最后一个夏天" }));
  await expect(heading(page)).toHaveText("渡口的最后一个夏天");
  await expect(heading(page)).toBeFocused();
  await tabAndPress(page, page.getByRole("link", { name: "Back to the results" }));
  await expect(page.getByRole("link", { name: "渡口的最后一个夏天" })).toBeFocused();
});

test("a key that is quicker than the search leads to what it finds", async ({ page }, info) => {
  await openArchive(page, info);
  const found = page.getByRole("link", { name: "冬天的渡船：每天四班，风雪无阻" });
  await page.getByRole("searchbox").fill("渡");
  // The first row of this search is the second one of the next.
  await expect(page.locator(".list-link")).toHaveCount(2);
  await expect(page.locator(".list-link").first()).toHaveText("渡口的最后一个夏天");
  await page.getByRole("searchbox").evaluate((field) => {
    /** @type {HTMLInputElement} */ (field).value = "渡船";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  });
  await expect(found).toBeFocused();
});

test("a paragraph's link is copied by arrows", async ({ page, context }, info) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openArchive(page, info);
  await page.keyboard.press("/");
  await page.keyboard.type("渡船");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "冬天的渡船：每天四班，风雪无阻" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article")).toBeVisible();
  await tabAndPress(page, button(page, "Copy link to paragraph 1"), "ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/\?p=3$/);
  await focusIsSomewhere(page);
});

test("pictures are let in, removals shown and taken out, the file searched, copied and saved", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => localStorage.setItem("archive-viewer.pictures", "ask"));
  await page.goto("/");
  await dropFiles(page, [post("furniture.md")]);
  await expect(heading(page)).toBeFocused();
  await tabAndPress(page, button(page, "Load pictures from img.example").first());
  await expect(page.locator(".picture img").first()).toHaveJSProperty("naturalWidth", 640);
  await focusIsSomewhere(page);
  expect(await page.evaluate(() => document.activeElement?.className)).toContain("picture");

  await tabAndPress(page, page.locator(".panel-summary").nth(1));
  await tabAndPress(page, button(page, "Show everything in place"));
  await expect(page.locator(".was-removed").first()).toBeFocused();
  await tabAndPress(page, button(page, "Remove again").first());
  await expect(page.locator(".was-removed")).toHaveCount(1);
  await focusIsSomewhere(page);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Show in place");

  await tabAndPress(page, page.locator(".panel-summary").nth(3));
  await tabAndPress(page, page.getByRole("searchbox", { name: "Search the file" }), "");
  await page.keyboard.type("pencil");
  await expect(page.locator(".original-told")).toHaveText(/^1 of \d/);
  await page.keyboard.press("Enter");
  await expect(page.locator(".original-told")).toHaveText(/^2 of \d/);
  await tabAndPress(page, button(page, "Copy text"));
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain("title: The Ferry Is Late Again");
  const [file] = await Promise.all([page.waitForEvent("download"), tabAndPress(page, button(page, "Save file"))]);
  expect(file.suggestedFilename()).toBe("furniture.md");

  await tabAndPress(page, page.locator(".panel-summary").nth(4));
  await tabAndPress(page, button(page, "Copy BibTeX"));
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("@");
  await tabAndPress(page, page.locator(".panel-summary").nth(5));
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    tabAndPress(page, button(page, "Save as Markdown")),
  ]);
  expect(saved.suggestedFilename()).toBe("furniture.md");
  await tabAndPress(page, page.locator(".panel-summary").nth(6));
  await focusIsSomewhere(page);
});

test("language, settings and the list of keys give the focus back", async ({ page }, info) => {
  await openArchive(page, info);
  const settings = button(page, "Reading settings");
  await settings.focus();
  await page.keyboard.press("Enter");
  await tabAndPress(page, button(page, "Show list"));
  const shortcuts = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(shortcuts).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(settings).toBeFocused();
  await page.keyboard.press("?");
  await expect(shortcuts).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(settings).toBeFocused();
  const language = await setting(page, "language");
  await language.focus();
  await page.keyboard.press("ArrowDown");
  await expect(heading(page)).toHaveText("13 篇文章");
  await expect(language).toBeFocused();
});

test("a row that goes under the focus leaves it to another", async ({ page }, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "old-news.zip", oldNews())]);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await page.getByRole("list", { name: "Posts" }).getByRole("link").first().focus();
  await page.keyboard.press("End");
  const last = page.getByRole("listitem").filter({ has: page.locator(":focus") });
  await expect(last).toHaveAttribute("aria-posinset", "13");
  await dropFiles(page, [
    written(info, "harbour.zip", zip([{ name: "_posts/2020-01-01-a.md", bytes: postText("Harbour") }])),
  ]);
  await tabAndPress(page, button(page, "Replace"));
  await expect(heading(page)).toHaveText("Harbour");
  await focusIsSomewhere(page);
});
