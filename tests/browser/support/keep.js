// What the stories of keeping share: small archives, the way to keep one, and a look at all that the site stores.

import { postText, zip } from "./pack.js";
import { expect } from "./test.js";

/** @typedef {import("@playwright/test").Page} Page */

export const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
export const button = (/** @type {Page} */ page, /** @type {string | RegExp} */ name) =>
  page.getByRole("button", { name });
export const messages = (/** @type {Page} */ page) => page.getByRole("region", { name: "Messages" });

/** A picture of one pixel. */
export const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** @param {string} title @param {number} [count] */
export const archive = (title, count = 3) =>
  zip(
    Array.from({ length: count }, (_, at) => ({
      name: `_posts/2020-01-0${at + 1}-${at}.md`,
      bytes: postText(`${title} ${at + 1}`, `Part ${at + 1} of the harbour's log.`),
    })),
  );

/** @param {Page} page @param {"Keep a copy" | "Remember where it is"} how */
export async function keep(page, how) {
  await button(page, /^Keep .* on this device$/).click();
  await page.getByRole("dialog").getByRole("button", { name: how }).click();
  await expect(page.getByRole("link", { name: /^Kept on this device: / })).toBeVisible();
}

/** @param {Page} page @returns {Promise<string>} the address of the archive that it shows, which it gets when it is kept */
export async function addressOfKept(page) {
  await expect(page).toHaveURL(/#\/a\//);
  return page.url();
}

/** @param {Page} page everything that its site stores, wherever that is */
export const allStored = (page) =>
  page.evaluate(async () => {
    /** @type {string[]} */
    const files = [];
    /** @param {any} folder @param {string} path */
    const walk = async (folder, path) => {
      for await (const [name, child] of folder.entries()) {
        if (child.kind === "directory") await walk(child, `${path}${name}/`);
        else files.push(path + name);
      }
    };
    await walk(await navigator.storage.getDirectory(), "");
    return {
      files,
      databases: (await indexedDB.databases()).map(({ name }) => name),
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    };
  });

/** @param {Page} page @returns {Promise<string[]>} the copies among the files: packs are made by the way */
export const copiesIn = async (page) =>
  (await allStored(page)).files.filter((path) => path.startsWith("archive-viewer.kept/"));

/** @param {Page} page @returns {Promise<number>} bytes of all copies in the site's own file system */
export const keptBytes = (page) =>
  page.evaluate(async () => {
    let bytes = 0;
    const walk = async (/** @type {any} */ folder) => {
      for await (const child of folder.values()) {
        if (child.kind === "directory") await walk(child);
        else bytes += (await child.getFile()).size;
      }
    };
    const root = await navigator.storage.getDirectory();
    await walk(await root.getDirectoryHandle("archive-viewer.kept", { create: true }));
    return bytes;
  });
