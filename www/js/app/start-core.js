/**
 * The engine that opens single posts. Its core and worker, the post of `?src=` and the reader's language are asked for at once:
 * this is a script of its own in the page's head, so that they are on their way while the rest of the page's code comes and runs.
 * Where the address is that of a kept archive, what opens that comes first, and of its plain list the core comes after the rows.
 */
import { compileCore } from "../core/core-loader.js";
import { createEngine } from "../core/engine.js";
import { languages } from "../i18n/languages.js";
import { askForFirst } from "../open/first-file.js";
import { isAnythingKept } from "./kept-flag.js";
import { storedSettings } from "./settings.js";

askForFirst();
// words.js takes it, or does without.
languages[storedSettings().language].load?.().catch(() => {});

export const engine = createEngine();

/** @type {(value?: unknown) => void} */
let begin = () => {};
/** @type {Promise<unknown>} */
let turn = Promise.resolve();
if (isAnythingKept() && location.hash.startsWith("#/a/")) {
  turn = new Promise((resolve) => (begin = resolve));
  // Who needs them hears what is wrong.
  if (location.hash.includes("/search/")) compileCore("whole").catch(() => {});
  import("../lazy/keep/keeping.js").catch(() => {});
  import("../lazy/library.js").catch(() => {});
}

/** Starts the engine if it waits for the first view; who opens a post doesn't wait. */
export const startEngine = () => begin();

/** Rejects where the core can't be loaded. */
export const started = turn.then(() => engine.start());
// The page says so once it can.
started.catch(() => {});
