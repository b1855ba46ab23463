// A kept archive that has been read whole opens again without being read: its list, its search, its posts.

import { writeFileSync } from "node:fs";

import { dropFiles } from "./support/drop.js";
import { addressOfKept, button, heading, keep, messages } from "./support/keep.js";
import { archive, generation, noteReading, packs, search, wasRead } from "./support/packed.js";
import { expect, test } from "./support/test.js";
import { written } from "./support/openers.js";

test.use({ serviceWorkers: "allow" });

test("a kept archive is listed and searched without being read again, and its posts are opened from it", async ({
  page,
  context,
}, info) => {
  await noteReading(context);
  await page.goto("/");
  await dropFiles(page, [written(info, "harbour.zip", archive("ferry"))]);
  await expect(heading(page)).toHaveText("12 posts");
  await keep(page, "Keep a copy");
  await expect.poll(() => packs(page)).toBe(1);
  expect(await wasRead(page)).toBe(true);
  await expect.poll(() => search(page, "ferry evening")).toContain("in 6 of 12 posts");
  const before = await search(page, "ferry evening");

  const other = await context.newPage();
  await other.goto("/#/a/harbour.zip/search/");
  await expect(heading(other)).toHaveText("12 posts");
  await expect.poll(() => search(other, "ferry evening")).toBe(before);
  await expect.poll(() => search(other, "harbour office")).toContain("No matches");
  await other.getByRole("searchbox").fill("");
  await other.getByRole("link", { name: "Log 7" }).click();
  await expect(heading(other)).toHaveText("Log 7");
  // What repeats in the archive is gone from the article too.
  await expect(other.getByRole("article")).toContainText("The ferry of day 7 left");
  await expect(other.getByRole("article").locator(".post-body")).not.toContainText("harbour office");
  await expect(other.getByRole("link", { name: "Log 8" })).toBeVisible();
  expect(await wasRead(other)).toBe(false);
  await expect(messages(other)).toHaveCount(0);

  // A second archive is opened beside it.
  await dropFiles(other, [written(info, "river.zip", archive("barge", 3))]);
  await other.getByRole("button", { name: "Add" }).click();
  await expect(heading(other)).toHaveText("15 posts");
  await expect.poll(() => search(other, "barge")).toContain("in 3 of 15 posts");
});

test("an archive whose pack is damaged is read again, and packed again", async ({ page, context }, info) => {
  await noteReading(context);
  await page.goto("/");
  await dropFiles(page, [written(info, "harbour.zip", archive("ferry"))]);
  await expect(heading(page)).toHaveText("12 posts");
  await keep(page, "Keep a copy");
  await expect.poll(() => packs(page)).toBe(1);
  for (const [from, to] of [
    ["texts/0", "textx/0"],
    ["heads/0", "headx/0"],
  ]) {
    await page.evaluate(
      async ([from, to]) => {
        const root = await navigator.storage.getDirectory();
        for await (const place of /** @type {any} */ (await root.getDirectoryHandle("archive-viewer.packed")).values())
          for await (const [name, handle] of place.entries()) {
            if (!name.endsWith(".pack")) continue;
            const text = new TextDecoder("latin1").decode(await (await handle.getFile()).arrayBuffer());
            const writable = await handle.createWritable({ keepExistingData: true });
            await writable.write({ type: "write", position: text.indexOf(from), data: to });
            await writable.close();
          }
      },
      [from, to],
    );
    const before = await generation(page);
    const other = await context.newPage();
    await other.goto(await addressOfKept(page));
    await expect(heading(other)).toHaveText("12 posts");
    // Damage shows when the first rows are there already.
    await expect.poll(() => search(other, "ferry evening")).toContain("in 6 of 12 posts");
    await expect.poll(() => generation(page)).not.toBe(before);
    const last = await context.newPage();
    await last.goto(await addressOfKept(page));
    await expect(heading(last)).toHaveText("12 posts");
    await expect.poll(() => search(last, "ferry evening")).toContain("in 6 of 12 posts");
    expect(await wasRead(last)).toBe(false);
    await last.close();
    await other.close();
  }
});

test("an archive that changed is not listed as it was", async ({ page, context }, info) => {
  await page.goto("/");
  const path = written(info, "harbour.zip", archive("ferry"));
  await dropFiles(page, [path]);
  await expect(heading(page)).toHaveText("12 posts");
  await keep(page, "Remember where it is");
  await expect.poll(() => packs(page)).toBe(1);
  writeFileSync(path, archive("barge", 9));
  await page.reload();
  await expect(heading(page)).toHaveText("9 posts");
  await expect.poll(() => packs(page)).toBe(1);
  await noteReading(context);
  await page.reload();
  await expect(heading(page)).toHaveText("9 posts");
  await expect.poll(() => search(page, "barge")).toContain("9 posts");
});

test("what is removed from the device is gone with its pack", async ({ page }, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "harbour.zip", archive("ferry"))]);
  await expect(heading(page)).toHaveText("12 posts");
  await keep(page, "Keep a copy");
  await expect.poll(() => packs(page)).toBe(1);
  await page.goto("/#/device");
  await button(page, /^Remove harbour\.zip/).click();
  await expect(page.getByText("None is kept.")).toBeVisible();
  await expect.poll(() => packs(page)).toBe(0);
});
