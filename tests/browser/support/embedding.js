// The `test` of the stories about pages that embed the viewer: as in test.js, with a site of somebody else beside ours.

import { test as base } from "./test.js";
import { startHost } from "./host.js";

export { expect } from "./test.js";

/** @typedef {import("./host.js").Host} Host */

/** @type {import("@playwright/test").Fixtures<{ host: Host },  {}, { watched: Awaited<ReturnType<typeof import("./watch.js").watch>> }, {}>} */
const fixtures = {
  host: async ({ watched }, use) => {
    const host = await startHost();
    watched.ownOrigins.add(host.origin);
    await use(host);
    await host.close();
  },
};

export const test = base.extend(fixtures);

/**
 * A page as somebody else writes it.
 * @param {string} viewer our site's address
 * @param {string} body
 * @param {string} [head]
 */
export function hostPage(viewer, body, head = "") {
  return `<!doctype html>
<meta charset="utf-8">
<title>Somebody’s page</title>${head}
<script type="module" src="${new URL("embed/define.js", viewer)}"></script>
${body}
`;
}

/**
 * Collects what elements tell the page, before any of its scripts runs.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<() => Promise<{ type: string, detail: any }[]>>}
 */
export async function listen(page) {
  await page.addInitScript(() => {
    /** @type {{ type: string, detail: any }[]} */
    const told = [];
    Reflect.set(globalThis, "told", told);
    for (const kind of ["archived-post", "archive-viewer"]) {
      for (const what of ["ready", "rendered", "error", "navigate", "search"]) {
        document.addEventListener(`${kind}-${what}`, (event) => {
          told.push({
            type: event.type,
            detail: JSON.parse(JSON.stringify(/** @type {CustomEvent} */ (event).detail)),
          });
        });
      }
    }
  });
  return () => page.evaluate(() => Reflect.get(globalThis, "told"));
}

/** One of our samples, of the shape that posts of newspapers have: escaped as a whole, its caption beside the picture. */
export const POST = {
  path: "/posts/2021-03-14-守灯人：岬角上的最后一班.md",
  title: "守灯人：岬角上的最后一班",
  paragraphs: 7,
  /** @param {string | undefined} viewer */
  at: (viewer) => new URL(POST.path, viewer).href,
};

/**
 * The lines that docs/embedding.md tells a page to have, and nothing else.
 * @param {string} viewer
 */
export function strictPolicy(viewer) {
  const { origin } = new URL(viewer);
  return `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; img-src ${origin}`;
}
