// The list of what is open: rows as high as what they say, and what is looked at is read first.

import { readFile } from "node:fs/promises";

import { axeFaults } from "./support/axe.js";
import { dropFiles } from "./support/drop.js";
import { day, heading, openUnlike, rows, search, status } from "./support/list.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { chooseSetting } from "./support/settings.js";
import { openArchive, written } from "./support/openers.js";
import { post } from "./posts.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").TestInfo} Info */

/** @param {Page} page @returns {Promise<{ at: number, top: number, bottom: number }[]>} rows in the document, in px of the window */
const places = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".virtual-rows > .list-row")].map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return { at: Number(row.getAttribute("aria-posinset")), top, bottom };
    }),
  );

for (const [name, width, height, least] of /** @type {const} */ ([
  ["a desktop", 1280, 800, 7],
  ["a phone", 390, 844, 4],
])) {
  test(`rows are as high as what they say: ${least} or more on ${name}`, async ({ page }, info) => {
    await page.setViewportSize({ width, height });
    await openUnlike(page, info, 400);
    const first = await places(page);
    expect(first.filter(({ bottom }) => bottom <= height).length).toBeGreaterThanOrEqual(least);
    expect(new Set(first.map(({ top, bottom }) => Math.round(bottom - top))).size).toBeGreaterThan(1);
    for (const to of [0, 9000, 1e7]) {
      await page.evaluate((to) => window.scrollTo(0, to), to);
      // No two rows overlap, and none leaves a gap, wherever the reader jumps to.
      await expect
        .poll(async () => {
          const found = await places(page);
          const gaps = found.slice(1).map(({ top }, nth) => Math.abs(top - found[nth].bottom));
          return Math.max(...gaps) < 1 && found[0].top <= 300 && (found.at(-1)?.bottom ?? 0) > height - 400;
        })
        .toBe(true);
    }
    const last = await places(page);
    expect(last.at(-1)?.at).toBe(400);
    const end = await page.locator(".virtual-rows").evaluate((list) => list.getBoundingClientRect().bottom);
    expect(Math.abs((last.at(-1)?.bottom ?? 0) - end)).toBeLessThan(2);
  });
}

test("what is seen stays where it is when rows above it turn out higher", async ({ page }, info) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openUnlike(page, info, 2000);
  await page.evaluate(() => window.scrollTo(0, 90_000));
  await expect.poll(async () => (await places(page)).some(({ top }) => top > 0 && top < 844)).toBe(true);
  for (let step = 0; step < 12; step += 1) {
    const before = (await places(page)).find(({ top }) => top > 200);
    await page.mouse.wheel(0, -120);
    // Rows above are rendered, and measured, on the way; the wheel moves what is seen by as much as it was turned.
    await expect
      .poll(async () => {
        const after = (await places(page)).find(({ at }) => at === before?.at);
        // The page scrolls by whole pixels.
        return Math.abs((after?.top ?? 0) - (before?.top ?? 0) - 120) < 2;
      })
      .toBe(true);
  }
});

test("the search stays in reach and takes little of a phone's screen", async ({ page }, info) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openUnlike(page, info, 200);
  await page.evaluate(() => window.scrollTo(0, 5000));
  await expect(search(page)).toBeInViewport();
  const head = page.locator(".list-head");
  expect((await head.boundingBox())?.height).toBeLessThan(64);
  // One line: number, field and order beside each other.
  const tops = await head.evaluate((node) =>
    [".list-heading", ".search-field", "select"].map((name) => {
      const box = node.querySelector(name)?.getBoundingClientRect();
      return box ? box.top + box.height / 2 : 0;
    }),
  );
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(8);
  // A row that gets the focus is not below the head.
  await page.keyboard.press("j");
  for (let step = 0; step < 12; step += 1) {
    const before = await page.locator(".list-row:focus-within").getAttribute("aria-posinset");
    await page.keyboard.press("k");
    await expect(page.locator(".list-row:focus-within")).toHaveAttribute("aria-posinset", String(Number(before) - 1));
    const top = (await page.locator(".list-row:focus-within").boundingBox())?.y ?? 0;
    expect(top).toBeGreaterThan(((await head.boundingBox())?.height ?? 0) - 2);
  }
});

