// The ways in: a drop, the picker, a paste, the samples, an address of this site; and what is said of a file that is no post.

import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dropFiles } from "./support/drop.js";
import { expect, test } from "./support/test.js";
import { post, serveSamples } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

test("one dropped post is shown as an article", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("bridge.md")]);

  const article = page.getByRole("article");
  const headline = article.getByRole("heading", { level: 1 });
  await expect(headline).toHaveText("老桥重开：两岸的人等了四年");
  await expect(headline).toBeFocused();
  await expect(article).toHaveAttribute("lang", "zh-Hans");
  await expect(article).toHaveAttribute("dir", "ltr");
  await expect(article.locator("p", { hasText: "关闭四年之后" })).toBeVisible();
  await expect(article.getByRole("figure")).toHaveCount(1);
  await expect(article.getByRole("figure")).toContainText("清晨的老桥，第一批行人正从南岸走来。（本报记者摄）");
  await expect(article.locator("img")).toHaveJSProperty("naturalWidth", 640);
  await expect(page).toHaveTitle(/^老桥重开/);
});

test("three dropped posts are a list, newest first, and each opens", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, ["ferry.md", "bridge.md", "lighthouse.md"].map(post));

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("3 posts");
  await expect(page.getByRole("status").filter({ hasText: "3 posts opened." })).toHaveCount(1);
  await expect(page.getByRole("listitem").getByRole("heading")).toHaveText([
    "老桥重开：两岸的人等了四年",
    "A Lighthouse Keeps Its Keeper",
    "The Ferry Runs Late, and Nobody Minds",
  ]);
  await expect(page.locator(".list-row").nth(1)).toContainText("25 May 2020");
  await expect(page.locator(".list-row").nth(1)).toContainText("harbour.example");

  await page.getByRole("link", { name: "A Lighthouse Keeps Its Keeper" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A Lighthouse Keeps Its Keeper");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("a second drop adds to the first, and the same post again is no second row", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("ferry.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  await dropFiles(page, [post("lighthouse.md"), post("ferry.md")]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 posts");
});

test("the picker opens posts, and the same one twice in a row", async ({ page }) => {
  await page.goto("/");
  for (let time = 1; time <= 2; time += 1) {
    const chosen = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Open files" }).first().click();
    const chooser = await chosen;
    expect(chooser.isMultiple()).toBe(true);
    await chooser.setFiles(post("lighthouse.md"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("A Lighthouse Keeps Its Keeper");
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Read archived news posts/);
  }
});

const PASTED = "---\ntitle: Out of the Clipboard\ndate: 2020-02-29\n---\n\nOne paragraph, copied by hand.\n";

test("a post pasted with the keyboard is opened", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  await page.evaluate((text) => navigator.clipboard.writeText(text), PASTED);
  await page.keyboard.press("Control+V");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Out of the Clipboard");
  await expect(page.getByRole("article")).toContainText("29 February 2020");
  await expect(page.getByRole("article")).toContainText("One paragraph, copied by hand.");
});

test("a post can be pasted into a field, where a paste is only a paste", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  await page.evaluate((text) => navigator.clipboard.writeText(text), PASTED);
  await page.getByRole("button", { name: "Paste a post" }).click();
  const dialog = page.getByRole("dialog", { name: "Paste a post" });
  const field = dialog.getByRole("textbox");
  await expect(field).toBeFocused();
  await page.keyboard.press("Control+V");
  await expect(field).toHaveValue(PASTED);
  await dialog.getByRole("button", { name: "Show post" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Out of the Clipboard");
});

test("a piece of text that is dropped is opened as a post, and a link is not", async ({ page }) => {
  /** @param {Record<string, string>} carried */
  const drop = (carried) =>
    page.evaluate((carried) => {
      const dataTransfer = new DataTransfer();
      for (const [type, text] of Object.entries(carried)) dataTransfer.setData(type, text);
      const send = (/** @type {string} */ kind) =>
        document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
      send("dragover");
      return !send("drop");
    }, carried);
  await page.goto("/");
  expect(
    await drop({ "text/uri-list": "https://elsewhere.example/", "text/plain": "https://elsewhere.example/" }),
  ).toBe(true);
  await expect(page.getByRole("button", { name: "Show the samples" })).toBeVisible();
  await drop({ "text/plain": PASTED, "text/html": "<p>The same</p>" });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Out of the Clipboard");
  await drop({ "text/html": "<h1>By Its Marks</h1><p>Only <em>marked up</em> words.</p>" });
  await expect(page.getByRole("article").locator("em")).toHaveText("marked up");
  await expect(page.getByRole("link", { name: "All 2 posts" })).toBeVisible();
});

test("broken files among good ones are named, and the others open", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, ["empty.md", "lighthouse.md", "picture.md", "ferry.md", "picture.png"].map(post));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 posts");
  const messages = page.getByRole("region", { name: "Messages" });
  await expect(messages.getByRole("listitem")).toHaveText([
    "“picture.png” was not opened: posts are .md, .markdown, .html, .htm, .mdx or .txt files, saved pages .mhtml, archives .zip, .tar, .tar.gz, .warc or .wacz.",
    "“empty.md” was not opened: the file is empty.",
    "“picture.md” was not opened: it is not a text file.",
  ]);
  // Who can't see the messages hears them.
  await expect(page.getByRole("status").filter({ hasText: "“empty.md” was not opened" })).toHaveCount(1);
  await messages.getByRole("button", { name: "Dismiss" }).click();
  await expect(messages).toHaveCount(0);
});

