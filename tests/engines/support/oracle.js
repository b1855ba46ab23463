// The oracle of tests/browser/support/oracle.js in another engine: the same payloads by the same way in, the same look around,
// the same layers taken away. What is sent to the net is what the proxy got, and what ran told the story's server.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { changesWithout } from "../../browser/support/oracle-layers.js";
import { inspect, prepare } from "../../browser/support/oracle-page.js";
import { writePayloads } from "../../browser/support/oracle-payloads.js";
import { PICKER } from "./files.js";
import { pause } from "./page.js";
import { startSite } from "./site.js";

/** @import { Finding, Layers } from "../../browser/support/oracle.js" */
/** @import { Payload } from "../../browser/support/oracle-payloads.js" */
/** @import { Stage } from "./run.js" */

/** What comes late: handlers of pictures that fail, refreshes, animations. */
const PATIENCE_MS = 25;

/** Posts that a page opens in one go. */
const BATCH = 20;

/** A page that doesn't answer for so long was taken over. */
const SILENCE_MS = 20_000;

/** What the page is made of, and what it asks its own server for while it reads. */
const OURS =
  /^\/(\?.*|js\/.*|css\/.*|pkg\/.*|embed\/.*|posts\/(index\.json|pictures\/small\/[\w-]+\.jpg)|icon\.svg|manifest\.[\w-]+\.webmanifest|favicon\.ico)?$/;

/** @returns {Promise<any>} the core's configuration of the browser's sanitizer */
async function sanitizerConfig() {
  const core = await import(new URL("../../../www/pkg/archive_viewer.js", import.meta.url).href);
  const wasm = fileURLToPath(new URL("../../../www/pkg/archive_viewer_bg.wasm", import.meta.url));
  core.initSync({ module: readFileSync(wasm) });
  return core.sanitizer_config();
}

/**
 * Opens every payload and tells what happened.
 * @param {Stage} stage
 * @param {Payload[]} payloads
 * @param {Layers} [layers]
 * @returns {Promise<{ findings: Finding[], opened: number }>}
 */
export async function consult({ newPage, net, folder, upstream }, payloads, layers = {}) {
  const { core = "clean", sink = "page", native = true, gate = true, csp = true, pictures = "ask" } = layers;
  const policy = await sanitizerConfig();
  const changes = changesWithout({ core, sink, gate, csp });
  /** @type {Finding[]} */
  const findings = [];
  /** @type {Set<string>} */
  const shown = new Set();
  const site = await startSite(upstream, {
    own: { "/prepare.js": `(${prepare})(${JSON.stringify({ native, pictures })});\n(${tellOfScripts})();` },
    change(path, answer) {
      const change = changes.get(path);
      if (change) answer.body = Buffer.from(change(answer.body.toString()));
      if (!csp) delete answer.headers["content-security-policy"];
    },
  });
  const paths = await writePayloads(payloads, folder);

  /** What was told and sent since the last time. @param {Payload[]} batch */
  const collect = (batch) => {
    const first = batch[0]?.number ?? 0;
    for (const fault of site.faults.splice(0)) {
      const [, number] = /^execution (\d+)/.exec(fault) ?? [];
      if (number) findings.push({ payload: Number(number), kind: "execution", what: "its script ran" });
      // That a picture can't be had is no fault.
      else
        findings.push({
          payload: owner(fault) ?? first,
          kind: /^dialog|^execution/.test(fault) ? "execution" : "error",
          what: fault,
        });
    }
    for (const what of net.asked.splice(0)) {
      // The browser's own errands are not the page's.
      if (/\.example\b/.test(what)) findings.push({ payload: owner(what) ?? first, kind: "sent", what });
    }
    for (const path of site.asked.splice(0)) {
      if (!OURS.test(path)) findings.push({ payload: first, kind: "request", what: path });
    }
  };

  let { page, close } = await newPage();
  const open = async () => {
    await page.open(site.url);
    await page.upload(PICKER, ...paths);
    await page.until(() => document.querySelector(".list-rows, .reading") !== null);
    const seen = await page.evaluate(inspect, { payloads: [], policy, patience: PATIENCE_MS });
    findings.push(...seen.found);
    collect([]);
  };
  let opened = 0;
  try {
    await open();
    /** @type {Payload[][]} */
    const batches = [];
    const wanted = payloads.filter(({ refused }) => !refused);
    while (wanted.length > 0) batches.push(wanted.splice(0, BATCH));
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const asked = { payloads: batch.map(({ number, name }) => ({ number, name })), policy, patience: PATIENCE_MS };
      const seen = await Promise.race([
        page.evaluate(inspect, asked).catch((/** @type {unknown} */ error) => String(error)),
        pause(SILENCE_MS).then(() => "the page is silent"),
      ]);
      collect(batch);
      if (typeof seen === "string") {
        if (batch.length > 1) batches.unshift(...batch.map((payload) => [payload]));
        else findings.push({ payload: batch[0].number, kind: "taken over", what: seen });
        // What was taken over is of no use to the next one.
        await close();
        ({ page, close } = await newPage());
        await open();
        continue;
      }
      opened += batch.length;
      findings.push(...seen.found);
      for (const url of seen.pictures) shown.add(new URL(url).host);
    }
    await pause(500);
    collect([]);
  } finally {
    await close();
    await site.close();
  }
  const mayAsk = (/** @type {Finding} */ { kind, what }) =>
    pictures === "load" && kind === "sent" && shown.has(new URL(what).host);
  return { findings: findings.filter((finding) => !mayAsk(finding)), opened };
}

/** @param {string} text numbered hosts tell whose it is @returns {number | undefined} */
function owner(text) {
  const [, number] = /\bn(\d+)\.evil\.example/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Runs in the page, before its own scripts: what payloads call. */
function tellOfScripts() {
  const { fetch } = globalThis;
  Reflect.set(globalThis, "pwned", (/** @type {unknown} */ number) => {
    void fetch("/watch", { method: "POST", body: `execution ${number ?? "of nobody"}`, keepalive: true }).catch(
      () => {},
    );
  });
}
