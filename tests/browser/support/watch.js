// Watches all pages and workers of a browser context, and notes what our page must never do: throw, write an
// error on the console, open a dialog, ask another site. Answers in the place of the hosts that are allowed.

/**
 * How an allowed host answers: with a picture, with 404, by breaking the connection, or as a function does.
 * @typedef {"picture" | "missing" | "refused" | ((route: import("@playwright/test").Route) => Promise<void>)} Answer
 */

/**
 * @typedef {object} Allowed
 * @property {string[] | Record<string, Answer>} allowHosts hosts that the page may ask
 * @property {RegExp[]} allowConsoleErrors errors on the console that belong to the story
 */

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360">
  <rect width="640" height="360" fill="#7a8b99"/><circle cx="320" cy="180" r="90" fill="#f4f1ea"/>
</svg>`;

/**
 * Watches `context` from now on. Both lists that it returns grow while the story runs: the faults, and the
 * requests for which an allowed host was asked. `ownOrigins` are sites that a story serves itself, beside ours.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {string} baseURL an address of our own site
 * @param {Allowed} allowed
 */
export async function watch(context, baseURL, { allowHosts, allowConsoleErrors }) {
  /** @type {string[]} */
  const faults = [];
  /** @type {import("@playwright/test").Request[]} */
  const outsideRequests = [];
  const ownOrigins = new Set([new URL(baseURL).origin]);
  const answers = new Map(
    Array.isArray(allowHosts)
      ? allowHosts.map((host) => /** @type {const} */ ([host, "picture"]))
      : Object.entries(allowHosts),
  );
  const isOutside = (/** @type {URL} */ url) => isNetwork(url) && !ownOrigins.has(url.origin);

  context.on("weberror", (error) => {
    faults.push(`error in the page: ${error.error()}`);
  });
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    const where = message.location().url;
    // That a picture of an allowed host can't be had is what the story wants.
    const wanted =
      (URL.canParse(where) && answers.has(new URL(where).hostname)) ||
      allowConsoleErrors.some((pattern) => pattern.test(message.text()));
    if (!wanted) faults.push(`error on the console: ${message.text()} (${where})`);
  });
  context.on("dialog", async (dialog) => {
    faults.push(`dialog: ${dialog.type()} "${dialog.message()}"`);
    await dialog.dismiss();
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (!isOutside(url)) return;
    if (answers.has(url.hostname)) outsideRequests.push(request);
    else faults.push(`request to another site: ${request.method()} ${url.href}`);
  });
  context.on("page", (page) => {
    page.on("websocket", (socket) => faults.push(`connection to ${socket.url()}`));
  });
  // Files are picked by the input that all browsers have; the picker that gives handles can't be answered here.
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "showOpenFilePicker");
    Reflect.deleteProperty(globalThis, "showDirectoryPicker");
  });
  // A route makes every request of every page wait for the test, which costs more than the page itself. Where no host is allowed
  // none is needed: no name is looked up (playwright.config.js), and the request is a fault already.
  if (answers.size === 0) return { faults, outsideRequests, ownOrigins };
  await context.route(isOutside, (route) => answer(route, answers.get(new URL(route.request().url()).hostname)));
  return { faults, outsideRequests, ownOrigins };
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
 * Whether an address needs the net: blobs and data: addresses are in the page already, files on this disk.
 * @param {URL} url
 */
function isNetwork(url) {
  return !["blob:", "data:", "about:", "file:"].includes(url.protocol);
}
