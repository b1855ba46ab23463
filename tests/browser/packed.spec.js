// A kept archive's library is packed on the disk and is there again in another page, whole or as it was before, whatever
// breaks off.

import { expect, test } from "./support/test.js";

const ID = "an/archive";

/**
 * In the page: a library of posts that have a word in their texts, read whole, as `globalThis.made`.
 * @param {{ word: string, count: number }} what
 */
async function make({ word, count }) {
  const from = (/** @type {string} */ path) => import(path);
  const { openLibrary } = await from("/js/archives/library.js");
  const { startIndexers } = await from("/js/archives/indexers.js");
  const library = openLibrary(() => {});
  const indexers = startIndexers(1);
  const parts = Array.from({ length: count }, (_, at) =>
    new TextEncoder().encode(
      `---\ntitle: Post ${at}\nauthor: Ann\nfrom: https://river.example/${word}/${at}\n---\n\n${word} ${at}. ${"The river. ".repeat(200)}\n`,
    ),
  );
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  let end = 0;
  const texts = parts.map(({ length }, index) => ({
    index,
    path: `${index}.md`,
    start: end,
    end: (end += length),
    isPost: true,
  }));
  await library.addVolume(1, "river.zip");
  await library.addRows(1, await library.packRows(texts.map(({ index, path }) => ({ index, path }))));
  const { packed } = await indexers.index({ bytes, texts });
  for (const one of packed) await library.addPosts(1, one);
  await library.finishVolume(1);
  indexers.end();
  Object.assign(globalThis, { made: library });
}

/** In the page: packs what was made. @param {string} id */
async function save(id) {
  const { savePacked } = await import(/** @type {any} */ ("/js/lazy/keep/packed/packed-library.js"));
  try {
    return await savePacked(id, { library: /** @type {any} */ (globalThis).made, number: 1 });
  } catch (error) {
    return /** @type {any} */ (error).code;
  }
}

/** In the page: unpacks it into a new library; the posts with a word, once all are there. @param {{ id: string, word: string }} what @returns {Promise<any>} */
async function found({ id, word }) {
  const from = (/** @type {string} */ path) => import(path);
  const { openPacked } = await from("/js/lazy/keep/packed/packed-library.js");
  const { openLibrary } = await from("/js/archives/library.js");
  const library = openLibrary(() => {});
  const opened = await openPacked(id, { library, number: 4, name: "river.zip" });
  if (!opened?.read) return opened ? "summary" : null;
  const search = (/** @type {string} */ text) => library.query({ text, chosen: {}, sort: "newest" }, "en", 0, 1);
  const listed = await search("");
  if (!(await opened.read())) return "broken";
  return { listed: listed.posts, found: (await search(`"${word}"`)).posts, title: listed.rows[0].title };
}

/** @param {import("@playwright/test").BrowserContext} context */
async function newPage(context) {
  const page = await context.newPage();
  await page.goto("/");
  return page;
}

/** In a worker: the `nth` write to a file, and what belongs to it, never ends. The page is told. @param {number} nth */
function hangAt(nth) {
  const access = /** @type {any} */ (globalThis).FileSystemSyncAccessHandle.prototype;
  const handle = FileSystemFileHandle.prototype;
  const folder = FileSystemDirectoryHandle.prototype;
  let left = nth;
  const hang = () => {
    new BroadcastChannel("hangs").postMessage(null);
    for (;;);
  };
  for (const [of, name] of /** @type {[any, string][]} */ ([
    [handle, "createSyncAccessHandle"],
    [access, "truncate"],
    [access, "write"],
    [access, "flush"],
    [access, "close"],
    [folder, "removeEntry"],
  ])) {
    const own = of[name];
    of[name] = function (/** @type {any[]} */ ...args) {
      left -= 1;
      // Of a write, half is there.
      if (left === 0 && name === "write") own.call(this, args[0].subarray(0, args[0].length / 2), args[1]);
      if (left === 0) hang();
      return own.apply(this, args);
    };
  }
}

/** The page packs what it made and is told of the hang. @param {string} id @returns {Promise<'hung' | 'saved'>} */
async function saveUntilHung(id) {
  const { savePacked } = await import(/** @type {any} */ ("/js/lazy/keep/packed/packed-library.js"));
  const hangs = new BroadcastChannel("hangs");
  return Promise.race([
    new Promise((resolve) => (hangs.onmessage = () => resolve("hung"))),
    new Promise((resolve) => setTimeout(resolve, 8000, "hung")),
    savePacked(id, { library: /** @type {any} */ (globalThis).made, number: 1 }).then(() => "saved"),
  ]);
}

