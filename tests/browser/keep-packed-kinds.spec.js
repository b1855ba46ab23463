// Archives without a directory and posts given one by one open again without being read, too.

import { gunzipSync } from "node:zlib";

import { dropFiles } from "./support/drop.js";
import { addressOfKept, heading, keep, messages } from "./support/keep.js";
import { postText, tarGz } from "./support/pack.js";
import { generation, noteReading, packs, posts, search, wasRead } from "./support/packed.js";
import { expect, test } from "./support/test.js";
import { written } from "./support/openers.js";

test.use({ serviceWorkers: "allow" });

/** @param {import("@playwright/test").Page} page */
async function checkHarbour(page) {
  await expect(heading(page)).toHaveText("12 posts");
  await expect.poll(() => search(page, "ferry evening")).toContain("in 6 of 12 posts");
  await expect.poll(() => search(page, "harbour office")).toContain("No matches");
  await page.getByRole("searchbox").fill("");
  await page.getByRole("link", { name: "Log 7" }).click();
  await expect(heading(page)).toHaveText("Log 7");
  await expect(page.getByRole("article")).toContainText("The ferry of day 7 left");
  await expect(page.getByRole("article").locator(".post-body")).not.toContainText("harbour office");
  await page.getByRole("link", { name: "Log 8" }).click();
  await expect(page.getByRole("article")).toContainText("The ferry of day 8 left");
  await expect(messages(page)).toHaveCount(0);
}

for (const [name, bytes] of /** @type {[string, Buffer][]} */ ([
  ["harbour.tar.gz", tarGz(posts("ferry"))],
  ["harbour.tar", gunzipSync(tarGz(posts("ferry")))],
])) {
  test(`${name} is listed and searched without being read again`, async ({ page, context }, info) => {
    await noteReading(context);
    await page.goto("/");
    await dropFiles(page, [written(info, name, bytes)]);
    await expect(heading(page)).toHaveText("12 posts");
    await keep(page, "Keep a copy");
    await expect.poll(() => packs(page)).toBe(1);
    const other = await context.newPage();
    await other.goto(await addressOfKept(page));
    await checkHarbour(other);
    expect(await wasRead(other)).toBe(false);
    // A post's own address, where nothing of the archive is known yet.
    const url = other.url();
    await other.close();
    const last = await context.newPage();
    await last.goto(url);
    await expect(last.getByRole("article")).toContainText("The ferry of day 8 left");
    await expect(messages(last)).toHaveCount(0);
  });
}

test("one whose pack is damaged is read again, from its start", async ({ page, context }, info) => {
  await noteReading(context);
  await page.goto("/");
  await dropFiles(page, [written(info, "harbour.tar.gz", tarGz(posts("ferry")))]);
  await expect(heading(page)).toHaveText("12 posts");
  await keep(page, "Keep a copy");
  await expect.poll(() => packs(page)).toBe(1);
  const before = await generation(page);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    for await (const place of /** @type {any} */ (await root.getDirectoryHandle("archive-viewer.packed")).values())
      for await (const [name, handle] of place.entries()) {
        if (!name.endsWith(".pack")) continue;
        const text = new TextDecoder("latin1").decode(await (await handle.getFile()).arrayBuffer());
        const writable = await handle.createWritable({ keepExistingData: true });
        await writable.write({ type: "write", position: text.indexOf("texts/0"), data: "textx/0" });
        await writable.close();
      }
  });
  const other = await context.newPage();
  await other.goto(await addressOfKept(page));
  await expect.poll(() => generation(page)).not.toBe(before);
  await checkHarbour(other);
});

test("posts given one by one are listed and searched without being read again", async ({ page, context }, info) => {
  const given = ["one", "two", "three"].map((name) =>
    written(info, `${name}.md`, postText(`Log ${name}`, `The ferry of ${name}.`)),
  );
  await page.goto("/");
  await dropFiles(page, given);
  await expect(heading(page)).toHaveText("3 posts");
  await keep(page, "Keep a copy");
  // They are packed when they are opened as they are kept.
  await page.reload();
  await expect(heading(page)).toHaveText("3 posts");
  await expect.poll(() => packs(page)).toBe(1);
  await context.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (/** @type {any[]} */ ...args) {
      if (args[0].request?.call === "index") Object.assign(globalThis, { wasRead: true });
      Reflect.apply(postMessage, this, args);
    };
  });
  await page.reload();
  await expect(heading(page)).toHaveText("3 posts");
  await expect.poll(() => search(page, "ferry")).toContain("in 3 of 3 posts");
  await page.getByRole("link", { name: "Log two" }).click();
  await expect(page.getByRole("article")).toContainText("The ferry of two.");
  expect(await wasRead(page)).toBe(false);

  // Beside another post they are there still.
  await dropFiles(page, [written(info, "four.md", postText("Log four", "The ferry of four."))]);
  await expect(heading(page)).toHaveText("Log four");
  await page.goto("/#/list");
  await expect.poll(() => search(page, "ferry")).toContain("in 4 of 4 posts");
  await page.getByRole("link", { name: "Log one" }).click();
  await expect(page.getByRole("article")).toContainText("The ferry of one.");
});
