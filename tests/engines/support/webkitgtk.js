// WebKitGTK: its own small browser, driven by WebKitWebDriver, on a screen that nobody sees.

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Page, pause } from "./page.js";
import { WebDriver } from "./webdriver.js";

/** @import { Engine } from "./launch.js" */
/** @import { Reference } from "./webdriver.js" */

/** @extends {Page<Reference>} */
class WebKitPage extends Page {
  /** @param {WebDriver} driver */
  constructor(driver) {
    super();
    this.driver = driver;
  }

  /** @override @param {string} url */
  async open(url) {
    await this.driver.post("url", { url });
  }

  /** @override @param {Function} call @param {...any} given */
  evaluate(call, ...given) {
    return this.driver.evaluate(call, given);
  }

  /** @override @param {Function} call @param {...any} given @returns {Promise<Reference | null>} */
  handle(call, ...given) {
    return this.driver.evaluate(call, given);
  }

  /** @override @param {Reference} handle */
  async press(handle) {
    await this.driver.click(handle);
  }

  /** @override @param {...string} keys */
  async keys(...keys) {
    await this.driver.type(keys);
  }

  /** @override @param {Reference} handle @param {string[]} paths */
  async give(handle, paths) {
    await this.driver.upload(handle, paths);
  }

  /** @override @param {string} path */
  async screenshot(path) {
    await writeFile(path, Buffer.from(await this.driver.get("screenshot"), "base64"));
  }

  /** @override @param {number} width @param {number} height */
  async resize(width, height) {
    // The program's bars are part of its window, and it gets no narrower than they are.
    let [more, taller] = [0, 100];
    let before = "";
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const rect = { width: Math.max(100, width + more), height: height + taller };
      await this.driver.post("window/rect", rect);
      await pause(100);
      const [w, h] = await this.evaluate(() => [innerWidth, innerHeight]);
      if (h === height && (w === width || (w > width && before === `${w} ${h}`))) return;
      before = `${w} ${h}`;
      [more, taller] = [more + width - w, taller + height - h];
    }
    throw new Error(`the window can't be ${width} by ${height}, but ${before}`);
  }
}

/** @param {{ driver: string, browser: string, screen: string }} programs @param {string} proxy @returns {Promise<Engine>} */
export async function launchWebKit({ driver, browser, screen }, proxy) {
  const home = await mkdtemp(join(tmpdir(), "engines-webkitgtk-"));
  const xvfb = await startScreen(screen);
  const port = await freePort();
  const environment = {
    ...process.env,
    DISPLAY: `:${xvfb.display}`,
    GDK_BACKEND: "x11",
    LC_ALL: "C.UTF-8",
    LANGUAGE: "en_GB",
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_DATA_HOME: home,
    XDG_RUNTIME_DIR: home,
    NO_AT_BRIDGE: "1",
  };
  const server = spawn(driver, [`--port=${port}`], { env: environment, stdio: "ignore" });
  const stop = () => {
    server.kill();
    xvfb.process.kill();
  };
  // Also where the run is broken off.
  process.once("exit", stop);
  const address = `http://127.0.0.1:${port}`;
  await answers(`${address}/status`);
  const session = await WebDriver.start(address, {
    "webkitgtk:browserOptions": {
      binary: browser,
      args: ["--automation", `--proxy=${proxy}`, "--ignore-host=127.0.0.1"],
    },
  });
  await session.post("timeouts", { script: 120_000, pageLoad: 60_000 });
  return {
    name: "webkitgtk",
    version: `WebKitGTK ${session.capabilities.browserVersion}`,
    async newPage() {
      // One window for all: a second one would not be seen, and what is not seen is not drawn.
      await session.post("url", { url: "about:blank" });
      const page = new WebKitPage(session);
      await page.resize(1280, 800);
      return { page, close: () => page.open("about:blank") };
    },
    async close() {
      await session.delete("").catch(() => {});
      stop();
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** @param {string} program @returns {Promise<{ display: string, process: import("node:child_process").ChildProcess }>} */
async function startScreen(program) {
  const process = spawn(program, ["-displayfd", "1", "-screen", "0", "1600x1300x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const display = await new Promise((resolve, reject) => {
    process.once("error", reject);
    process.once("exit", () => reject(new Error(`${program} ended at once`)));
    process.stdout?.once("data", (bytes) => resolve(String(bytes).trim()));
  });
  return { display, process };
}

/** @returns {Promise<number>} */
function freePort() {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    }),
  );
}

/** @param {string} address */
async function answers(address) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (
      await fetch(address)
        .then(({ ok }) => ok)
        .catch(() => false)
    )
      return;
    await pause(50);
  }
  throw new Error(`nobody answers at ${address}`);
}
