// The program that cleans may stop: the file that was with it is named, and everything else goes on.

import { writeFile } from "node:fs/promises";
import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

/**
 * The page's one worker, once it is there.
 * @param {import("@playwright/test").Page} page
 */
async function workerOf(page) {
  await expect.poll(() => page.workers().length).toBe(1);
  return page.workers()[0];
}

/**
 * The next text that the worker decodes traps, as a fault in the core would: each core decodes what it says.
 * @param {import("@playwright/test").Page} page
 */
async function trapNext(page) {
  const worker = await workerOf(page);
  // Only a worker that has its core answers; before, there is nothing to trap.
  await worker.evaluate(() => {
    TextDecoder.prototype.decode = () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
  });
  return worker;
}

const STOPPED = "This post is shown as plain text: the viewer stopped while cleaning it.";

test("after a trap the post is shown as plain text, the waiting ones open, and so does the next drop", async ({
  page,
}) => {
  await page.goto("/");
  await dropFiles(page, [post("ferry.md")]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^The Ferry/);

  await trapNext(page);
  await dropFiles(page, ["beside.md", "lighthouse.md", "bridge.md"].map(post));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("4 posts");
  await expect(page.getByRole("region", { name: "Messages" })).toHaveCount(0);
  await page.getByRole("link", { name: "A Picture Beside the Post" }).first().click();
  await expect(page.getByRole("article")).toContainText(STOPPED);
  await expect(page.getByRole("article")).toContainText("](");

  await page.goBack();
  await dropFiles(page, [post("beside.md")]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A Picture Beside the Post");
  await expect(page.getByText(STOPPED)).toHaveCount(0);
});

test("a worker that dies while it is idle is replaced without a word", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("ferry.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  const worker = await workerOf(page);
  const closed = worker.waitForEvent("close");
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error("a fault outside any request");
    });
  });
  await closed;
  await dropFiles(page, [post("beside.md")]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A Picture Beside the Post");
  await expect(page.getByRole("region", { name: "Messages" })).toHaveCount(0);
});

