// An article and what a reader does with it.

import assert from "node:assert/strict";

import { post } from "../../browser/posts.js";
import { eventually, pause } from "../support/page.js";
import { long, openSample, PICKER, postText, written, zip } from "../support/files.js";

/** @typedef {import("../support/run.js").Stage} Stage */

const TEXT = "The bridge was closed in March. Nobody said why.\n\n河上的桥在三月关闭，没有人说明原因。";

/** @param {Stage} stage */
async function openBridge({ page, site, folder }) {
  await page.open(site.url);
  const bytes = zip([{ name: "_posts/2021-03-01-bridge.md", bytes: postText("A Bridge", TEXT) }]);
  await page.upload(PICKER, written(folder, "bridge.zip", bytes));
  await page.shows("h1", "A Bridge");
}

/** Selects a text of the article. @param {Stage} stage @param {string} quote */
const select = ({ page }, quote) =>
  page.evaluate((/** @type {string} */ quote) => {
    const body = /** @type {Node} */ (document.querySelector(".post-body"));
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = /** @type {Text} */ (node).data.indexOf(quote);
      if (at >= 0) getSelection()?.setBaseAndExtent(node, at, node, at + quote.length);
    }
  }, quote);

/** @param {Stage} stage @param {string} name @returns {Promise<string[]>} what is marked so */
const marked = ({ page }, name) =>
  page.evaluate(
    (/** @type {string} */ name) => [.../** @type {any} */ (CSS.highlights.get(name) ?? [])].map(String),
    name,
  );

const scrolled = (/** @type {Stage} */ { page }) => page.evaluate(() => Math.round(window.scrollY));

