// Every payload through the real way in, in Firefox: its parser and its sanitizer are not Chromium's. tests/browser/oracle.spec.js
// has the whole of it.

import assert from "node:assert/strict";

import { allPayloads } from "../../browser/support/oracle-payloads.js";
import { consult } from "../support/oracle.js";

/** @import { Finding, Layers } from "../../browser/support/oracle.js" */

const PAYLOADS = allPayloads();

/** What is markup as it stands: every tenth of each class. Where nothing holds attacks back they take their time. */
const ATTACKS = PAYLOADS.filter(
  ({ class: group, title }) =>
    !title.endsWith(", in a whole HTML file") &&
    !["captions", "encodings", "escaped", "fields", "file-names", "plain-text"].includes(group),
);
const SAMPLE = ATTACKS.filter((attack) => ATTACKS.filter((a) => a.class === attack.class).indexOf(attack) % 10 === 0);

/** @param {Finding[]} findings @returns {string[]} for people */
const told = (findings) =>
  findings.map(({ payload, kind, what }) => {
    const { class: group, title } = PAYLOADS[payload - 1] ?? { class: "?", title: "the list, or nobody knows which" };
    return `${kind}: ${what} (${payload} ${group}: ${title})`;
  });

/** @type {[name: string, layers: Layers][]} */
const WHOLE = [
  ["the browser's own sanitizer, pictures loaded", { native: true, pictures: "load" }],
  ["the Trusted Types policy, pictures on demand", { native: false, pictures: "ask" }],
];

/** @type {import("../support/run.js").Story[]} */
export const ORACLE = [
  ...WHOLE.map(([name, layers]) => ({
    name: `no payload does anything: ${name}`,
    engines: /** @type {const} */ (["firefox"]),
    minutes: 8,
    /** @param {import("../support/run.js").Stage} stage */
    async play(stage) {
      const { findings, opened } = await consult(stage, PAYLOADS, layers);
      assert.deepEqual(told(findings), []);
      assert.equal(opened, PAYLOADS.filter(({ refused }) => !refused).length);
    },
  })),
  {
    name: "control: with no layer at all, payloads do what the oracle looks for",
    engines: ["firefox"],
    minutes: 8,
    async play(stage) {
      const none = /** @type {const} */ ({ core: "raw", sink: "bypassed", native: false, gate: false, csp: false });
      const { findings } = await consult(stage, SAMPLE, none);
      // Well below what was counted when this was written: some of it is a matter of moments.
      const least = { execution: 10, element: 30, attribute: 18, address: 14, sent: 3 };
      for (const [kind, wanted] of Object.entries(least)) {
        const count = new Set(findings.filter((finding) => finding.kind === kind).map(({ payload }) => payload)).size;
        console.log(`  payloads that the oracle catches by their ${kind}: ${count}`);
        assert.ok(count >= wanted, `${count} payloads are caught by their ${kind}, at least ${wanted} should be`);
      }
    },
  },
];
