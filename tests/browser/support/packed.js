// What the stories of packed archives share.

import { postText, zip } from "./pack.js";
import { expect } from "./test.js";

/** @typedef {import("@playwright/test").Page} Page */

/** Posts of one source that all end with the same sentence. @param {string} word @param {number} [count] */
export const archive = (word, count = 12) => zip(posts(word, count));

/** @param {string} word @param {number} [count] */
export const posts = (word, count = 12) =>
  Array.from({ length: count }, (_, at) => ({
    name: `_posts/2020-01-${String(at + 1).padStart(2, "0")}-${at}.md`,
    bytes: postText(
      `Log ${at + 1}`,
      `The ${word} of day ${at + 1} left at ${at} in the ${["morning", "evening"][at % 2]} with ${at * 3} people.\n\nWrite to the harbour office, every day.`,
    ),
  }));

/** Notes in each page whether an archive was read. @param {import("@playwright/test").BrowserContext} context */
export const noteReading = (context) =>
  context.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector(".shelf-progress")) Object.assign(globalThis, { wasRead: true });
    }).observe(document, { childList: true, subtree: true });
  });

/** @param {Page} page */
export const wasRead = (page) => page.evaluate(() => "wasRead" in globalThis);

/** @param {Page} page @returns {Promise<any[]>} what the manifests of the only pack say, and null for a torn one */
const manifests = (page) =>
  page.evaluate(async () => {
    const found = [];
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("archive-viewer.packed").catch(() => null);
    for await (const place of /** @type {any} */ (folder)?.values() ?? [])
      for await (const [name, handle] of place.entries()) {
        if (!/^manifest/.test(name)) continue;
        const text = await (await handle.getFile()).text();
        try {
          found.push(JSON.parse(text));
        } catch {
          found.push(null);
        }
      }
    return found;
  });

/** @param {Page} page */
export const packs = async (page) => (await manifests(page)).length;

/** @param {Page} page @returns {Promise<string | undefined>} the generation that holds */
export const generation = async (page) =>
  (await manifests(page)).filter(Boolean).sort((one, other) => other.number - one.number)[0]?.generation;

/** @param {Page} page @param {string} word */
export async function search(page, word) {
  await page.getByRole("searchbox").fill(word);
  await expect(page.locator(".search-status")).toContainText(/match|No /);
  return page.locator(".search-status").textContent();
}