test("what is looked at is read first, here and where the reader scrolls to", async ({ page }, info) => {
  test.setTimeout(60_000);
  const body = "A line of many words that says nothing new.\n\n".repeat(500);
  const posts = Array.from({ length: 2000 }, (_, nth) => ({
    name: `_posts/${day(nth)}-${nth}.md`,
    bytes: postText(`Number ${nth}`, `Word${nth}. ${body}`),
  }));
  await page.goto("/");
  await dropFiles(page, [written(info, "long.zip", zip(posts))]);
  await expect(heading(page)).toHaveText("2,000 posts");
  // The newest are listed first, and are the last in the file. All that is seen is read, and little else is.
  /** @returns {{ isReading: boolean, count: number } | null} how far the archive is read when all rows that are seen have been */
  const isReading = () => {
    const seen = [...document.querySelectorAll(".list-row")].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    });
    if (seen.length < 3 || seen.some((row) => !row.querySelector(".list-excerpt"))) return null;
    const count = Number(/^\d+/.exec(document.querySelector(".shelf-progress .shelf-count")?.textContent ?? "")?.[0]);
    return { isReading: document.querySelector(".shelf-progress") !== null, count };
  };
  const first = await (await page.waitForFunction(isReading)).jsonValue();
  expect(first?.isReading).toBe(true);
  expect(first?.count).toBeLessThan(1000);
  await expect(rows(page).first()).toContainText("Word1999.");
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 3));
  const then = await (await page.waitForFunction(isReading)).jsonValue();
  expect(then?.isReading).toBe(true);
  // Each is read once more in its turn, and is still one post.
  await page.getByRole("button", { name: "Stop reading long.zip" }).click();
  await page.evaluate(() => window.scrollTo(0, 0));
  await search(page).fill("word1998");
  await expect(status(page)).toContainText("1 match for “word1998” in 1 post so far");
});

test("a post that is a video has its title at once, and asks no server for its picture", async ({ page }, info) => {
  const picture = await readFile(post("picture.png"));
  const video = {
    name: "_posts/2021-01-01-a.md",
    bytes: postText(
      "The ferry in the fog",
      "[The ferry in the fog](https://www.youtube.com/watch?v=abcdefghijk)\n\n![](https://i.ytimg.com/vi/abcdefghijk/hq.jpg)",
      "from: https://www.youtube.com/watch?v=abcdefghijk\nimage: https://i.ytimg.com/vi/abcdefghijk/hq.jpg\n",
    ),
  };
  await page.goto("/");
  // The story fails if another server is asked for anything.
  await dropFiles(page, [
    written(
      info,
      "video.zip",
      zip([
        video,
        { name: "images/a.png", bytes: picture },
        { ...video, name: "_posts/2021-01-02-b.md", bytes: postText("Another") },
      ]),
    ),
  ]);
  await expect(rows(page).getByRole("link")).toHaveText(["Another", "The ferry in the fog"]);
  await expect(rows(page).nth(1)).toContainText("youtube.com");
  await expect(rows(page).locator("img:visible")).toHaveCount(0);
});

test.describe("with a site of videos", () => {
  test.use({ allowHosts: ["i.ytimg.com"] });

  test("the picture of a post that is a video is loaded when the reader asks for it", async ({ page }, info) => {
    const from = "https://www.youtube.com/watch?v=abcdefghijk";
    const more = `from: ${from}\nimage: https://i.ytimg.com/vi/abcdefghijk/hq.jpg\n`;
    const other = "from: https://news.example/1\nimage: https://img.example/a.jpg\n";
    const posts = [
      { name: "_posts/2021-01-01-a.md", bytes: postText("The ferry in the fog", `[The ferry](${from})`, more) },
      { name: "_posts/2020-01-01-b.md", bytes: postText("The bridge", "It is open.", other) },
    ];
    /** @type {string[]} */
    const asked = [];
    page.on("request", (request) => request.url().includes("ytimg") && asked.push(request.url()));
    await page.goto("/");
    await dropFiles(page, [written(info, "video.zip", zip(posts))]);
    const load = page.getByRole("button", { name: "Load the picture of “The ferry in the fog” from i.ytimg.com" });
    await expect(load).toHaveCount(1);
    await expect(page.locator(".list-picture")).toHaveCount(1);
    expect(asked).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    await load.press("Enter");
    await expect(rows(page).first().locator("img:visible")).toHaveCount(1);
    await expect(rows(page).first().getByRole("link")).toBeFocused();
    expect(asked.length).toBe(1);
    // It stays while the list is drawn again, and is not asked for in the mode that asks for none.
    await search(page).fill("ferry");
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page).locator("img:visible")).toHaveCount(1);
    await chooseSetting(page, "pictures", "never");
    await page.reload();
    await dropFiles(page, [written(info, "video.zip", zip(posts))]);
    await expect(rows(page).first().getByRole("link")).toHaveText("The ferry in the fog");
    await expect(page.locator(".list-picture")).toHaveCount(0);
  });
});

/** Many posts whose names say nothing of their dates, and that take a while to read. */
const undated = () => {
  const body = "A line of many words that says nothing new.\n\n".repeat(300);
  return zip(
    Array.from({ length: 1500 }, (_, nth) => ({
      name: `notes/${String((nth * 7919) % 1500).padStart(4, "0")}.md`,
      bytes: postText(`Number ${nth}`, `Word${nth}. ${body}`, `date: ${day(nth)}\n`),
    })),
  );
};

