// Pages of another origin, as strict as pages get: what they have to allow, what they are told where they don't,
// and that nothing of theirs comes in or goes out.

import { expect, hostPage, listen, POST, strictPolicy, test } from "./support/embedding.js";

/** @import { Page } from "@playwright/test" */

/** The post is shown, styled, and its picture has come. @param {Page} page */
async function expectShown(page) {
  const post = page.locator("archived-post");
  await expect(post.locator("h1")).toHaveText(POST.title);
  await expect(post.locator("figure img").first()).not.toHaveJSProperty("naturalWidth", 0);
  await expect(post.locator("figcaption")).toHaveCSS("font-size", "14px");
  await expect(post.locator(".post-body p")).toHaveCount(POST.paragraphs);
}

const TRUSTED = "require-trusted-types-for 'script'; trusted-types";

/** @type {[name: string, policy: string, native: boolean][]} */
const PAGES = [
  ["a strict policy", "", true],
  ["a strict policy, where the browser has no sanitizer", "", false],
  ["Trusted Types that name our policy", `; ${TRUSTED} archive-viewer`, false],
  ["Trusted Types that name others", `; ${TRUSTED} somebodys`, false],
  ["no policy but for Trusted Types", "only trusted types", false],
];

for (const [name, policy, native] of PAGES) {
  test.describe(name, () => {
    // What the browser reports is looked at below.
    test.use({ allowConsoleErrors: [/Creating a TrustedTypePolicy|requires 'TrustedHTML'/] });

    test("shows a post", async ({ page, host, baseURL }) => {
      /** @type {string[]} */
      const reports = [];
      page.on("console", (message) => message.type() === "error" && reports.push(message.text()));
      if (!native) {
        await page.addInitScript(() => {
          // @ts-expect-error: some browsers don't have it.
          delete Element.prototype.setHTML;
        });
      }
      const whole =
        policy === "only trusted types" ? `${TRUSTED} archive-viewer` : strictPolicy(baseURL ?? "") + policy;
      const headers = { "Content-Security-Policy": whole };
      const body = `<archived-post src="${POST.at(baseURL)}"></archived-post>`;
      await page.goto(host.serve("/page.html", { body: hostPage(baseURL ?? "", body), headers }));
      await expectShown(page);
      // Only trying tells whether a page has a place for our policy, and the browser reports that.
      expect(reports).toEqual(whole.includes("somebodys") ? [expect.stringContaining("'archive-viewer'")] : []);
      if (!whole.includes("trusted-types")) return;
      const thrown = await page.evaluate(() => {
        try {
          document.createElement("div").innerHTML = "<b>x</b>";
          return "nothing";
        } catch (error) {
          return String(error);
        }
      });
      expect(thrown, "that the page enforces them").toContain("TrustedHTML");
    });
  });
}

test.describe("where the page's policy stands in the way, the missing line is named:", () => {
  test.use({ allowConsoleErrors: [/Content Security Policy|Failed to fetch|Failed to load resource/] });

  /** @type {[name: string, code: string, change: (policy: string, viewer: string) => string, line: (viewer: string, host: string) => string][]} */
  const MISSING = [
    [
      "WebAssembly",
      "blocked-wasm",
      (policy) => policy.replace(" 'wasm-unsafe-eval'", ""),
      (viewer) => `script-src ${viewer} 'wasm-unsafe-eval'`,
    ],
    [
      "the core and the styles",
      "blocked-connect",
      (policy, viewer) => policy.replace(`connect-src ${viewer}`, "connect-src 'self'"),
      (viewer) => `connect-src ${viewer}`,
    ],
    [
      "the viewer's other scripts",
      "blocked-script",
      (policy, viewer) => {
        const first = [
          "embed/define.js",
          "embed/archived-post.js",
          "embed/archive-viewer.js",
          "embed/viewer-element.js",
        ];
        const beside = [
          "failure.js",
          "requests.js",
          "host-policy.js",
          "inline.js",
          "page-theme.js",
          "styles.js",
          "tell.js",
          "sheet-text.js",
          "asset-urls.js",
          "words.js",
          "i18n/",
        ];
        const alone = [
          ...first,
          ...beside.map((path) => `embed/${path}`),
          "js/views/element.js",
          "js/i18n/",
          "js/core/core-loader.js",
          "js/core/asset-urls.js",
        ];
        const scripts = alone.map((path) => `${viewer}/${path}`);
        return policy.replace(`script-src ${viewer}`, `script-src ${scripts.join(" ")}`);
      },
      (viewer) => `script-src ${viewer}`,
    ],
    ["the post itself", "blocked-connect", (policy) => policy, (_, host) => `connect-src ${host}`],
  ];
  for (const [name, code, change, line] of MISSING) {
    test(name, async ({ page, host, baseURL }) => {
      const told = await listen(page);
      const viewer = new URL(baseURL ?? "").origin;
      const policy = change(strictPolicy(viewer), viewer);
      const elsewhere = name === "the post itself";
      const here = elsewhere ? "http://localhost:1" : new URL(host.origin).origin;
      host.serve("/post.md", "# A post");
      const src = elsewhere ? `${here}/post.md` : name === "the core and the styles" ? "post.md" : POST.at(baseURL);
      await page.goto(
        host.serve("/page.html", {
          body: hostPage(viewer, `<archived-post src="${src}"></archived-post>`),
          headers: { "Content-Security-Policy": policy },
        }),
      );
      const sentence = page.locator("archived-post").getByRole("alert");
      await expect(sentence).toContainText("the Content-Security-Policy of this page");
      await expect(sentence.locator("code")).toHaveText(line(viewer, here));
      const failures = (await told()).filter(({ type }) => type === "archived-post-error");
      expect(failures).toEqual([
        {
          type: "archived-post-error",
          detail: expect.objectContaining({ code, message: expect.stringContaining("Content-Security-Policy") }),
        },
      ]);
    });
  }
});

