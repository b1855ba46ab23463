// The command serve of the package and the native one: their answers, and the list in Chromium.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, describe, test } from "node:test";

import { zipSync } from "fflate";

import { freshFolder } from "./support/fresh.js";
import { LAMP, SITE, siteZip, TOWN } from "./support/posts.js";
import { ask, launch, serving, servingBy } from "./support/serving.js";
import { stopping } from "./support/stopping.js";

const fresh = freshFolder();
const zip = siteZip();
fresh.write("site.zip", zip);
fresh.write("lamp.md", LAMP);
for (const [path, text] of Object.entries(SITE)) fresh.write(`folder/${path}`, text);

fresh.write("town.zip", zipSync(TOWN));
for (const [path, bytes] of Object.entries(TOWN)) fresh.write(path, bytes);

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

    for (const input of ["town.zip", "town"]) {
      test(`the posts of ${input} are the pages that publish writes`, async () => {
        const site = join(fresh.folder, `site-of-${input}`);
        await fresh.command(["publish", input, "--out", site]);
        const files = readdirSync(site, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && entry.name !== ".htaccess")
          .map((entry) => relative(site, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
          // The viewer has the pictures beside posts from the archive.
          .filter((path) => /^(?:p|pictures)\/|^posts\/.*\.(?:md|txt)$|^parts\/pages-/.test(path));
        // Pictures are known once a page has shown them.
        files.sort((one, other) => Number(one.startsWith("pictures/")) - Number(other.startsWith("pictures/")));
        assert.ok(files.length > 15 && /^pictures\//.test(/** @type {string} */ (files.at(-1))), files.join(" "));
        const one = await serve([input]);
        try {
          for (const path of files) {
            const { status, headers, body } = await ask(
              one.url,
              `/${path.split("/").map(encodeURIComponent).join("/")}`,
            );
            assert.equal(status, 200, path);
            assert.equal(String(body), readFileSync(join(site, path), "utf8"), path);
            const policy = path.startsWith("p/")
              ? /^default-src 'none'; style-src 'self'; img-src/
              : /^default-src 'none'/;
            assert.match(String(headers["content-security-policy"]), policy);
          }
          const page = await ask(one.url, "/p/2020/pier/");
          assert.equal(String(page.body), readFileSync(join(site, "p/2020/pier/index.html"), "utf8"));
          assert.equal(page.headers["content-type"], "text/html; charset=utf-8");
          const saved = await ask(one.url, "/posts/_posts/2020-01-04-page.html.txt");
          assert.equal(saved.headers["content-security-policy"], "default-src 'none'; sandbox");
          for (const path of [
            "/p/2020/pier",
            "/p/2020/none/",
            "/p/../index.html.md",
            "/posts/images/pier.png/",
            "//p/",
          ])
            assert.equal((await ask(one.url, path)).status, 404, path);
          assert.equal((await ask(one.url, "/p/", { Host: "evil.example" })).status, 403);
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

test("a post on which the core stops has no page, and takes no other with it", async () => {
  const program = join(fresh.folder, "node_modules", "archive-viewer", "command", "main.js");
  const first = ["--import", stopping(fresh, { page: 1 }), program];
  const served = await servingBy(process.execPath, first, fresh.folder, ["town.zip"]);
  try {
    assert.equal((await ask(served.url, "/p/2020/pier/")).status, 404);
    assert.equal((await ask(served.url, "/p/2020/weir/")).status, 200);
    assert.equal((await ask(served.url, "/p/2020/pier/")).status, 404);
  } finally {
    await served.end();
  }
});

test("the standard input has pages, and an archive without posts has none", async () => {
  const program = join(fresh.folder, "node_modules", "archive-viewer", "command", "main.js");
  const served = await servingBy(process.execPath, [program], fresh.folder, ["-"], zipSync(TOWN));
  try {
    assert.match(String((await ask(served.url, "/p/2020/weir/")).body), /<h1/);
  } finally {
    await served.end();
  }
  fresh.write("empty.zip", zipSync({ "a/picture.png": TOWN["town/images/pier.png"] }));
  const empty = await serving(fresh.folder, ["empty.zip"]);
  try {
    assert.equal((await ask(empty.url, "/p/")).status, 404);
    assert.equal((await ask(empty.url, "/")).status, 200);
  } finally {
    await empty.end();
  }
});
