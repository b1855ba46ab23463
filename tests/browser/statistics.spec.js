// Statistics of a list: its numbers, words over time as lines with a table and a file, of a search alone, loaded when asked for.

import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";

import { dropFiles } from "./support/drop.js";
import { written } from "./support/openers.js";
import { zip } from "./support/pack.js";
import { asked, test } from "./support/site.js";
import { expect } from "./support/test.js";

/** @import { Page, TestInfo } from "@playwright/test" */

test.use({ site: { of: "samples", headers: true } });

/** @param {string} path @param {string[]} fields @param {string} body */
const entry = (path, fields, body) => ({
  name: `log/_posts/${path}.md`,
  bytes: `---\n${fields.join("\n")}\n---\n\n${body}\n`,
});

const LOG = [
  entry("2018-03-01-a", ["title: One", "from: https://log.example/a", "lang: en"], "The ferry, the FERRY and a lamp."),
  entry("2018-07-01-b", ["title: Two", "from: https://log.example/b", "lang: en"], "A lamp."),
  entry("2020-01-05-c", ["title: 三", "from: https://other.example/c", "lang: zh-Hans"], "渡船來了，渡船走了。"),
  entry("2022-02-02-d", ["title: Four", "lang: en"], "A ferry.\n\n![](x.png)"),
];

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgGAWjYBSMgqENAAPoAAG1n0bLAAAAAElFTkSuQmCC",
  "base64",
);

const dialog = (/** @type {Page} */ page) => page.getByRole("dialog");
const button = (/** @type {Page} */ page) => page.getByRole("button", { name: "Statistics…" });

/** @param {Page} page @param {TestInfo} info */
async function open(page, info) {
  await page.goto("./");
  await dropFiles(page, [written(info, "log.zip", zip(LOG))]);
  await expect(button(page)).toBeVisible();
}

/** @param {Page} page @returns {Promise<Record<string, string>>} */
const numbers = async (page) =>
  Object.fromEntries(
    await dialog(page)
      .locator("dl > div")
      .evaluateAll((all) => all.map((one) => [...one.children].map((part) => part.textContent))),
  );

/** @param {Page} page @returns {Promise<string[][]>} */
const table = (page) =>
  dialog(page)
    .getByRole("region", { name: "The numbers as a table" })
    .locator("tr")
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));

