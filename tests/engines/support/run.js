// Runs the stories in one engine: one browser, one page and one origin of our site for each story.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { STORIES } from "../stories/all.js";
import { exceptionOf, PROBES } from "./exceptions.js";
import { launch } from "./launch.js";
import { startNet } from "./net.js";
import { startServer, startSite } from "./site.js";

/** @import { Engine, EngineName } from "./launch.js" */
/** @import { Net } from "./net.js" */
/** @import { Site } from "./site.js" */

/**
 * @typedef {object} Stage
 * @property {import("./page.js").Page<any>} page
 * @property {Engine} engine
 * @property {Engine["newPage"]} newPage for a page more
 * @property {Site} site
 * @property {Net} net
 * @property {string} folder for files of the story
 * @property {(ability: import("./exceptions.js").Ability) => boolean} has whether the engine has it, by the table of exceptions
 * @property {string} upstream the project's own server, for a site of the story's own
 */

/**
 * @typedef {object} Story
 * @property {string} name
 * @property {boolean} [quick] whether it is one of the ten that always run
 * @property {readonly EngineName[]} [engines] the ones that play it, if not all
 * @property {RegExp[]} [faults] that belong to the story
 * @property {number} [minutes] that it may take, if more than one
 * @property {(stage: Stage) => Promise<void>} play
 */

/** A busy machine may break one off: it is told, and played once more, as Playwright does there. */
const TRIES = process.env.CI ? 2 : 1;

/** @param {EngineName} name */
export function runStories(name) {
  const few = process.env.ENGINES_STORIES === "quick";
  // Whoever breaks the run off ends the browser as well.
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  describe(name, { concurrency: 1 }, () => {
    /** @type {Engine} */
    let engine;
    /** @type {Net} */
    let net;
    /** @type {Awaited<ReturnType<typeof startServer>>} */
    let server;

    before(
      async () => {
        [net, server] = await Promise.all([startNet(), startServer()]);
        engine = await launch(name, net.url);
        console.log(`${name}: ${engine.version}`);
      },
      { timeout: 300_000 },
    );
    after(async () => {
      await engine?.close();
      await net?.close();
      server?.close();
    });

    const stories = STORIES.filter(({ quick, engines }) => (quick || !few) && (engines?.includes(name) ?? true));
    for (const { name: title, play, faults, minutes = 1 } of stories) {
      test(title, { timeout: TRIES * minutes * 60_000 }, async (context) => {
        for (let tries = 1; ; tries += 1) {
          try {
            return await playOnce({ play, faults });
          } catch (error) {
            if (tries === TRIES) throw error;
            context.diagnostic(`${name} is flaky: “${title}” failed once: ${error}`);
          }
        }
      });
    }

    /** @param {Pick<Story, "play" | "faults">} story */
    async function playOnce({ play, faults = [] }) {
      const site = await startSite(server.url);
      const folder = await mkdtemp(join(tmpdir(), `engines-${name}-`));
      const { page, close } = await engine.newPage();
      net.asked.length = 0;
      try {
        const has = (/** @type {import("./exceptions.js").Ability} */ ability) => !exceptionOf(name, ability);
        await play({ page, engine, newPage: engine.newPage, site, net, folder, has, upstream: server.url });
        const unwanted = site.faults.filter((fault) => !faults.some((pattern) => pattern.test(fault)));
        assert.deepEqual(unwanted, [], "the page must do none of these");
      } finally {
        await close();
        await site.close();
        await rm(folder, { recursive: true });
      }
    }

    // The table of exceptions is true: what it doesn't name is there, and what an engine has learnt is no exception any more.
    test("it has all but what it is excepted from", { timeout: 60_000 }, async (context) => {
      const site = await startSite(server.url);
      const { page, close } = await engine.newPage();
      try {
        for (const [ability, probe] of Object.entries(PROBES)) {
          await page.open(site.url);
          const exception = exceptionOf(name, /** @type {import("./exceptions.js").Ability} */ (ability));
          assert.equal(await probe(page), !exception, `${name} has ${ability}`);
          if (exception) context.diagnostic(`${name} lacks ${ability}: ${exception.why}`);
        }
      } finally {
        await close();
        await site.close();
      }
    });
  });
}
