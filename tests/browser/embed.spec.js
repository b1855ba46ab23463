// The two elements in pages of another origin: what they show, what they tell, what they are told.

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { post } from "./posts.js";
import { expect, hostPage, listen, POST, test } from "./support/embedding.js";
import { zip } from "./support/pack.js";

const NOTES = "---\ntitle: Notes\ndate: 2020-05-25\n---\n\n## A Part\n\nThe first words.\n\n#### Below It\n\nMore.\n";

test("five lines show a newspaper's post with its figure and its caption", async ({ page, host, baseURL }) => {
  const told = await listen(page);
  const lines = hostPage(baseURL ?? "", `<archived-post src="${POST.at(baseURL)}"></archived-post>`);
  expect(lines.trim().split("\n")).toHaveLength(5);
  await page.goto(host.serve("/page.html", lines));
  const element = page.locator("archived-post");
  await expect(element.getByRole("heading", { level: 1 })).toHaveText(POST.title);
  await expect(element.getByRole("figure")).toContainText("傍晚的岬角灯塔");
  await expect(element.locator("figure img")).not.toHaveJSProperty("naturalWidth", 0);
  await expect(element.getByText("What was cleaned")).toBeVisible();
  await expect(element.getByText("Embed")).toHaveCount(0);
  expect((await told()).map(({ type }) => type)).toEqual(["archived-post-ready", "archived-post-rendered"]);
  const { title, source, cleaned, from } = (await told())[1].detail;
  // The page that the post holds says where it was.
  const url = "https://news.example.org/harbour/story20210314-1180";
  expect({ title, source, from }).toEqual({
    title: POST.title,
    source: { host: "news.example.org", url },
    from: "src",
  });
  expect(cleaned.entries).toHaveLength(cleaned.removed + cleaned.changed);
  expect(cleaned.removed).toBeGreaterThan(0);
});

test("text in the page is shown, also where it comes late, and where the address gives nothing", async ({
  page,
  host,
  baseURL,
}) => {
  const told = await listen(page);
  // A post whose own words would end the script that holds it.
  const { inlineCode, guarded } = await import("../../www/embed/panel/code.js");
  const difficult = "---\ntitle: Difficult\n---\n\nA `</script>` and `<!-- <script>` and `<\\/script>`.\n";
  const body = `
    <archived-post id="indented">
      <script type="text/markdown">
        ---
        title: Indented
        ---

        - one
          - two
      </script>
    </archived-post>
    <archived-post id="late"></archived-post>
    <div id="difficult">${inlineCode(baseURL ?? "", "difficult.md", difficult)}</div>`;
  expect(guarded(difficult)).not.toMatch(/<\/script|<!--/);
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", body)));
  await expect(page.locator("#indented").locator("h1")).toHaveText("Indented");
  await expect(page.locator("#indented").locator("ul ul")).toHaveText("two");
  await expect(page.locator("#difficult").locator("h1")).toHaveText("Difficult");
  await expect(page.locator("#difficult").locator("code")).toHaveText(["</script>", "<!-- <script>", "<\\/script>"]);

  const late = page.locator("#late");
  await expect(late.locator(".embedded-place")).toBeEmpty();
  await late.evaluate((element, text) => {
    const script = document.createElement("script");
    script.type = "text/markdown";
    element.append(script);
    script.append(text);
  }, NOTES);
  await expect(late.locator("h1")).toHaveText("Notes");
  await late.locator("script").evaluate((script) => (script.textContent += "\nOne more line.\n"));
  await expect(late.locator(".post-body")).toContainText("One more line.");
  expect((await told()).filter(({ type }) => type.endsWith("error"))).toEqual([]);
});

test.describe("while the page is still on its way", () => {
  test("text in the page waits for its end", async ({ page, host, baseURL }) => {
    const [start, rest] = ["---\ntitle: In Two Pieces\n---\n\nThe first piece ", "and the second.\n"];
    const lines = hostPage(baseURL ?? "", "")
      .replace('type="module"', 'type="module" async')
      .trimEnd();
    let finish = () => {};
    host.serve("/page.html", {
      // Large enough for the parser to begin with it.
      body: `${lines}\n<!-- ${"-".repeat(2000)} -->\n<archived-post><script type="text/markdown">${start}`,
      later: (write) => {
        finish = () => write(`${rest}</script></archived-post>`);
      },
    });
    const arrived = page.goto(`${host.origin}/page.html`);
    const element = page.locator("archived-post");
    await expect.poll(() => element.evaluate((one) => one.shadowRoot !== null).catch(() => false)).toBe(true);
    await expect(element.locator(".embedded")).toHaveCSS("display", "block");
    await expect(element.locator("h1")).toHaveCount(0);
    finish();
    await arrived;
    await expect(element.locator(".post-body")).toHaveText("The first piece and the second.");
  });
});

