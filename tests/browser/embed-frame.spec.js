// embed.html, the form for frames: it tells its parent how tall it is, heeds nobody else, and opens only what it may.

import { expect, POST, test } from "./support/embedding.js";

/** @param {string | undefined} viewer @param {Record<string, string>} query */
const frame = (viewer, query) => `${new URL("embed.html", viewer)}?${new URLSearchParams(query)}`;

/**
 * A page with one frame, as docs/embedding.md has it: as tall as the frame says.
 * @param {string} src
 * @param {string} [attributes]
 */
const parent = (src, attributes = "") => `<!doctype html><meta charset="utf-8">
<iframe ${attributes} src="${src.replaceAll("&", "&amp;")}" width="700" height="100"></iframe>
<script>
  const heights = [];
  addEventListener("message", ({ source, data }) => {
    const [frame] = document.querySelectorAll("iframe");
    if (source !== frame.contentWindow || data.type !== "archive-viewer:height") return;
    heights.push(data.height);
    frame.height = data.height;
  });
</script>`;

for (const [name, attributes] of [
  ["a frame", ""],
  ["a sandboxed frame", `sandbox="allow-scripts"`],
]) {
  test(`${name} grows with its post, follows its parent's theme and heeds nobody else`, async ({
    page,
    host,
    baseURL,
  }) => {
    const src = frame(baseURL, { src: POST.path, theme: "dark", "heading-level": "2" });
    await page.goto(host.serve("/page.html", parent(src, attributes)));
    const inside = page.frameLocator("iframe").first();
    await expect(inside.getByRole("heading", { level: 2, name: POST.title })).toBeVisible();
    await expect(inside.locator("figure img")).not.toHaveJSProperty("naturalWidth", 0);
    const document = inside.locator("html");
    await expect.poll(() => document.evaluate((html) => html.scrollHeight - html.clientHeight)).toBe(0);
    expect(await document.evaluate((html) => html.clientHeight)).toBeGreaterThan(900);
    await expect(document).toHaveCSS("background-color", "rgb(23, 22, 20)");

    // It opens and closes.
    const before = await page.locator("iframe").evaluate((one) => one.clientHeight);
    await inside.getByText("What was cleaned").click();
    await expect.poll(() => page.locator("iframe").evaluate((one) => one.clientHeight)).toBeGreaterThan(before);
    await inside.getByText("What was cleaned").click();
    await expect.poll(() => page.locator("iframe").evaluate((one) => one.clientHeight)).toBe(before);

    /** @param {string} theme @param {string} from */
    const ask = (theme, from) =>
      page.evaluate(
        ({ theme, from }) => {
          const message = { type: "archive-viewer:theme", theme };
          const target = /** @type {HTMLIFrameElement} */ (window.document.querySelector("iframe")).contentWindow;
          if (from === "parent") target?.postMessage(message, "*");
          const sibling = window.document.createElement("iframe");
          sibling.srcdoc = `<script>parent.frames[0].postMessage(${JSON.stringify(message)}, "*")</script>`;
          if (from === "sibling") window.document.body.append(sibling);
          return new Promise((resolve) => setTimeout(resolve, 200));
        },
        { theme, from },
      );
    await ask("light", "sibling");
    await expect(document).toHaveCSS("background-color", "rgb(23, 22, 20)");
    await ask("light", "parent");
    await expect(document).toHaveCSS("background-color", "rgb(251, 250, 246)");
  });
}

test("a frame opens lists too, and no address of another site", async ({ page, host, baseURL }) => {
  await page.goto(host.serve("/page.html", parent(frame(baseURL, { src: "posts/index.json", lang: "zh-Hans" }))));
  const inside = page.frameLocator("iframe");
  await expect(inside.getByRole("heading", { level: 1, name: "9 篇文章" })).toBeVisible();

  host.serve("/secret.md", { body: "# A secret", headers: { "Access-Control-Allow-Origin": "*" } });
  const asked = host.asked.length;
  const foreign = `${host.origin}/secret.md`;
  await page.goto(frame(baseURL, { src: foreign }));
  await expect(page.getByRole("alert")).toContainText(
    `“${foreign}” was not opened: only addresses on this site can be opened.`,
  );
  await page.goto(frame(baseURL, { src: `${POST.path} ${foreign}` }));
  await expect(page.getByRole("alert")).toContainText("only addresses on this site can be opened");
  await page.goto(new URL("embed.html", baseURL).href);
  await expect(page.getByRole("alert")).toContainText("names no post (src)");
  expect(host.asked.length).toBe(asked);
});

