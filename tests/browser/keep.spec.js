// What is kept on this device: by handles of real drops and as copies, opened again after a reload, and what stands in the way.

import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";

import { dropFiles } from "./support/drop.js";
import {
  addressOfKept,
  allStored,
  archive,
  button,
  copiesIn,
  heading,
  keep,
  keptBytes,
  messages,
  PIXEL,
} from "./support/keep.js";
import { postText } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { written } from "./support/openers.js";

test.use({ serviceWorkers: "allow" });

test("a copied archive is there after a reload, at its list and at the open post", async ({ page, context }, info) => {
  await page.goto("/");
  const path = written(info, "harbour.zip", archive("Log"));
  await dropFiles(page, [path]);
  await expect(heading(page)).toHaveText("3 posts");
  await keep(page, "Keep a copy");
  rmSync(path);
  await page.reload();
  await expect(heading(page)).toHaveText("3 posts");
  await page.getByRole("link", { name: "Log 2" }).click();
  await expect(heading(page)).toHaveText("Log 2");
  await page.reload();
  await expect(heading(page)).toHaveText("Log 2");
  await expect(messages(page)).toHaveCount(0);
  // The address leads there in another tab too.
  const other = await context.newPage();
  await other.goto(await addressOfKept(page));
  await expect(heading(other)).toHaveText("Log 2");
  await other.getByRole("link", { name: "All 3 posts" }).click();
  await expect(heading(other)).toHaveText("3 posts");
  await expect(other.getByRole("link", { name: "Kept on this device: harbour.zip" })).toBeVisible();
  // And the first screen.
  await other.goto("/");
  await expect(other.locator(".home-kept")).toContainText(/harbour\.zip3 posts, \d+ bytes, opened /);
  await other.getByRole("button", { name: "Open harbour.zip" }).click();
  await expect(heading(other)).toHaveText("3 posts");
});

test("nothing is kept of what the reader doesn't keep", async ({ page }, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "harbour.zip", archive("Log"))]);
  await expect(heading(page)).toHaveText("3 posts");
  await button(page, "Keep harbour.zip on this device").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/Takes \d+ bytes; the browser gives this site up to [\d.]+\s[GM]B more/);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.goto("/#/device");
  await expect(page.getByText("None is kept.")).toBeVisible();
  expect((await allStored(page)).files).toEqual([]);
});

test("an archive that is remembered by its place opens again, and says when it changed or is gone", async ({
  page,
}, info) => {
  await page.goto("/");
  const path = written(info, "harbour.zip", archive("Log"));
  await dropFiles(page, [path]);
  await expect(heading(page)).toHaveText("3 posts");
  await keep(page, "Remember where it is");
  expect(await keptBytes(page)).toBe(0);
  await page.reload();
  await expect(heading(page)).toHaveText("3 posts");
  await expect(messages(page)).toHaveCount(0);

  writeFileSync(path, archive("Log", 5));
  await page.reload();
  await expect(heading(page)).toHaveText("5 posts");
  await expect(messages(page)).toContainText("“harbour.zip” has changed since");
  await page.reload();
  await expect(heading(page)).toHaveText("5 posts");
  await expect(messages(page)).toHaveCount(0);

  rmSync(path);
  await page.reload();
  await expect(messages(page)).toContainText("“harbour.zip” is no longer where it was on this device.");
  await expect(button(page, "Open harbour.zip")).toBeVisible();
});

test("where the original of a copy changed, the reader says which one is meant", async ({ page }, info) => {
  await page.goto("/");
  const path = written(info, "harbour.zip", archive("Log"));
  await dropFiles(page, [path]);
  await expect(heading(page)).toHaveText("3 posts");
  await keep(page, "Keep a copy");
  writeFileSync(path, archive("Log", 5));
  await page.reload();
  const dialog = page.getByRole("dialog", { name: "harbour.zip" });
  await expect(dialog).toContainText("The original has changed since");
  await dialog.getByRole("button", { name: "Open it as it was kept" }).click();
  await expect(heading(page)).toHaveText("3 posts");
  await page.reload();
  await dialog.getByRole("button", { name: "Read the original again" }).click();
  await expect(heading(page)).toHaveText("5 posts");
  await page.reload();
  await expect(heading(page)).toHaveText("5 posts");
  // The copy that it replaced is gone.
  expect(await copiesIn(page)).toHaveLength(1);
});

