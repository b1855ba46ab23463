// The browser stories: real Chromium against the page as our own server serves it.
//
// `cargo xtask test browser` builds the page first, says where Chromium is, and has the stories run against the published page;
// `npx playwright test` by itself takes what is in www/, and in dist/tests/ what `cargo xtask test dist` put there.
// With PUBLISHED=1 the page is the published one of dist/tests/, too.

import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

// Chromium's own suggestions below the address field are a page of each window, which takes a process and no part in a story.
// The last list that Chromium is given counts, so the rest of this one is Playwright's.
const FEATURES = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

const executablePath = process.env.CHROMIUM || PLACES.find((place) => existsSync(place));
const launchOptions = {
  // In a plain C locale Chromium can't open a dropped file whose name is not ASCII.
  env: { ...process.env, LC_ALL: "C.UTF-8" },
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    `--disable-features=${FEATURES.join(",")}`,
    // No name but this machine's own is ever looked up, so that no story can reach the net by mistake.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ],
};

// The same engine without windows of its own starts a page sooner. What a browser has beside its engine, handles of files and
// room for copies, is tried in the whole one.
const shell = process.env.HEADLESS_SHELL;
const WHOLE = ["smoke.spec.js", "keep.spec.js", "keep-room.spec.js"];
const inShell = { ...launchOptions, executablePath: shell };

// What changes, withholds or asks single scripts of the page takes it as it stands in www/, whatever the others take.
const IN_PARTS = [
  "oracle.spec.js",
  "stress.spec.js",
  "chunks.spec.js",
  "crash.spec.js",
  "embed-errors.spec.js",
  "embed-frame.spec.js",
  "embed-host.spec.js",
  "embed-sink.spec.js",
  "packed.spec.js",
  "players.spec.js",
  "remembers.spec.js",
  "saved.spec.js",
];
const PUBLISHED = Boolean(process.env.PUBLISHED);

/** The port is the one that the server chose; what the name in a pattern catches becomes a variable of the environment. */
const address = (/** @type {string | undefined} */ port) => `http://127.0.0.1:${port}/`;
const SERVERS = [
  { options: "", wait: { stdout: /http:\/\/127\.0\.0\.1:(?<archive_viewer_parts_port>\d+)\// } },
  { options: " --published", wait: { stdout: /http:\/\/127\.0\.0\.1:(?<archive_viewer_published_port>\d+)\// } },
];
const parts = address(process.env.ARCHIVE_VIEWER_PARTS_PORT);
const usual = PUBLISHED ? address(process.env.ARCHIVE_VIEWER_PUBLISHED_PORT) : parts;

const browsers = shell
  ? [
      { name: "shell", testMatch: ["*.spec.js"], testIgnore: WHOLE, use: { launchOptions: inShell } },
      { name: "whole", testMatch: WHOLE, testIgnore: [], use: { launchOptions } },
    ]
  : [{ name: "whole", testMatch: ["*.spec.js"], testIgnore: [], use: { launchOptions } }];

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "test-results",
  // Two cores; a story is mostly waiting for the browser.
  workers: 2,
  fullyParallel: true,
  // Where a story fails on a busy machine, it is tried once more by itself and listed as flaky if it passes then. At a desk there
  // is no second try, which would hide a fault.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
    // What a page keeps of itself takes a fifth of the processor's time of a story; those that it is part of allow it.
    serviceWorkers: "block",
    // Without pictures of every moment, which would take as long as many a story; none under CI, where nobody opens them
    // and which they slow by a twentieth.
    trace: { mode: process.env.CI ? "off" : "retain-on-failure", screenshots: false },
  },
  projects: browsers.flatMap(({ name, testMatch, testIgnore, use }) => [
    { name, testMatch, testIgnore: [...testIgnore, ...IN_PARTS], use: { ...use, baseURL: usual } },
    ...(testMatch === WHOLE
      ? []
      : [{ name: `${name}, in parts`, testMatch: IN_PARTS, testIgnore, use: { ...use, baseURL: parts } }]),
  ]),
  webServer: SERVERS.slice(0, PUBLISHED ? 2 : 1).map(({ options, wait }) => ({
    // Port 0 is any free one, so that several copies of the project can be tested at once.
    command: `cargo xtask run --no-build --port 0${options}`,
    wait,
    // Where the tool itself is not compiled yet, that comes first.
    timeout: 300_000,
  })),
});
