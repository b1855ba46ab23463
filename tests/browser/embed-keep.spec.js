// An element whose page says `keep` lets the reader keep a zip; without it nothing is stored at all.

import { expect, hostPage, test } from "./support/embedding.js";
import { allStored, archive, copiesIn } from "./support/keep.js";

/** @param {import("./support/host.js").Host} host @param {string} date @param {number} [count] */
const serveZip = (host, date, count) =>
  host.serve("/logs.zip", { body: archive("Log", count), ranges: true, headers: { "Last-Modified": date } });

const OLD = "Mon, 04 Jan 2021 08:00:00 GMT";
const NEW = "Tue, 05 Jan 2021 08:00:00 GMT";

test("a page that says so lets its reader keep a zip, until the server has another or the reader removes it", async ({
  page,
  host,
  baseURL,
}) => {
  serveZip(host, OLD);
  const html = `<archive-viewer src="logs.zip" keep></archive-viewer>`;
  await page.goto(host.serve("/page.html", hostPage(baseURL ?? "", html)));
  const viewer = page.locator("archive-viewer");
  await expect(viewer.locator(".list-heading")).toHaveText("3 posts");
  expect((await allStored(page)).files).toEqual([]);
  await viewer.getByRole("button", { name: "Keep logs.zip on this device" }).click();
  await expect(viewer.getByRole("status").filter({ hasText: /bytes kept on this device/ })).toBeVisible();
  expect(await copiesIn(page)).toHaveLength(1);

  const asked = host.asked.length;
  await page.reload();
  await expect(viewer.locator(".list-heading")).toHaveText("3 posts");
  await viewer.getByRole("link", { name: "1" }).first().click();
  await expect(viewer.locator("article")).toContainText("of the harbour's log.");
  expect(host.asked.slice(asked).filter((line) => line.includes("zip"))).toEqual(["HEAD /logs.zip"]);

  serveZip(host, NEW, 5);
  await page.reload();
  await expect(viewer.locator(".list-heading")).toHaveText("5 posts");
  await viewer.getByRole("button", { name: "Remove logs.zip from this device" }).click();
  await expect(viewer.getByRole("button", { name: "Keep logs.zip on this device" })).toBeVisible();
  expect((await allStored(page)).files).toEqual([]);
});

test("a page that doesn't say so stores nothing", async ({ page, host, baseURL }) => {
  serveZip(host, OLD);
  await page.goto(
    host.serve("/page.html", hostPage(baseURL ?? "", `<archive-viewer src="logs.zip"></archive-viewer>`)),
  );
  const viewer = page.locator("archive-viewer");
  await viewer.getByRole("searchbox").fill("harbour");
  await viewer.getByRole("button", { name: "Search" }).click();
  await expect(viewer.getByText(/3 posts|3 matches/).first()).toBeVisible();
  await expect(viewer.getByRole("button", { name: /on this device/ })).toHaveCount(0);
  expect(await allStored(page)).toEqual({ files: [], databases: [], local: [], session: [], caches: [], workers: 0 });
});