test("a time that changed alone is no change", async ({ page }, info) => {
  await page.goto("/");
  const path = written(info, "harbour.zip", archive("Log"));
  await dropFiles(page, [path]);
  await expect(heading(page)).toHaveText("3 posts");
  await keep(page, "Remember where it is");
  utimesSync(path, 1_000_000_000, 1_000_000_000);
  await page.reload();
  await expect(heading(page)).toHaveText("3 posts");
  await expect(messages(page)).toHaveCount(0);
});

for (const how of /** @type {const} */ (["Keep a copy", "Remember where it is"]))
  test(`a folder is kept with its pictures: ${how}`, async ({ page }, info) => {
    const folder = info.outputPath("harbour");
    mkdirSync(`${folder}/_posts`, { recursive: true });
    writeFileSync(`${folder}/quay.svg`, "<svg xmlns='http://www.w3.org/2000/svg'/>");
    writeFileSync(`${folder}/lamp.png`, Buffer.from(PIXEL, "base64"));
    for (const at of [1, 2])
      writeFileSync(`${folder}/_posts/2020-01-0${at}-log.md`, postText(`Log ${at}`, "Fog.\n\n![Lamp](/lamp.png)"));
    await page.goto("/");
    await dropFiles(page, [folder]);
    await expect(heading(page)).toHaveText("2 posts");
    await keep(page, how);
    if (how === "Keep a copy") rmSync(folder, { recursive: true });
    await page.reload();
    await expect(heading(page)).toHaveText("2 posts");
    await page.getByRole("link", { name: "Log 2" }).click();
    await expect
      .poll(() => page.locator("article img").evaluate((img) => /** @type {HTMLImageElement} */ (img).naturalWidth))
      .toBe(1);
    if (how === "Keep a copy") return;
    writeFileSync(`${folder}/_posts/2020-01-03-log.md`, postText("Log 3"));
    await page.reload();
    await expect(messages(page)).toContainText("“harbour” has changed since");
  });

test("posts that were given one by one are kept together, and a single one by itself", async ({ page }, info) => {
  await page.goto("/");
  const [one, two] = ["one", "two"].map((name) => written(info, `${name}.md`, postText(name, `Words of ${name}.`)));
  await dropFiles(page, [one]);
  await expect(heading(page)).toHaveText("one");
  await keep(page, "Keep a copy");
  await page.reload();
  await expect(heading(page)).toHaveText("one");
  await dropFiles(page, [two]);
  await expect(heading(page)).toHaveText("two");
  await page.goto("/#/list");
  await expect(heading(page)).toHaveText("2 posts");
  await keep(page, "Keep a copy");
  await page.reload();
  await expect(heading(page)).toHaveText("2 posts");
  await page.getByRole("link", { name: "two" }).click();
  await page.reload();
  await expect(page.locator("article")).toContainText("Words of two.");
});

test("what the browser cleared is said, and the rest opens", async ({ page }, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "harbour.zip", archive("Log"))]);
  await expect(heading(page)).toHaveText("3 posts");
  await keep(page, "Keep a copy");
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry("archive-viewer.kept", { recursive: true });
  });
  await page.reload();
  await expect(messages(page)).toContainText("The browser has cleared the copy of “harbour.zip” to make room.");
  await expect(heading(page)).toContainText("Read archived news posts");
});

test("a picked file has a handle too", async ({ page }, info) => {
  await page.goto("/");
  // The picker is the browser's own: what it gives is a real handle, of a file in the site's own file system.
  await page.evaluate(
    async (bytes) => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle("picked.zip", { create: true });
      const writable = await handle.createWritable();
      await writable.write(new Uint8Array(bytes));
      await writable.close();
      Object.assign(globalThis, { showOpenFilePicker: async () => [handle] });
    },
    [...archive("Picked")],
  );
  await button(page, "Open files").first().click();
  await expect(heading(page)).toHaveText("3 posts");
  await keep(page, "Remember where it is");
  await page.reload();
  await expect(heading(page)).toHaveText("3 posts");
  // A picker that is closed opens nothing, and one that is refused gives way to the input.
  for (const [name, isInput] of /** @type {const} */ ([
    ["AbortError", false],
    ["SecurityError", true],
  ])) {
    await page.evaluate((name) => {
      const showOpenFilePicker = async () => {
        throw new DOMException("no", name);
      };
      Object.assign(globalThis, { showOpenFilePicker });
    }, name);
    let isAsked = false;
    page.once("filechooser", () => (isAsked = true));
    await button(page, "Open files…").click();
    await expect.poll(() => isAsked).toBe(isInput);
  }
  info.annotations.push({ type: "picker", description: "stubbed, its handle is real" });
});

