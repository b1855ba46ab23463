// How a page is set: no line is torn open, headlines break between words, letters have their own face, and what is emphasised.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";
import { settingOf } from "./support/type.js";
import { written } from "./support/openers.js";
import { postText } from "./support/pack.js";
import { lookAt } from "./support/look.js";
import { DEVICES, screen } from "./support/screens.js";
import { post } from "./posts.js";

/** @typedef {import("@playwright/test").Page} Page */

/** @param {Page} page @param {string} path */
async function open(page, path) {
  await page.goto("/");
  await dropFiles(page, [path]);
  await expect(page.locator(".post-headline")).toBeVisible();
  await expect(page.locator(".post-body[aria-busy]")).toHaveCount(0);
}

const HEADINGS = ".post-headline, .post-body :is(h1, h2, h3)";

for (const width of [1280, 800, 390])
  test(`addresses, signs and long words tear no line open, and headings break between words, ${width} wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, post("set.md"));
    const { lines, open: torn, headlines, broken, widows, marks } = await settingOf(page, HEADINGS);
    expect(lines).toBeGreaterThan(10);
    expect(headlines).toHaveLength(2);
    expect({ torn, broken, widows, marks }).toEqual({ torn: [], broken: [], widows: [], marks: [] });
  });

test("what measures lines and headlines sees what is wrong with them", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, post("set.md"));
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      .post-body [data-ragged] { text-align: inherit !important; }
      .breaks { line-break: auto !important; }
      .post-headline { word-break: break-all !important; inline-size: 7.1em; text-wrap: wrap !important; }
      .together { white-space: normal !important; }`);
    document.adoptedStyleSheets.push(sheet);
  });
  const { open: torn, broken } = await settingOf(page);
  expect(torn.length).toBeGreaterThan(0);
  expect(broken).toHaveLength(1);
});

test("a headline keeps a character before a mark with its word", async ({ page }, info) => {
  await page.goto("/");
  const title = "老船长说：河边的人都知道有水才有家，愿意多等一天";
  await dropFiles(page, [written(info, "2020-01-02-a.md", postText(title))]);
  const headline = page.locator(".post-headline");
  await expect(headline).toHaveText(title);
  const units = await headline.evaluate((node) =>
    node.innerHTML.split("<wbr>").map((part) => part.replace(/<.*?>/g, "")),
  );
  expect(units.length).toBeGreaterThan(3);
  expect(units.filter((unit) => /^.[\p{P}\s]/u.test(unit))).toEqual([]);
});

test("plain paragraphs stay justified", async ({ page }) => {
  await open(page, post("set.md"));
  const align = (/** @type {string} */ text) =>
    page.locator(".post-body p", { hasText: text }).evaluate((node) => getComputedStyle(node).textAlign);
  expect(await align("一段普通的话")).toBe("justify");
  expect(await align("后来的人又把它抄了一遍")).toBe("justify");
  expect(await align("telecommunications")).toBe("start");
});

test("no line of a real post is torn open, and no headline breaks inside a word", async ({ page }) => {
  const posts = join(process.env.ARCHIVE_VIEWER_CORPUS ?? "", "corpus/posts");
  test.skip(!process.env.ARCHIVE_VIEWER_CORPUS || !existsSync(posts), "ARCHIVE_VIEWER_CORPUS names no folder of posts");
  // Every twelfth; all of them take a minute.
  const names = readdirSync(posts).filter((_, at) => at % 12 === 0);
  test.setTimeout(120_000);
  await page.goto("/");
  await page.evaluate(() => localStorage.setItem("archive-viewer.pictures", "never"));
  await page.reload();
  await dropFiles(
    page,
    names.map((name) => join(posts, name)),
  );
  await expect(page.locator(".list-row").first()).toBeVisible();
  const all = { torn: "", broken: "", widows: "", lines: 0 };
  for (const name of names) {
    await page.evaluate(
      (hash) => {
        document.querySelector(".post-headline")?.classList.add("is-old");
        location.hash = hash;
      },
      `#/post/${encodeURIComponent(name)}`,
    );
    await expect(page.locator(".post-headline:not(.is-old)")).toBeVisible();
    await expect(page.locator(".post-body[aria-busy]")).toHaveCount(0);
    const { lines, open: torn, broken, widows } = await settingOf(page);
    all.lines += lines;
    if (torn.length > 0) all.torn += `${name}: ${torn.join(" ")}\n`;
    all.broken += broken.join("\n");
    all.widows += widows.join("\n");
  }
  expect(all.lines).toBeGreaterThan(1000);
  expect(all).toMatchObject({ torn: "", broken: "", widows: "" });
});

