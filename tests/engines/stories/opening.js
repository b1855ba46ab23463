// The ways in: the picker, a drop, a text. To keep an archive and to open it again has its place here, too.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { post } from "../../browser/posts.js";
import { eventually } from "../support/page.js";
import { PICKER, SITE, written } from "../support/files.js";

/** @type {import("../support/run.js").Story[]} */
export const OPENING = [
  {
    name: "one post that is picked is shown as an article",
    quick: true,
    async play({ page, site }) {
      await page.open(site.url);
      await page.upload(PICKER, post("ferry.md"));
      await page.shows("h1", "The Ferry Runs Late, and Nobody Minds");
      assert.equal(await page.evaluate(() => document.activeElement?.localName), "h1");
      assert.match(await page.evaluate(() => document.title), /^The Ferry Runs Late/);
      // The same one twice in a row.
      await page.back();
      await page.shows("h1", /^Read archived news posts/);
      await page.upload(PICKER, post("ferry.md"));
      await page.shows("h1", "The Ferry Runs Late, and Nobody Minds");
    },
  },
  {
    name: "several posts are a list, newest first, and each opens",
    quick: true,
    async play({ page, site }) {
      await page.open(site.url);
      await page.upload(PICKER, ...["ferry.md", "furniture.md", "set.md", "empty.md"].map(post));
      await page.shows("h1", "3 posts");
      await page.shows(".notices", /“empty\.md” was not opened: the file is empty\./);
      await eventually(async () => (await page.texts(".list-link")).includes("The Ferry Is Late Again"), true);
      await page.click(".list-link", "The Ferry Is Late Again");
      await page.shows("h1", "The Ferry Is Late Again");
      await page.back();
      await page.shows("h1", "3 posts");
    },
  },
  {
    name: "a zip is listed, its posts open, and its pictures come from it",
    quick: true,
    async play({ page, site, folder, net }) {
      await page.open(site.url);
      await page.upload(PICKER, written(folder, "site.zip", SITE));
      await page.shows("h1", /5 posts$/);
      await eventually(
        () => page.texts(".list-link"),
        ["Night Train", "Market Day", "The Ferry Leaves", "灯", "石桥修好以后"],
      );
      await page.click(".list-link", "The Ferry Leaves");
      await page.shows("h1", "The Ferry Leaves");
      await page.until(() => {
        const img = /** @type {HTMLImageElement | null} */ (document.querySelector(".post-body img"));
        return img?.src.startsWith("blob:") && img.naturalWidth === 1;
      });
      assert.deepEqual(
        net.asked.filter((url) => url.includes("example")),
        [],
      );
    },
  },
  {
    name: "what is dropped is opened",
    async play({ page, site, has, folder }) {
      await page.open(site.url);
      const files = [post("ferry.md"), written(folder, "site.zip", SITE)];
      if (has("dropping files")) {
        await page.drop(files);
      } else {
        // A drop that the page makes itself, with what the engine has for it.
        await page.evaluate(
          (/** @type {[string, string][]} */ files) => {
            const dataTransfer = new DataTransfer();
            for (const [name, base64] of files) {
              const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
              dataTransfer.items.add(new File([bytes], name));
            }
            for (const kind of ["dragenter", "dragover", "drop"]) {
              document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
            }
          },
          files.map((file) => [file.replace(/^.*\//, ""), readFileSync(file, "base64")]),
        );
      }
      await page.shows("h1", /6 posts$/);
    },
  },
  {
    name: "a piece of text is opened as a post",
    async play({ page, site }) {
      await page.open(site.url);
      await page.click("button", "Paste a post");
      await page.find("dialog textarea");
      await page.type("dialog textarea", "---\ntitle: By Hand\n---\n\nOne paragraph.");
      await page.click("dialog button", "Show post");
      await page.shows("h1", "By Hand");
      await page.shows(".post-body", "One paragraph.");
    },
  },
  // Kept, and there again after a reload: its story goes here, beside the ways in.
];