test("ten elements have one core, and each shows its own", async ({ page, host, baseURL }) => {
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => void asked.push(new URL(request.url()).pathname));
  const elements = Array.from({ length: 10 }, (_, index) => {
    host.serve(
      `/post-${index}.md`,
      `---\ntitle: Number ${index}\n---\n\nThe words of number ${index}.[^1]\n\n[^1]: A note.\n`,
    );
    return `<archived-post src="post-${index}.md"></archived-post>`;
  });
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", elements.join("\n"))));
  await expect(page.locator("archived-post .post-body")).toHaveText(
    Array.from({ length: 10 }, (_, index) => new RegExp(`The words of number ${index}\\.`)),
  );
  expect(asked.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
  expect(asked.filter((path) => path.endsWith("/post.css"))).toHaveLength(1);
  expect(page.workers()).toEqual([]);
  // A note is reached in its own element.
  await page.locator("archived-post").nth(4).getByRole("link", { name: "1", exact: true }).click();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("src"))).toBe("post-4.md");
});

test("after a trap the core is replaced for all elements", async ({ page, host, baseURL }) => {
  const told = await listen(page);
  host.serve("/trap.md", "---\ntitle: The One That Traps\n---\n\nWords.\n");
  host.serve("/good.md", "---\ntitle: A Good One\n---\n\nWords.\n");
  const elements = ["trap", "good", "good"].map((name) => `<archived-post src="${name}.md"></archived-post>`);
  await page.addInitScript(() => {
    const decode = TextDecoder.prototype.decode;
    TextDecoder.prototype.decode = function (...given) {
      const text = decode.apply(this, given);
      if (text.includes("The One That Traps")) throw new WebAssembly.RuntimeError("unreachable");
      return text;
    };
  });
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", elements.join("\n"))));
  const posts = page.locator("archived-post");
  await expect(posts.nth(0).getByRole("alert")).toContainText("“trap.md” was not opened: the viewer crashed");
  for (const index of [1, 2]) await expect(posts.nth(index).locator("h1")).toHaveText("A Good One");
  expect((await told()).filter(({ detail }) => detail.code === "crashed")).toHaveLength(1);
});

test("no style of the page comes in, and none goes out", async ({ page, host, baseURL }) => {
  const style = `<style>
    html { font-size: 30px } body { font: 40px/3 fantasy; color: red; text-align: right; letter-spacing: 9px; text-transform: uppercase; }
    * { --ink: lime; --paper: lime; --rem: 99px; } h1, p, figure, a { color: red !important; margin: 77px !important; border: 9px solid red; }
    article, .post, .facts, .post-body { display: none !important; }
    #own { color: rgb(1, 2, 3) }
  </style>`;
  const src = POST.at(baseURL);
  const body = `<h1 id="own" class="post-headline facts">Somebody’s own</h1>
    <archived-post src="${src}"></archived-post><div lang="zh" class="post">他们的</div>`;
  await page.goto(host.serve("/plain.html", hostPage(baseURL ?? "", `<archived-post src="${src}"></archived-post>`)));
  await expectShown(page);
  /** @param {string} selector */
  const look = (selector) =>
    page.locator("archived-post").evaluate((host, selector) => {
      const node = host.shadowRoot?.querySelector(selector);
      if (!node) return null;
      const style = getComputedStyle(node);
      return [
        "fontSize",
        "fontFamily",
        "color",
        "marginTop",
        "letterSpacing",
        "textAlign",
        "display",
        "lineHeight",
        "textTransform",
        "backgroundColor",
      ].map((property) => `${property} ${Reflect.get(style, property)}`);
    }, selector);
  const places = [".embedded", ".post-headline", ".facts", ".post-body p", "figure", "figcaption", ".panel-heading"];
  const plain = await Promise.all(places.map(look));
  expect(plain).not.toContain(null);

  await page.goto(host.serve("/styled.html", hostPage(baseURL ?? "", body, style)));
  await expectShown(page);
  expect(await Promise.all(places.map(look))).toEqual(plain);

  const own = () =>
    page.evaluate(() =>
      ["#own", "div.post"].map((selector) => {
        const { color, fontSize, fontFamily, display, marginTop } = getComputedStyle(
          /** @type {Element} */ (document.querySelector(selector)),
        );
        return { color, fontSize, fontFamily, display, marginTop };
      }),
    );
  const withViewer = await own();
  await page.goto(host.serve("/without.html", `<!doctype html><meta charset="utf-8">${style}${body}`));
  expect(await own()).toEqual(withViewer);
});

