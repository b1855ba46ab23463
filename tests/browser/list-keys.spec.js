// Filters of the list that can be taken off, and keys that lead through it.

import { axeFaults } from "./support/axe.js";
import { heading, openUnlike, rows, search, status } from "./support/list.js";
import { expect, test } from "./support/test.js";
import { openArchive } from "./support/openers.js";

test("chosen filters are chips that can be taken off, and are said", async ({ page }, info) => {
  await openUnlike(page, info, 120);
  const chips = page.getByRole("group", { name: "Filter by" }).getByRole("button");
  await expect(chips).toHaveCount(0);
  await page.getByRole("button", { name: /^log0\.example/ }).click();
  await page.getByRole("button", { name: /^Keeper 10 / }).click();
  await page.getByRole("button", { name: /^2000 / }).click();
  await page.getByRole("button", { name: /^Jan / }).click();
  await expect(chips).toHaveText([
    "Source: log0.example ×",
    "Author: Keeper 10 ×",
    "Time: Jan 2000 ×",
    "Clear filters",
  ]);
  await expect(page.getByRole("status").filter({ hasText: "of 120 posts." })).toContainText(
    "Filtered by Source: log0.example, Author: Keeper 10, Time: Jan 2000.",
  );
  expect(await axeFaults(page)).toEqual([]);
  // The next chip has the focus, and at the end the heading.
  await page.getByRole("button", { name: "Remove filter Source: log0.example" }).press("Enter");
  await expect(page.getByRole("button", { name: "Remove filter Author: Keeper 10" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chips).toHaveText(["Time: Jan 2000 ×", "Clear filters"]);
  await page.keyboard.press("Enter");
  await expect(chips).toHaveCount(0);
  await expect(heading(page)).toBeFocused();
  await expect(status(page)).toBeEmpty();
});

test("the values that a facet leaves out are opened, all of them", async ({ page }, info) => {
  await openUnlike(page, info, 120);
  const values = page.getByRole("button", { name: /^Keeper \d+ \d+$/ });
  await expect(values).toHaveCount(12);
  const more = page.getByRole("button", { name: "18 more (Author)" });
  await more.press("Enter");
  await expect(values).toHaveCount(30);
  await expect(more).toHaveCount(0);
  // The first that was not seen before has the focus.
  await expect(values.nth(12)).toBeFocused();
  expect(await axeFaults(page)).toEqual([]);
  // Another search keeps them open.
  await search(page).fill("tide");
  await expect(status(page)).toContainText("90 of 120 posts");
  await expect(values).toHaveCount(30);
});

test("from the field to the results, along them, into a post and back, by keys", async ({ page }, info) => {
  await openArchive(page, info);
  await page.keyboard.press("/");
  await page.keyboard.type("船");
  await expect(status(page)).toContainText("4 of 13 posts");
  await page.keyboard.press("Enter");
  const links = rows(page).getByRole("link");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(links.nth(1)).toBeFocused();
  // Facets come after the list.
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest(".facets") !== null)).toBe(true);
  await page.keyboard.press("Escape");
  await expect(search(page)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();
  const title = (await links.nth(1).textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText(title);
  await expect(page.getByRole("link", { name: "Back to the results" })).toBeVisible();
  // Escape closes what is open first.
  await page.getByRole("button", { name: "Reading settings" }).press("Enter");
  await expect(page.getByRole("dialog", { name: "Reading settings" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(heading(page)).toHaveText(title);
  await page.keyboard.press("Escape");
  await expect(heading(page)).toHaveText("13 posts");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(search(page)).toHaveValue("");
  await expect(status(page)).toBeEmpty();
  await page.keyboard.press("ArrowDown");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "All 13 posts" })).toBeVisible();
});

test("the keys of a list and of a post are listed where they work", async ({ page }, info) => {
  await openArchive(page, info);
  const keys = page.locator(".shortcuts dt");
  await page.keyboard.press("?");
  await expect(keys).toHaveText(["?", "/", "j", "k", "↓ ↑", "Enter", "Escape"]);
  await expect(page.locator(".shortcuts dd").last()).toHaveText("Back to the search field");
  await page.keyboard.press("Escape");
  await rows(page).getByRole("link").first().click();
  await expect(page.locator(".neighbours")).toBeVisible();
  await page.keyboard.press("?");
  await expect(keys).toHaveText(["?", "j", "k", "s", "u", "l", "Escape"]);
  await expect(page.locator(".shortcuts dd").last()).toHaveText("Back to the list");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("article")).toBeVisible();
});

test("j and k go along a list of samples too", async ({ page }) => {
  await page.goto("/?sample");
  const links = page.locator(".list-link");
  await expect(links).toHaveCount(9);
  await page.keyboard.press("j");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(links.nth(1)).toBeFocused();
});

test("of two keys in quick succession the last one holds", async ({ page }, info) => {
  await openUnlike(page, info, 400);
  await rows(page).getByRole("link").first().focus();
  await page.evaluate(() => {
    // Both before an answer of the library can come.
    for (const key of ["End", "Home"])
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest(".list-row")?.getAttribute("aria-posinset") ?? "");
  await page.waitForTimeout(1_000);
  expect(await focused()).toBe("1");
  await page.keyboard.press("End");
  await expect.poll(focused).toBe("400");
});