test("a file that is no post, or a folder without any, does not lose the reader's place", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("lighthouse.md")]);
  await expect(page.getByRole("article")).toBeVisible();
  await page.evaluate(() => window.scrollTo(0, 150));
  const address = page.url();

  await dropFiles(page, [post("picture.png")]);
  await expect(page.getByRole("region", { name: "Messages" })).toContainText("“picture.png” was not opened");
  await dropFiles(page, [fileURLToPath(new URL("support", import.meta.url))]);
  await expect(page.getByRole("region", { name: "Messages" })).toContainText("There are no posts in “support”");

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A Lighthouse Keeps Its Keeper");
  expect(page.url()).toBe(address);
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
});

test("files and folders dropped together open with all that lies in them, at any depth", async ({ page }, testInfo) => {
  // More than browsers give in one batch, hidden files and other files among them.
  const [wide, deep] = [testInfo.outputPath("wide"), testInfo.outputPath("deep")];
  await mkdir(wide, { recursive: true });
  await mkdir(join(deep, "2020", "11", ".git"), { recursive: true });
  for (let day = 1; day <= 120; day += 1)
    await writeFile(join(wide, `${day}.md`), `---\ntitle: Day ${day}\n---\n\nText.`);
  await writeFile(join(wide, "logo.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  await writeFile(join(deep, "2020", "11", ".git", "HEAD.txt"), "no post");
  await copyFile(post("ferry.md"), join(deep, "2020", "11", "same.md"));
  await copyFile(post("bridge.md"), join(deep, "2020", "same.md"));

  await page.goto("/");
  await dropFiles(page, [wide, post("lighthouse.md"), deep]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("123 posts");
  await expect(page.getByRole("region", { name: "Messages" })).toHaveCount(0);
  await page.getByRole("link", { name: /^The Ferry/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^The Ferry/);
  expect(decodeURIComponent(new URL(page.url()).hash)).toBe("#/a/deep/post/2020/11/same.md");
});

test("a folder with thousands of posts is listed whole", async ({ page }, testInfo) => {
  // Only a guard: files are made and read one by one, and slower where other stories run beside this one.
  test.setTimeout(120_000);
  const folder = testInfo.outputPath("many");
  await mkdir(join(folder, "_posts"), { recursive: true });
  for (let number = 10_001; number <= 12_003; number += 1) {
    await writeFile(join(folder, "_posts", `${number}.md`), `Post ${number}`);
  }
  await page.goto("/");
  await dropFiles(page, [folder]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2,003 posts", { timeout: 60_000 });
  await expect(page.getByRole("region", { name: "Messages" })).toHaveCount(0);

  // They come in as the reader goes on.
  const rows = page.getByRole("listitem").filter({ has: page.getByRole("heading") });
  expect(await rows.count()).toBeLessThan(1000);
  await expect(rows.first()).toHaveAttribute("aria-setsize", "2003");
});

test("the samples are one click away", async ({ page }) => {
  await serveSamples(page, ["lighthouse.md", "bridge.md"]);
  await page.goto("/");
  await page.getByRole("button", { name: "Show the samples" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 samples");
  await expect(page.getByRole("listitem").getByRole("heading")).toHaveText([/^A Lighthouse/, /^老桥重开/]);
  await expect(page.getByRole("listitem").first()).toContainText("The sample lighthouse.md");
  expect(new URL(page.url()).search).toBe("?sample");
});

test("an address of this site is opened, with the pictures beside it", async ({ page }) => {
  await serveSamples(page, ["beside.md", "pictures/heron.png"]);
  await page.goto("/?src=posts/beside.md");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A Picture Beside the Post");
  await expect(page.getByRole("img", { name: "A heron on the breakwater" })).toHaveJSProperty("naturalWidth", 640);
});

test("a picture beside a dropped post is said to be missing, and nothing is asked for it", async ({ page }) => {
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/");
  await dropFiles(page, [post("beside.md")]);
  await expect(page.getByRole("article")).toContainText("was not opened with the post");
  await expect(page.getByRole("article")).toContainText("pictures/heron.png");
  expect(asked.filter((url) => url.includes("heron"))).toEqual([]);
});

for (const address of [
  "https://elsewhere.example/post.md",
  "//elsewhere.example/post.md",
  "javascript:alert(1)",
  "data:text/plain,post",
  "file:///etc/hosts",
]) {
  test(`?src= refuses ${address}`, async ({ page }) => {
    await page.goto(`/?src=${encodeURIComponent(address)}`);
    await expect(page.getByRole("region", { name: "Messages" })).toHaveText(
      new RegExp(
        `“${address.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}” was not opened: only addresses on this site can be opened.`,
      ),
    );
    await expect(page.getByRole("button", { name: "Open files" }).last()).toBeVisible();
  });
}

test.describe("an address with nothing behind it", () => {
  test.use({ allowConsoleErrors: [/404/] });

  test("is said to be so", async ({ page }) => {
    await page.goto("/?src=posts/no-such-post.md");
    await expect(page.getByRole("region", { name: "Messages" })).toContainText(
      "“no-such-post.md” was not opened: nothing was found at its address (status 404).",
    );
  });
});