for (const [name, style, paper] of [
  ["a dark page that says so", ":root { color-scheme: dark }", "rgb(23, 22, 20)"],
  ["a dark page that doesn't", "body { background: #123; color: #eee }", "rgb(23, 22, 20)"],
  ["a light page", "body { background: #fff }", "rgb(251, 250, 246)"],
  ["a page of both", ":root { color-scheme: light dark }", "rgb(23, 22, 20)"],
])
  test(`on ${name} the automatic theme is the page's`, async ({ page, host, baseURL }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    const body = `<archived-post src="${POST.at(baseURL)}"></archived-post>`;
    await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", body, `<style>${style}</style>`)));
    await expectShown(page);
    const viewer = page.locator("archived-post .embedded");
    await expect(viewer).toHaveCSS("background-color", paper);
    await expect(viewer).toHaveCSS("border-top-width", "1px");
    await expect(page.locator("archived-post")).toHaveCSS("margin-top", "24px");
  });

test("the page's own properties, parts and slots dress it", async ({ page, host, baseURL }) => {
  const style = `<style>
    archived-post { --av-paper: rgb(1, 2, 3); --av-ink: rgb(4, 5, 6); --av-serif: fantasy; --av-measure: 300px; --av-padding: 7px; }
    archived-post::part(headline) { color: rgb(7, 8, 9); }
  </style>`;
  const slots = `<p slot="header">From the archive</p><p slot="footer">Licence</p>`;
  await page.goto(
    host.serve(
      "/page.html",
      hostPage(baseURL ?? "", `<archived-post src="${POST.at(baseURL)}">${slots}</archived-post>`, style),
    ),
  );
  await expectShown(page);
  const post = page.locator("archived-post");
  await expect(post.locator(".embedded")).toHaveCSS("background-color", "rgb(1, 2, 3)");
  await expect(post.locator(".embedded")).toHaveCSS("padding-top", "7px");
  await expect(post.locator(".post-body")).toHaveCSS("color", "rgb(4, 5, 6)");
  await expect(post.locator(".post-body")).toHaveCSS("font-family", /fantasy/);
  await expect(post.locator(".reading")).toHaveCSS("width", "300px");
  await expect(post.locator("h1")).toHaveCSS("color", "rgb(7, 8, 9)");
  const top = async (/** @type {string} */ selector) => (await post.locator(selector).boundingBox())?.y ?? 0;
  expect(await top("[slot=header]")).toBeLessThan(await top("h1"));
  expect(await top("[slot=footer]")).toBeGreaterThan(await top(".panels"));
});

test("in a frame that only scripts may run in, without storage", async ({ page, host, baseURL }) => {
  host.serve("/inner.html", hostPage(baseURL ?? "", `<archived-post src="${POST.at(baseURL)}"></archived-post>`));
  await page.goto(
    host.serve(
      "/page.html",
      `<!doctype html><iframe sandbox="allow-scripts" src="inner.html" width="800" height="900"></iframe>`,
    ),
  );
  const post = page.frameLocator("iframe").locator("archived-post");
  await expect(post.locator("h1")).toHaveText(POST.title);
  await expect(post.locator("figure img").first()).not.toHaveJSProperty("naturalWidth", 0);
});

test("nothing is asked for but the viewer's parts, the post and its pictures, as the page says", async ({
  page,
  host,
  baseURL,
}) => {
  /** @type {Set<string>} */
  const asked = new Set();
  page.on("request", (request) => void asked.add(decodeURI(new URL(request.url()).pathname)));
  const body = `<archived-post src="${POST.at(baseURL)}" images="none"></archived-post>`;
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", body)));
  const post = page.locator("archived-post");
  await expect(post.locator("figure")).toContainText("Pictures are turned off");
  const others = () =>
    [...asked].filter((path) => !/^\/(?:embed|js|css|pkg)\/|^\/page\.html$|^\/favicon\.ico$/.test(path)).sort();
  expect(others()).toEqual([POST.path]);

  await post.evaluate((element) => element.setAttribute("images", "ask"));
  await post.getByRole("button", { name: /^Load pictures from/ }).click();
  await expect(post.locator("figure img").first()).not.toHaveJSProperty("naturalWidth", 0);
  expect(others()).toEqual([POST.path, "/posts/pictures/lighthouse.jpg"].sort());
});
