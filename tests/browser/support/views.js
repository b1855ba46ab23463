// Every view that the page has, and the way to it: what is looked at, measured and named in more than one story.

import { post } from "../posts.js";
import { dropFiles, startDrag } from "./drop.js";
import { oldNews, openArchive, openKept, openSample, openStalled, searchFor, written } from "./openers.js";
import { postText, zip } from "./pack.js";
import { picturesStand } from "./screens.js";
import { chooseSetting } from "./settings.js";
import { TALK } from "./talk.js";
import { expect } from "./test.js";
import { withVoices } from "./voices.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").TestInfo} Info */
/**
 * @typedef {object} View
 * @property {string} name
 * @property {(page: Page, info: Info) => Promise<void>} show
 * @property {boolean} [answers] whether something in it answers what the reader did, later than at once, and makes room for itself
 */

const heading = (/** @type {Page} */ page) => page.getByRole("heading", { level: 1 });

/** @type {View[]} */
export const VIEWS = [
  {
    name: "home",
    show: async (page) => {
      await page.goto("/");
      await expect(heading(page)).toBeVisible();
    },
  },
  {
    name: "home-with-posts",
    show: async (page) => {
      await page.goto("/");
      await dropFiles(page, ["ferry.md", "bridge.md"].map(post));
      await expect(page.locator(".list-row")).toHaveCount(2);
      await page.locator(".masthead-name").click();
      await expect(page.locator(".home-back")).toBeVisible();
    },
  },
  {
    name: "samples",
    show: async (page) => {
      await page.goto("/?sample");
      await expect(page.getByRole("listitem")).toHaveCount(9);
    },
  },
  { name: "library", show: openArchive },
  {
    name: "library-search",
    show: async (page, info) => {
      await openArchive(page, info);
      await searchFor(page, "船");
      await expect(page.locator("mark").first()).toBeVisible();
    },
  },
  {
    name: "library-save",
    show: async (page, info) => {
      await openArchive(page, info);
      await page.locator(".list-save").click();
      await expect(page.locator(".export-dialog[open]")).toBeVisible();
    },
  },
  {
    name: "library-choose",
    show: async (page, info) => {
      await openArchive(page, info);
      await page.locator(".list-choose").click();
      await page.locator(".choosing-row").nth(1).click();
      await page
        .locator(".choosing-row")
        .nth(3)
        .click({ modifiers: ["Shift"] });
      await searchFor(page, "船");
      await expect(page.locator(".choosing-count")).toContainText(/\d.*\d/);
    },
  },
  {
    name: "library-statistics",
    show: async (page, info) => {
      await openArchive(page, info);
      await page.locator(".list-statistics").click();
      await page.locator("#statistics-terms").fill("船, bridge");
      await page.locator(".statistics-terms button").click();
      await expect(page.locator(".chart-legend li")).toHaveCount(2);
    },
  },
  {
    name: "library-check",
    show: async (page, info) => {
      await openArchive(page, info);
      await page.locator(".list-check").click();
      await expect(page.locator(".integrity[open]")).toBeVisible();
    },
  },
  {
    name: "library-narrowed",
    show: async (page, info) => {
      await openArchive(page, info);
      const facets = page.locator(".facets");
      if (!(await facets.evaluate((node) => /** @type {HTMLDetailsElement} */ (node).open)))
        await facets.locator("summary").click();
      await page.locator(".timeline-value", { hasText: "2020" }).click();
      await expect(page.locator(".timeline-value[aria-pressed=true]")).toHaveCount(1);
      await page.locator(".shelf-problems summary").click();
      await page.locator(".search-help summary").click();
      await page.evaluate(() => window.scrollTo(0, 0));
    },
  },
  {
    name: "nothing-found",
    show: async (page, info) => {
      await openArchive(page, info);
      await searchFor(page, "zeppelin");
      await expect(page.locator(".nothing-found")).toBeVisible();
    },
  },
  {
    name: "nothing-chosen",
    show: async (page, info) => {
      await openArchive(page, info);
      await page.goto("/#/a/old-news.zip/search/?year=2020&lang=ja");
      await expect(page.locator(".nothing-found")).toBeVisible();
    },
  },
  {
    name: "reading-archive",
    show: async (page) => {
      await openStalled(page, 5);
      await expect(page.getByRole("progressbar")).toBeVisible();
      await expect(page.locator(".shelf-progress progress")).not.toHaveJSProperty("value", 0);
    },
  },
  {
    name: "fetching",
    show: async (page) => {
      await openStalled(page, 0);
      await expect(page.locator(".waiting")).toBeVisible();
    },
  },
  {
    name: "drop-target",
    show: async (page) => {
      await page.goto("/");
      await expect(heading(page)).toBeVisible();
      await startDrag(page, [post("ferry.md")]);
      await expect(page.locator(".is-drop-target")).toHaveCount(1);
    },
  },
  {
    // From right to left, with a line of facts that breaks.
    name: "right-to-left",
    show: async (page, info) => {
      await page.goto("/");
      const text = postText(
        "الحارس والمنارة",
        "أضاءت المنارة مئة عام. ثم سلّم الحارس المفتاح ومضى إلى القرية.",
        "lang: ar\nauthor: سالم البحري من صحيفة الساحل\ndate: 2021-03-14\nfrom: https://coast.example/lamp\n",
      );
      await dropFiles(page, [
        written(
          info,
          "two.zip",
          zip([
            { name: "_posts/2021-03-14-a.md", bytes: text },
            { name: "_posts/2020-03-14-b.md", bytes: postText("Another") },
          ]),
        ),
      ]);
      await page.getByRole("link", { name: "الحارس والمنارة" }).click();
      await expect(page.locator(".neighbours")).toBeVisible();
    },
  },
  {
    name: "not-opened",
    answers: true,
    show: async (page, info) => {
      await page.goto("/");
      const picture = written(info, "harbour-at-night.jpg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]));
      await dropFiles(page, [post("empty.md"), picture]);
      await expect(page.locator(".notice")).toBeVisible();
    },
  },
  {
    name: "archive-damaged",
    answers: true,
    show: async (page, info) => {
      await page.goto("/");
      await dropFiles(page, [written(info, "old-news.zip", oldNews().subarray(0, 40))]);
      await expect(page.locator(".notice")).toBeVisible();
    },
  },
  {
    name: "archive-missing",
    answers: true,
    show: async (page) => {
      await page.goto(`/#/a/old-news.zip/post/old-news-main/_posts/${encodeURIComponent("2018-12-02-冬天的渡船.md")}`);
      await expect(page.locator(".notice")).toBeVisible();
    },
  },
  {
    name: "article-in-archive",
    answers: true,
    show: async (page, info) => {
      await openArchive(page, info);
      await searchFor(page, "船");
      await page.locator(".list-link").first().click();
      await expect(page.locator(".find-bar")).toBeVisible();
      await expect(page.locator(".neighbours")).toBeVisible();
      await picturesStand(page);
    },
  },
  {
    name: "removals-in-place",
    answers: true,
    show: async (page) => {
      await openSample(page, "2020-11-08");
      await page.locator(".panel-summary").nth(1).click();
      await page.locator(".record-all button").click();
      await expect(page.locator(".was-removed").first()).toBeVisible();
      await page.evaluate(() => document.querySelector(".was-removed")?.scrollIntoView({ block: "center" }));
    },
  },
  {
    name: "discussion",
    answers: true,
    show: async (page, info) => {
      await page.goto("/");
      await dropFiles(page, [written(info, "talk.zip", zip(TALK))]);
      await page.locator(".list-link", { hasText: "渡口" }).click();
      await page.locator(".discussion > summary").click();
      await expect(page.locator(".comment")).toHaveCount(8);
      await page.evaluate(() => document.querySelector(".discussion")?.scrollIntoView());
    },
  },
  { name: "card", show: (page) => openSample(page, "2023-10-05") },
  {
    name: "long-headline",
    show: async (page, info) => {
      await page.goto("/");
      await dropFiles(page, [
        written(
          info,
          "2020-05-04-long.md",
          postText(
            "桥修好以后，渡船只在周末开；船工说，夏天过完就收桨了，往后要过河的人，得自己从桥上走过去",
            "桥头的牌子换了新的。",
            "author: 林向晚\n",
          ),
        ),
      ]);
      await expect(page.getByRole("article")).toBeVisible();
    },
  },
  {
    name: "record",
    show: async (page) => {
      await openSample(page, "2021-03-14");
      await page.locator(".panel-summary").nth(1).click();
      await page.evaluate(() => document.querySelector(".panels")?.scrollIntoView());
    },
  },
  {
    name: "original",
    answers: true,
    show: async (page) => {
      await openSample(page, "2021-03-14");
      await page.locator(".panel-summary").nth(3).click();
      await expect(page.locator(".original pre").first()).toBeVisible();
      await page.evaluate(() => document.querySelectorAll(".panel")[3]?.scrollIntoView());
    },
  },
  {
    name: "plain-text",
    show: async (page, info) => {
      await page.goto("/");
      await dropFiles(page, [
        written(
          info,
          "2020-05-04-deep.md",
          postText("Nested Too Deep", `${"<div>".repeat(3000)}The words are kept, and the nesting is not.`),
        ),
      ]);
      await expect(page.locator(".post-notes")).toBeVisible();
    },
  },
  {
    name: "pictures-ask",
    show: async (page) => {
      await page.goto("/");
      await chooseSetting(page, "pictures", "ask");
      await dropFiles(page, [post("furniture.md")]);
      await expect(page.locator(".picture-words").first()).toBeVisible();
    },
  },
  {
    name: "settings",
    show: async (page) => {
      await openSample(page, "2020-09-30");
      await page.locator(".look-button").click();
      await expect(page.locator(".look")).toBeVisible();
    },
  },
  {
    name: "list-reading",
    answers: true,
    show: async (page, info) => {
      await openArchive(page, info);
      for (const keys of ["su", "u", "s"]) {
        await page.locator(".list-row:not(:has(.row-marks)) .list-link").first().click();
        await expect(page.locator(".tool-favourite")).toBeVisible();
        for (const key of keys) await page.keyboard.press(key);
        await expect(page.locator(".reader-tool[aria-pressed=true]")).toHaveCount(keys.length);
        await page.locator(".reading-back a").first().click();
        await expect(page.locator(".row-marks").first()).toBeVisible();
      }
      await picturesStand(page);
    },
  },
  {
    name: "read-aloud",
    show: async (page) => {
      const langs = ["zh-CN", "zh-TW", "en-GB"];
      const voices = langs.map((lang) => ({ name: `Voice of ${lang}`, lang, localService: true }));
      await withVoices(page, [...voices, { name: "Far", lang: "zh-TW", localService: false }]);
      await openSample(page, "2020-09-30");
      await page.locator(".tool-favourite").click();
      await page.locator(".tool-listen").click();
      await expect(page.locator(".aloud-pause")).toBeFocused();
      await expect(page.locator(".aloud-remote")).toBeVisible();
    },
  },
  {
    name: "keys",
    show: async (page, info) => {
      await openArchive(page, info);
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "paste",
    show: async (page) => {
      await page.goto("/");
      await page.locator(".drop-zone-ways .button").nth(2).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "other-texts",
    async show(page, info) {
      await openArchive(page, info);
      await page.locator(".shelf .link-button").last().click();
      await expect(page.getByRole("dialog").getByRole("link").first()).toBeVisible();
    },
  },
  {
    name: "add-or-replace",
    show: async (page, info) => {
      await openArchive(page, info);
      await dropFiles(page, [
        written(info, "harbour-news.zip", zip([{ name: "_posts/2020-01-01-a.md", bytes: postText("One") }])),
      ]);
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "picture",
    show: async (page) => {
      await openSample(page, "2018-12-02");
      await page.locator(".picture img").first().click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expect(page.locator(".zoom-picture")).toHaveJSProperty("complete", true);
    },
  },
  {
    name: "keep",
    show: async (page, info) => {
      await openArchive(page, info);
      await page.locator(".shelf .link-button").first().click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "home-kept",
    show: async (page, info) => {
      await openKept(page, info);
      await page.locator(".masthead-name").click();
      await expect(page.locator(".kept-item")).toHaveCount(1);
    },
  },
  {
    name: "device",
    show: async (page, info) => {
      await openKept(page, info);
      await page.locator(".keep-kept").click();
      await expect(page.locator(".kept-item")).toHaveCount(1);
      await expect(page.locator(".device-others li").first()).toBeVisible();
    },
  },
];