test("attributes are properties, and change what is shown", async ({ page, host, baseURL }) => {
  host.serve("/notes.md", NOTES);
  host.serve("/other.md", "---\ntitle: Another\n---\n\nOther words.\n");
  // Properties that were set before the element was known count too.
  const early = `<script>const early = document.createElement("archived-post"); early.src = "notes.md"; early.headingLevel = 3;
    early.theme = "dark"; document.body.append(early);</script>`;
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", `<body>${early}`)));
  const element = page.locator("archived-post");
  await expect(element.locator("h3.post-headline")).toHaveText("Notes");
  await expect(element.getByRole("heading", { level: 4, name: "A Part" })).toBeVisible();
  await expect(element.getByRole("heading", { level: 5, name: "Below It" })).toBeVisible();
  await expect(element.getByRole("heading", { level: 4, name: "What was cleaned" })).toBeVisible();
  // It looks as it does where it stands alone.
  await expect(element.locator("[data-level='2']")).toHaveCSS("font-size", /^2[0-9]/);
  await expect(element.locator(".embedded")).toHaveCSS("background-color", "rgb(23, 22, 20)");
  expect(await element.evaluate((one) => one.outerHTML)).toBe(
    `<archived-post src="notes.md" theme="dark" heading-level="3"></archived-post>`,
  );

  await element.evaluate((one) =>
    Object.assign(one, { theme: "light", noTitle: true, lang: "zh-Hans", headingLevel: 6 }),
  );
  await expect(element.locator(".embedded")).toHaveCSS("background-color", "rgb(251, 250, 246)");
  await expect(element.locator(".post-headline")).toHaveCount(0);
  await expect(element.getByRole("article", { name: "Notes" })).toBeVisible();
  await expect(element.getByText("清理记录")).toBeVisible();
  await expect(element.locator("h6[aria-level='7'][data-level='2']")).toHaveText("A Part");

  await element.evaluate((one) => {
    one.removeAttribute("no-title");
    one.setAttribute("src", "other.md");
  });
  await expect(element.locator(".post-headline")).toHaveText("Another");
  // A move in the page is no reason to ask again.
  const asked = host.asked.length;
  await element.evaluate((one) => document.body.append(document.createElement("hr"), one));
  await expect(element.locator(".post-headline")).toHaveText("Another");
  expect(host.asked.length).toBe(asked);
});

test("a page opens addresses and files, and may keep a link from being followed", async ({ page, host, baseURL }) => {
  const told = await listen(page);
  host.serve("/notes.md", NOTES);
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", "<archived-post></archived-post>")));
  const element = page.locator("archived-post");
  await expect(element.locator(".embedded")).toHaveCSS("display", "block");
  const lighthouse = await readFile(post("lighthouse.md"), "utf8");
  /** @param {string} what */
  const open = (what) =>
    element.evaluate(
      async (one, { what, lighthouse }) => {
        const given = {
          address: "notes.md",
          url: new URL("notes.md", location.href),
          file: new File([lighthouse], "lighthouse.md"),
          blob: new Blob(["<title>Of a Blob</title><p>Words."], { type: "text/html" }),
        }[what];
        return [await /** @type {any} */ (one).open(given), one.shadowRoot?.querySelector("h1")?.textContent];
      },
      { what, lighthouse },
    );
  expect(await open("address")).toEqual([true, "Notes"]);
  expect(await element.getAttribute("src")).toBe("notes.md");
  expect(await open("blob")).toEqual([true, "Of a Blob"]);
  expect(await open("url")).toEqual([true, "Notes"]);
  await element.evaluate((one) => one.setAttribute("images", "none"));
  expect(await open("file")).toEqual([true, "A Lighthouse Keeps Its Keeper"]);
  expect((await told()).map(({ detail }) => detail.from).filter(Boolean)).toEqual(["src", "file", "src", "file"]);

  await page.evaluate(() => document.addEventListener("archived-post-navigate", (event) => event.preventDefault()));
  const pages = page.context().pages().length;
  await element.getByRole("link", { name: "directions" }).click();
  expect((await told()).at(-1)).toEqual({
    type: "archived-post-navigate",
    detail: { kind: "link", url: "https://elsewhere.example/map" },
  });
  expect(page.context().pages()).toHaveLength(pages);

  // `render` loads anew.
  host.serve("/notes.md", NOTES.replace("Notes", "Notes, Changed"));
  expect(await open("address")).toEqual([true, "Notes, Changed"]);
  host.serve("/notes.md", NOTES);
  expect(await element.evaluate((one) => /** @type {any} */ (one).render())).toBe(true);
  await expect(element.locator("h1")).toHaveText("Notes");
});

