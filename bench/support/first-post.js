// The time until a first post is on the screen, after a navigation or after a drop.

/** @typedef {import("playwright-core").BrowserContext} BrowserContext */

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {{ latency: number, megabits: number } | null} network of Chromium's own emulation; it holds for workers as well
 * @property {number} slower how many times slower the page's thread is; Chromium slows no worker
 */

/** @type {Line[]} */
export const LINES = [
  { name: "plain", network: null, slower: 1 },
  { name: "10 Mbit/s, 40 ms", network: { latency: 40, megabits: 10 }, slower: 1 },
  { name: "phone: 4 Mbit/s, 100 ms, page's thread 4 times slower", network: { latency: 100, megabits: 4 }, slower: 4 },
];

/** How long a page stands before something is dropped on it, in ms. */
export const STANDS = 2_000;
const TOO_LONG = 60_000;

/**
 * @typedef {object} Side
 * @property {string} name
 * @property {string} page
 * @property {string} shown a selector of the post's text, in the page or in a shadow root
 * @property {string} [dropped] path of the file that is dropped on the page
 */

/**
 * One visit in a tab of its own.
 * @param {BrowserContext} context
 * @param {string} origin
 * @param {Side} side
 * @param {{ cold: boolean, line: Line }} how
 * @returns {Promise<number>} milliseconds from the navigation, or the drop, to the frame that shows the post
 */
export async function visit(context, origin, { page: path, shown, dropped }, { cold, line: { network, slower } }) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  if (cold) {
    await session.send("Network.clearBrowserCache");
    await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  }
  if (network) {
    const bytes = (network.megabits * 1e6) / 8;
    const conditions = { offline: false, latency: network.latency, downloadThroughput: bytes, uploadThroughput: bytes };
    await session.send("Network.emulateNetworkConditions", conditions);
  }
  if (slower > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await page.addInitScript(watch, { shown, afterDrop: Boolean(dropped) });
  await page.goto(origin + path, { waitUntil: dropped ? "load" : "commit" });
  if (dropped) {
    await page.waitForTimeout(STANDS);
    await drop(session, dropped);
  }
  const painted = await page.waitForFunction(() => /** @type {any} */ (globalThis).benchPainted, null, {
    timeout: TOO_LONG,
    polling: 20,
  });
  const time = await painted.jsonValue();
  await page.close();
  return time;
}

/**
 * In the page: sets `benchPainted` once the post is drawn.
 * @param {{ shown: string, afterDrop: boolean }} what
 */
function watch({ shown, afterDrop }) {
  let began = afterDrop ? NaN : 0;
  /** @type {(Document | ShadowRoot)[]} */
  const roots = [document];
  const look = () => {
    if (Number.isNaN(began) || !roots.some((root) => root.querySelector(shown)?.textContent)) return;
    watcher.disconnect();
    // A task posted in the next frame's callback runs after that frame is drawn.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        /** @type {any} */ (globalThis).benchPainted = performance.now() - began;
      };
      port2.postMessage(null);
    });
  };
  const watcher = new MutationObserver(look);
  const seen = { childList: true, subtree: true };
  watcher.observe(document, seen);
  // No observer of a document sees into its shadow roots.
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    roots.push(root);
    watcher.observe(root, seen);
    return root;
  };
  addEventListener("drop", () => (began = performance.now()), { capture: true });
}

/** @param {import("playwright-core").CDPSession} session @param {string} file */
async function drop(session, file) {
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"])) {
    await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  }
}
