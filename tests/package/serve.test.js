// The command serve of the package and the native one: their answers, and the list in Chromium.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { freshFolder } from "./support/fresh.js";
import { LAMP, SITE, siteZip } from "./support/posts.js";
import { ask, launch, serving, servingBy } from "./support/serving.js";

const fresh = freshFolder();
const zip = siteZip();
fresh.write("site.zip", zip);
fresh.write("lamp.md", LAMP);
for (const [path, text] of Object.entries(SITE)) fresh.write(`folder/${path}`, text);

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  fresh.remove();
});

/** @param {URL} url @param {string} text */
async function shows(url, text) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(url.href);
  await page.getByText(text).first().waitFor({ timeout: 5000 });
  assert.deepEqual(errors, []);
  await page.close();
}

/** Each with the same site. @type {Record<string, (words: string[]) => ReturnType<typeof serving>>} */
const SERVERS = {
  "the package's": (words) => serving(fresh.folder, words),
  "the native one": (words) =>
    servingBy(process.env.NATIVE ?? "", [], fresh.folder, [
      ...words,
      "--site",
      join(fresh.folder, "node_modules", "archive-viewer", "site"),
    ]),
};

for (const [name, serve] of Object.entries(SERVERS)) {
  describe(name, () => {
    /** @type {Awaited<ReturnType<typeof serving>>} */
    let served;
    before(async () => {
      served = await serve(["site.zip"]);
    });
    after(async () => {
      assert.equal(await served?.end(), 0);
    });

    test("the archive is answered by ranges, and the page comes with its policy", async () => {
      const whole = await ask(served.url, "/archive/site.zip");
      assert.deepEqual([whole.status, whole.body.length], [200, zip.length]);
      const part = await ask(served.url, "/archive/site.zip", { Range: "bytes=10-19" });
      assert.deepEqual([part.status, part.headers["content-range"]], [206, `bytes 10-19/${zip.length}`]);
      assert.deepEqual(part.body, Buffer.from(zip.slice(10, 20)));
      const end = await ask(served.url, "/archive/site.zip", { Range: "bytes=-5" });
      assert.deepEqual(end.body, Buffer.from(zip.slice(-5)));
      const outside = await ask(served.url, "/archive/site.zip", { Range: `bytes=${zip.length}-` });
      assert.equal(outside.status, 416);
      const page = await ask(served.url, "/");
      assert.match(String(page.headers["content-security-policy"]), /^default-src 'none'; script-src 'self'/);
      assert.equal((await ask(served.url, "/", {}, "POST")).status, 405);
    });

    test("another host's name is refused, and so is every path out of the site", async () => {
      assert.equal((await ask(served.url, "/", { Host: "evil.example" })).status, 403);
      assert.equal((await ask(served.url, "/", { Host: `evil.example:${served.url.port}` })).status, 403);
      assert.equal((await ask(served.url, "/", { Host: `localhost:${served.url.port}` })).status, 200);
      for (const path of [
        "/../package.json",
        "/%2e%2e/package.json",
        "/parts/..%2f..%2fpackage.json",
        "/archive/../lamp.md",
        "/archive/lamp.md",
        "//etc/passwd",
        "/%",
        "/service-worker.js",
      ]) {
        assert.equal((await ask(served.url, path)).status, 404, path);
      }
    });

    test("the archive's list is shown in Chromium", () => shows(served.url, "Evening 3"));

    for (const [words, text] of [
      [["folder"], "Evening 3"],
      [["lamp.md"], "The keeper lit the lamp"],
    ]) {
      test(`${words} is shown in Chromium`, async () => {
        const one = await serve(/** @type {string[]} */ (words));
        try {
          await shows(one.url, /** @type {string} */ (text));
        } finally {
          await one.end();
        }
      });
    }

    test("what can't be served is told with its name", async () => {
      await assert.rejects(serve(["none.zip"]), /^Error: none\.zip: there is no such file or folder\n$/);
    });
  });
}
