// The `test` of every browser story. A story fails by itself when the page throws, writes an error on the
// console, opens a dialog, or asks any other site for anything.
//
//     import { test, expect } from "./support/test.js";
//     test.use({ allowHosts: ["img.example"] });
//
// An allowed host never leaves this machine either: the story answers in its place, with a picture unless it
// says otherwise: `allowHosts: { "img.example": "picture", "gone.example": "missing", "old.example": "refused" }`.
// What the page asked those hosts for is in the fixture `outsideRequests`.

import { test as base, expect } from "@playwright/test";

export { expect };

/**
 * How a host that a story allows answers: with a picture, with 404, by breaking the connection,
 * or as a function does.
 * @typedef {"picture" | "missing" | "refused" | ((route: import("@playwright/test").Route) => Promise<void>)} Answer
 */

/**
 * @typedef {object} Options
 * @property {string[] | Record<string, Answer>} allowHosts hosts that the page may ask; none by default
 * @property {RegExp[]} allowConsoleErrors errors on the console that belong to the story
 */

/**
 * @typedef {object} Fixtures
 * @property {import("@playwright/test").Request[]} outsideRequests what the page asked the allowed hosts for
 */

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360">
  <rect width="640" height="360" fill="#7a8b99"/><circle cx="320" cy="180" r="90" fill="#f4f1ea"/>
</svg>`;

/** @type {import("@playwright/test").TestType<
 *   import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions & Options & Fixtures,
 *   import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions>} */
export const test = base.extend(
  /** @type {any} */ ({
    allowHosts: [[], { option: true }],
    allowConsoleErrors: [[], { option: true }],

    outsideRequests: async ({}, /** @type {(found: unknown[]) => Promise<void>} */ use) => {
      await use([]);
    },

    context: watchedContext,
  }),
);

/**
 * A browser context whose pages and workers are all watched while the story runs.
 * @param {{ context: import("@playwright/test").BrowserContext, baseURL: string } & Options & Fixtures} fixtures
 * @param {(context: import("@playwright/test").BrowserContext) => Promise<void>} use
 */
async function watchedContext(
  { context, baseURL, allowHosts, allowConsoleErrors, outsideRequests },
  use,
) {
  const own = new URL(baseURL).origin;
  const answers = new Map(
    Array.isArray(allowHosts)
      ? allowHosts.map((host) => /** @type {const} */ ([host, "picture"]))
      : Object.entries(allowHosts),
  );
  /** @type {string[]} */
  const faults = [];

  context.on("weberror", (error) => {
    faults.push(`error in the page: ${error.error().stack ?? error.error()}`);
  });
  context.on("console", (message) => {
    const where = message.location().url;
    // That a picture of an allowed host can't be had is what the story wants.
    const wanted =
      (where !== "" && answers.has(hostOf(where))) ||
      allowConsoleErrors.some((pattern) => pattern.test(message.text()));
    if (message.type() === "error" && !wanted) {
      faults.push(`error on the console: ${message.text()} (${where})`);
    }
  });
  context.on("dialog", async (dialog) => {
    faults.push(`dialog: ${dialog.type()} "${dialog.message()}"`);
    await dialog.dismiss();
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (!isNetwork(url) || url.origin === own) return;
    if (answers.has(url.hostname)) {
      outsideRequests.push(request);
    } else {
      faults.push(`request to another site: ${request.method()} ${url.href}`);
    }
  });
  context.on("page", (page) => {
    page.on("websocket", (socket) => faults.push(`connection to ${socket.url()}`));
  });
  await context.route(
    (url) => isNetwork(url) && url.origin !== own,
    (route) => answer(route, answers.get(new URL(route.request().url()).hostname)),
  );

  await use(context);

  expect(faults, "the page must do none of these").toEqual([]);
}

/**
 * @param {import("@playwright/test").Route} route
 * @param {Answer | undefined} how
 */
async function answer(route, how) {
  if (typeof how === "function") {
    await how(route);
  } else if (how === "picture") {
    await route.fulfill({ contentType: "image/svg+xml", body: PICTURE });
  } else if (how === "missing") {
    await route.fulfill({ status: 404, contentType: "text/plain", body: "Not Found" });
  } else {
    await route.abort("connectionrefused");
  }
}

/**
 * Blobs and data: addresses are in the page already.
 * @param {URL} url
 */
function isNetwork(url) {
  return !["blob:", "data:", "about:"].includes(url.protocol);
}

/** @param {string} address */
function hostOf(address) {
  return URL.canParse(address) ? new URL(address).hostname : "";
}