test("rows that are looked at stay while the dates of others become known", async ({ page }, info) => {
  test.setTimeout(60_000);
  await page.goto("/");
  await dropFiles(page, [written(info, "undated.zip", undated())]);
  await expect(heading(page)).toHaveText("1,500 posts");
  await page.evaluate(() => window.scrollTo(0, 20_000));
  /** @returns {{ paths: string, tops: number[], isReading: boolean } | null} all rows that are seen, once they have been read */
  const seen = () => {
    const rows = [...document.querySelectorAll(".virtual-rows > .list-row")].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      const head = document.querySelector(".list-head")?.getBoundingClientRect().bottom ?? 0;
      return bottom > head + 1 && top < window.innerHeight;
    });
    if (rows.length < 3 || rows.some((row) => !row.querySelector(".list-excerpt"))) return null;
    return {
      paths: rows.map((row) => row.querySelector("a")?.href).join(" "),
      tops: rows.map((row) => row.getBoundingClientRect().top),
      isReading: document.querySelector(".shelf-progress") !== null,
    };
  };
  let first = await (await page.waitForFunction(seen)).jsonValue();
  // What was asked before the page was scrolled is answered once more.
  await expect(async () => {
    const before = first?.paths;
    await page.waitForTimeout(300);
    first = await page.evaluate(seen);
    expect(first?.paths).toBe(before);
  }).toPass();
  expect(first?.isReading).toBe(true);
  const count = () => page.locator(".shelf-progress .shelf-count").first().textContent();
  const before = await count();
  await expect.poll(count).not.toBe(before);
  const then = await page.evaluate(seen);
  expect(then?.isReading).toBe(true);
  expect(then?.paths).toBe(first?.paths);
  // To a pixel, by which the page scrolls.
  for (const [nth, top] of (then?.tops ?? []).entries())
    expect(Math.abs(top - (first?.tops[nth] ?? 0))).toBeLessThan(2);
  // All have dates at the end, and another order; the row that was first is still where it was.
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
  const [href, top] = [first?.paths.split(" ")[0], first?.tops[0] ?? 0];
  const moved = () =>
    page.evaluate(
      ([href, top]) => {
        const link = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".list-link")]).find(
          (link) => link.href === href,
        );
        return Math.abs((link?.closest("li")?.getBoundingClientRect().top ?? Infinity) - top);
      },
      /** @type {const} */ ([href, top]),
    );
  await expect.poll(moved).toBeLessThan(3);
  const numbers = await rows(page).getByRole("link").allTextContents();
  const sorted = numbers.map((text) => Number(text.replace("Number ", "")));
  expect(sorted).toEqual(sorted.toSorted((one, other) => other - one));
  // At the top there is the newest.
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(rows(page).first()).toContainText("Number 1499");
});

test("reading rests while the reader types", async ({ page }, info) => {
  test.setTimeout(60_000);
  await page.goto("/");
  await dropFiles(page, [written(info, "undated.zip", undated())]);
  await expect(page.locator(".shelf-progress")).toBeVisible();
  const count = async () =>
    Number(
      /^[\d,]+/
        .exec((await page.locator(".shelf-progress .shelf-count").first().textContent()) ?? "")?.[0]
        .replace(",", ""),
    );
  await expect.poll(count).toBeGreaterThan(0);
  // Typed in the page, so that no letter comes late because the test does.
  const type = (/** @type {string[]} */ texts) =>
    search(page).evaluate(async (field, texts) => {
      for (const text of texts) {
        /** @type {HTMLInputElement} */ (field).value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }, texts);
  // What the cores were at is added.
  await type(["n", "nu", "num", "numb"]);
  const before = await count();
  await type(["number", "number 1", "number 12", "number 1", "number", "numbe", "numb", "num"]);
  // The count is shown with each redraw: it would be hundreds more.
  expect((await count()) - before).toBeLessThan(60);
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
  await expect(status(page)).toContainText("in 1,500 of 1,500 posts");
});

test("rows and neighbours carry the language of their post", async ({ page }, info) => {
  await openArchive(page, info);
  const row = rows(page).filter({ hasText: "石桥修好以后" });
  for (const part of ["heading", "text"]) {
    const node = part === "heading" ? row.getByRole("heading") : row.locator(".list-excerpt");
    await expect(node).toHaveAttribute("lang", "zh-Hans");
  }
  await expect(rows(page).filter({ hasText: "山腰上的茶舖子" }).getByRole("heading")).toHaveAttribute(
    "lang",
    "zh-Hant",
  );
  await row.getByRole("link").click();
  await expect(page.locator(".neighbours bdi").first()).toHaveAttribute("lang", /^(zh-Han[st]|en)$/);
});
