// The list of what is open, as stories speak of it, and an archive whose posts are unlike each other.

import { dropFiles } from "./drop.js";
import { postText, zip } from "./pack.js";
import { expect } from "./test.js";
import { written } from "./openers.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").TestInfo} Info */

export const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });
export const search = (/** @type {Page} */ page) => page.getByRole("searchbox");
export const rows = (/** @type {Page} */ page) => page.getByRole("list", { name: "Posts" }).getByRole("listitem");
export const status = (/** @type {Page} */ page) => page.locator(".search-status");

/** @param {number} nth @returns {string} a day, later for a higher number */
export const day = (nth) => new Date(Date.UTC(2000, 0, 1 + nth)).toISOString().slice(0, 10);

/** Posts that say little or much, in title and text. @param {number} count */
const unlike = (count) =>
  zip(
    Array.from({ length: count }, (_, nth) => ({
      name: `_posts/${day(nth)}-${nth}.md`,
      bytes: postText(
        `Number ${nth}${" of the harbour's log".repeat((nth % 3) * 2)}`,
        "The tide was as the table had it. ".repeat((nth % 4) * 2) || "Calm.",
        `author: Keeper ${nth % 30}\nfrom: https://log${nth % 2}.example/${nth}\n`,
      ),
    })),
  );

/** @param {Page} page @param {Info} info @param {number} count */
export async function openUnlike(page, info, count) {
  await page.goto("/");
  await dropFiles(page, [written(info, "log.zip", unlike(count))]);
  await expect(heading(page)).toHaveText(`${count.toLocaleString("en")} posts`);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.locator(".list-excerpt").first()).toBeVisible();
}
