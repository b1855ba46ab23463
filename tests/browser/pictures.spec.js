// The picture gate: what is asked for, when, and what stands where a picture does not.

import { writeFile } from "node:fs/promises";
import { dropFiles } from "./support/drop.js";
import { chooseSetting, setting } from "./support/settings.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.describe("with pictures that can be had", () => {
  test.use({ allowHosts: ["img.example"] });

  test("they are loaded by default, without a referrer", async ({ page, outsideRequests }) => {
    await page.goto("/");
    await dropFiles(page, [post("lighthouse.md")]);
    await expect(page.getByRole("article").locator("img")).toHaveJSProperty("naturalWidth", 640);
    expect(outsideRequests.map((request) => request.url())).toEqual(["https://img.example/lamp.jpg"]);
    expect((await outsideRequests[0].allHeaders()).referer).toBeUndefined();
  });

  test("ask: nothing is asked for until the reader says so, host by host", async ({ page, outsideRequests }) => {
    await page.goto("/");
    await chooseSetting(page, "pictures", "ask");
    await dropFiles(page, [post("bridge.md")]);
    const figure = page.getByRole("figure");
    await expect(figure).toContainText("清晨的老桥，第一批行人正从南岸走来。（本报记者摄）");
    const button = figure.getByRole("button", { name: "Load pictures from img.example" });
    await expect(button).toBeVisible();
    // No address is live anywhere in the page: not in an attribute that a browser would follow.
    expect(await page.locator("[src*='img.example'], [srcset*='img.example'], [style*='img.example']").count()).toBe(0);
    expect(outsideRequests).toEqual([]);

    await button.click();
    await expect(figure.locator("img")).toHaveJSProperty("naturalWidth", 640);
    expect(outsideRequests.map((request) => request.url())).toEqual(["https://img.example/bridge.jpg?v=1&w=960"]);
    // The setting is kept, and so is the question: the next article asks again.
    await page.reload();
    await expect(await setting(page, "pictures")).toHaveValue("ask");
  });

  test("ask: a host that the reader let in is asked for all of the article, drawn anew or still to come; no other one is", async ({
    page,
    outsideRequests,
  }, testInfo) => {
    const path = testInfo.outputPath("long.md");
    const figure = (/** @type {string} */ name, host = "img.example") =>
      `<figure><img src="https://${host}/${name}.jpg" width="640" height="360"><figcaption>The ${name}.</figcaption></figure>`;
    // Longer than what comes in at once: the last picture is made long after the reader's click.
    const words = "<p>A line of the long middle of it.</p>\n".repeat(12_000);
    await writeFile(
      path,
      `---\ntitle: Long\n---\n\n<article>${figure("first")}<div class="share-buttons"><a href="https://s.example/a">Share</a></div><p>The words.</p>${figure("other", "other.example")}${words}${figure("last")}</article>\n`,
    );
    await page.goto("/");
    await chooseSetting(page, "pictures", "ask");
    await dropFiles(page, [path]);
    await page.getByRole("button", { name: "Load pictures from img.example" }).first().click();
    await expect(page.locator(".picture img").first()).toHaveJSProperty("naturalWidth", 640);
    const last = page.getByRole("figure").filter({ hasText: "The last." });
    await expect(last.locator("img")).toBeAttached({ timeout: 20_000 });
    await expect(page.getByRole("button", { name: "Load pictures from img.example" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Load pictures from other.example" })).toHaveCount(1);

    await page.getByText("What was cleaned").click();
    await page.getByRole("button", { name: "Show in place" }).first().click();
    await expect(page.locator(".was-removed")).toHaveCount(1);
    await expect(page.getByRole("figure").first().locator("img")).toHaveJSProperty("naturalWidth", 640);
    await expect(page.getByRole("button", { name: "Load pictures from img.example" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Load pictures from other.example" })).toHaveCount(1);

    // The setting, chosen anew, asks anew; and another article has its own questions.
    await chooseSetting(page, "pictures", "never");
    await chooseSetting(page, "pictures", "ask");
    await expect(page.getByRole("button", { name: "Load pictures from img.example" })).toHaveCount(2);
    expect(outsideRequests.every((request) => new URL(request.url()).host === "img.example")).toBe(true);
    await dropFiles(page, [post("bridge.md")]);
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Long");
    await expect(
      page.getByRole("figure").getByRole("button", { name: "Load pictures from img.example" }),
    ).toBeVisible();
  });

  test("never: nothing is asked for, and the caption stands", async ({ page, outsideRequests }) => {
    await page.goto("/");
    await chooseSetting(page, "pictures", "never");
    await dropFiles(page, [post("bridge.md")]);
    const figure = page.getByRole("figure");
    await expect(figure).toContainText("清晨的老桥，第一批行人正从南岸走来。（本报记者摄）");
    await expect(figure).toContainText("Pictures are turned off.");
    await expect(figure.getByRole("button")).toHaveCount(0);
    expect(outsideRequests).toEqual([]);
  });

  test("the setting holds for the article that stands", async ({ page, outsideRequests }) => {
    await page.goto("/");
    await chooseSetting(page, "pictures", "never");
    await dropFiles(page, [post("lighthouse.md")]);
    const article = page.getByRole("article");
    await expect(article).toContainText("Pictures are turned off.");
    await chooseSetting(page, "pictures", "load");
    await expect(article.locator("img")).toHaveJSProperty("naturalWidth", 640);
    expect(outsideRequests).toHaveLength(1);
    await chooseSetting(page, "pictures", "never");
    await expect(article.locator("img")).toHaveCount(0);
  });
});

test.describe("with a picture that is gone", () => {
  test.use({ allowHosts: { "gone.example": "missing" } });

  test("its caption, its address and the way to the Wayback Machine stand there", async ({ page }) => {
    await page.goto("/");
    await dropFiles(page, [post("lost-picture.md")]);
    const figure = page.getByRole("figure");
    await expect(figure).toContainText("This picture could not be loaded from");
    await expect(figure).toContainText("Boats at the quay on the first day of the season.");
    await expect(figure).toContainText("Fishing boats at the quay");
    await expect(figure).toContainText("https://gone.example/quay.jpg?size=large");
    await expect(figure.getByRole("link", { name: "Look it up in the Wayback Machine" })).toHaveAttribute(
      "href",
      "https://web.archive.org/web/20180709060504/https://gone.example/quay.jpg?size=large",
    );
  });
});

test.describe("with pictures of plain http", () => {
  test.use({
    allowHosts: {
      "img.example": "picture",
      "old.example": async (route) => {
        if (route.request().url().startsWith("https:")) await route.abort("connectionrefused");
        else
          await route.fulfill({
            contentType: "image/svg+xml",
            body: `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>`,
          });
      },
    },
  });

  test("https is tried first, and http only where that fails", async ({ page, outsideRequests }) => {
    await page.goto("/");
    await dropFiles(page, [post("plain-http.md")]);
    await expect(page.getByRole("img", { name: "Served with and without encryption" })).toHaveJSProperty(
      "naturalWidth",
      640,
    );
    await expect(page.getByRole("img", { name: "Served without encryption only" })).toHaveJSProperty(
      "naturalWidth",
      64,
    );
    expect(outsideRequests.map((request) => request.url()).sort()).toEqual([
      "http://old.example/plain.jpg",
      "https://img.example/both.jpg",
      "https://old.example/plain.jpg",
    ]);
  });
});

test.describe("the picture at an article's head", () => {
  test.use({
    allowHosts: {
      "img.example": async (route) => {
        const [width, height] = route.request().url().includes("small") ? [300, 200] : [1600, 900];
        const body = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`;
        await route.fulfill({ contentType: "image/svg+xml", body });
      },
    },
  });

  for (const [size, wider] of /** @type {const} */ ([
    ["large", true],
    ["small", false],
  ])) {
    test(`is ${wider ? "wider than the lines" : "as it is"} when it is ${size}`, async ({ page }, testInfo) => {
      const path = testInfo.outputPath("head.md");
      const html = `<figure><img src="https://img.example/${size}.jpg"><figcaption>The quay.</figcaption></figure>`;
      await writeFile(path, `---\ntitle: At the Head\n---\n\n${html}\n\n<p>The words.</p>\n`);
      await page.goto("/");
      await dropFiles(page, [path]);
      const picture = page.locator(".post-body img");
      await expect(picture).toHaveJSProperty("complete", true);
      await expect(picture).not.toHaveJSProperty("naturalWidth", 0);
      const [left, words] = await Promise.all(
        [picture, page.locator(".post-body > p")].map((place) =>
          place.evaluate((element) => element.getBoundingClientRect().left),
        ),
      );
      if (wider) expect(left).toBeLessThan(words - 20);
      else expect(left).toBe(words);
    });
  }
});
