// What axe-core finds around the article: the first screen, the samples, and the list of an archive in each of its states, in each theme.

import { writeFile } from "node:fs/promises";

import { axeFaults } from "./support/axe.js";
import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

/** @typedef {import("@playwright/test").Page} Page */

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });

/** Posts of two sources and authors, tagged, one without a date; two that are broken. */
const MIXED = zip([
  {
    name: "_posts/2020-01-01-ferry.md",
    bytes: postText(
      "The Ferry",
      "The ferry leaves at ten.",
      "author: Ann Lee\nfrom: https://ferry.example/1\ntags: [water, boats]\n",
    ),
  },
  {
    name: "_posts/2021-02-03-bridge.md",
    bytes: postText("石桥", "石桥很长，老杨走过石桥。", "author: 老杨\nfrom: https://bridge.example/1\ntags: [桥]\n"),
  },
  {
    name: "_posts/2021-02-04-lamp.md",
    bytes: postText("The Lamp", "The ferry passes the lamp.", "from: https://ferry.example/2\npublished: false\n"),
  },
  { name: "_posts/2020-01-02-locked.md", bytes: postText("Locked"), encrypted: true },
  { name: "_posts/old.zip", bytes: zip([]) },
]);

test("nothing stands in anybody's way", async ({ page }, info) => {
  test.setTimeout(180_000);
  const [file, other] = [info.outputPath("mixed.zip"), info.outputPath("other.zip")];
  await writeFile(file, MIXED);
  await writeFile(other, zip([{ name: "_posts/2022-01-01-a.md", bytes: postText("Another") }]));
  await page.goto("/");
  expect(await axeFaults(page), "the first screen").toEqual([]);
  await page.getByRole("button", { name: /sample/i }).click();
  await expect(page.getByRole("listitem").first()).toBeVisible();
  expect(await axeFaults(page), "the samples").toEqual([]);
  await page.goBack();

  await dropFiles(page, [file]);
  await expect(heading(page)).toHaveText("3 posts");
  await expect(page.getByText(/posts read/)).toHaveCount(0);
  expect(await axeFaults(page), "the list").toEqual([]);
  for (const summary of await page.locator("summary").all()) await summary.press("Enter");
  await expect(page.getByText("2020-01-02-locked.md — It is encrypted.")).toBeVisible();
  expect(await axeFaults(page), "the facets and what is broken, open").toEqual([]);
  await page.getByRole("searchbox").fill("ferry");
  await expect(page.locator(".list-row mark").first()).toBeVisible();
  expect(await axeFaults(page), "a search").toEqual([]);
  await page.getByRole("searchbox").fill("lee");
  await expect(page.locator(".row-facts mark").first()).toBeVisible();
  expect(await axeFaults(page), "an author is found").toEqual([]);
  await page.getByRole("searchbox").fill("zeppelin");
  await expect(page.locator(".nothing-found")).toBeVisible();
  expect(await axeFaults(page), "nothing is found").toEqual([]);

  await dropFiles(page, [other]);
  await expect(page.getByRole("dialog")).toContainText("Already open: mixed.zip.");
  expect(await axeFaults(page), "the question what to do with a second archive").toEqual([]);
});

test("nothing stands in anybody's way while an archive is read", async ({ page }, info) => {
  test.setTimeout(180_000);
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
  await dropFiles(page, [file, post("picture.md")]);
  await expect(page.getByRole("progressbar")).toBeVisible();
  expect(await axeFaults(page), "an archive is read, and a file that is no post was refused").toEqual([]);
});
