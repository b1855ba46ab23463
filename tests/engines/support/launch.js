// Finds an engine's programs, and starts it. `cargo xtask test engines` has installed them, and names Chromium and Firefox.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { launchPuppeteer } from "./puppeteer.js";
import { launchWebKit } from "./webkitgtk.js";

/** @typedef {"chromium" | "firefox" | "webkitgtk"} EngineName */

/**
 * @typedef {object} Engine
 * @property {EngineName} name
 * @property {string} version
 * @property {() => Promise<{ page: import("./page.js").Page<any>, close: () => Promise<void> }>} newPage
 * @property {() => Promise<void>} close
 */

/** Debian keeps it with the library, by the machine's kind. */
const MINI_BROWSERS = ["x86_64-linux-gnu", "aarch64-linux-gnu"].flatMap((machine) =>
  ["4.1", "4.0", "6.0"].map(
    (version) => `/usr/lib/${machine}/webkit${version === "6.0" ? "gtk" : "2gtk"}-${version}/MiniBrowser`,
  ),
);

/** @param {EngineName} name @param {string} proxy @returns {Promise<Engine>} */
export function launch(name, proxy) {
  if (name === "chromium") {
    const program = process.env.CHROMIUM || onPath("chromium", "chromium-browser", "google-chrome");
    return launchPuppeteer(name, needed(program, "Chromium"), proxy);
  }
  if (name === "firefox") {
    return launchPuppeteer(name, needed(process.env.FIREFOX || onPath("firefox-esr", "firefox"), "Firefox"), proxy);
  }
  const programs = {
    driver: needed(onPath("WebKitWebDriver"), "WebKitWebDriver"),
    browser: needed(MINI_BROWSERS.find(existsSync), "MiniBrowser"),
    screen: needed(onPath("Xvfb"), "Xvfb"),
  };
  return launchWebKit(programs, proxy);
}

/** @param {...string} names @returns {string | undefined} */
function onPath(...names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** @param {string | undefined} program @param {string} name */
function needed(program, name) {
  if (!program) throw new Error(`${name} is not installed: cargo xtask test engines does that, or says how`);
  return program;
}
