// The oracle: opens payloads through the real drop path in a real browser, and tells of everything that no post may do.
//
// A layer of defence can be taken away for a test. It's taken away on the way to the browser, by rewriting what the
// server answers: nothing in the page itself knows of this.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { dropFiles } from "./drop.js";
import { writePayloads } from "./oracle-payloads.js";
import { changesWithout } from "./oracle-layers.js";
import { inspect, prepare } from "./oracle-page.js";

/** @import { BrowserContext, Page, Request } from "@playwright/test" */
/** @import { Payload } from "./oracle-payloads.js" */

/**
 * Which layers are there; all of them where nothing is said.
 * @typedef {object} Layers
 * @property {"clean" | "raw"} [core] `raw`: the core's HTML is the file as it was dropped
 * @property {"page" | "bypassed"} [sink] `bypassed`: markup becomes nodes of the living document, at once and unseen
 * @property {boolean} [native] whether the browser has its own sanitizer
 * @property {boolean} [gate] whether pictures wait for the gate
 * @property {boolean} [csp]
 * @property {"ask" | "load"} [pictures] what the reader chose
 */

/**
 * @typedef {object} Finding
 * @property {number} payload
 * @property {string} kind `request` is one that was tried, and `sent` one that nothing held back before the net
 * @property {string} what
 */

/** Several pages of one browser, since most of the time is spent waiting for what might come late. */
const PAGES = 4;

/** What comes late: handlers of pictures that fail, refreshes, animations. */
const PATIENCE_MS = 25;

/** Posts that a page opens in one go. */
const BATCH = 20;

/** A page that doesn't answer for so long was taken over. */
const SILENCE_MS = 20_000;

const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==", "base64");

/**
 * Opens every payload and tells what happened.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} baseURL
 * @param {Payload[]} payloads
 * @param {Layers} [layers]
 * @returns {Promise<{ findings: Finding[], opened: number }>}
 */
export async function consult(browser, baseURL, payloads, layers = {}) {
  const { core = "clean", sink = "page", native = true, gate = true, csp = true, pictures = "ask" } = layers;
  /** @type {Finding[]} */
  const findings = [];
  // A service worker would answer before the routes do.
  const context = await browser.newContext({
    baseURL,
    serviceWorkers: "block",
    acceptDownloads: false,
    viewport: { width: 800, height: 600 },
  });
  const folder = await mkdtemp(join(tmpdir(), "oracle-"));
  try {
    await context.addInitScript(prepare, { native, pictures });
    await takeAway(context, baseURL, { core, sink, gate, csp });
    const watch = watchContext(context, baseURL, findings, pictures);
    const share = Math.ceil(payloads.length / PAGES);
    const counts = await Promise.all(
      Array.from({ length: PAGES }, (_, index) => index).map(async (index) => {
        const own = payloads.slice(index * share, (index + 1) * share);
        return visitAll(context, own, join(folder, String(index)), watch);
      }),
    );
    // What may be asked for is known when all is over: a picture may come late, and hosts are numbered.
    const mayAsk = (/** @type {Finding} */ { kind, what }) =>
      pictures === "load" && /^(request|sent)$/.test(kind) && watch.shown.has(what.replace(/^image: /, ""));
    return {
      findings: findings.filter((finding) => !mayAsk(finding)),
      opened: counts.reduce((sum, count) => sum + count, 0),
    };
  } finally {
    await context.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
    await rm(folder, { recursive: true });
  }
}

/**
 * @typedef {object} Watch
 * @property {Map<Page, Payload[]>} current the payloads that a page shows one after the other
 * @property {Set<Page>} armed pages that are past their own loading
 * @property {Set<string>} shown addresses of pictures that articles show
 * @property {Finding[]} findings
 */

/**
 * @param {BrowserContext} context
 * @param {Payload[]} payloads
 * @param {string} folder
 * @param {Watch} watch
 */
async function visitAll(context, payloads, folder, watch) {
  const { findings, current, armed } = watch;
  if (payloads.length === 0) return 0;
  const paths = await writePayloads(payloads, folder);
  let opened = 0;
  /** @type {Page} */
  let page = await context.newPage();
  /** @type {object} */
  let policy = {};

  const open = async () => {
    await page.goto("/");
    policy = await page.evaluate(async () => {
      // @ts-expect-error: the package is generated.
      const core = await import("/pkg/archive_viewer.js");
      await core.default();
      return core.sanitizer_config();
    });
    armed.add(page);
    await dropFiles(page, paths);
    // The list stands when all files have been opened; it shows titles, authors and first words of all of them.
    await page.waitForSelector(".list-rows, .reading", { timeout: 60_000 });
    findings.push(...(await page.evaluate(inspect, { payloads: [], policy, patience: PATIENCE_MS })).found);
  };
  await open();

  /** @type {Payload[][]} */
  const batches = [];
  const wanted = payloads.filter(({ refused }) => !refused);
  while (wanted.length > 0) batches.push(wanted.splice(0, BATCH));
  for (let batch = batches.shift(); batch; batch = batches.shift()) {
    current.set(page, batch);
    const asked = { payloads: batch.map(({ number, name }) => ({ number, name })), policy, patience: PATIENCE_MS };
    const seen = await Promise.race([
      page.evaluate(inspect, asked).catch((error) => String(error)),
      new Promise((resolve) => setTimeout(resolve, SILENCE_MS, "the page is silent")),
    ]);
    if (typeof seen === "string") {
      if (batch.length > 1) batches.unshift(...batch.map((payload) => [payload]));
      else findings.push({ payload: batch[0].number, kind: "taken over", what: seen });
      // What was taken over is of no use to the next one.
      armed.delete(page);
      await page.close();
      page = await context.newPage();
      await open();
      continue;
    }
    opened += batch.length;
    findings.push(...seen.found);
    for (const url of seen.pictures) watch.shown.add(url);
  }
  armed.delete(page);
  return opened;
}