test("a frame with a search scrolls by itself, and keeps its place in its own address", async ({
  page,
  host,
  baseURL,
}) => {
  const query = { src: "posts/index.json", history: "hash" };
  await page.goto(host.serve("/page.html", parent(frame(baseURL, query), "height='400'")));
  const inside = page.frameLocator("iframe");
  await expect(inside.getByRole("heading", { level: 1, name: "9 posts" })).toBeVisible();
  await inside.getByRole("button", { name: "Search and sort" }).click();
  await inside.getByRole("combobox", { name: "Sort by" }).selectOption("title");
  await expect(page.locator("iframe")).toHaveAttribute("height", "900");
  await inside.locator(".list-link").first().click();
  await expect(inside.locator(".post-headline")).toBeFocused();
  const address = () => page.frames()[1].evaluate(() => location.hash);
  expect(await address()).toMatch(/^#archive=\/post\//);
  await page.frames()[1].evaluate(() => history.back());
  await expect(inside.locator(".list-link").first()).toBeFocused();
  expect(await address()).toBe("#archive=/search/?sort=title");
  expect(new URL(page.url()).hash).toBe("");
});

test("sites that the viewer's host names may be opened, in the frame and in the page", async ({
  page,
  host,
  baseURL,
  watched,
}) => {
  const { startHost } = await import("./support/host.js");
  // The viewer, as somebody hosts it who names a site in the module and in the policy.
  const named = (/** @type {string} */ text) =>
    text
      .replace("connect-src 'self'", `connect-src 'self' ${host.origin}`)
      .replace("allowedOrigins = []", `allowedOrigins = [${JSON.stringify(host.origin)}]`);
  const viewer = await startHost(async (target) => {
    const answer = await fetch(new URL(target, baseURL));
    const type = answer.headers.get("content-type") ?? "";
    const body = Buffer.from(await answer.arrayBuffer());
    const isText = /html|javascript/.test(type);
    return {
      status: answer.status,
      headers: {
        "Content-Type": type,
        "Content-Security-Policy": named(answer.headers.get("content-security-policy") ?? ""),
      },
      body: isText ? named(body.toString()) : body,
    };
  });
  watched.ownOrigins.add(viewer.origin);
  const forAll = { "Access-Control-Allow-Origin": "*" };
  const src = host.serve("/named.md", { body: "---\ntitle: Of a Named Site\n---\n\nWords.\n", headers: forAll });
  await page.goto(frame(viewer.origin, { src }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Of a Named Site");
  await page.goto(`${viewer.origin}/?src=${encodeURIComponent(src)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Of a Named Site");
  await viewer.close();
});

test.describe("pictures in a frame", () => {
  test.use({ allowHosts: ["img.example"] });

  test("those of other sites wait, and what the reader chose in the viewer counts", async ({ page, baseURL }) => {
    const pictures = "![a seal](https://img.example/seal.jpg)\n\n![a lighthouse](posts/pictures/lighthouse.jpg)\n";
    const body = `---\ntitle: Seals\n---\n${pictures}`;
    await page.route("**/seals.md", (route) => route.fulfill({ body, contentType: "text/markdown" }));
    /** @type {string[]} */
    const asked = [];
    page.on("request", (request) => void (request.resourceType() === "image" && asked.push(request.url())));
    const seals = () => asked.filter((url) => url.includes("img.example")).length;
    const pictureThat = (/** @type {string} */ state) => page.locator(`.picture[data-state=${state}]`);

    await page.goto(frame(baseURL, { src: "seals.md" }));
    await expect(pictureThat("waiting")).toHaveCount(1);
    await expect(pictureThat("shown")).toHaveCount(1);
    expect(seals()).toBe(0);
    await page.goto(frame(baseURL, { src: "seals.md", images: "load" }));
    await expect(pictureThat("shown")).toHaveCount(2);
    // The picture may be there before the request is told.
    await expect.poll(seals).toBe(1);

    await page.evaluate(() => localStorage.setItem("archive-viewer.pictures", "ask"));
    await page.goto(frame(baseURL, { src: "seals.md", images: "load" }));
    await expect(pictureThat("waiting")).toHaveCount(2);
    await page.evaluate(() => localStorage.setItem("archive-viewer.pictures", "never"));
    await page.goto(frame(baseURL, { src: "seals.md", images: "load" }));
    await expect(pictureThat("off")).toHaveCount(2);
    expect(seals()).toBe(1);
  });
});

test.describe("redirects", () => {
  test.use({ allowConsoleErrors: [/ERR_FAILED/] });

  test("a frame follows no redirect to another site", async ({ page, host, baseURL, watched }) => {
    const { startHost } = await import("./support/host.js");
    const secret = host.serve("/secret.md", { body: "# A secret", headers: { "Access-Control-Allow-Origin": "*" } });
    // The viewer without its policy, which forbids the same by itself.
    const viewer = await startHost(async (target) => {
      const answer = await fetch(new URL(target, baseURL));
      const body = Buffer.from(await answer.arrayBuffer());
      const type = answer.headers.get("content-type") ?? "";
      return {
        status: answer.status,
        headers: { "Content-Type": type },
        body: /html/.test(type)
          ? body.toString().replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
          : body,
      };
    });
    watched.ownOrigins.add(viewer.origin);
    viewer.serve("/moved.md", { status: 302, headers: { Location: secret } });
    await page.goto(frame(viewer.origin, { src: "moved.md" }));
    await expect(page.getByRole("alert")).toBeVisible();
    expect(viewer.asked).toContain("GET /moved.md");
    expect(host.asked).toEqual([]);
    await viewer.close();
  });
});
