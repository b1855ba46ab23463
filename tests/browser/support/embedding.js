// The `test` of the stories about pages that embed the viewer: as in test.js, with a site of somebody else beside ours.

import { test as base } from "./test.js";
import { startHost } from "./host.js";

export { hostPage, POST, strictPolicy } from "./host-page.js";
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