test("letters have their own face, quotation marks that of the characters, and emphasis is dots or a slant", async ({
  page,
}) => {
  await open(page, post("set.md"));
  const latin = await page.locator(".post-body .latin").allTextContents();
  expect(latin).toEqual(expect.arrayContaining(["Don’t climb", "Captain’s Log", "Signals at Sea", "Signals", "2021"]));
  expect(latin.filter((text) => /^[‘’“”]|[‘“]$/.test(text))).toEqual([]);
  const faces = await page.evaluate(() => {
    const faceOf = (/** @type {string} */ selector) =>
      getComputedStyle(/** @type {Element} */ (document.querySelector(selector))).fontFamily.split(",")[0];
    return [faceOf(".post-body p"), faceOf(".post-body .latin")];
  });
  expect(faces[0]).not.toBe(faces[1]);

  const looks = await page.locator(".post-body em, .post-body em .latin").evaluateAll((nodes) =>
    nodes.map((node) => {
      const { fontStyle, textEmphasisStyle } = getComputedStyle(node);
      return [node.textContent, fontStyle, textEmphasisStyle];
    }),
  );
  expect(looks).toEqual(
    expect.arrayContaining([
      ["很要紧", "normal", "dot"],
      ["Signals at Sea", "italic", "none"],
      ["Signals", "italic", "none"],
      ["2021", "italic", "none"],
      ["最后", "normal", "none"],
    ]),
  );
});

test("a line of letters has about 66 of them, whatever the reader's size", async ({ page }) => {
  await page.goto(`/?sample#/post/${encodeURIComponent("2022-07-02-reading-a-tide-table.md")}`);
  const paragraphs = page.locator(".post-body > p");
  await expect(paragraphs.first()).toBeVisible();
  const mean = () =>
    paragraphs.evaluateAll((nodes) => {
      let [characters, lines] = [0, 0];
      for (const node of nodes) {
        const count = Math.round(node.clientHeight / Number.parseFloat(getComputedStyle(node).lineHeight));
        if (count < 4) continue;
        // The last line is short.
        characters += (node.textContent ?? "").length;
        lines += count - 0.5;
      }
      return characters / lines;
    });
  expect(await mean()).toBeGreaterThan(58);
  expect(await mean()).toBeLessThan(74);
  await page.evaluate(() => (document.documentElement.dataset.size = "1.3"));
  expect(await mean()).toBeGreaterThan(58);
  expect(await mean()).toBeLessThan(74);
});

for (const [device, viewport] of Object.entries(DEVICES))
  test(`vertical text shows its whole byline, ${device}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.addInitScript(() => localStorage.setItem("archive-viewer.writing", "down"));
    await page.goto(`/?sample#/post/${encodeURIComponent("2020-09-30-巷口的小圖書館.md")}`);
    await expect(page.locator(".post-header h1")).toBeVisible();
    await page.screenshot({ path: screen(`vertical-${device}`) });
    const { clipped, overlapping } = await lookAt(page);
    expect({ clipped, overlapping }).toEqual({ clipped: [], overlapping: [] });
    // What is before the clipped margin would be cut off.
    const facts = await page.locator(".post-header .facts").evaluate((line) => {
      const { top } = line.getBoundingClientRect();
      const between = Number.parseFloat(getComputedStyle(line).getPropertyValue("--between")) || 28;
      return [...line.children].map((fact) => fact.getBoundingClientRect().top - top - between * 0.5);
    });
    expect(facts.length).toBeGreaterThan(1);
    for (const from of facts) expect(from).toBeGreaterThan(0);
    // Each after the one before, with a point between.
    expect(facts[1]).toBeGreaterThan(facts[0] + 40);
  });

test("a note has a way back, a task one sign, a term its weight", async ({ page }) => {
  await open(page, post("blocks.md"));
  await page.locator("sup a").first().click();
  const note = page.locator(".post-body li", { hasText: "The first note" });
  await expect(note).toBeFocused();
  await note.getByRole("link", { name: "Back to the text" }).click();
  await expect(page.locator("sup a").first()).toBeFocused();
  await expect(page.locator("li.task")).toHaveCount(2);
  await expect(page.locator("li.task").first()).toHaveCSS("list-style-type", "none");
  await expect(page.locator("li", { hasText: "A plain item" })).not.toHaveClass(/task/);
  await expect(page.locator("dt")).toHaveCSS("font-weight", "600");
});

test("print has an address once, and a line for a picture that is missing", async ({ page }) => {
  await open(page, post("blocks.md"));
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".printed-links li")).toHaveText([
    "https://www.example.org/harbour/records/2021/05/04/?page=2",
    "https://example.org/fog",
  ]);
  await expect(page.locator(".post-body a[data-printed]")).toHaveCount(3);
  const after = await page
    .locator(".post-body a[data-printed]")
    .evaluateAll((links) => links.map((link) => getComputedStyle(link, "::after").content));
  expect(after).toEqual(['" (example.org, 1)"', '" (example.org, 2)"', '" (example.org, 1)"']);
  await expect(page.locator(".note-back")).toBeHidden();
  const missing = page.locator(".picture-words");
  expect((await missing.boundingBox())?.height).toBeLessThan(40);
  await page.emulateMedia({ media: "screen" });
  await expect(page.locator(".printed-links")).toBeHidden();
});