test("the class goes by another name where a page wants that", async ({ page, host, baseURL }) => {
  host.serve("/notes.md", NOTES);
  const script = `<script type="module">
    import { ArchivedPost } from "${new URL("embed/archived-post.js", baseURL)}";
    customElements.define("news-clipping", class extends ArchivedPost {});
    document.addEventListener("archived-post-rendered", ({ target }) => (document.title = target.localName));
  </script>`;
  await page.goto(host.serve("/page.html", `<!doctype html>${script}<news-clipping src="notes.md"></news-clipping>`));
  await expect(page.locator("news-clipping").locator("h1")).toHaveText("Notes");
  await expect(page).toHaveTitle("news-clipping");
  expect(await page.evaluate(() => customElements.get("archived-post"))).toBeUndefined();
});

test.describe("with something that can't be had", () => {
  test.use({ allowConsoleErrors: [/404/] });

  test("a list opens its posts one by one, and comes back to where the reader was", async ({ page, host, baseURL }) => {
    const told = await listen(page);
    const names = Array.from({ length: 12 }, (_, index) => `post-${index}.md`);
    names.forEach((name, index) =>
      host.serve(`/archive/${name}`, `---\ntitle: Number ${index}\n---\n\nThe words of ${index}.\n`),
    );
    const list = [
      "post-0.md",
      ...names.slice(1).map((file, index) => ({
        file,
        title: `Number ${index + 1}`,
        date: `2021-02-0${(index % 9) + 1}`,
        lang: "en",
      })),
      { file: "gone.md", title: "Gone" },
      { file: "https://elsewhere.example/a.md", title: "Of another site" },
    ];
    host.serve("/archive/index.json", JSON.stringify(list));
    const body = `<archive-viewer src="archive/index.json" heading-level="2"></archive-viewer>`;
    await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", body)));
    const viewer = page.locator("archive-viewer");
    await expect(viewer.getByRole("heading", { level: 2 })).toHaveText("13 posts");
    await expect(viewer.getByRole("listitem").nth(1)).toContainText("1 Feb 2021");
    await expect(viewer.getByRole("alert")).toContainText("“https://elsewhere.example/a.md” was not opened");
    expect(host.asked.filter((path) => path.endsWith(".md"))).toEqual([]);

    await viewer.getByRole("link", { name: "Number 7" }).click();
    await expect(viewer.getByRole("heading", { level: 2, name: "Number 7" })).toBeFocused();
    await expect(viewer.locator(".post-body")).toHaveText("The words of 7.");
    await viewer.getByRole("link", { name: "All 13 posts" }).click();
    await expect(viewer.getByRole("link", { name: "Number 7" })).toBeFocused();

    await viewer.getByRole("link", { name: "Gone" }).click();
    await expect(viewer.getByRole("alert")).toContainText(
      "“gone.md” was not opened: nothing was found at its address (status 404)",
    );
    await expect(viewer.getByRole("link", { name: "Gone" })).toBeFocused();
    expect(host.asked.filter((path) => path.endsWith(".md"))).toEqual([
      "GET /archive/post-7.md",
      "GET /archive/gone.md",
    ]);
    expect(
      (await told()).map(({ type, detail }) => [
        type.replace("archive-viewer-", ""),
        detail.view ?? detail.kind ?? detail.code,
      ]),
    ).toEqual([
      ["ready", undefined],
      ["rendered", "list"],
      ["navigate", "post"],
      ["rendered", "post"],
      ["navigate", "list"],
      ["rendered", "list"],
      ["navigate", "post"],
      ["error", "not-found"],
      ["rendered", "list"],
    ]);
  });

  test("several addresses, texts or files make a list, and one by itself is open", async ({ page, host, baseURL }) => {
    host.serve("/one.md", "---\ntitle: One\n---\n\nWords.\n");
    host.serve("/two.md", "---\ntitle: Two\n---\n\nWords.\n");
    const inside = [1, 2].map(
      (number) => `<script type="text/markdown">---\ntitle: Inside ${number}\n---\n\nWords.</script>`,
    );
    const body = `<archive-viewer id="several" src="one.md none.md two.md"></archive-viewer>
      <archive-viewer id="one" src="one.md"></archive-viewer>
      <archive-viewer id="inside">${inside.join("")}</archive-viewer>`;
    await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", body)));
    const [several, one, texts] = ["#several", "#one", "#inside"].map((id) => page.locator(id));
    await expect(several.locator(".list-title")).toHaveText(["One", "Two"]);
    await expect(several.getByRole("alert")).toContainText("“none.md” was not opened");
    await expect(one.locator("h1")).toHaveText("One");
    await expect(one.locator(".reading-back")).toHaveCount(0);
    await expect(texts.locator(".list-title")).toHaveText(["Inside 1", "Inside 2"]);
    const opened = await one.evaluate((viewer) =>
      /** @type {any} */ (viewer).open([new File(["a"], "a.txt"), new File(["b"], "b.txt"), new File(["c"], "c.txt")]),
    );
    expect(opened).toBe(true);
    await expect(one.locator(".list-title")).toHaveCount(3);
  });
});

