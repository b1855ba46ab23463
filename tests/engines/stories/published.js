// The published forms, which `cargo xtask test dist` has put together.

import assert from "node:assert/strict";
import { fileURLToPath, pathToFileURL } from "node:url";

import { post } from "../../browser/posts.js";
import { serveFiles } from "../../browser/support/file-server.js";
import { eventually } from "../support/page.js";
import { openSite, PICKER } from "../support/files.js";

const published = (/** @type {string} */ path) =>
  fileURLToPath(new URL(`../../../dist/tests/${path}`, import.meta.url));

/** @type {import("../support/run.js").Story[]} */
export const PUBLISHED = [
  {
    name: "the single file opens from the disk: its samples and what is picked",
    // In WebKitGTK what its driver picks on a page from the disk doesn't open; why is not known yet. The next story is played.
    engines: ["chromium", "firefox"],
    async play({ page, net }) {
      const file = pathToFileURL(published("samples/archive-viewer.html")).href;
      await page.open(file);
      await page.shows("h1", /^Read archived news posts/);
      await page.upload(PICKER, post("ferry.md"));
      await page.shows("h1", "The Ferry Runs Late, and Nobody Minds");
      assert.equal(await page.count(".notice"), 0);
      await page.open(`${file}?sample`);
      await page.click(".list-link", "The Night Train");
      await page.until(() => (document.images[0]?.naturalWidth ?? 0) === 1200);
      await page.reload();
      await page.shows("h1", /^The Night Train/);
      assert.deepEqual(
        net.asked.filter((url) => url.includes("example")),
        [],
      );
    },
  },
  {
    name: "the single file has a library inside, and all of it is searched",
    async play({ page }) {
      await page.open(pathToFileURL(published("library/archive-viewer.html")).href);
      await page.shows("h1", "Old news: 605 posts");
      await page.type("input[type=search]", "mill");
      await page.find(".list-row mark");
      await page.click(".list-link", "The Mill Is Turning Again");
      await page.find(".find-bar");
      await page.until(() => document.images[0]?.naturalWidth === 1);
    },
  },
  {
    name: "a published site opens without its host after one visit",
    async play(stage) {
      const { page, has } = stage;
      const host = await serveFiles(published("samples/site"), { base: "/some/where/", headers: true });
      try {
        await page.open(host.url);
        await page.shows("h1", /^Read archived news posts/);
        if (!has("service workers")) return;
        await eventually(
          () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? null),
          "activated",
        );
        await host.close();
        await page.reload();
        await page.shows("h1", /^Read archived news posts/);
        await page.upload(PICKER, post("ferry.md"));
        await page.shows("h1", "The Ferry Runs Late, and Nobody Minds");
        // What is loaded when it is asked for is there as well.
        await page.click("details.panel summary", "Cite");
        await page.until(() => document.body.innerText.includes("BibTeX"));
        await openSite({ ...stage, site: { ...stage.site, url: host.url } });
      } finally {
        await host.close();
      }
    },
  },
];
