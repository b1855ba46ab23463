// The program that cleans may stop: the file that was with it is named, and everything else goes on.

import { dropFiles } from "./support/drop.js";
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

const CRASHED = /was not opened: the program stopped while it was cleaning the post/;

test("after a trap the file is named, the waiting ones open, and so does the next drop", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("ferry.md")]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^The Ferry/);

  await trapNext(page);
  await dropFiles(page, ["beside.md", "lighthouse.md", "bridge.md"].map(post));
  await expect(page.getByRole("region", { name: "Messages" }).getByRole("listitem")).toHaveText([CRASHED]);
  await expect(page.getByRole("region", { name: "Messages" })).toContainText("“beside.md”");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("3 posts");

  await dropFiles(page, [post("beside.md")]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A Picture Beside the Post");
  await expect(page.getByRole("region", { name: "Messages" })).toHaveCount(0);
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
    globalThis.onmessage = null;
  });
  await dropFiles(page, ["beside.md", "lighthouse.md"].map(post));
  await expect(page.locator(".progress")).toHaveText("Opening 0 of 2…");
  await page.clock.fastForward(31_000);
  await expect(page.getByRole("region", { name: "Messages" }).getByRole("listitem")).toHaveText([CRASHED]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A Lighthouse Keeps Its Keeper");
});

test.describe("where no worker can start", () => {
  test("posts open on the page's own thread, and after a trap the next one does too", async ({ page }) => {
    await page.addInitScript(() => {
      // @ts-ignore: as in a frame whose policy forbids workers.
      globalThis.Worker = class {
        constructor() {
          throw new DOMException("refused", "SecurityError");
        }
      };
    });
    await page.goto("/");
    await dropFiles(page, [post("ferry.md")]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^The Ferry/);
    expect(page.workers()).toEqual([]);

    await page.evaluate(() => {
      const decode = TextDecoder.prototype.decode;
      TextDecoder.prototype.decode = () => {
        TextDecoder.prototype.decode = decode;
        throw new WebAssembly.RuntimeError("unreachable");
      };
    });
    await dropFiles(page, [post("beside.md")]);
    await expect(page.getByRole("region", { name: "Messages" })).toHaveText(CRASHED);
    await dropFiles(page, [post("beside.md")]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("A Picture Beside the Post");
  });
});

test.describe("where the core can't be had", () => {
  test.use({ allowConsoleErrors: [/404/] });

  test("a sentence says so, before and after a drop", async ({ page }) => {
    await page.route("**/pkg/**", (route) => route.fulfill({ status: 404, body: "Not Found" }));
    await page.goto("/");
    const messages = page.getByRole("region", { name: "Messages" });
    await expect(messages).toContainText("Posts can’t be opened: this browser has no WebAssembly");
    await dropFiles(page, [post("ferry.md")]);
    await expect(messages).toContainText("Posts can’t be opened");
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a plain sentence says what is missing", async ({ page }) => {
    await page.goto("/");
    await expect(page.locator("noscript p", { hasText: "please allow JavaScript" })).toBeVisible();
  });
});