test("the library of a published site is listed as far as the reader goes", async ({ page, host, baseURL }) => {
  const rows = Array.from({ length: 150 }, (_, index) => ({
    file: `2021/post ${index}.md`,
    title: `Number ${index}`,
    lang: "en",
  }));
  host.serve(
    "/site/library/index.json",
    JSON.stringify({ format: 1, title: "The Gazette", total: 150, blocks: ["a.json", "b.json"] }),
  );
  host.serve("/site/library/a.json", JSON.stringify(rows.slice(0, 100)));
  host.serve("/site/library/b.json", JSON.stringify(rows.slice(100)));
  host.serve("/site/posts/2021/post 3.md", "---\ntitle: Number 3\n---\n\nThe words of 3.\n");
  await page.goto(
    host.serve(
      "/page.html",
      hostPage(baseURL ?? "", `<archive-viewer src="site/library/index.json"></archive-viewer>`),
    ),
  );
  const viewer = page.locator("archive-viewer");
  await expect(viewer.locator("h1")).toHaveText("The Gazette: 150 posts");
  expect(host.asked).not.toContain("GET /site/library/b.json");
  await viewer.getByRole("link", { name: "Number 3", exact: true }).click();
  await expect(viewer.locator(".post-body")).toHaveText("The words of 3.");
  await viewer.getByRole("link", { name: "All 150 posts" }).click();
  await viewer.locator(".list-row").last().scrollIntoViewIfNeeded();
  await expect(viewer.locator(".list-row")).toHaveCount(150);
});

test("a zip is listed by its directory, and each of its posts comes by its own bytes", async ({
  page,
  host,
  baseURL,
}) => {
  const pixel = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const post = (/** @type {number} */ number) =>
    `---\ntitle: The Whole Title of ${number}\n---\n\nThe words of ${number}.\n\n![](../img/a.png)\n`;
  const bytes = zip([
    ...[1, 2, 3].map((number) => ({ name: `news/_posts/2021-03-0${number}-number-${number}.md`, bytes: post(number) })),
    { name: "news/img/a.png", bytes: pixel },
    { name: "news/img/large.bin", bytes: randomBytes(400_000) },
    { name: "news/README.md", bytes: "What this is." },
  ]);
  host.serve("/news.zip", { body: bytes, ranges: true });
  host.serve("/broken.zip", { body: "This is no zip.", ranges: true });
  const body = `<archive-viewer id="news" src="news.zip"></archive-viewer><archive-viewer id="broken" src="broken.zip"></archive-viewer>`;
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", body)));
  const news = page.locator("#news");
  await expect(news.locator(".list-title")).toHaveText(["number 3", "number 2", "number 1"]);
  await news.getByRole("link", { name: "number 2", exact: true }).click();
  await expect(news.locator("h1")).toHaveText("The Whole Title of 2");
  await expect(news.locator(".post-body")).toContainText("The words of 2.");
  await expect(news.locator(".post-body img")).toHaveJSProperty("naturalWidth", 1);
  const parts = host.asked.filter((what) => what.startsWith("GET /news.zip"));
  const fetched = parts.reduce((sum, what) => {
    const [from, to] = what.split("=")[1].split("-").map(Number);
    return sum + Math.min(to + 1, bytes.length) - from;
  }, 0);
  expect(fetched).toBeLessThan(300_000);
  await news.getByRole("link", { name: "All 3 posts" }).click();
  await expect(news.getByRole("link", { name: "number 2", exact: true })).toBeFocused();
  await expect(page.locator("#broken").getByRole("alert")).toContainText("broken.zip");

  const opened = await news.evaluate(
    (viewer, numbers) => {
      const file = new File([Uint8Array.from(numbers)], "from here.zip");
      return /** @type {any} */ (viewer).open(file);
    },
    [...zip([{ name: "_posts/2020-01-01-only.md", bytes: post(9) }])],
  );
  expect(opened).toBe(true);
  await expect(news.locator("h1")).toHaveText("The Whole Title of 9");
});
