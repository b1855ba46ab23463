// What an element says where there is nothing to show, in its own place and to the page.

import { expect, hostPage, listen, test } from "./support/embedding.js";

test.use({ allowConsoleErrors: [/Failed to load resource|CORS policy/] });

const TOO_LARGE = 2 * 1024 * 1024 + 1;

/**
 * @type {[name: string, src: string, served: import("./support/host.js").Served | null, code: string, sentence: string][]}
 */
const ERRORS = [
  [
    "is nothing there",
    "none.md",
    null,
    "not-found",
    "“none.md” was not opened: nothing was found at its address (status 404).",
  ],
  [
    "is nobody there",
    "http://127.0.0.1:1/a.md",
    null,
    "not-fetched",
    "“a.md” was not opened: its server did not respond.",
  ],
  ["is no address", "http://[", null, "no-address", "“http://[” was not opened: it is not an address."],
  [
    "is too much",
    "large.md",
    { body: "x".repeat(TOO_LARGE) },
    "too-large",
    "“large.md” was not opened: it has more than 2,097,152 bytes, the limit inside another page.",
  ],
  [
    "is a picture",
    "picture.md",
    { body: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]) },
    "binary",
    "“picture.md” was not opened: it is not a text file.",
  ],
  ["is nothing in the file", "empty.md", { body: "" }, "empty", "“empty.md” was not opened: the file is empty."],
  [
    "is a page about the file",
    "page.md",
    { body: "<!doctype html><title>page.md</title>", headers: { "Content-Type": "text/html" } },
    "web-page",
    "“page.md” was not opened: its address leads to a web page, not to the file itself.",
  ],
];

test("each error is a sentence in the element's place, and an event", async ({ page, host, baseURL, watched }) => {
  watched.ownOrigins.add("http://127.0.0.1:1");
  const told = await listen(page);
  for (const [, src, served] of ERRORS) if (served) host.serve(`/${src}`, served);
  const body = ERRORS.map(
    ([, src]) => `<archived-post src="${src}"><p>Read <a href="${src}">the file</a>.</p></archived-post>`,
  );
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", body.join("\n"))));
  const elements = page.locator("archived-post");
  for (const [index, [, , , , sentence]] of ERRORS.entries()) {
    await expect(elements.nth(index).getByRole("alert").locator("p").first()).toHaveText(sentence);
    // The page's own words for this case.
    await expect(elements.nth(index).getByRole("link", { name: "the file" })).toBeVisible();
  }
  const failures = (await told()).map(({ detail }) => detail).filter(({ code }) => code);
  const wanted = ERRORS.map(([, , , code, message]) => expect.objectContaining({ code, message, fallback: false }));
  expect(failures).toHaveLength(wanted.length);
  expect(failures).toEqual(expect.arrayContaining(wanted));

  // It can be tried again.
  host.serve("/none.md", "---\ntitle: Here After All\n---\n\nWords.\n");
  await elements.nth(0).getByRole("button", { name: "Try again" }).click();
  await expect(elements.nth(0).locator("h1")).toHaveText("Here After All");
});

test("where another site refuses, the header that it lacks is named; text in the page takes its place", async ({
  page,
  host,
  watched,
  baseURL,
}) => {
  const { startHost } = await import("./support/host.js");
  const other = await startHost();
  watched.ownOrigins.add(other.origin);
  const told = await listen(page);
  const src = other.serve("/post.md", "# A post");
  const body = `<archived-post src="${src}"></archived-post>
    <archived-post src="${src}" lang="zh-Hans"><script type="text/markdown">---\ntitle: In Its Place\n---\n\nWords.</script></archived-post>`;
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", body)));
  const [alone, withText] = [page.locator("archived-post").nth(0), page.locator("archived-post").nth(1)];
  await expect(alone.getByRole("alert")).toContainText(
    `“post.md” was not opened: ${new URL(src).host} does not let pages on other sites read it.`,
  );
  await expect(alone.locator("code")).toHaveText(`Access-Control-Allow-Origin: ${host.origin}`);
  await expect(withText.locator("h1")).toHaveText("In Its Place");
  const errors = (await told()).filter(({ type }) => type.endsWith("-error")).map(({ detail }) => detail);
  expect(errors.map(({ code, fallback }) => [code, fallback]).sort()).toEqual([
    ["refused-by-cors", false],
    ["refused-by-cors", true],
  ]);
  expect(errors.find(({ fallback }) => fallback).message).toContain("不允许其他网站的网页读取它");
  expect((await told()).filter(({ detail }) => detail.from === "fallback")).toHaveLength(1);

  // With that header it opens.
  other.serve("/post.md", {
    body: "---\ntitle: Allowed\n---\n\nWords.\n",
    headers: { "Access-Control-Allow-Origin": host.origin },
  });
  await alone.getByRole("button", { name: "Try again" }).click();
  await expect(alone.locator("h1")).toHaveText("Allowed");
  await other.close();
});

test("lists that are none, and parts of the viewer that can't be had", async ({ page, host, baseURL }) => {
  host.serve("/index.json", JSON.stringify({ posts: [] }));
  host.serve("/broken.json", "[");
  const body = ["index", "broken"].map((name) => `<archive-viewer src="${name}.json"></archive-viewer>`).join("");
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", body)));
  for (const [index, name] of ["index", "broken"].entries()) {
    await expect(page.locator("archive-viewer").nth(index).getByRole("alert")).toContainText(
      `“${name}.json” was not opened: it is not a list of posts.`,
    );
  }

  await page.route("**/pkg/**", (route) => route.fulfill({ status: 404, body: "Not Found" }));
  host.serve("/post.md", "# A post");
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", `<archived-post src="post.md"></archived-post>`)));
  await expect(page.locator("archived-post").getByRole("alert")).toContainText(
    "Posts can’t be opened: this browser does not support WebAssembly",
  );
  await page.route("**/js/views/post-article.js", (route) => route.fulfill({ status: 404, body: "Not Found" }));
  await page.reload();
  await expect(page.locator("archived-post").getByRole("alert")).toContainText(
    `Posts can’t be shown here: the viewer’s own files could not be loaded from ${new URL(baseURL ?? "").host}.`,
  );
});
