// What screen readers are told: the accessibility tree of each main view. views.spec.js sees to it that nothing in any view
// is without a name.

import { dropFiles } from "./support/drop.js";
import { nameless } from "./support/names.js";
import { expect, test } from "./support/test.js";
import { openArchive } from "./support/openers.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

test("what has no name is found", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("h1:not(.waiting)")).toBeVisible();
  await page.evaluate(() => {
    const nav = document.createElement("nav");
    nav.append(document.createElement("button"), document.createElement("input"), document.createElement("progress"));
    document.body.append(nav);
  });
  expect(nameless(await page.locator("body").ariaSnapshot()).map((line) => line.trim())).toEqual([
    "- navigation:",
    "- button",
    "- textbox",
    "- progressbar",
  ]);
});

test("the first screen", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("h1:not(.waiting)")).toBeVisible();
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - banner:
      - link "Skip to content"
      - link "Archive Viewer"
      - button "Reading settings"
    - main:
      - heading "Read archived news posts as clean pages, here in your browser." [level=1]
      - paragraph: /Nothing leaves your machine/
      - paragraph: Drop posts anywhere on this page
      - paragraph: /Markdown, HTML, MHTML or text/
      - button "Open files"
      - button "Open a folder"
      - button "Paste a post"
      - button "Show the samples"
      - region "Samples to read":
        - heading "Samples to read" [level=2]
        - list
      - figure "One post, as it was saved and as it is read"
      - paragraph: /Kept on this device alone/
      - paragraph:
        - link "Your notes"
      - paragraph: /Free software/
      - paragraph: /Version/
      - paragraph:
        - button "Keyboard shortcuts"
      - paragraph:
        - link "On this device"
    - status
  `);
});

test("the list of what is open, with a search in it", async ({ page }, info) => {
  await openArchive(page, info);
  await page.getByRole("searchbox").fill("船");
  await expect(page.locator("mark").first()).toBeVisible();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "13 posts" [level=1]
      - search:
        - searchbox "Search all posts": 船
        - text: Sort by
        - combobox "Sort by":
          - option "Best match" [selected]
          - option "Newest first"
          - option "Oldest first"
          - option "Title"
          - option "Source"
      - list "Open archives and folders":
        - listitem:
          - text: Old news old-news.zip
          - button "Keep old-news.zip on this device"
          - button "Close old-news.zip"
          - group: 1 problem
          - text: "14 files, 13 posts: 1 is a copy"
          - button "2 other texts (old-news.zip)"
      - group: How to search
      - status: 18 matches for “船” in 4 of 13 posts.
      - list "Posts":
        - listitem:
          - heading "冬天的渡船：每天四班，风雪无阻" [level=2]:
            - link "冬天的渡船：每天四班，风雪无阻"
          - paragraph:
            - time: 2 Dec 2018
            - text: /11 matches.*何舟/
      - group:
        - heading "Time" [level=2]
        - list:
          - listitem:
            - button "2018 1"
  `);
  const rows = page.getByRole("list", { name: "Posts" }).getByRole("listitem");
  await expect(rows.nth(1)).toHaveAttribute("aria-posinset", "2");
  await expect(rows.nth(1)).toHaveAttribute("aria-setsize", "4");
});

test("an article of an archive", async ({ page }, info) => {
  await openArchive(page, info);
  await page.getByRole("searchbox").fill("船");
  await page.getByRole("link", { name: "冬天的渡船：每天四班，风雪无阻" }).click();
  await expect(page.getByRole("group", { name: "Matches" })).toBeVisible();
  await expect(page.locator(".neighbours")).toBeVisible();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - navigation "Posts":
        - link "Back to the results"
        - link "Next post"
      - group "Matches":
        - status: 1 of 11
        - button "Previous match"
        - button "Next match"
        - button "Close"
      - article:
        - heading "冬天的渡船：每天四班，风雪无阻" [level=1]
        - paragraph:
          - time: 2 December 2018 at 07:45
          - text: 何舟
        - figure:
          - img "一艘渡船在雪中驶过灰色的海面"
      - navigation "Post 1 of 4":
        - link /渡口的最后一个夏天/
      - group:
        - heading "What was cleaned" [level=2]
      - group:
        - heading "File details" [level=2]
      - group:
        - heading "Original file" [level=2]
      - group:
        - heading "Cite" [level=2]
      - group:
        - heading "Copy and save" [level=2]
      - group:
        - heading "Embed" [level=2]
  `);
});

test("messages, and what was taken out", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("furniture.md"), post("empty.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  await expect(page.getByRole("region", { name: "Messages" })).toMatchAriaSnapshot(`
    - region "Messages":
      - list:
        - listitem: "“empty.md” was not opened: the file is empty."
      - button "Dismiss"
  `);
  await expect(page.getByRole("status").last()).toHaveText(
    "1 post opened. “empty.md” was not opened: the file is empty.",
  );
  await page.getByText("What was cleaned").click();
  await page.getByRole("button", { name: "Show everything in place" }).click();
  await expect(page.locator(".post-body")).toMatchAriaSnapshot(`
    - 'group "Removed: Buttons to share, like or follow"'
    - paragraph: /The ferry left eleven minutes late/
    - 'group "Removed: An advertisement or its placeholder"'
    - heading "The harbour master" [level=2]
  `);
});

test("the reading settings", async ({ page }) => {
  await page.goto("/?sample");
  await page.getByRole("button", { name: "Reading settings" }).click();
  await expect(page.getByRole("dialog", { name: "Reading settings" })).toMatchAriaSnapshot(`
    - dialog "Reading settings":
      - group "Theme":
        - radio "Automatic" [checked]
        - radio "Paper"
        - radio "Light"
        - radio "Dark"
        - radio "Black"
      - group "Text size":
        - radio "90%"
        - radio "100%" [checked]
        - radio "115%"
        - radio "130%"
        - radio "150%"
      - group "Typeface":
        - radio "Serif" [checked]
        - radio "Sans-serif"
      - group "Line length":
        - radio "Short"
        - radio "Medium" [checked]
        - radio "Long"
      - group "Text direction":
        - radio "Horizontal" [checked]
        - radio "Vertical"
      - paragraph:
        - checkbox "Keyboard shortcuts" [checked]
        - button "Show list"
  `);
});
