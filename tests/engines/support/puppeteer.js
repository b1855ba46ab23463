// Chromium by its own protocol and Firefox by WebDriver BiDi, both unpatched, by one library.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import puppeteer from "puppeteer-core";

import { Page } from "./page.js";

/** @import { Browser, ElementHandle, KeyInput, Page as PuppeteerPage } from "puppeteer-core" */
/** @import { Engine } from "./launch.js" */

/** @extends {Page<ElementHandle<Element>>} */
class PuppeteerDriven extends Page {
  /** @param {PuppeteerPage} page */
  constructor(page) {
    super();
    this.page = page;
  }

  /** @override @param {string} url */
  async open(url) {
    await this.page.goto(url);
  }

  /** @override @param {Function} call @param {...any} given */
  async evaluate(call, ...given) {
    return (await this.page.evaluate(/** @type {any} */ (call), ...given)) ?? null;
  }

  /** @override @param {Function} call @param {...any} given */
  async handle(call, ...given) {
    const handle = await this.page.evaluateHandle(/** @type {any} */ (call), ...given);
    return /** @type {ElementHandle<Element> | null} */ (handle.asElement());
  }

  /** @override @param {ElementHandle<Element>} handle */
  async press(handle) {
    await handle.click();
  }

  /** @override @param {...string} keys */
  async keys(...keys) {
    for (const key of keys) {
      if (key.length === 1) await this.page.keyboard.type(key);
      else await this.page.keyboard.press(/** @type {KeyInput} */ (key));
    }
  }

  /** @override @param {ElementHandle<Element>} handle @param {string[]} paths */
  async give(handle, paths) {
    await /** @type {ElementHandle<HTMLInputElement>} */ (handle).uploadFile(...paths);
  }

  /** @override @param {string[]} paths */
  async drop(paths) {
    // Only Chromium's own protocol has a drag that comes from outside: elsewhere this fails.
    const session = await this.page.createCDPSession();
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"])) {
      await session.send("Input.dispatchDragEvent", { type, x: 600, y: 400, data });
    }
    await session.detach();
  }

  /** @override @param {string} path */
  async screenshot(path) {
    await this.page.screenshot({ path: /** @type {`${string}.png`} */ (path) });
  }

  /** @override @param {number} width @param {number} height */
  async resize(width, height) {
    await this.page.setViewport({ width, height });
  }
}

/** Beside the usual: no name but this machine's own is looked up, and nothing is asked for in the background. */
const CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--proxy-bypass-list=127.0.0.1"];

/** @param {string} proxy its address @returns {Record<string, unknown>} */
const firefoxSettings = (proxy) => {
  const { hostname, port } = new URL(proxy);
  return {
    "network.proxy.type": 1,
    "network.proxy.http": hostname,
    "network.proxy.http_port": Number(port),
    "network.proxy.ssl": hostname,
    "network.proxy.ssl_port": Number(port),
    "network.proxy.no_proxies_on": "127.0.0.1",
    "network.proxy.allow_hijacking_localhost": false,
    "intl.accept_languages": "en-GB",
    "intl.locale.requested": "en-GB",
    // A background tab of a busy machine is a page like any other.
    "dom.min_background_timeout_value": 4,
    "datareporting.policy.dataSubmissionEnabled": false,
    "browser.region.network.url": "",
    "services.settings.server": "data:,",
  };
};

/**
 * @param {"chromium" | "firefox"} name
 * @param {string} program
 * @param {string} proxy
 * @returns {Promise<Engine>}
 */
export async function launchPuppeteer(name, program, proxy) {
  const profile = await mkdtemp(join(tmpdir(), `engines-${name}-`));
  const isFirefox = name === "firefox";
  /** @type {Browser} */
  const browser = await puppeteer.launch({
    browser: isFirefox ? "firefox" : "chrome",
    executablePath: program,
    userDataDir: profile,
    headless: true,
    args: isFirefox ? [] : [...CHROMIUM, `--proxy-server=${proxy}`, "--lang=en-GB", "--accept-lang=en-GB"],
    extraPrefsFirefox: firefoxSettings(proxy),
    // In a plain C locale Chromium can't open a file whose name is not ASCII.
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    // A slow machine under load.
    timeout: 60_000,
    protocolTimeout: 120_000,
  });
  return {
    name,
    version: (await browser.version()).replace("/", " "),
    async newPage() {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width: 1280, height: 800 });
      return { page: new PuppeteerDriven(page), close: () => context.close() };
    },
    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
