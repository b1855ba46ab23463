// Players are shown where the site's keeper lets them into frames, and then on the reader's word alone.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { playerOf } from "../../www/js/article/players.js";
import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";

const VIMEO = "https://player.vimeo.com";

const POST = `---
title: The Harbour on Film
date: 2018-07-09
---

<div><p>Before the film.</p>
<iframe src="https://player.vimeo.com/video/12345678" title="The harbour at dawn"></iframe>
<iframe src="https://www.youtube.com/embed/abcdefg1234" title="The harbour at dusk"></iframe>
<p>After the film, which is short, and seen twice by most people who come here for the coffee.</p></div>
`;

test.describe("where the site lets one player in", () => {
  test.use({ allowHosts: ["player.vimeo.com"] });

  test("its card shows it here, when the reader says so", async ({ page, outsideRequests }, testInfo) => {
    // What cargo xtask dist --frame writes into the page and its configuration.
    await page.route(/\/js\/app\/config\.js$/, (route) =>
      route.fulfill({
        contentType: "text/javascript",
        body: `export const allowedOrigins = []; export const allowedFrames = ${JSON.stringify([VIMEO])}; export const serviceWorker = null;`,
      }),
    );
    await page.route(/:\d+\/$/, async (route) => {
      const response = await route.fetch();
      const widened = (/** @type {string} */ text) =>
        text.replaceAll("connect-src 'self'", `connect-src 'self'; frame-src ${VIMEO}`);
      const headers = {
        ...response.headers(),
        "content-security-policy": widened(response.headers()["content-security-policy"]),
      };
      await route.fulfill({ response, headers, body: widened(await response.text()) });
    });
    await page.route(`${VIMEO}/**`, (route) => route.fulfill({ contentType: "text/html", body: "<p>The player</p>" }));

    const path = testInfo.outputPath("film.md");
    await writeFile(path, POST);
    await page.goto("/");
    await dropFiles(page, [path]);
    const dawn = page.getByRole("group", { name: "The harbour at dawn" });
    const show = dawn.getByRole("button", { name: "Show here (loads from player.vimeo.com)" });
    await expect(show).toBeVisible();
    await expect(page.locator("iframe")).toHaveCount(0);
    expect(outsideRequests).toEqual([]);
    // The other one's site is not let in.
    await expect(page.getByRole("group", { name: "The harbour at dusk" }).getByRole("button")).toHaveCount(0);

    await show.focus();
    await page.keyboard.press("Enter");
    const frame = page.locator("iframe");
    await expect(frame).toHaveAttribute("src", "https://player.vimeo.com/video/12345678?dnt=1");
    await expect(frame).toHaveAttribute("title", "The harbour at dawn");
    await expect(frame).toHaveAttribute("sandbox", /allow-scripts/);
    await expect(page.frameLocator("iframe").getByText("The player")).toBeVisible();
    await expect(show).toHaveCount(0);
  });
});

test("by itself a site shows no player, and its cards have none to offer", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("film.md");
  await writeFile(path, POST);
  await page.goto("/");
  await dropFiles(page, [path]);
  await expect(page.locator(".embed")).toHaveCount(2);
  await expect(page.locator(".embed button")).toHaveCount(0);
});

test("each site's player is the one that follows its readers least", () => {
  const all = [
    "https://www.youtube-nocookie.com",
    VIMEO,
    "https://player.bilibili.com",
    "https://w.soundcloud.com",
    "https://geo.dailymotion.com",
    "https://open.spotify.com",
  ];
  for (const [url, player] of [
    ["https://www.youtube.com/watch?v=abcdefg1234", "https://www.youtube-nocookie.com/embed/abcdefg1234"],
    ["https://youtu.be/abcdefg1234", "https://www.youtube-nocookie.com/embed/abcdefg1234"],
    ["https://vimeo.com/12345678", "https://player.vimeo.com/video/12345678?dnt=1"],
    [
      "https://www.bilibili.com/video/BV1xx411c7mD/",
      "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&autoplay=0",
    ],
    ["https://soundcloud.com/a/b", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb"],
    ["https://open.spotify.com/episode/abc123", "https://open.spotify.com/embed/episode/abc123"],
    ['https://www.youtube.com/watch?v="><script>', "https://www.youtube-nocookie.com/embed/%22%3E%3Cscript%3E"],
    ["https://notyoutube.com/watch?v=abcdefg1234", null],
    ["https://example.org/", null],
    ["not an address", null],
  ]) {
    expect(playerOf({ url: url ?? "" }, all), url ?? "").toBe(player);
    expect(playerOf({ url: url ?? "" }, [])).toBe(null);
  }
});

test("a site that was made with --frame lets that player in, and one that was not, none", async () => {
  const page = (/** @type {string} */ of) =>
    readFile(fileURLToPath(new URL(`../../dist/tests/${of}`, import.meta.url)), "utf8");
  for (const file of ["index.html", "embed.html", "_headers"]) {
    expect(await page(`library/site/${file}`), file).toContain(`; frame-src ${VIMEO}`);
    expect(await page(`samples/site/${file}`), file).not.toContain("frame-src");
  }
  expect(await page("library/archive-viewer.html")).not.toContain(`frame-src ${VIMEO}`);
});
