// Chromium for the measurements.

import { chromium } from "playwright-core";

/** What it is started with; no picture is ever asked for, by neither side. */
const OPTIONS = {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--blink-settings=imagesEnabled=false",
  ],
};

export const launch = () => chromium.launch(OPTIONS);

/** With a profile on disk, as a reader has one: only there are scripts and WebAssembly kept compiled. */
export const launchWithProfile = (/** @type {string} */ folder) => chromium.launchPersistentContext(folder, OPTIONS);

/**
 * The processor's time that a page's process has used so far: all its threads, and the page's own thread.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<() => Promise<{ whole: number, thread: number }>>} in milliseconds
 */
export async function clockOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const value = (/** @type {string} */ name) => (metrics.find((metric) => metric.name === name)?.value ?? NaN) * 1000;
    return { whole: value("ProcessTime"), thread: value("ThreadTime") };
  };
}
