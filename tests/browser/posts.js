// The posts of the stories, and samples that are made of them.

import { fileURLToPath } from "node:url";

/**
 * @param {string} name of a file in tests/browser/posts
 * @returns {string} its path
 */
export function post(name) {
  return fileURLToPath(new URL(`posts/${name}`, import.meta.url));
}

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#789"/></svg>`;

/**
 * Answers for the site's samples with posts of ours, so that the stories don't change when the samples do.
 * @param {import("@playwright/test").Page} page
 * @param {string[]} names posts, and pictures beside them
 */
export async function serveSamples(page, names) {
  await page.route(/\/posts\/[^?]*$/, async (route) => {
    const name = decodeURIComponent(new URL(route.request().url()).pathname.replace(/^.*\/posts\//, ""));
    if (name === "index.json") {
      const posts = names.filter((file) => file.endsWith(".md"));
      await route.fulfill({
        json: posts.map((file) => ({ file, title: file, lang: "en", note: `The sample ${file}` })),
      });
    } else if (!names.includes(name)) {
      await route.fulfill({ status: 404, body: "Not Found" });
    } else if (name.endsWith(".md")) {
      await route.fulfill({ path: post(name), contentType: "text/markdown; charset=utf-8" });
    } else {
      await route.fulfill({ contentType: "image/svg+xml", body: PICTURE });
    }
  });
}
