// The `test` of every browser story. A story fails by itself when the page throws, writes an error on the
// console, opens a dialog, or asks any other site for anything.
//
//     import { expect, test } from "./support/test.js";
//     test.use({ allowHosts: ["img.example"] });
//
// An allowed host never leaves this machine either: the story answers in its place, with a picture unless it
// says otherwise: `allowHosts: { "img.example": "picture", "gone.example": "missing", "old.example": "refused" }`.
// What the page asked those hosts for is in the fixture `outsideRequests`.

import { test as base, expect } from "@playwright/test";

import { watch } from "./watch.js";

export { expect };

/**
 * @typedef {object} Fixtures
 * @property {Awaited<ReturnType<typeof watch>>} watched what the story's pages have done so far
 * @property {import("@playwright/test").Request[]} outsideRequests what they asked the allowed hosts for
 */

/** @type {import("@playwright/test").Fixtures<
 *   import("./watch.js").Allowed & Fixtures, {},
 *   import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions,
 *   import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions>} */
const fixtures = {
  allowHosts: [[], { option: true }],
  allowConsoleErrors: [[], { option: true }],

  watched: [
    async ({ context, baseURL, allowHosts, allowConsoleErrors }, use) => {
      const allowed = { allowHosts, allowConsoleErrors };
      const watched = await watch(context, baseURL ?? "", allowed);
      await use(watched);
      expect(watched.faults, "the page must do none of these").toEqual([]);
    },
    // Every story is watched, whether it asks for that or not.
    { auto: true },
  ],

  outsideRequests: async ({ watched }, use) => {
    await use(watched.outsideRequests);
  },
};

export const test = base.extend(fixtures);
