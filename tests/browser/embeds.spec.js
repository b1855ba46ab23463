// Players and pages of other sites are cards: a kind, a title, two links, and no request.

import { writeFile } from "node:fs/promises";
import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";

test("a player within the text is a card in its place, and asks for nothing", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("player.md");
  await writeFile(
    path,
    `---
title: The Harbour on Film
date: 2018-07-09T06:05:04.000Z
---

<div><p>Before the film.</p>
<iframe src="https://www.youtube.com/embed/abcdefg1234?rel=0" title="The harbour at dawn"></iframe>
<p>After the film. <a href="https://www.youtube.com/watch?v=abcdefg1234">The film again</a>, in a sentence.</p></div>
`,
  );
  await page.goto("/");
  await dropFiles(page, [path]);
  const card = page.getByRole("group", { name: "The harbour at dawn" });
  await expect(card).toContainText("Video");
  await expect(card).toContainText("youtube.com");
  await expect(card.getByRole("link", { name: "Open" })).toHaveAttribute(
    "href",
    "https://www.youtube.com/watch?v=abcdefg1234",
  );
  await expect(card.getByRole("link", { name: "Wayback Machine" })).toHaveAttribute(
    "href",
    "https://web.archive.org/web/20180709060504/https://www.youtube.com/watch?v=abcdefg1234",
  );
  await expect(page.locator(".post-body > *")).toHaveText([/^Before/, /The harbour at dawn/, /^After/]);
  await expect(page.locator(".embed")).toHaveCount(1);
});

test("the video that a post was saved from has its card at the head, under the title", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("video.md");
  await writeFile(
    path,
    `---
title: A Walk on the Old Wall
from: https://www.youtube.com/watch?v=abcdefg1234
---

We walk once around the old wall.
`,
  );
  await page.goto("/");
  await dropFiles(page, [path]);
  const card = page.getByRole("article").locator(".post-head").getByRole("group");
  await expect(card).toContainText("Video");
  await expect(card.getByRole("link", { name: "Open" })).toHaveAttribute("target", "_blank");
  // What it is called stands right above it.
  await expect(card).not.toContainText("A Walk on the Old Wall");
});
