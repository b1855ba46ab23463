// Every payload, dropped into the real page. With all layers the oracle is silent; with none it is loud in every way it
// has; and with one layer alone nothing runs.

import { expect, test } from "@playwright/test";

import { consult } from "./support/oracle.js";
import { allPayloads } from "./support/oracle-payloads.js";

/** @import { Finding, Layers } from "./support/oracle.js" */

// A trace of a thousand posts would cost more than opening them.
test.use({ trace: "off" });
test.describe.configure({ timeout: 240_000 });

const PAYLOADS = allPayloads();

/** What is markup as it stands, and each attack once: where layers are taken away, the file's kind makes no difference. */
const ATTACKS = PAYLOADS.filter(
  ({ class: group, title }) =>
    !title.endsWith(", in a whole HTML file") &&
    !["captions", "encodings", "escaped", "fields", "file-names", "plain-text"].includes(group),
);

/** Each `nth` attack of every class. @param {number} nth */
const each = (nth) =>
  ATTACKS.filter((attack) => ATTACKS.filter((a) => a.class === attack.class).indexOf(attack) % nth === 0);

/** Where nothing or little holds them back, attacks take minutes, since pages that they led astray have to be opened anew. */
const SAMPLE = each(8);

/** In the run of all checks a fourth of them: each is tried with every layer there, and all where the part is named. */
const USUAL = process.env.STORIES === "usual" ? each(4) : ATTACKS;

/** Whatever their files are called, these are asked for by pictures and by nothing else. */
const PICTURES = PAYLOADS.filter(({ class: group, raw }) => group === "pictures" && !/style=|<svg|<meta/.test(raw));

/** @param {Finding[]} findings @returns {string[]} for people */
function told(findings) {
  return findings.map(({ payload, kind, what }) => {
    const { class: group, title } = PAYLOADS[payload - 1] ?? { class: "?", title: "the list, or nobody knows which" };
    return `${kind}: ${what} (${payload} ${group}: ${title})`;
  });
}

/** @param {Finding[]} findings @param {string} kind @returns {number} of payloads */
const count = (findings, kind) => new Set(findings.filter((f) => f.kind === kind).map(({ payload }) => payload)).size;

/** @param {Finding[]} findings @param {string} kind */
const only = (findings, kind) => findings.filter((finding) => finding.kind === kind);

/** The core is the same in both, so that every kind of file comes once. @type {[string, Layers, typeof PAYLOADS][]} */
const WHOLE = [
  ["the browser's own sanitizer, pictures loaded", { native: true, pictures: "load" }, PAYLOADS],
  ["the Trusted Types policy, pictures on demand", { native: false, pictures: "ask" }, USUAL],
];
for (const [name, layers, payloads] of WHOLE) {
  test(`no payload does anything: ${name}`, async ({ browser, baseURL }) => {
    const { findings, opened } = await consult(browser, baseURL ?? "", payloads, layers);
    expect(told(findings)).toEqual([]);
    expect(opened).toBe(payloads.filter(({ refused }) => !refused).length);
  });
}

/** What no layer holds back. */
const NONE = /** @type {const} */ ({ core: "raw", sink: "bypassed", native: false, gate: false, csp: false });

test("control: with no layer at all, payloads do everything that the oracle looks for", async ({
  browser,
  baseURL,
}) => {
  const { findings } = await consult(browser, baseURL ?? "", SAMPLE, NONE);
  // Well below what was counted when this was written: some of it is a matter of moments.
  const least = { execution: 8, element: 20, attribute: 12, address: 6, request: 2, sent: 1, clobbering: 1 };
  for (const [kind, wanted] of Object.entries(least)) {
    expect(count(findings, kind), `payloads that the oracle catches by their ${kind}`).toBeGreaterThanOrEqual(wanted);
  }
  const classes = new Set(only(findings, "execution").map(({ payload }) => PAYLOADS[payload - 1]?.class));
  expect(classes.size, "classes of payloads that ran").toBeGreaterThanOrEqual(5);
});

/** @type {[string, Layers][]} */
const ALONE = [
  ["the core's sanitizer", { core: "clean" }],
  ["the browser's own sanitizer", { sink: "page", native: true }],
  ["the Content-Security-Policy", { csp: true }],
];
for (const [name, layer] of ALONE) {
  test(`nothing runs where ${name} is the only layer`, async ({ browser, baseURL }) => {
    // With the policy alone everything else of an attack still happens.
    const attacks = layer.csp ? SAMPLE : USUAL;
    const { findings } = await consult(browser, baseURL ?? "", attacks, { ...NONE, ...layer });
    expect(told(only(findings, "execution"))).toEqual([]);
    const sent = only(findings, "sent");
    if (layer.core === "clean") {
      // Of requests the sanitizer lets those of pictures through, which the gate is there for.
      expect(told(sent.filter(({ what }) => !what.startsWith("image: ")))).toEqual([]);
      expect(told(only(findings, "navigation"))).toEqual([]);
    }
    if (layer.csp) {
      // A CSP that allows pictures of any host allows what counts as one: also a prefetch, and paints of a drawing.
      expect(told(sent.filter(({ what }) => !/^(image|other): /.test(what)))).toEqual([]);
    }
  });
}

test("no picture is asked for where the picture gate is the only layer", async ({ browser, baseURL }) => {
  const gate = { ...NONE, /** @type {"page"} */ sink: /** @type {const} */ ("page"), gate: true };
  expect(told(only((await consult(browser, baseURL ?? "", PICTURES, gate)).findings, "sent"))).toEqual([]);
  // And with the gate open they are.
  const open = await consult(browser, baseURL ?? "", PICTURES, { ...gate, gate: false });
  expect(count(open.findings, "sent")).toBeGreaterThan(PICTURES.length / 3);
});

test("a plain string is no markup while Trusted Types are enforced", async ({ page }) => {
  await page.goto("/");
  const thrown = await page.evaluate(() => {
    try {
      document.createElement("div").innerHTML = "<img src=x onerror=pwned()>";
      return "nothing";
    } catch (error) {
      return String(error);
    }
  });
  expect(thrown).toContain("TrustedHTML");
});