test("an archive is counted, and words in it over time", async ({ page, baseURL }, info) => {
  const paths = asked(page, baseURL);
  await open(page, info);
  expect(paths.filter((path) => /statistics|over-time|chart/.test(path.replace(/\.css$/, "")))).toEqual([]);
  await button(page).click();
  await expect(dialog(page).getByRole("heading", { level: 2 })).toHaveText("Statistics of 4 posts");
  expect(await numbers(page)).toEqual({
    Posts: "4",
    Words: String(7 + 2 + 8 + 2),
    Characters: String(26 + 6 + 10 + 7),
    "Pictures in posts": "1",
    "Posts with pictures": "1",
    "Without an author": "4",
  });
  const chart = dialog(page).getByRole("img", { name: /^Posts\. From 2018 to 2022\. Posts: highest in 2018, 2\.$/ });
  await expect(chart).toBeVisible();
  await expect(chart.locator("circle")).toHaveCount(5);
  await dialog(page).getByRole("textbox").fill("ferry, 渡船, ferry OR lamp, zeppelin");
  await dialog(page).getByRole("button", { name: "Count" }).click();
  await expect(dialog(page).getByRole("status")).toHaveText("ferry: 3 · 渡船: 2 · ferry OR lamp: 5 · zeppelin: 0");
  await expect(dialog(page).locator(".chart-legend li")).toHaveText([/ferry/, /渡船/, /ferry OR lamp/, /zeppelin/]);
  await expect(dialog(page).locator("polyline[points]").first()).toBeVisible();
  await dialog(page).getByText("The numbers as a table").click();
  const rows = await table(page);
  expect(rows.map((cells) => cells.filter((_, at) => [0, 1, 5, 7, 9, 11].includes(at)))).toEqual([
    ["Time", "Posts", "ferry", "渡船", "ferry OR lamp", "zeppelin"],
    ["2018", "2", "2", "0", "4", "0"],
    ["2019", "0", "0", "0", "0", "0"],
    ["2020", "1", "0", "2", "0", "0"],
    ["2021", "0", "0", "0", "0", "0"],
    ["2022", "1", "1", "0", "1", "0"],
    ["All", "4", "3", "2", "5", "0"],
  ]);
  expect(rows[0][6]).toBe("ferry (per 10,000 characters)");
  expect(rows[1][6]).toBe("625");
  await dialog(page).getByRole("combobox", { name: "Show" }).selectOption("per 10,000 characters");
  await expect(
    dialog(page).getByRole("img", { name: /ferry: highest in 2022, 1,428\.57\. 渡船: highest in 2020, 2,000\./ }),
  ).toBeVisible();
  await dialog(page).getByRole("combobox", { name: "By" }).selectOption("month");
  expect((await table(page)).length).toBe(2 + 12 * 4);
  await dialog(page).getByText("Sources", { exact: true }).click();
  await expect(dialog(page).getByRole("row", { name: "log.example 2 32" })).toBeVisible();
  await dialog(page).getByText("Languages", { exact: true }).click();
  await expect(dialog(page).getByRole("row", { name: "Simplified Chinese 1 10" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(button(page)).toBeFocused();
});

test("a search is counted alone, and saved for a table", async ({ page }, info) => {
  await open(page, info);
  await page.getByRole("searchbox").fill("lamp");
  await expect(page.getByRole("list", { name: "Posts" }).getByRole("listitem")).toHaveCount(2);
  await button(page).click();
  await expect(dialog(page).getByRole("heading", { level: 2 })).toHaveText("Statistics of 2 posts");
  await dialog(page).getByRole("textbox").fill("“the, ferry”, =1+1");
  await dialog(page).getByRole("textbox").press("Enter");
  await expect(dialog(page).getByRole("status")).toContainText("=1+1: 0");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog(page).getByRole("button", { name: "Save as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("statistics.csv");
  const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
  expect(lines[0]).toBe(
    '\ufeffTime,Posts,Words,Characters,Pictures in posts,"“the, ferry”","“the, ferry” (per 10,000 characters)",\'=1+1,"\'=1+1 (per 10,000 characters)"',
  );
  expect(lines[1]).toMatch(/^2018-03,1,7,26,0,/);
  expect(lines.at(-2)).toMatch(/^All,2,9,32,0,/);
});

test("pictures that the archive has and lacks are counted when asked for", async ({ page }, info) => {
  const shown = entry(
    "2021-01-01-e",
    ["title: Five", "from: https://log.example/e"],
    "Two.\n\n![](/pier.png)\n\n![](https://log.example/far/quay.png)",
  );
  const pier = { name: "log/pier.png", bytes: PICTURE };
  await page.goto("./");
  await dropFiles(page, [
    written(info, "log.zip", zip([...LOG, shown, pier])),
    written(info, "alone.md", Buffer.from("---\ntitle: Alone\n---\n\nOne.\n\n![](away.png)\n")),
  ]);
  await expect(button(page)).toBeVisible();
  await page.getByRole("searchbox").fill("title:four OR title:five OR title:alone");
  await expect(page.getByRole("list", { name: "Posts" }).getByRole("listitem")).toHaveCount(3);
  await button(page).click();
  await dialog(page).getByRole("button", { name: "Find missing pictures" }).click();
  const said = dialog(page).locator(".statistics-missing [role=status]");
  await expect(said).toHaveText("Pictures in the archive: 1. Missing: 3.");
  await dialog(page).getByText("Missing pictures (3)").click();
  await expect(dialog(page).locator(".statistics-missing li")).toHaveText([
    "away.png · alone.md",
    "https://log.example/far/quay.png · log/_posts/2021-01-01-e.md",
    "x.png · log/_posts/2022-02-02-d.md",
  ]);
  await page.screenshot({ path: info.outputPath("missing.png") });
});

for (const theme of /** @type {const} */ (["light", "dark"])) {
  test(`it is accessible and fits a phone (${theme})`, async ({ page }, info) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, info);
    await button(page).click();
    await dialog(page).getByRole("textbox").fill("ferry, lamp, 渡船");
    await dialog(page).getByRole("button", { name: "Count" }).click();
    await expect(dialog(page).locator(".chart-legend li")).toHaveCount(3);
    await dialog(page).getByText("The numbers as a table").click();
    const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const wide = await dialog(page).evaluate((own) => own.scrollWidth - own.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.screenshot({ path: info.outputPath(`statistics-${theme}.png`) });
  });
}
