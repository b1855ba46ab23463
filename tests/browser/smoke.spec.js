// The ground that every other story stands on: the page comes with its policy, a real drop brings real files
// and folders, and what a page must not do is noticed.

import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";
import { watch } from "./support/watch.js";

test.use({ serviceWorkers: "allow" });

test("the page is served with its strict policy", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  const policy = answer?.headers()["content-security-policy"] ?? "";
  for (const directive of [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "require-trusted-types-for 'script'",
  ]) {
    expect(policy).toContain(directive);
  }
});

test("a drop brings the files and folders themselves", async ({ page, baseURL }) => {
  // A page of the story's own: what our page makes of a drop is told in other stories.
  await page.route("**/drop-target.html", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Drop</title>" }),
  );
  await page.goto(new URL("drop-target.html", baseURL).href);
  await page.evaluate(() => {
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", async (event) => {
      event.preventDefault();
      const transfer = /** @type {DataTransfer} */ (event.dataTransfer);
      const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
      const texts = [...transfer.files].map((file) => file.text().catch(() => "(no file)"));
      const names = entries.map((entry) => `${entry?.name} ${entry?.isDirectory}`);
      document.title = JSON.stringify({ names, texts: await Promise.all(texts) });
    });
  });

  const folder = await mkdtemp(join(tmpdir(), "drop-"));
  try {
    await writeFile(join(folder, "文章.md"), "第一段。");
    await mkdir(join(folder, "posts"));
    await dropFiles(page, [join(folder, "文章.md"), join(folder, "posts")], { x: 20, y: 30 });
    const told = { names: ["文章.md false", "posts true"], texts: ["第一段。", "(no file)"] };
    await expect(page).toHaveTitle(JSON.stringify(told));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.describe("an allowed host", () => {
  test.use({ allowHosts: { "img.example": "picture", "gone.example": "missing" } });

  test("is answered by the story", async ({ page, outsideRequests }) => {
    await page.goto("/");
    const width = (/** @type {string} */ src) =>
      page.evaluate(async (src) => {
        const picture = new Image();
        picture.src = src;
        return picture.decode().then(
          () => picture.naturalWidth,
          () => 0,
        );
      }, src);
    expect(await width("https://img.example/a.jpg?x=1")).toBe(640);
    expect(await width("https://gone.example/b.jpg")).toBe(0);
    expect(outsideRequests.map((request) => request.url())).toEqual([
      "https://img.example/a.jpg?x=1",
      "https://gone.example/b.jpg",
    ]);
  });
});

test("what a page must not do is noticed", async ({ browser, baseURL }) => {
  // A context of the story's own, for its faults are wanted ones.
  const context = await browser.newContext({ baseURL });
  const { faults } = await watch(context, baseURL ?? "", {
    allowHosts: [],
    allowConsoleErrors: [/wanted/],
  });
  const page = await context.newPage();
  // Without our policy, so that a worker can be started from a plain address.
  await page.route("**/faulty.html", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Faulty</title>" }),
  );
  await page.route("**/faulty.js", (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: `console.error("written by a worker");
        fetch("https://other.example/data").catch(() => {});
        setTimeout(() => { throw new Error("thrown by a worker"); });`,
    }),
  );
  await page.goto("/faulty.html");
  await page.evaluate(() => {
    console.error("wanted");
    console.error("written");
    alert("opened");
    new Image().src = "https://other.example/a.jpg";
    Promise.reject(new Error("rejected"));
    setTimeout(() => {
      throw new Error("thrown");
    });
    new Worker("/faulty.js");
  });
  for (const fault of [
    /^error on the console: written /,
    /^dialog: alert "opened"/,
    /^request to another site: GET https:\/\/other\.example\/a\.jpg/,
    /^error in the page: Error: rejected/,
    /^error in the page: Error: thrown$/,
    /^error on the console: written by a worker/,
    /^request to another site: GET https:\/\/other\.example\/data/,
    /^error in the page: Error: thrown by a worker/,
  ]) {
    await expect.poll(() => faults).toContainEqual(expect.stringMatching(fault));
  }
  expect(faults).not.toContainEqual(expect.stringContaining("wanted"));
  await context.close();
});
