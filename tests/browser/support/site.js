// The site that `cargo xtask test dist` put together, on a server of its own for each story.

import { fileURLToPath } from "node:url";

import { serveFiles } from "./file-server.js";
import { test as base } from "./test.js";

export const DIST = fileURLToPath(new URL("../../../dist/tests/", import.meta.url));
export const BASE = "/some/where/";

/** @type {ReturnType<typeof base.extend<{ site: { of: string, headers: boolean, ranges?: boolean } }>>} */
export const test = base.extend({
  site: [{ of: "samples", headers: false }, { option: true }],
  baseURL: async ({ site }, use) => {
    const server = await serveFiles(`${DIST}${site.of}/site`, { base: BASE, ranges: true, ...site });
    await use(server.url);
    await server.close();
  },
});

/**
 * @param {import("@playwright/test").Page} page
 * @param {string | undefined} baseURL
 * @returns {string[]} the paths that it asks its own host for, which grow
 */
export function asked(page, baseURL) {
  /** @type {string[]} */
  const paths = [];
  page.on("request", (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === new URL(baseURL ?? "").origin && !request.url().startsWith("blob:"))
      paths.push(decodeURIComponent(pathname));
  });
  return paths;
}
