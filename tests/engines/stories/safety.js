// What no post may do, and what the page must not ask for.

import assert from "node:assert/strict";

import { post } from "../../browser/posts.js";
import { pause } from "../support/page.js";
import { PICKER, postText, written } from "../support/files.js";
import { startSite } from "../support/site.js";

/** What comes late has come. */
const LATE_MS = 500;

/** @param {import("../support/net.js").Net} net */
const examples = (net) => net.asked.filter((url) => /\.example\b/.test(url));

/** @type {import("../support/run.js").Story[]} */
export const SAFETY = [
  {
    name: "no picture is asked for before the reader says so, host by host",
    quick: true,
    async play({ page, site, net, folder }) {
      await page.open(site.url);
      await page.evaluate(() => localStorage.setItem("archive-viewer.pictures", "ask"));
      await page.reload();
      const figure = (/** @type {string} */ host) => `![At ${host}](http://${host}/a.svg)`;
      await page.upload(
        PICKER,
        written(folder, "a.md", postText("Two Pictures", `${figure("one.example")}\n\n${figure("two.example")}`)),
      );
      await page.shows("h1", "Two Pictures");
      await page.find(".picture button", "Load pictures from one.example");
      await pause(LATE_MS);
      assert.deepEqual(examples(net), []);
      await page.click(".picture button", "Load pictures from one.example");
      await page.until(() => document.querySelector("img")?.naturalWidth === 640);
      // https first, and http where that can't be had; no other host.
      await pause(LATE_MS);
      assert.deepEqual([...new Set(examples(net))], ["https://one.example", "http://one.example/a.svg"]);
      // Of what the page itself is made, all comes from its own server.
      assert.ok(site.asked.some((path) => path.startsWith("/pkg/")));
    },
  },
  {
    name: "never: nothing is asked for",
    async play({ page, site, net }) {
      await page.open(site.url);
      await page.evaluate(() => localStorage.setItem("archive-viewer.pictures", "never"));
      await page.reload();
      await page.upload(PICKER, post("furniture.md"));
      await page.shows("h1", "The Ferry Is Late Again");
      await page.shows("figure", /The pier at eight in the morning\./);
      await page.click("details.panel summary", "What was cleaned");
      await page.click("details.panel button", "Show everything in place");
      await page.find(".was-removed");
      await pause(LATE_MS);
      assert.deepEqual(examples(net), []);
    },
  },
  {
    name: "a plain string is no markup, and no script runs from one",
    // The story breaks the policy, and the page says so.
    faults: [/policy/],
    async play({ page, site, has }) {
      await page.open(site.url);
      const tried = await page.evaluate(async () => {
        const inner = document.createElement("div");
        let markup = "became nodes";
        try {
          inner.innerHTML = "<b>bold</b>";
        } catch (error) {
          markup = String(error);
        }
        const ways = [
          () => {
            const script = document.createElement("script");
            script.textContent = "globalThis.ran = true";
            document.body.append(script);
          },
          () => void setTimeout("globalThis.ran = true"),
          () => {
            const link = document.createElement("a");
            link.setAttribute("onclick", "globalThis.ran = true");
            link.click();
          },
        ];
        for (const way of ways) {
          try {
            way();
          } catch {
            // Trusted Types don't let the text in; without them the policy doesn't run it.
          }
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { markup, ran: "ran" in globalThis };
      });
      assert.equal(tried.ran, false);
      if (has("trusted types")) assert.match(tried.markup, /Trusted|TypeError/);
      else assert.equal(tried.markup, "became nodes");
    },
  },
  {
    name: "nothing of a hostile post runs, and nothing is asked for",
    async play({ page, site, net }) {
      await page.open(site.url);
      await page.upload(PICKER, post("hostile.md"));
      await page.shows(".post-body", /The first paragraph is harmless\..*The last paragraph is harmless too\./);
      for (const panel of ["What was cleaned", "File details", "Original file"]) {
        await page.click("details.panel summary", panel);
      }
      await pause(LATE_MS);
      assert.doesNotMatch(await page.evaluate(() => document.title), /^ran:/);
      assert.equal(await page.evaluate(() => location.origin), new URL(site.url).origin);
      assert.equal(
        await page.count("article script, article style, article iframe, article svg, article form, article object"),
        0,
      );
      assert.deepEqual(
        examples(net).filter((url) => /evil/.test(url)),
        [],
      );
    },
  },
  {
    name: "after a trap the post is shown as plain text, and the next one is cleaned",
    async play({ page, upstream, folder }) {
      // What the first core decodes traps it, as a fault of its own would.
      let cores = 0;
      const site = await startSite(upstream, {
        change(path, answer) {
          if (path !== "/js/core/reading-worker.js") return;
          cores += 1;
          if (cores === 1) answer.body = Buffer.concat([answer.body, Buffer.from(`(${trap})();`)]);
        },
      });
      try {
        await page.open(site.url);
        await page.upload(PICKER, written(folder, "trap.md", postText("A Trap", "Fall into **it**.")));
        await page.shows(
          "article",
          /This post is shown as plain text: the viewer stopped while cleaning it\..*Fall into \*\*it\*\*/,
        );
        await page.upload(PICKER, post("ferry.md"));
        await page.shows("h1", "The Ferry Runs Late, and Nobody Minds");
        assert.doesNotMatch(String(await page.text("article")), /shown as plain text/);
        assert.deepEqual(site.faults, []);
      } finally {
        await site.close();
      }
    },
  },
];

/** Runs in the worker. */
function trap() {
  const { decode } = TextDecoder.prototype;
  TextDecoder.prototype.decode = function (...given) {
    const text = decode.apply(this, given);
    if (text.includes("A Trap")) throw new WebAssembly.RuntimeError("unreachable");
    return text;
  };
}
