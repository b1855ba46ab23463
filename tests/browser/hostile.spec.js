// A post that attacks: nothing of it runs, nothing is asked for, and its words are still there to read.

import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

// The policy's own reports are the last layer at work; no story of ours should get that far.
for (const sink of ["the browser's own sanitizer", "the Trusted Types policy"]) {
  test(`nothing of a hostile post runs, and nothing leaves the machine: through ${sink}`, async ({ page, baseURL }) => {
    const native = sink === "the browser's own sanitizer";
    await page.addInitScript((keep) => {
      // @ts-expect-error: some browsers don't have it.
      if (!keep) delete Element.prototype.setHTML;
    }, native);
    /** @type {string[]} */
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto("/");
    expect(await page.evaluate(() => "setHTML" in Element.prototype)).toBe(native);
    await dropFiles(page, [post("hostile.md")]);

    const article = page.getByRole("article");
    await expect(article).toContainText("The first paragraph is harmless.");
    await expect(article).toContainText("The last paragraph is harmless too.");
    await article.getByText("The first paragraph is harmless.").click();
    for (const words of ["a link of scripts", "a link of data", "a link in disguise"]) {
      await article.getByText(words).click();
    }
    await page.getByText("What was cleaned").click();
    await page.getByText("File details").click();
    await page.getByText("Original file").click();

    await expect(page).not.toHaveTitle(/^ran:/);
    expect(new URL(page.url()).origin).toBe(new URL(String(baseURL)).origin);
    expect(page.context().pages()).toHaveLength(1);
    expect(asked.filter((url) => /evil\.example|\/nothing$|\/[xy]$/.test(url))).toEqual([]);

    const found = await article.evaluate((root) => {
      const elements = [...root.querySelectorAll("*")];
      return {
        forbidden: elements
          .map((node) => node.localName)
          .filter((name) =>
            [
              "script",
              "style",
              "iframe",
              "object",
              "embed",
              "svg",
              "math",
              "form",
              "input",
              "base",
              "meta",
              "link",
              "video",
              "audio",
            ].includes(name),
          ),
        handlers: elements
          .flatMap((node) => [...node.attributes])
          .map(({ name }) => name)
          .filter((name) => name.startsWith("on")),
        addresses: elements
          .map((node) => node.getAttribute("href"))
          .filter((href) => href !== null && !/^(https?:|mailto:|#)/.test(href)),
        styled: root.querySelectorAll(
          ".post-body [style], .post-body [class]:not([class^=picture]):not(.embed, .embed *)",
        ).length,
        clobbered: root.querySelectorAll("#content").length,
      };
    });
    expect(found).toEqual({ forbidden: [], handlers: [], addresses: [], styled: 0, clobbered: 0 });

    // The hostile title and author are words, not markup.
    await expect(article.getByRole("heading", { level: 1 })).toContainText("Harbour News");
    await expect(page.getByRole("button", { name: "Reading settings" })).toBeVisible();
  });
}
