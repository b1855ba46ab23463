// Drags that are no drop of posts: a picture or a link of the page itself, and a drag that is taken away again.

import { dropFiles, startDrag } from "./support/drop.js";
import { expect, test } from "./support/test.js";
import { post } from "./posts.js";

test.use({ allowHosts: ["img.example"] });

test("dragging the article's own picture or link over the page changes nothing", async ({ page }) => {
  await page.goto("/");
  await dropFiles(page, [post("lighthouse.md")]);
  const article = page.getByRole("article");
  const picture = article.locator("img");
  await expect(picture).toHaveJSProperty("naturalWidth", 640);
  const address = page.url();

  await picture.dragTo(article.getByRole("heading", { level: 2 }));
  await article.getByRole("link", { name: "directions" }).dragTo(article.getByRole("heading", { level: 1 }));

  // A picture that is dragged by hand comes with a file of itself, which the drags of a test leave out.
  const refused = await picture.evaluate((img) => {
    const carried = new DataTransfer();
    carried.items.add(new File(["a picture"], "lamp.txt", { type: "text/plain" }));
    const send = (/** @type {string} */ kind) =>
      img.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
    send("dragstart");
    send("dragover");
    return !send("drop");
  });
  // Refused means that the browser does nothing of its own with it either, such as leaving the page.
  expect(refused).toBe(true);

  expect(page.url()).toBe(address);
  await expect(page.getByRole("region", { name: "Messages" })).toHaveCount(0);
  await expect(page.locator("html")).not.toHaveClass(/is-drop-target/);
  await expect(article.getByRole("heading", { level: 1 })).toHaveText("A Lighthouse Keeps Its Keeper");

  // And a real drop is taken afterwards.
  await dropFiles(page, [post("ferry.md")]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^The Ferry/);
});

test("while files hang over the page it says so, and no longer when they are taken away", async ({ page }) => {
  await page.goto("/");
  const drag = await startDrag(page, [post("ferry.md")]);
  await expect(page.locator("html")).toHaveClass(/is-drop-target/);
  await drag.cancel();
  await expect(page.locator("html")).not.toHaveClass(/is-drop-target/);
  await expect(page.getByRole("button", { name: "Show the samples" })).toBeVisible();
});
