// Other people's archives: captures of the web, and pages saved with their pictures.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { dropFiles } from "./support/drop.js";
import { serveFiles } from "./support/file-server.js";
import { zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";

const heading = (/** @type {import("@playwright/test").Page} */ page) => page.getByRole("heading", { level: 1 });
const notices = (/** @type {import("@playwright/test").Page} */ page) => page.getByRole("region", { name: "Messages" });

const picture = () => readFile(new URL("../../www/icons/192.png", import.meta.url));

/** @param {string} title @param {string} [more] */
const page = (title, more = "") => {
  // What repeats in an archive goes.
  const text = [1, 2, 3, 4, 5].map((part) => `<p>${title} says in part ${part} what was new at the weir that day.</p>`);
  return `<!doctype html><html><head><title>${title}</title></head><body><article><h1>${title}</h1>${more}${text.join("")}</article></body></html>`;
};

/** @param {string} url @param {string} type @param {string | Buffer} body @returns {Buffer} a record */
function response(url, type, body) {
  const block = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n\r\n`), Buffer.from(body)]);
  const head = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2021-06-01T12:00:00Z\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${block.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), block, Buffer.from("\r\n\r\n")]);
}

async function records() {
  return [
    response("https://site.example/news/bridge", "text/html", page("The Bridge", '<img src="/i/weir.png" alt="Weir">')),
    response("https://site.example/i/weir.png", "image/png", await picture()),
    response("https://site.example/news/ferry", "text/html; charset=utf-8", page("The Ferry")),
  ];
}

const warcGz = async () => Buffer.concat((await records()).map((record) => gzipSync(record)));

const wacz = async () =>
  zip([
    { name: "archive/data.warc.gz", bytes: await warcGz(), stored: true },
    { name: "datapackage.json", bytes: '{"profile": "data-package", "wacz_version": "1.1.1"}' },
  ]);

for (const [name, bytes] of /** @type {const} */ ([
  ["site.warc", async () => Buffer.concat(await records())],
  ["site.warc.gz", warcGz],
  ["site.wacz", wacz],
])) {
  test(`${name} lists its pages, which have their address, their day and their own pictures`, async ({
    page: tab,
  }, testInfo) => {
    const file = testInfo.outputPath(name);
    await writeFile(file, await bytes());
    await tab.goto("/");
    await dropFiles(tab, [file]);
    await expect(heading(tab)).toHaveText("2 posts");
    await tab.getByRole("link", { name: "The Bridge" }).click();
    await expect(heading(tab)).toHaveText("The Bridge");
    const article = tab.getByRole("article");
    await expect(article).toContainText("says in part 5 what was new");
    await expect(article.locator("img")).toHaveJSProperty("naturalWidth", 192);
    await expect(tab.getByRole("link", { name: "site.example" }).first()).toHaveAttribute(
      "href",
      "https://site.example/news/bridge",
    );
    await expect(tab.locator("time").first()).toHaveAttribute("datetime", /^2021-06-01/);
  });
}

const address = test.extend({
  baseURL: async ({}, use) => {
    const pages = fileURLToPath(new URL("../../www", import.meta.url));
    const saved = Buffer.from(page("The Bridge", '<img src="weir.png" alt="Weir"><img src="weir.png#2" alt="Again">'));
    const others = {
      "old/site.wacz": await wacz(),
      "saved/bridge.html": saved,
      "saved/weir.png": await picture(),
      "favicon.ico": await picture(),
      "posts/index.json": Buffer.from("[]"),
    };
    const server = await serveFiles(pages, { others, ranges: true });
    await use(server.url);
    await server.close();
  },
});

address("an archive of captures at an address is read by ranges", async ({ page: tab }) => {
  /** @type {(string | undefined)[]} */
  const asked = [];
  tab.on("request", (request) => request.url().endsWith(".wacz") && asked.push(request.headers().range));
  await tab.goto("./?src=old/site.wacz");
  await expect(heading(tab)).toHaveText("2 posts");
  await tab.getByRole("link", { name: "The Bridge" }).click();
  await expect(tab.getByRole("article").locator("img")).toHaveJSProperty("naturalWidth", 192);
  expect(asked.filter((range) => !/^bytes=\d+-\d+$/.test(range ?? ""))).toEqual([]);
});

address("a page that Chromium saved is a post with its own picture", async ({ page: tab, context }, testInfo) => {
  const other = await context.newPage();
  await other.goto("./saved/bridge.html");
  const session = await context.newCDPSession(other);
  const { data } = await session.send("Page.captureSnapshot", { format: "mhtml" });
  await other.close();
  const file = testInfo.outputPath("bridge.mhtml");
  await writeFile(file, data);
  await tab.goto("./");
  await dropFiles(tab, [file]);
  await expect(heading(tab)).toHaveText("The Bridge");
  await expect(tab.getByRole("article")).toContainText("says in part 5 what was new");
  await expect(tab.getByRole("article").locator("img").first()).toHaveJSProperty("naturalWidth", 192);
  await expect(tab.getByRole("article").locator("img").first()).toHaveAttribute("src", /^data:image\/png/);
});

test("a page of MHTML is a post with its own picture", async ({ page: tab }, testInfo) => {
  const parts = [
    `Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://site.example/news/bridge\r\n\r\n${page("The Bridge", '<img src="https://site.example/i/weir.png" alt="Weir">').replaceAll("=", "=3D")}`,
    `Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://site.example/i/weir.png\r\n\r\n${(await picture()).toString("base64").replace(/.{76}/g, "$&\r\n")}`,
  ];
  const file = testInfo.outputPath("bridge.mhtml");
  await writeFile(
    file,
    `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://site.example/news/bridge\r\nDate: Tue, 1 Jun 2021 12:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="B1"\r\n\r\n\r\n${parts.map((part) => `--B1\r\n${part}\r\n`).join("")}--B1--\r\n`,
  );
  await tab.goto("/");
  await dropFiles(tab, [file]);
  await expect(heading(tab)).toHaveText("The Bridge");
  await expect(tab.getByRole("article").locator("img")).toHaveJSProperty("naturalWidth", 192);
  await expect(tab.locator("time").first()).toHaveAttribute("datetime", /^2021-06-01/);
});

test("a mailbox and a list of feeds say what they are", async ({ page: tab }, testInfo) => {
  const mail = testInfo.outputPath("mail.mbox");
  await writeFile(mail, "From ann@a.example Tue Jun  1 12:00:00 2021\nSubject: x\n\nHello\n");
  const feeds = testInfo.outputPath("feeds.opml");
  await writeFile(feeds, '<?xml version="1.0"?>\n<opml version="2.0"><body></body></opml>\n');
  await tab.goto("/");
  await dropFiles(tab, [mail, feeds]);
  await expect(notices(tab)).toContainText("it is a mailbox (mbox), which holds e-mails and no posts");
  await expect(notices(tab)).toContainText("it is a list of feeds (OPML), which holds their addresses and no posts");
});
