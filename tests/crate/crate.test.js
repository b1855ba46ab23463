// The command that the packed crate installs, with the viewer that is in it: `cargo xtask test crate` builds it first.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { run } from "../package/support/fresh.js";
import { LAMP, siteZip } from "../package/support/posts.js";
import { ask, launch, servingBy } from "../package/support/serving.js";

const program = process.env.NATIVE ?? "";
const folder = mkdtempSync(join(tmpdir(), "archive-viewer-crate-test-"));
after(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, "site.zip"), siteZip());
writeFileSync(join(folder, "lamp.md"), LAMP);

test("it cleans and publishes without the patched crates", async () => {
  const { code, out } = await run(program, ["clean", "lamp.md", "--markdown"], "", folder);
  assert.equal(code, 0);
  assert.match(out, /The keeper lit the lamp/);
  const published = await run(program, ["publish", "site.zip", "--out", "site"], "", folder);
  assert.deepEqual([published.code, published.error], [0, ""]);
  const page = readFileSync(join(folder, "site", "index.html"), "utf8");
  assert.match(page, /<meta name="archive-viewer-library" content="library\/index\.json"/);
  assert.ok(readFileSync(join(folder, "site", "published.json"), "utf8").includes('"parts/core-'));
});

test("it shows an archive by the viewer that is in it", async () => {
  const served = await servingBy(program, [], folder, ["site.zip"]);
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  try {
    browser = await launch();
    assert.equal((await ask(served.url, "/service-worker.js")).status, 404);
    const page = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(served.url.href);
    await page.getByText("Evening 3").first().waitFor({ timeout: 5000 });
    assert.deepEqual(errors, []);
  } finally {
    await browser?.close();
    assert.equal(await served.end(), 0);
  }
});
