// The browser stories: real Chromium against the page as our own server serves it.
//
// `cargo xtask test browser` builds the page first and says where Chromium is;
// `npx playwright test` by itself takes what is in www/, and in dist/tests/ what `cargo xtask test dist` put there.

import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "test-results",
  // Two cores; a story is mostly waiting for the browser.
  workers: 2,
  fullyParallel: true,
  // A story that passes at the second try hides a fault, so there is none.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
    // Without pictures of every moment, which would take as long as many a story.
    trace: { mode: "retain-on-failure", screenshots: false },
    // The port is the one that the server chose; see below.
    baseURL: `http://127.0.0.1:${process.env.ARCHIVE_VIEWER_PORT}/`,
    launchOptions: {
      // In a plain C locale Chromium can't open a dropped file whose name is not ASCII.
      env: { ...process.env, LC_ALL: "C.UTF-8" },
      executablePath: process.env.CHROMIUM || PLACES.find((place) => existsSync(place)),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // No name but this machine's own is ever looked up, so that no story can reach the net by mistake.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      ],
    },
  },
  webServer: {
    // Port 0 is any free one, so that several copies of the project can be tested at once.
    command: "cargo xtask run --no-build --port 0",
    // What the name in the pattern catches becomes a variable of the environment.
    wait: { stdout: /http:\/\/127\.0\.0\.1:(?<archive_viewer_port>\d+)\// },
    // Where the tool itself is not compiled yet, that comes first.
    timeout: 300_000,
  },
});