test("a worker that falls silent is given up after its deadline", async ({ page }) => {
  await page.clock.install();
  await page.goto("/");
  await dropFiles(page, [post("ferry.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  const worker = await workerOf(page);
  await worker.evaluate(() => {
    globalThis.onmessage = () => Object.assign(globalThis, { asked: true });
  });
  // The page's clock stands still, so that the deadline begins and passes as this story says, however slow the machine.
  await page.clock.pauseAt(Date.now() + 60_000);
  await dropFiles(page, [post("beside.md")]);
  await expect.poll(() => worker.evaluate(() => "asked" in globalThis)).toBe(true);
  await page.clock.runFor(950);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^The Ferry/);
  expect(page.workers()).toEqual([worker]);
  await page.clock.runFor(200);
  await expect(page.getByRole("article")).toContainText(STOPPED);
  expect(page.workers()).not.toContain(worker);
});

test("a worker that closes without a word is noticed long before its deadline", async ({ page }) => {
  await page.clock.install();
  await page.goto("/");
  await dropFiles(page, [post("ferry.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  const worker = await workerOf(page);
  await worker.evaluate(() => {
    globalThis.onmessage = () => globalThis.close();
  });
  // The page's clock stands still, so that no deadline can pass.
  await page.clock.pauseAt(Date.now() + 60_000);
  await dropFiles(page, ["beside.md", "lighthouse.md"].map(post));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("3 posts");
  await page.getByRole("link", { name: "A Picture Beside the Post" }).first().click();
  await expect(page.getByRole("article")).toContainText(STOPPED);
});

/** @param {import("@playwright/test").Page} page */
const withoutWorkers = (page) =>
  page.addInitScript(() => {
    // @ts-expect-error: as in a frame whose policy forbids workers.
    globalThis.Worker = class {
      constructor() {
        throw new DOMException("refused", "SecurityError");
      }
    };
  });

test.describe("where no worker can start", () => {
  test("a post that would hold the page up is refused with its size, and one below the limit opens", async ({
    page,
  }, testInfo) => {
    await withoutWorkers(page);
    await page.goto("/");
    const line = "A line of text.\n";
    const [large, small] = [testInfo.outputPath("large.txt"), testInfo.outputPath("small.txt")];
    await writeFile(large, line.repeat(131_073));
    await writeFile(small, line.repeat(131_072));
    await dropFiles(page, [large]);
    await expect(page.getByRole("region", { name: "Messages" })).toContainText(
      "“large.txt” was not opened: it has 2,097,168 bytes. This browser can only run the viewer within the page, where the limit for a post is 2,097,152.",
    );
    await dropFiles(page, [small]);
    await expect(page.locator(".post-body")).toBeVisible({ timeout: 20_000 });
  });

  test("posts open on the page's own thread, and after a trap the next one does too", async ({ page }) => {
    await withoutWorkers(page);
    await page.goto("/");
    await dropFiles(page, [post("ferry.md")]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^The Ferry/);
    expect(page.workers()).toEqual([]);

    // While the file is opened, not while it is read: that is where the core works.
    await page.evaluate(() => {
      const decode = TextDecoder.prototype.decode;
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
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("A Picture Beside the Post");
    await expect(page.getByText(STOPPED)).toHaveCount(0);
  });
});

test.describe("where the core can't be had", () => {
  test.use({ allowConsoleErrors: [/404/] });

  test("a sentence says so, before and after a drop", async ({ page }) => {
    await page.route("**/pkg/**", (route) => route.fulfill({ status: 404, body: "Not Found" }));
    await page.goto("/");
    const messages = page.getByRole("region", { name: "Messages" });
    await expect(messages).toContainText("Posts can’t be opened: this browser does not support WebAssembly");
    await dropFiles(page, [post("ferry.md")]);
    await expect(messages).toContainText("Posts can’t be opened");
  });
});

/**
 * Each worker's core never comes back from cleaning a post with these words, as with a fault in the core that no test knows of:
 * the post is in an encoding that the browser decodes for it.
 * @param {import("@playwright/test").Page} page
 * @param {string} words
 */
const outlast = (page, words) =>
  page.route("**/js/core/*worker.js", async (route) => {
    const response = await route.fetch();
    const hook = (/** @type {string} */ words) => {
      let isCleaning = false;
      globalThis.addEventListener("message", ({ data }) => {
        const { call, texts = [] } = data.request ?? {};
        const indexes = call === "index" && texts.every((/** @type {any} */ text) => !text.effort);
        isCleaning = indexes || call === "openBytes";
      });
      const decode = TextDecoder.prototype.decode;
      TextDecoder.prototype.decode = function (...given) {
        const text = decode.apply(this, given);
        while (isCleaning && text.includes(words));
        return text;
      };
    };
    await route.fulfill({ response, body: `(${hook})(${JSON.stringify(words)});\n${await response.text()}` });
  });

test("a post that outlasts its time is listed, found and shown as plain text", async ({ page }, info) => {
  await outlast(page, "长桥");
  const file = info.outputPath("three.zip");
  // "title: 长桥", "长桥通车" in GB 18030.
  const title = Buffer.from("b3a4c7c5", "hex");
  const slow = Buffer.concat([
    Buffer.from("---\ntitle: "),
    title,
    Buffer.from("\n---\n"),
    title,
    Buffer.from("cda8b3b5a1a3", "hex"),
    Buffer.from(` ferrybridge\n\n${"words ".repeat(1000)}\n`),
  ]);
  await writeFile(
    file,
    zip([
      { name: "_posts/2020-01-01-a.md", bytes: postText("Number 1", "Words of number 1.") },
      { name: "_posts/2020-01-02-b.md", bytes: slow },
      { name: "_posts/2020-01-03-c.md", bytes: postText("Number 3", "Words of number 3.") },
    ]),
  );
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("3 posts");
  await expect(page.getByText(/posts read/)).toHaveCount(0, { timeout: 20_000 });
  await page.getByRole("searchbox").fill("ferrybridge");
  await expect(page.locator(".search-status")).toContainText("1 of 3 posts");
  await page.getByRole("searchbox").fill("number");
  await expect(page.locator(".search-status")).toContainText("2 of 3 posts");
  await page.getByRole("searchbox").fill("长桥");
  await page.getByRole("link", { name: "长桥" }).first().click();
  await expect(page.getByRole("article")).toContainText(STOPPED);
  await expect(page.getByRole("article")).toContainText("长桥通车。 ferrybridge");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a plain sentence says what is missing", async ({ page }) => {
    await page.goto("/");
    await expect(page.locator("noscript p", { hasText: "needs JavaScript" })).toBeVisible();
  });
});

test("a library whose core dies is made anew, single posts included", async ({ page }, info) => {
  const file = info.outputPath("two.zip");
  await writeFile(
    file,
    zip(
      [1, 2].map((n) => ({
        name: `_posts/2020-01-0${n}-a.md`,
        bytes: postText(`Number ${n}`, `Words of number ${n}.`),
      })),
    ),
  );
  const heading = page.getByRole("heading", { level: 1 });
  await page.goto("/");
  await dropFiles(page, [file]);
  await expect(heading).toHaveText("2 posts");
  await dropFiles(page, [post("lighthouse.md")]);
  await expect(heading).toHaveText("A Lighthouse Keeps Its Keeper");
  await page.goBack();
  await expect(heading).toHaveText("3 posts");
  await expect.poll(() => page.workers().length).toBe(3);

  // Which of them holds the library says what it is asked.
  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      globalThis.addEventListener("message", ({ data }) => {
        if (data.request?.call !== "query") return;
        TextDecoder.prototype.decode = () => {
          throw new WebAssembly.RuntimeError("unreachable");
        };
      });
    });
  }
  const search = page.getByRole("searchbox");
  // The worker's own listener comes first: the question that tells is answered still.
  await search.fill("light");
  await expect(page.locator(".search-status")).toContainText("1 of 3 posts");
  await search.fill("lighthouse");
  await expect(page.getByRole("region", { name: "Messages" })).toContainText("The list had to be rebuilt");
  await expect(heading).toHaveText("3 posts");
  await search.fill("keeper");
  await expect(page.getByRole("link", { name: "A Lighthouse Keeps Its Keeper" })).toBeVisible();
  await search.fill("words number");
  await expect(page.locator(".search-status")).toContainText("2 of 3 posts");
  await expect(page.getByText(/posts read/)).toHaveCount(0);
});
