// Simplified and Traditional characters: the tables against OpenCC's dictionaries, and an article in either.

import { converter } from "../../www/js/lazy/chinese/convert.js";
import toSimplified from "../../www/js/lazy/chinese/to-simplified.js";
import toTraditional from "../../www/js/lazy/chinese/to-traditional.js";
import { DICTIONARIES, tableOf } from "../../xtask/tables/chinese.js";
import { dropFiles } from "./support/drop.js";
import { postText } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { written } from "./support/openers.js";

const TABLES = { traditional: toTraditional, simplified: toSimplified };

for (const script of /** @type {const} */ (["traditional", "simplified"])) {
  test(`every phrase of the dictionaries becomes ${script}`, () => {
    const dictionary = DICTIONARIES[script];
    expect(tableOf(dictionary)).toBe(TABLES[script]);
    const convert = converter(TABLES[script]);
    const phrases = dictionary.phrases.filter(([from, to]) => from.length === to.length);
    expect(phrases.length).toBeGreaterThan(400);
    expect(phrases.filter(([from, to]) => convert(from) !== to)).toEqual([]);
    // Without the phrases, many come out otherwise.
    const single = converter(TABLES[script].split("\n")[0]);
    expect(phrases.filter(([from, to]) => single(from) !== to).length).toBeGreaterThan(100);
  });
}

test("a text is converted by its longest phrases and keeps its length", () => {
  const [traditional, simplified] = [converter(toTraditional), converter(toSimplified)];
  expect(traditional("皇后在理发店后面发现头发")).toBe("皇后在理髮店後面發現頭髮");
  expect(traditional("干部干了一杯，乾坤未定")).toBe("幹部幹了一杯，乾坤未定");
  expect(simplified("乾坤未定，她看著頭髮，著名的著作")).toBe("乾坤未定，她看着头发，著名的著作");
  expect(simplified("No Chinese 𠮷 👩‍👩‍👧")).toBe("No Chinese 𠮷 👩‍👩‍👧");
});

const BODY = "頭髮在皇后後面。\n\n第二段說：「臺灣的麵條。」\n\n`裡面`";

test("an article is shown in the characters that one wishes, and copied as it was written", async ({
  page,
  context,
}, info) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  await dropFiles(page, [written(info, "hair.md", postText("理髮師的頭髮", BODY))]);
  const headline = page.getByRole("heading", { level: 1 });
  const body = page.locator(".post-body");
  await expect(headline).toHaveText("理髮師的頭髮");
  await page.keyboard.press("c");
  await expect(headline).toHaveText("理发师的头发");
  await expect(body).toContainText("头发在皇后后面。");
  await expect(page.locator("article")).toHaveAttribute("lang", "zh-Hans");

  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll(".post-body p");
    getSelection()?.setBaseAndExtent(
      /** @type {Node} */ (first.firstChild),
      0,
      /** @type {Node} */ (second.firstChild),
      4,
    );
  });
  await page.keyboard.press("Control+C");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replace(/\s+/g, "\n")).toBe("頭髮在皇后後面。\n第二段說");

  // A note quotes what was written.
  await page.getByRole("button", { name: "Mark in blue" }).click();
  await page.getByText("Notes", { exact: true }).click();
  await expect(page.locator(".note-quote")).toContainText("頭髮在皇后後面。");

  await page.keyboard.press("c");
  await expect(headline).toHaveText("理髮師的頭髮");
  await page.getByRole("button", { name: "Reading settings" }).click();
  await page.getByRole("radio", { name: "Simplified" }).check();
  await expect(headline).toHaveText("理发师的头发");

  // The next post is shown so, too, and one that isn't Chinese is left alone.
  await dropFiles(page, [written(info, "next.md", postText("後面", "她看著我。"))]);
  await expect(headline).toHaveText("后面");
  await expect(body).toHaveText(/她看着我。/);
  await dropFiles(page, [written(info, "ja.md", postText("学校の話", "彼は頭髪を見て、学校へ行ったのです。"))]);
  await expect(headline).toHaveText("学校の話");
  await expect(body).toContainText("頭髪を見て");
});