/** @type {import("../support/run.js").Story[]} */
export const READING = [
  {
    name: "what was cleaned is listed, comes back in its place, and goes again",
    quick: true,
    async play({ page, site }) {
      await page.open(site.url);
      await page.upload(PICKER, post("furniture.md"));
      await page.shows("h1", "The Ferry Is Late Again");
      // Without pictures, which say that they can't be loaded when they come into the window.
      const blocks = () => page.texts(".post-body > :not(figure)");
      const before = await blocks();
      await page.click("details.panel summary", "What was cleaned");
      await page.click("details.panel li button", "Show in place");
      await page.find(".was-removed");
      assert.ok((await blocks()).length > before.length);
      assert.equal(await page.count(".was-removed script"), 0);
      await page.click("details.panel li button", "Remove again");
      await eventually(blocks, before);
      // What went again lets the button move, and a click may miss it.
      for (let tries = 0; tries < 3 && (await page.count(".was-removed")) === 0; tries += 1) {
        await page.click("details.panel button", "Show everything in place");
        const end = Date.now() + 5_000;
        while ((await page.count(".was-removed")) === 0 && Date.now() < end) await pause(100);
      }
      await eventually(() => page.count(".was-removed"), 2);
    },
  },
  {
    name: "settings hold at once and after a reload",
    async play({ page, site }) {
      await page.open(`${site.url}?sample`);
      await page.click(".list-link", "The Night Train");
      await page.find("article h1");
      const size = () =>
        page.evaluate(() =>
          Number.parseFloat(getComputedStyle(document.querySelector("article") ?? document.body).fontSize),
        );
      const before = await size();
      await page.click(".look-button");
      await page.find(".look");
      for (const value of ["black", "sans", "1.15"]) await page.click(`.look label:has(input[value="${value}"])`);
      const looks = () =>
        page.evaluate(() => ({
          ground: getComputedStyle(document.documentElement).backgroundColor,
          sans: /sans-serif/.test(getComputedStyle(document.querySelector("article") ?? document.body).fontFamily),
        }));
      await eventually(looks, { ground: "rgb(0, 0, 0)", sans: true });
      await eventually(async () => Math.abs((await size()) - before * 1.15) < 0.1, true, "text size");
      await page.keys("Escape");
      await page.until(() => !document.querySelector(".look:popover-open"));
      assert.equal(await page.evaluate(() => document.activeElement?.className.includes("look-button")), true);
      await page.reload();
      await page.find("article h1");
      await eventually(looks, { ground: "rgb(0, 0, 0)", sans: true });
    },
  },
  {
    name: "Traditional Chinese stands upright, scrolls by keys and wheel, and goes on where it was",
    quick: true,
    async play(stage) {
      const { page, site } = stage;
      await page.open(site.url);
      await page.evaluate(() => localStorage.setItem("archive-viewer.writing", "down"));
      await page.open(`${site.url}?sample`);
      await page.click(".list-link", "巷口的小圖書館");
      await page.until(() => document.querySelector("article[tabindex='0']") !== null);
      const article = () =>
        page.evaluate(() => {
          const article = /** @type {HTMLElement} */ (document.querySelector("article"));
          const { writingMode, scrollbarColor } = getComputedStyle(article);
          // Where scroll bars can have colours, a white one on the page's paper would be seen as a mistake.
          const isBare = CSS.supports("scrollbar-color", "auto") && scrollbarColor === "auto";
          return { mode: writingMode, isBare, left: Math.round(article.scrollLeft) };
        });
      assert.deepEqual(await article(), { mode: "vertical-rl", isBare: false, left: 0 });
      await page.until(() => [...document.images].every((img) => img.complete || img.loading === "lazy"));
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("article")).focus());
      await page.keys("PageDown");
      await eventually(async () => (await article()).left < -100, true, "Page Down scrolls");
      await page.keys("Home");
      await eventually(async () => (await article()).left, 0);
      await page.evaluate(() =>
        document
          .querySelector("article")
          ?.dispatchEvent(new WheelEvent("wheel", { deltaY: 300, bubbles: true, cancelable: true })),
      );
      await eventually(async () => (await article()).left < -100, true, "the wheel scrolls");
      await page.evaluate(() => document.querySelector("article")?.scrollTo({ left: -300 }));
      await page.until(() => document.querySelector("article")?.scrollLeft === -300);
      await page.keys("j");
      await page.until(() => !document.querySelector("h1")?.textContent?.includes("巷口"));
      await page.keys("k");
      await page.shows("h1", "巷口的小圖書館");
      await eventually(async () => (await article()).left, -300);
    },
  },
  {
    name: "a passage is marked and annotated, and both are there after a reload",
    async play(stage) {
      const { page, has } = stage;
      await openBridge(stage);
      await select(stage, "Nobody said why");
      await page.click(".note-tools [data-colour=green]");
      const hasHighlights = has("custom highlights");
      if (hasHighlights) await eventually(() => marked(stage, "note-green"), ["Nobody said why"]);
      await select(stage, "没有人说明原因");
      await page.click(".note-tools button", "Write a note");
      await page.type("dialog textarea", "Who knew?");
      await page.click("dialog button", "Save");
      if (hasHighlights) await eventually(() => marked(stage, "note-commented"), ["没有人说明原因"]);
      await page.reload();
      await openBridge(stage);
      if (hasHighlights) await eventually(() => marked(stage, "note-green"), ["Nobody said why"]);
      // Without highlights the list is where notes are.
      await page.click("details.panel summary", "Notes");
      await eventually(async () => (await page.texts(".notes-list li")).length, 2);
      assert.match((await page.texts(".notes-list li"))[1], /没有人说明原因.*Who knew\?/);
    },
  },
  {
    name: "Chinese is shown in the characters that one wishes",
    quick: true,
    async play({ page, site, folder }) {
      await page.open(site.url);
      await page.upload(
        PICKER,
        written(folder, "hair.md", postText("理髮師的頭髮", "頭髮在皇后後面。\n\n第二段說：「臺灣的麵條。」")),
      );
      await page.shows("h1", "理髮師的頭髮");
      await page.keys("c");
      await page.shows("h1", "理发师的头发");
      await page.shows(".post-body", /头发在皇后后面。/);
      assert.equal(await page.evaluate(() => document.querySelector("article")?.lang), "zh-Hans");
      await page.keys("c");
      await page.shows("h1", "理髮師的頭髮");
    },
  },
  {
    name: "a post goes on where one stopped, over a reload too",
    async play(stage) {
      const { page } = stage;
      await page.resize(600, 500);
      await openSample(stage, "2020-11-08-the-night-train-is-back.md");
      await page.evaluate(() => window.scrollTo(0, 700));
      // It is kept while the reader scrolls, and once more when the page goes.
      await eventually(() => scrolled(stage), 700);
      await page.reload();
      await page.find("article h1");
      await eventually(() => scrolled(stage), 700);
      await page.open("about:blank");
      await openSample(stage, "2020-11-08-the-night-train-is-back.md");
      await eventually(() => scrolled(stage), 700);
    },
  },
  {
    name: "a long post comes in piece by piece, and what is seen stays where it is",
    async play({ page, site, folder }) {
      const chapters = Array.from({ length: 40 }, (_, at) => `## Chapter ${at + 1}\n\n${long(`of chapter ${at + 1}`)}`);
      await page.open(site.url);
      await page.upload(PICKER, written(folder, "long.md", postText("A Long Post", chapters.join("\n\n"))));
      await page.shows("h1", "A Long Post");
      await eventually(() => page.count(".post-body h2"), 40);
      // By its contents to the last chapter.
      await page.evaluate(() => document.querySelector(".contents-fold")?.setAttribute("open", ""));
      await page.click(".contents-way", "Chapter 40");
      const seen = async () => {
        const top = await page.evaluate(
          () => [...document.querySelectorAll(".post-body h2")].at(-1)?.getBoundingClientRect().top,
        );
        // A little above the window, by parts of a pixel.
        return top >= -1 && top < 400 ? "seen" : `at ${top} px`;
      };
      await eventually(seen, "seen");
    },
  },
  {
    name: "a picture that comes late moves nothing that is being read",
    async play({ page, site, folder, has }) {
      // Posts seldom say how high their pictures are. It is near enough to be loaded though it is above the window.
      const picture = "![A pier](http://late.example/pier.svg)";
      const text = `${long("before")}\n\n${picture}\n\nThe last line above.\n\n## The Line\n\n${long("after")}`;
      await page.open(site.url);
      await page.evaluate(() => localStorage.setItem("archive-viewer.pictures", "ask"));
      await page.reload();
      await page.upload(PICKER, written(folder, "late.md", postText("Late", text)));
      await page.shows("h1", "Late");
      await page.find(".picture button");
      const top = () => page.evaluate(() => document.querySelector(".post-body h2")?.getBoundingClientRect().top);
      await page.evaluate(() => {
        const line = /** @type {HTMLElement} */ (document.querySelector(".post-body h2"));
        window.scrollTo(0, line.getBoundingClientRect().top + window.scrollY - 100);
      });
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
      const before = await top();
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".picture button")).click());
      const isLoaded = () => page.evaluate(() => document.images[0]?.naturalWidth === 640);
      // Where the browser doesn't keep the place, the page does.
      await eventually(isLoaded, true);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
      assert.ok(Math.abs((await top()) - before) < 2, `moved from ${before} to ${await top()}`);
      assert.equal(await page.evaluate(() => CSS.supports("overflow-anchor", "auto")), has("scroll anchoring"));
    },
  },
  {
    name: "a picture is enlarged and closed again by keys",
    async play(stage) {
      const { page } = stage;
      await openSample(stage, "2020-11-08-the-night-train-is-back.md");
      await page.until(
        () => /** @type {HTMLImageElement} */ (document.querySelector(".post-body img"))?.naturalWidth > 0,
      );
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".picture-enlarge")).focus());
      await page.keys("Enter");
      await page.find("dialog:modal img");
      await page.keys("Escape");
      await page.until(() => !document.querySelector("dialog:modal"));
      assert.equal(await page.evaluate(() => document.activeElement?.classList.contains("picture-enlarge")), true);
    },
  },
  {
    name: "the original has numbered lines, a search and its SHA-256",
    async play(stage) {
      const { page, has } = stage;
      await openBridge(stage);
      await page.click("details.panel summary", "Original file");
      await page.shows(".original", /The bridge was closed in March/);
      await page.type(".original-search input", "bridge");
      await page.shows(".original-told", /\b2\b/);
      if (has("custom highlights")) assert.ok((await page.evaluate(() => CSS.highlights.size)) > 0);
      await page.click("details.panel summary", "File details");
      await page.shows(".file-digest", /[0-9a-f]{64}/);
    },
  },
];
