// dist/archive-viewer.html: the whole viewer in one file, opened from the disk without a net.
// `cargo xtask test dist` has put it together.

import { statSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { dropFiles } from "./support/drop.js";
import { chooseSetting } from "./support/settings.js";
import { expect, test as base } from "./support/test.js";
import { post } from "./posts.js";

/** @param {"samples" | "library"} of */
const file = (of) => fileURLToPath(new URL(`../../dist/tests/${of}/archive-viewer.html`, import.meta.url));
/** @param {"samples" | "library"} of */
const address = (of) => pathToFileURL(file(of)).href;

const test = base.extend({
  // There is no net at all: what the file asks for, it doesn't get, and the story fails.
  context: async ({ context }, use) => {
    await context.setOffline(true);
    await use(context);
  },
  page: async ({ page }, use) => {
    /** @type {string[]} */
    const asked = [];
    page.on("request", (request) => asked.push(request.url().replace(/[?#].*/, "")));
    await use(page);
    const other = asked.filter((url) => !/^(blob|data):/.test(url) && !url.endsWith("/archive-viewer.html"));
    expect(other, "the file asks for nothing but itself").toEqual([]);
  },
});
const STOPPED = "the viewer stopped while cleaning it";
const heading = (/** @type {import("@playwright/test").Page} */ page) => page.getByRole("heading", { level: 1 });
const messages = (/** @type {import("@playwright/test").Page} */ page) =>
  page.getByRole("region", { name: "Messages" });

test("it is under 2.53 MB", () => {
  expect(statSync(file("samples")).size).toBeLessThan(2_530_000);
});

test("a dropped file is opened, by a worker out of the file itself", async ({ page }) => {
  await page.goto(address("samples"));
  await expect(heading(page)).toHaveText(/^Read archived news posts/);
  await dropFiles(page, [post("notes.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  expect(page.workers().map((worker) => worker.url().replace(/[\da-f-]{36}$/, ""))).toEqual(["blob:null/"]);
  await expect(messages(page)).toHaveCount(0);
});

test("a dark page that the reader chose is dark before the rest of the file is read", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.addInitScript(() => {
    localStorage.setItem("archive-viewer.theme", "dark");
    // As the parser comes to the body: behind it stand two megabytes and the page's own script.
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      const { dataset } = document.documentElement;
      /** @type {any} */ (window).atBody = {
        theme: dataset.theme,
        scripts: document.querySelectorAll("body script:not([type])").length,
        ground: getComputedStyle(document.documentElement).backgroundColor,
      };
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(address("samples"));
  await expect(heading(page)).toHaveText(/^Read archived news posts/);
  expect(await page.evaluate(() => /** @type {any} */ (window).atBody)).toEqual({
    theme: "dark",
    scripts: 0,
    ground: "rgb(23, 22, 20)",
  });
});

test("a dropped folder is opened, at any depth, with files beside it", async ({ page }, testInfo) => {
  const folder = testInfo.outputPath("news");
  await mkdir(join(folder, "2021", "deep"), { recursive: true });
  for (let number = 1; number <= 110; number += 1)
    await writeFile(join(folder, "2021", `${number}.md`), `---\ntitle: Post ${number}\n---\n\nText.`);
  await copyFile(post("ferry.md"), join(folder, "2021", "deep", "渡口.md"));
  await copyFile(post("picture.png"), join(folder, "picture.png"));
  await page.goto(address("samples"));
  await dropFiles(page, [folder, post("beside.md")]);
  await expect(heading(page)).toHaveText("112 posts");
  await page.getByRole("link", { name: /^The Ferry/ }).click();
  await expect(heading(page)).toHaveText(/^The Ferry/);
  await page.goBack();
  await expect(heading(page)).toHaveText("112 posts");
});

test("it says that it can't keep anything", async ({ page }) => {
  await page.goto(address("samples"));
  await dropFiles(page, [post("ferry.md"), post("beside.md")]);
  await expect(heading(page)).toHaveText("2 posts");
  await page.getByRole("button", { name: "Keep 2 single posts on this device" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("it can't keep anything. A viewer at a web address can.");
  await expect(dialog.getByRole("button")).toHaveText(["Cancel"]);
});

test("the picker opens files, and a paste text", async ({ page }) => {
  await page.goto(address("samples"));
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open files" }).first().click();
  await (await chosen).setFiles(post("beside.md"));
  await expect(heading(page)).toHaveText("A Picture Beside the Post");
  await page.goBack();
  await page.getByRole("button", { name: "Paste a post" }).click();
  await page.getByRole("textbox").fill("---\ntitle: By Hand\n---\n\nOne paragraph.");
  await page.getByRole("button", { name: "Show post" }).click();
  await expect(heading(page)).toHaveText("By Hand");
});

test("samples are in it with their pictures, and a reload comes back to one", async ({ page }) => {
  await page.goto(address("samples"));
  await page.getByRole("button", { name: "Show the samples" }).click();
  await expect(heading(page)).toHaveText("4 samples");
  await page.getByRole("link", { name: /^The Night Train Is Back/ }).click();
  const picture = page.getByRole("article").getByRole("img").first();
  await expect(picture).toHaveJSProperty("naturalWidth", 1200);
  await page.reload();
  await expect(heading(page)).toHaveText(/^The Night Train/);
  await expect(picture).toHaveJSProperty("naturalWidth", 1200);
  // They ask nobody, so that they show in every mode.
  await chooseSetting(page, "pictures", "never");
  await expect(picture).toHaveJSProperty("naturalWidth", 1200);
  await page.goBack();
  await expect(heading(page)).toHaveText("4 samples");
});

test("the samples and what is dropped are searched", async ({ page }) => {
  await page.goto(`${address("samples")}?sample`);
  await expect(heading(page)).toHaveText("4 samples");
  await page.getByRole("searchbox").fill("train");
  await expect(page.locator(".list-row mark").first()).toBeVisible();
  await page.getByRole("link", { name: /^The Night Train Is Back/ }).click();
  await expect(page.getByRole("article").getByRole("img").first()).toHaveJSProperty("naturalWidth", 1200);
  await dropFiles(page, [post("lighthouse.md"), post("ferry.md")]);
  await expect(heading(page)).toHaveText("2 posts");
  await page.getByRole("searchbox").fill("keeper");
  await expect(page.locator(".list-row")).toHaveCount(1);
});

test("after a trap a new worker comes out of the file", async ({ page }) => {
  await page.goto(address("samples"));
  await dropFiles(page, [post("notes.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  await page.workers()[0].evaluate(() => {
    TextDecoder.prototype.decode = () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
  });
  await dropFiles(page, [post("beside.md")]);
  await expect(page.getByRole("article")).toContainText(STOPPED);
  await dropFiles(page, [post("beside.md")]);
  await expect(heading(page)).toHaveText("A Picture Beside the Post");
  await expect(page.getByText(STOPPED)).toHaveCount(0);
});

test("where no worker can start, it works without one, and after a trap too", async ({ page }) => {
  await page.addInitScript(() => {
    // @ts-expect-error: as in a browser that starts none from a blob.
    globalThis.Worker = class {
      constructor() {
        throw new DOMException("refused", "SecurityError");
      }
    };
  });
  await page.goto(address("samples"));
  await dropFiles(page, [post("notes.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  await page.evaluate(() => {
    const { decode } = TextDecoder.prototype;
    TextDecoder.prototype.decode = function (...given) {
      const text = decode.apply(this, given);
      if (!text.includes("A Picture Beside")) return text;
      TextDecoder.prototype.decode = decode;
      throw new WebAssembly.RuntimeError("unreachable");
    };
  });
  await dropFiles(page, [post("beside.md")]);
  await expect(page.getByRole("article")).toContainText(STOPPED);
  await dropFiles(page, [post("beside.md")]);
  await expect(heading(page)).toHaveText("A Picture Beside the Post");
  await expect(page.getByText(STOPPED)).toHaveCount(0);
});

test("it opens no addresses, and says so", async ({ page }) => {
  for (const src of ["posts/x.md", "https://elsewhere.example/x.md", "file:///etc/hosts"]) {
    await page.goto(`${address("samples")}?src=${encodeURIComponent(src)}`);
    await expect(messages(page)).toContainText("this page is a file on your disk");
    await expect(heading(page)).toHaveText(/^Read archived news posts/);
  }
});

test.describe("its policy", () => {
  // The story breaks it, and the browser says so.
  test.use({ allowConsoleErrors: [/Content Security Policy|Trusted(HTML|Script)/] });

  test("lets run what stands in the file, and nothing else", async ({ page }) => {
    await page.goto(address("samples"));
    const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
    expect(policy).toMatch(/script-src ('sha256-[\w+/]{43}=' ){2}'wasm-unsafe-eval';/);
    expect(policy).toContain("connect-src 'none'");
    const refused = await page.evaluate(async () => {
      const script = document.createElement("script");
      try {
        script.textContent = "document.title = 'ran'";
        document.body.append(script);
      } catch {
        // Trusted Types don't even let the text in.
      }
      let markup = "";
      try {
        document.createElement("div").innerHTML = "<b>";
        markup = "became nodes";
      } catch {
        markup = "refused";
      }
      const asked = await fetch("https://elsewhere.example/").then(
        () => "asked",
        () => "refused",
      );
      return { title: document.title, markup, asked };
    });
    expect(refused).toEqual({ title: "Archive Viewer", markup: "refused", asked: "refused" });
  });
});

test.describe("with a library inside", () => {
  test("it opens on the library, offline, and a reload comes back to the post", async ({ page }) => {
    await page.goto(address("library"));
    await expect(heading(page)).toHaveText("Old news: 605 posts");
    await page.getByRole("link", { name: "The Mill Is Turning Again" }).click();
    await expect(page.getByRole("img", { name: "The mill in spring" })).toHaveJSProperty("naturalWidth", 1);
    await page.reload();
    await expect(heading(page)).toHaveText("The Mill Is Turning Again");
    await page.goto(`${address("library")}#/post/${encodeURIComponent("_posts/2018-05-05-a-whole-page.html.txt")}`);
    await expect(heading(page)).toHaveText("A Page That Would Like to Run");
    await page.goto(`${address("library")}#/post/${encodeURIComponent("_posts/none.md")}`);
    await expect(messages(page)).toContainText("There is no post “_posts/none.md” here.");
    await expect(heading(page)).toHaveText("Old news: 605 posts");
    await dropFiles(page, [post("notes.md")]);
    await expect(page.getByRole("article")).toBeVisible();
  });

  test("all of it is searched, offline", async ({ page }) => {
    await page.goto(address("library"));
    await expect(page.locator(".masthead-name")).toHaveText("Old news");
    const field = page.getByRole("searchbox", { name: "Search all posts" });
    await field.fill("mill");
    await expect(page.locator(".list-row mark").first()).toBeVisible();
    await page.getByRole("link", { name: "The Mill Is Turning Again" }).click();
    await expect(page.getByRole("img", { name: "The mill in spring" })).toHaveJSProperty("naturalWidth", 1);
    await expect(page.locator(".find-bar")).toBeVisible();
    await page.goBack();
    // A question and its answers are one post.
    await field.fill("ferry");
    await expect(page.locator(".list-row")).toHaveCount(1);
    await page.getByRole("link", { name: "When did the ferry leave?" }).click();
    await expect(page.locator(".discussion .comment-author")).toHaveText(["Bo", "Ann"]);
    await page.goBack();
    await field.fill("day");
    await expect(page.locator(".search-status")).toContainText(/matches for “day” in 60\d of 605 posts/);
    await page.getByLabel("Sort by").selectOption("oldest");
    // By rank "Day 10" stood behind the first.
    await expect(page.locator(".list-title").nth(1)).toHaveText("Day 2");
    await page.locator(".list-row a").first().click();
    await page.locator(".neighbours a[rel=next]").click();
    await expect(heading(page)).toHaveText("Day 2");
  });

  test("all of it is listed", async ({ page }) => {
    await page.goto(address("library"));
    const rows = page.locator(".list-row");
    const toTheEnd = () => page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect.poll(async () => (await toTheEnd(), rows.count()), { intervals: [100] }).toBe(605);
  });
});