test("where the browser asks before it opens the original, one click does it, and a refusal is said", async ({
  page,
}, info) => {
  // As in a new session: nothing is permitted until the reader, who must have clicked, agrees.
  await page.addInitScript(() => {
    if (!sessionStorage.getItem("ask")) return;
    const handles = /** @type {any} */ (FileSystemHandle.prototype);
    handles.queryPermission = async () => Reflect.get(globalThis, "answer") ?? "prompt";
    handles.requestPermission = async () => {
      if (!navigator.userActivation.isActive) throw new DOMException("no click", "SecurityError");
      return sessionStorage.getItem("ask");
    };
  });
  await page.goto("/");
  await dropFiles(page, [written(info, "harbour.zip", archive("Log"))]);
  await expect(heading(page)).toHaveText("3 posts");
  await keep(page, "Remember where it is");
  await page.getByRole("link", { name: "Log 2" }).click();
  await expect(heading(page)).toHaveText("Log 2");
  await page.evaluate(() => sessionStorage.setItem("ask", "denied"));
  await page.reload();
  await expect(messages(page)).toContainText(
    "“harbour.zip” is kept on this device. Open it here; the browser asks you",
  );
  await button(page, "Open harbour.zip").click();
  await expect(messages(page)).toContainText("The browser was not allowed to open “harbour.zip”.");
  await page.evaluate(() => sessionStorage.setItem("ask", "granted"));
  await button(page, "Open harbour.zip").click();
  // The address led to this post.
  await expect(heading(page)).toHaveText("Log 2");
  await expect(messages(page)).toHaveCount(0);
});

test("a browser whose pages can't write files keeps copies all the same", async ({ page }, info) => {
  await page.addInitScript(() => Reflect.deleteProperty(FileSystemFileHandle.prototype, "createWritable"));
  await page.goto("/");
  const path = written(info, "harbour.zip", archive("Log"));
  await dropFiles(page, [path]);
  await expect(heading(page)).toHaveText("3 posts");
  await keep(page, "Keep a copy");
  rmSync(path);
  // Workers can, and pack its library.
  expect(await copiesIn(page)).toEqual([]);
  await page.reload();
  await page.getByRole("link", { name: "Log 2" }).click();
  await expect(heading(page)).toHaveText("Log 2");
  await page.goto("/#/device");
  await button(page, "Remove harbour.zip from this device").click();
  await expect(page.getByText("None is kept.")).toBeVisible();
  const left = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open("archive-viewer.kept");
          request.onsuccess = () => {
            const count = request.result.transaction("parts").objectStore("parts").count();
            count.onsuccess = () => resolve(count.result);
          };
        }),
    );
  expect(await left()).toBe(0);
});

test("the names of archives that were opened last are on the first screen, unless nothing is remembered", async ({
  page,
}, info) => {
  await page.goto("/");
  await dropFiles(page, [written(info, "harbour.zip", archive("Log"))]);
  await expect(heading(page)).toHaveText("3 posts");
  await page.goto("/?files#/");
  await page.reload();
  await expect(page.locator(".home-kept")).toContainText(/Opened lastharbour\.zip3 posts, \d+ bytes, opened /);
  const chosen = page.waitForEvent("filechooser");
  await button(page, "Choose harbour.zip again").click();
  await (await chosen).setFiles(info.outputPath("harbour.zip"));
  await expect(heading(page)).toHaveText("3 posts");
  expect((await allStored(page)).local).toContain("archive-viewer.recent");
  await page.locator(".look-button").click();
  await page.getByRole("checkbox", { name: /^Remember where I stopped/ }).uncheck();
  expect((await allStored(page)).local).not.toContain("archive-viewer.recent");
  await page.reload();
  await dropFiles(page, [info.outputPath("harbour.zip")]);
  await expect(heading(page)).toHaveText("3 posts");
  expect((await allStored(page)).local).not.toContain("archive-viewer.recent");
});