test("a library is there again in another page, and each version takes the place of the last", async ({ context }) => {
  const first = await newPage(context);
  expect(await first.evaluate(found, { id: ID, word: "ferry" })).toBe(null);
  await first.evaluate(make, { word: "ferry", count: 40 });
  const bytes = await first.evaluate(save, ID);
  expect(bytes).toBeGreaterThan(80_000);
  const second = await newPage(context);
  expect(await second.evaluate(found, { id: ID, word: "ferry" })).toEqual({ listed: 40, found: 40, title: "Post 0" });

  await second.evaluate(make, { word: "bridge", count: 10 });
  await second.evaluate(save, ID);
  expect(await first.evaluate(found, { id: ID, word: "bridge" })).toEqual({ listed: 10, found: 10, title: "Post 0" });
  // Nothing is left of the first but its first rows, in the manifest before the last.
  const size = await first.evaluate(async (id) => {
    const { packedBytes } = await import(/** @type {any} */ ("/js/lazy/keep/packed/packed-library.js"));
    return packedBytes(id);
  }, ID);
  expect(size).toBeLessThan(Number(bytes));

  const left = await first.evaluate(async (id) => {
    const packed = await import(/** @type {any} */ ("/js/lazy/keep/packed/packed-library.js"));
    await packed.savePacked("other", { library: /** @type {any} */ (globalThis).made, number: 1 });
    await packed.forgetPacked(id);
    const sizes = [await packed.packedBytes(id), await packed.packedBytes("other")];
    await packed.forgetAllPacked();
    const root = await navigator.storage.getDirectory();
    const names = [];
    for await (const name of /** @type {any} */ (root).keys()) names.push(name);
    return { sizes, names };
  }, ID);
  expect(left.sizes[0]).toBe(0);
  expect(left.sizes[1]).toBeGreaterThan(0);
  expect(left.names).toEqual([]);
});

test("a page that is killed while it writes leaves the last whole state", async ({ context }) => {
  test.setTimeout(120_000);
  const page = await newPage(context);
  await page.evaluate(make, { word: "ferry", count: 40 });
  await page.evaluate(save, ID);
  let [before, points, isSwitched] = [40, 0, false];
  for (let nth = 1; ; nth += 1) {
    const victim = await newPage(context);
    const count = 40 + nth;
    await victim.evaluate(make, { word: "bridge", count });
    const workers = victim.workers();
    // Those that indexed have ended.
    await Promise.allSettled(workers.map((worker) => worker.evaluate(hangAt, nth)));
    const outcome = await victim.evaluate(saveUntilHung, ID);
    await victim.close();
    const now = await page.evaluate(found, { id: ID, word: before === 40 ? "ferry" : "bridge" });
    const next = await page.evaluate(found, { id: ID, word: "bridge" });
    // The one before, or the whole new one.
    expect([before, count], `point ${nth}`).toContain(next?.listed);
    if (next?.listed === count) {
      expect(next, `point ${nth}`).toEqual({ listed: count, found: count, title: "Post 0" });
      isSwitched = true;
      before = count;
    } else expect(now, `point ${nth}`).toEqual({ listed: before, found: before, title: "Post 0" });
    if (outcome === "saved") break;
    points += 1;
  }
  expect(points).toBeGreaterThanOrEqual(10);
  expect(isSwitched).toBe(true);
  // What broke off is gone after the next that did not: one file and two manifests.
  const names = await page.evaluate(async (id) => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("archive-viewer.packed");
    const names = [];
    for await (const name of /** @type {any} */ (await root.getDirectoryHandle(encodeURIComponent(id))).keys())
      names.push(name);
    return names.map((name) => name.replace(/^.*\.pack$/, "pack")).sort();
  }, ID);
  expect(names).toEqual(["manifest-0.json", "manifest-1.json", "pack"]);
});

test("a worker that dies while it writes leaves the last whole state, and the next one writes", async ({ context }) => {
  const page = await newPage(context);
  await page.evaluate(make, { word: "ferry", count: 40 });
  await page.evaluate(save, ID);
  await page.evaluate(make, { word: "bridge", count: 50 });
  const broken = page.workers().map((worker) =>
    worker.evaluate(() => {
      /** @type {any} */ (globalThis).FileSystemSyncAccessHandle.prototype.write = () => {
        throw new WebAssembly.RuntimeError("unreachable");
      };
    }),
  );
  await Promise.allSettled(broken);
  expect(await page.evaluate(save, ID)).toBe("crashed");
  expect(await page.evaluate(found, { id: ID, word: "ferry" })).toMatchObject({ listed: 40, found: 40 });
  await page.evaluate(make, { word: "bridge", count: 50 });
  expect(await page.evaluate(save, ID)).toBeGreaterThan(0);
  expect(await page.evaluate(found, { id: ID, word: "bridge" })).toMatchObject({ listed: 50, found: 50 });
});

test("a full disk leaves the last whole state, and says why", async ({ context }) => {
  const page = await newPage(context);
  await page.evaluate(make, { word: "ferry", count: 40 });
  await page.evaluate(save, ID);
  const session = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  const { usage } = await session.send("Storage.getUsageAndQuota", { origin });
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: usage + 20_000 });
  await page.evaluate(make, { word: "bridge", count: 400 });
  expect(await page.evaluate(save, ID)).toBe("pack-no-room");
  expect(await page.evaluate(found, { id: ID, word: "ferry" })).toMatchObject({ listed: 40, found: 40 });
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  expect(await page.evaluate(save, ID)).toBeGreaterThan(0);
  expect(await page.evaluate(found, { id: ID, word: "bridge" })).toMatchObject({ listed: 400, found: 400 });
});

