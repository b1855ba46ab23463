// An archive as a list: search, filters, marks in the article, and a hundred thousand rows.

import assert from "node:assert/strict";

import { eventually } from "../support/page.js";
import { openSite, PICKER, written, zip } from "../support/files.js";

const FIELD = "input[type=search]";

/** Runs in the page: whether rows cover the window without gap and overlap. @param {boolean} isLast whether it is the list's end */
function covers(isLast) {
  const rows = [...document.querySelectorAll(".virtual-rows > .list-row")].map((row) => row.getBoundingClientRect());
  const gaps = rows.slice(1).map(({ top }, nth) => Math.abs(top - rows[nth].bottom));
  return (
    rows.length > 3 &&
    Math.max(...gaps) < 1 &&
    rows[0].top <= 300 &&
    (rows.at(-1)?.bottom ?? 0) > window.innerHeight - (isLast ? 400 : 0)
  );
}

/** @type {import("../support/run.js").Story[]} */
export const LISTS = [
  {
    name: "Chinese and Latin are found as one types, in any script",
    quick: true,
    async play(stage) {
      const { page } = stage;
      await openSite(stage);
      await page.type(FIELD, "石桥");
      await page.shows(".search-status", /matches for “石桥” in 1 of 5 posts/);
      await page.shows("mark", "石桥");
      await page.type(FIELD, "老楊");
      await page.shows(".search-status", /“老楊” in 2 of 5 posts/);
      await page.type(FIELD, "ferry -train");
      await eventually(() => page.texts(".list-link"), ["The Ferry Leaves"]);
      await page.type(FIELD, "zeppelin");
      await page.until(() => document.body.innerText.includes("No matches for “zeppelin”."));
      await page.keys("Escape");
      await eventually(() => page.count(".list-link"), 5);
    },
  },
  {
    name: "posts are narrowed by source, author and year, and the address says so",
    quick: true,
    async play(stage) {
      const { page } = stage;
      await openSite(stage);
      await page.click(".facet button", "lamp.example");
      await eventually(() => page.texts(".list-link"), ["Night Train", "Market Day", "灯"]);
      await page.click(".facet button", "Ann Lee");
      await eventually(() => page.texts(".list-link"), ["Night Train", "Market Day"]);
      const address = () => page.evaluate(() => [...new URLSearchParams(location.hash.split("?")[1])].sort().flat());
      await eventually(address, ["author", "Ann Lee", "source", "lamp.example"]);
      await page.choose("select[name=sort], .list-head select", "oldest");
      await eventually(() => page.texts(".list-link"), ["Market Day", "Night Train"]);
      await page.click(".chip", "Ann Lee");
      await eventually(() => page.texts(".list-link"), ["灯", "Market Day", "Night Train"]);
    },
  },
  {
    name: "who chooses filters faster than they are drawn has all of them",
    async play(stage) {
      const { page } = stage;
      await openSite(stage);
      await page.find(".facet button", "Ann Lee");
      await page.evaluate(() => {
        const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".facet button"));
        for (const name of ["lamp.example", "Ann Lee"])
          [...buttons].find((button) => button.textContent?.startsWith(name))?.click();
      });
      await eventually(() => page.texts(".list-link"), ["Night Train", "Market Day"]);
      await eventually(() => page.count(".chip"), 2);
    },
  },
  {
    name: "matches are marked in the article, stepped through, and left by the way one came",
    async play(stage) {
      const { page, has } = stage;
      await openSite(stage);
      await page.type(FIELD, "ferry");
      await page.click(".list-link", "The Ferry Leaves");
      await page.shows(".find-place", /^1 of 6\d/);
      if (has("custom highlights")) {
        assert.ok((await page.evaluate(() => /** @type {any} */ (CSS).highlights.get("found").size)) > 60);
        assert.equal(await page.evaluate(() => /** @type {any} */ (CSS).highlights.get("found-here").size), 1);
      } else {
        // The match that one is at is selected.
        await eventually(() => page.evaluate(() => String(getSelection()).toLowerCase()), "ferry");
      }
      await page.click(".find-bar [aria-label='Previous match']");
      await page.shows(".find-place", /^(6\d) of \1$/);
      await page.until(() => window.scrollY > 1000);
      await page.keys("n");
      await page.shows(".find-place", /^1 of/);
      await page.back();
      await page.find(FIELD);
      await eventually(() => page.evaluate(() => document.activeElement?.textContent ?? ""), "The Ferry Leaves");
    },
  },
  {
    name: "what a row says stands on one line, in any script",
    async play(stage) {
      const { page } = stage;
      await openSite(stage);
      await page.find(".list-excerpt");
      const uneven = await page.evaluate(() => {
        /** @param {Element} fact */
        const baseline = (fact) => {
          const probe = document.createElement("span");
          probe.style.display = "inline-block";
          fact.append(probe);
          const { bottom } = probe.getBoundingClientRect();
          probe.remove();
          return bottom;
        };
        return [...document.querySelectorAll(".row-facts")].flatMap((facts) => {
          const lines = [...facts.children].map(baseline);
          const by = Math.max(...lines) - Math.min(...lines);
          return by > 1 ? `${facts.textContent}: ${by} px` : [];
        });
      });
      assert.deepEqual(uneven, []);
    },
  },
  {
    name: "by keyboard alone: search, rows, article, neighbours, back",
    async play(stage) {
      const { page } = stage;
      await openSite(stage);
      await page.keys("/");
      await page.until(() => document.activeElement?.matches("input[type=search]"));
      await page.keys("ArrowDown");
      await page.until(() => document.activeElement?.matches("[aria-posinset='1'] a"));
      await page.keys("ArrowDown", "Enter");
      await page.shows("h1", "Market Day");
      await page.keys("j");
      await page.shows("h1", "The Ferry Leaves");
      await page.keys("k");
      await page.shows("h1", "Market Day");
    },
  },
  {
    name: "whoever comes back to a list is at the row of the post that was read",
    async play({ page, site, folder }) {
      await page.resize(390, 700);
      const posts = Array.from({ length: 300 }, (_, at) => ({
        name: `_posts/2020-01-01-${at}.md`,
        bytes: `---\ntitle: Row ${1000 + at}\n---\n\n${"It is one of many. ".repeat((at % 4) + 1)}\n`,
      }));
      await page.open(site.url);
      await page.upload(PICKER, written(folder, "rows.zip", zip(posts)));
      await page.shows("h1", "300 posts");
      await page.until(() => document.querySelector("[role=progressbar], .shelf-progress") === null);
      await page.evaluate(() => window.scrollTo(0, 9000));
      const tops = () =>
        page.evaluate(() =>
          Object.fromEntries(
            [...document.querySelectorAll(".list-row")]
              .map((row) => [row.querySelector("a")?.textContent, Math.round(row.getBoundingClientRect().top)])
              .filter(([, top]) => Number(top) > 150 && Number(top) < 500),
          ),
        );
      await eventually(async () => Object.keys(await tops()).length > 1, true);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
      const [, title] = Object.keys(await tops());
      await page.click(".list-link", title);
      await page.shows("h1", title);
      await page.back();
      await page.shows("h1", "300 posts");
      // Rows above it are estimated anew, so that it may stand elsewhere in the window.
      const focused = () =>
        page.evaluate(() => {
          const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
          return top > 0 && bottom < window.innerHeight ? document.activeElement?.textContent : `${top} to ${bottom}`;
        });
      await eventually(focused, title);
    },
  },
  {
    name: "a hundred thousand rows scroll, and each is in its place",
    minutes: 4,
    async play({ page, site, folder }) {
      // A zip of this size needs no zip64 below 65,535 entries; two of them make the number.
      const half = (/** @type {number} */ from) =>
        zip(
          Array.from({ length: 50_000 }, (_, at) => ({
            name: `_posts/2020-01-01-${from + at}.md`,
            bytes: `---\ntitle: Row ${from + at}\n---\nIt is one of many.\n`,
          })),
        );
      await page.open(site.url);
      await page.upload(PICKER, written(folder, "rows.zip", half(0)), written(folder, "more.zip", half(50_000)));
      const end = Date.now() + 120_000;
      while ((await page.text("h1")) !== "100,000 posts") assert.ok(Date.now() < end, "all are listed");
      for (const share of [0.1, 0.5, 0.9, 1]) {
        await page.evaluate((/** @type {number} */ share) => {
          const { scrollHeight } = document.documentElement;
          window.scrollTo(0, scrollHeight * share);
        }, share);
        // Rows cover the window without gap and overlap.
        await page.until(covers, share === 1);
      }
      assert.equal(
        Number(
          await page.evaluate(() => [...document.querySelectorAll(".list-row")].at(-1)?.getAttribute("aria-posinset")),
        ),
        100_000,
      );
      assert.ok((await page.count(".list-row")) < 100);
      await page.evaluate(() =>
        /** @type {HTMLElement} */ ([...document.querySelectorAll(".list-link")].at(-1)).focus(),
      );
      const focused = () =>
        page.evaluate(() => document.activeElement?.closest(".list-row")?.getAttribute("aria-posinset"));
      await page.keys("ArrowUp");
      await eventually(focused, "99999");
      await page.keys("Home");
      await eventually(focused, "1");
      await page.keys("End");
      await eventually(focused, "100000");
    },
  },
];
