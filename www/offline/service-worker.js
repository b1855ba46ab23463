/**
 * The service worker of a published site. It keeps the page and its parts, all of one version or none, so that the page opens
 * offline; and it takes what other programs share with the viewer. It sees no post that is opened in the page, and changes no
 * answer.
 */
import { LATER_PARTS, PAGE_PARTS, VERSION } from "./page-parts.js";
import { keepShared } from "./shared-files.js";

const worker = /** @type {any} */ (globalThis);
/** @type {string} */
const scope = worker.registration.scope;

/** Names of all our caches begin with the scope, since several viewers may share a host. */
const OURS = `archive-viewer ${scope} `;
const CACHE = OURS + VERSION;

/** Absolute URLs of what is kept. */
const urlOf = (/** @type {string} */ path) => new URL(path, scope).href;
const kept = new Set(PAGE_PARTS.map(urlOf));
const keptLater = new Set(LATER_PARTS.map(urlOf));

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(keepParts());
  // Starting this worker takes longer than reading a part: browsers with static routes read it themselves.
  event.addRoutes?.([...kept].map(routeTo));
});

/** @param {string} url of a kept part, as text without patterns @returns the rule that its bytes come from the cache, or else the network */
const routeTo = (url) => ({
  condition: {
    requestMethod: "GET",
    urlPattern: { pathname: new URL(url).pathname.replace(/[^\w/.-]/g, "\\$&"), search: "", baseURL: scope },
  },
  source: { cacheName: CACHE },
});

/** Fails as a whole if one part can't be had. */
async function keepParts() {
  const cache = await caches.open(CACHE);
  // The page's name doesn't change with its bytes, as those of its parts do.
  await cache.addAll([...kept].map((url) => new Request(url, { cache: url === scope ? "no-cache" : "default" })));
}

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(replaceOthers());
});

async function replaceOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

worker.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  // The reader agreed to a new version.
  if (data === "take-over") void worker.skipWaiting();
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  /** @type {Request} */
  const { request } = event;
  const url = new URL(request.url);
  const isPage = url.origin + url.pathname === scope || url.origin + url.pathname === `${scope}index.html`;
  if (request.method === "POST" && isPage && url.searchParams.has("share"))
    event.respondWith(keepShared(request, scope));
  if (request.method !== "GET") return;
  const wanted = isPage && request.mode === "navigate" ? scope : request.url;
  if (kept.has(wanted)) event.respondWith(answer(wanted, request));
  else if (keptLater.has(wanted)) event.respondWith(answerAndKeep(request));
});

/** Looks without making the cache again that the reader had removed. @param {string} url */
const found = (url) => caches.match(url, { cacheName: CACHE });

/** @param {string} url @param {Request} request @returns {Promise<Response>} */
async function answer(url, request) {
  return (await found(url)) ?? fetch(request);
}

/** @param {Request} request @returns {Promise<Response>} */
async function answerAndKeep(request) {
  const known = await found(request.url);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok && (await caches.has(CACHE))) {
    const cache = await caches.open(CACHE);
    // Where there is no room, it is fetched again.
    await cache.put(request.url, response.clone()).catch(() => {});
  }
  return response;
}