/** In the page: changes a byte of the pack. @param {{ id: string, from: string, to: string }} what */
async function damage({ id, from, to }) {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("archive-viewer.packed");
  const place = await root.getDirectoryHandle(encodeURIComponent(id));
  for await (const [name, handle] of /** @type {any} */ (place).entries()) {
    if (!name.endsWith(".pack")) continue;
    const text = new TextDecoder("latin1").decode(await (await handle.getFile()).arrayBuffer());
    const writable = await handle.createWritable({ keepExistingData: true });
    await writable.write({ type: "write", position: text.indexOf(from), data: to });
    await writable.close();
  }
}

test("a damaged pack and a torn manifest are not opened", async ({ context }) => {
  const page = await newPage(context);
  await page.evaluate(make, { word: "ferry", count: 40 });
  await page.evaluate(save, ID);
  await page.evaluate(damage, { id: ID, from: "heads/0", to: "headx/0" });
  expect(await page.evaluate(found, { id: ID, word: "ferry" })).toBe(null);
  await page.evaluate(save, ID);
  // Of the texts: the list was there already.
  await page.evaluate(damage, { id: ID, from: "texts/0", to: "textx/0" });
  expect(await page.evaluate(found, { id: ID, word: "ferry" })).toBe("broken");
  await page.evaluate(save, ID);
  await page.evaluate(save, ID);
  await page.evaluate(async (id) => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("archive-viewer.packed");
    const place = await root.getDirectoryHandle(encodeURIComponent(id));
    for (const name of ["manifest-0.json", "manifest-1.json"]) {
      const writable = await (await place.getFileHandle(name)).createWritable({ keepExistingData: true });
      await writable.truncate(30);
      await writable.close();
    }
  }, ID);
  expect(await page.evaluate(found, { id: ID, word: "ferry" })).toBe(null);
});

test("what another core packed lists titles until the archive is read", async ({ context }) => {
  const page = await newPage(context);
  await page.evaluate(make, { word: "ferry", count: 40 });
  await page.evaluate(save, ID);
  await page.evaluate(damage, { id: ID, from: '"format":2', to: '"format":9' });
  // Its checksum is not right then, so the directory's is made to fit: as the other core would have written it.
  const crcs = await page.evaluate(async (id) => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("archive-viewer.packed");
    const place = await root.getDirectoryHandle(encodeURIComponent(id));
    const crc32 = (/** @type {Uint8Array} */ bytes) =>
      ~bytes.reduce((crc, byte) => {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
        return crc;
      }, -1) >>> 0;
    for await (const [name, handle] of /** @type {any} */ (place).entries()) {
      if (!name.endsWith(".pack")) continue;
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      const view = new DataView(bytes.buffer);
      const length = view.getUint32(18, true);
      const start = 30 + view.getUint16(26, true);
      const crc = crc32(bytes.subarray(start, start + length));
      view.setUint32(14, crc, true);
      view.setUint32(view.getUint32(bytes.length - 6, true) + 16, crc, true);
      const writable = await handle.createWritable();
      await writable.write(bytes);
      await writable.close();
    }
  }, ID);
  expect(crcs).toBe(undefined);
  const rows = await page.evaluate(async (id) => {
    const from = (/** @type {string} */ path) => import(path);
    const { openPacked } = await from("/js/lazy/keep/packed/packed-library.js");
    const { openLibrary } = await from("/js/archives/library.js");
    const library = openLibrary(() => {});
    const opened = await openPacked(id, { library, number: 4, name: "river.zip" });
    await library.addVolume(4, "river.zip");
    await library.addRows(4, await library.packRows([{ index: 7, path: "7.md" }]));
    await opened.summarize();
    const { posts, searched, rows } = await library.query({ text: "", chosen: {}, sort: "newest" }, "en", 0, 9);
    return {
      posts,
      searched,
      rows: rows.map((/** @type {any} */ { title, author, source }) => [title, author, source.host]),
    };
  }, ID);
  expect(rows).toEqual({ posts: 1, searched: 0, rows: [["Post 7", "Ann", "river.example"]] });
});

test("two pages read it while a third writes", async ({ context }) => {
  const pages = [await newPage(context), await newPage(context), await newPage(context)];
  await pages[2].evaluate(make, { word: "ferry", count: 200 });
  await pages[2].evaluate(save, ID);
  for (let turn = 0; turn < 5; turn += 1) {
    const [one, two, bytes] = await Promise.all([
      pages[0].evaluate(found, { id: ID, word: "ferry" }),
      pages[1].evaluate(found, { id: ID, word: "ferry" }),
      pages[2].evaluate(save, ID),
    ]);
    expect(one).toMatchObject({ listed: 200, found: 200 });
    expect(two).toMatchObject({ listed: 200, found: 200 });
    expect(bytes).toBeGreaterThan(0);
  }
});