/**
 * @param {string} text what a payload did; numbered hosts tell whose it is
 * @param {Payload[] | undefined} batch the ones that the page was showing
 */
function owner(text, batch) {
  return Number(/\bn(\d+)\.evil\.example/.exec(text)?.[1] ?? batch?.[0].number ?? 0);
}

/**
 * @param {BrowserContext} context
 * @param {string} baseURL
 * @param {Finding[]} findings
 * @param {"ask" | "load"} pictures
 * @returns {Watch}
 */
function watchContext(context, baseURL, findings, pictures) {
  /** @type {Watch} */
  const watch = { current: new Map(), armed: new Set(), shown: new Set(), findings };
  const { origin } = new URL(baseURL);
  const note = (/** @type {Page | null} */ page, /** @type {string} */ kind, /** @type {string} */ what) =>
    findings.push({ payload: owner(what, page ? watch.current.get(page) : undefined), kind, what });

  void context.exposeBinding("pwned", ({ page }, number) => {
    if (typeof number === "number") findings.push({ payload: number, kind: "execution", what: "its script ran" });
    else note(page, "execution", "a script ran");
  });
  context.on("dialog", async (dialog) => {
    note(dialog.page(), "execution", `dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  context.on("weberror", (error) => note(error.page(), "error", String(error.error())));
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    // That a picture can't be had is no fault where pictures are loaded.
    if (pictures === "load" && message.location().url.includes("evil.example")) return;
    note(message.page(), "error", message.text());
  });
  context.on("page", (page) => {
    page.on("popup", (popup) => {
      note(page, "navigation", `a window of its own: ${popup.url()}`);
      void popup.close().catch(() => {});
    });
    page.on("websocket", (socket) => note(page, "request", `websocket: ${socket.url()}`));
    page.on("download", (download) => note(page, "request", `download: ${download.url()}`));
  });
  context.on("request", (request) => {
    const page = pageOf(request);
    if (!page || !watch.armed.has(page) || /^(blob|data|about):|\/icon\.svg$/.test(request.url())) return;
    if (isOurs(request, origin)) return;
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) note(page, "navigation", request.url());
    else note(page, "request", `${request.resourceType()}: ${request.url()}`);
  });
  void context.route(
    (url) => url.origin !== origin,
    async (route) => {
      const url = route.request().url();
      const page = pageOf(route.request());
      const leaves = page && route.request().isNavigationRequest() && route.request().frame() === page.mainFrame();
      if (page && !leaves && watch.armed.has(page)) note(page, "sent", `${route.request().resourceType()}: ${url}`);
      // Every picture can be had but those that are called otherwise, so that both kinds of handlers have their chance.
      if (route.request().resourceType() === "image" && !url.includes("none.png")) {
        await route.fulfill({ contentType: "image/gif", body: PIXEL });
      } else if (route.request().isNavigationRequest()) {
        // No content: the browser stays where it is.
        await route.fulfill({ status: 204 });
      } else {
        await route.fulfill({ status: 404, body: "" });
      }
    },
  );
  // Nor does it leave for an address of our own site, once it has loaded.
  void context.route(
    (url) => url.origin === origin,
    async (route) => {
      const page = pageOf(route.request());
      if (page && watch.armed.has(page) && route.request().isNavigationRequest()) await route.fulfill({ status: 204 });
      else await route.fallback();
    },
  );
  return watch;
}

/**
 * The page's worker loads the core when it is there, which may be late; what is folded may load its part, and the first
 * screen shows the samples.
 * @param {Request} request
 * @param {string} origin
 */
function isOurs(request, origin) {
  const url = new URL(request.url());
  if (url.origin !== origin) return false;
  const kind = request.resourceType();
  return (
    (/^\/(js|pkg|embed)\//.test(url.pathname) && /^(script|fetch)$/.test(kind)) ||
    /^fetch: \/posts\/index\.json$|^image: \/posts\/pictures\/small\/[a-z-]+\.jpg$/.test(`${kind}: ${url.pathname}`)
  );
}

/** @param {Request} request */
function pageOf(request) {
  try {
    return request.frame().page();
  } catch {
    // A worker's request has no frame: it loads the core, or one of its modules.
    return null;
  }
}

/**
 * @param {BrowserContext} context
 * @param {string} baseURL
 * @param {import("./oracle-layers.js").Kept} kept
 */
async function takeAway(context, baseURL, kept) {
  for (const [path, change] of changesWithout(kept)) {
    await context.route(
      (url) => url.origin === new URL(baseURL).origin && url.pathname === path,
      async (route) => {
        const response = await route.fetch();
        const headers = response.headers();
        if (!kept.csp) delete headers["content-security-policy"];
        await route.fulfill({ response, headers, body: change(await response.text()) });
      },
    );
  }
}
