// How far a run is, on a terminal; nothing in a pipe.

/** Time between two lines, in ms. */
const EVERY = 200;

const TO_END = "\x1b[K";

export function startProgress() {
  const isShown = process.stderr.isTTY === true;
  const start = Date.now();
  let last = 0;
  let done = 0;

  /** @param {string} line */
  const show = (line) => isShown && process.stderr.write(`\r${line}${TO_END}`);

  return {
    /** @param {string} what @param {number} posts more of them @param {number | null} share of the whole, from 0 to 1 */
    add(what, posts, share) {
      done += posts;
      const now = Date.now();
      if (!isShown || now - last < EVERY) return;
      last = now;
      const seconds = (now - start) / 1000;
      const left = share && share > 0.02 ? `, ${Math.ceil((seconds * (1 - share)) / share)} s left` : "";
      show(`${what}: ${done.toLocaleString("en")} posts, ${Math.round(done / seconds).toLocaleString("en")}/s${left}`);
    },
    /** @param {string} sentence */
    warn(sentence) {
      show("");
      process.stderr.write(`${sentence}\n`);
    },
    end: () => show(""),
    get done() {
      return done;
    },
  };
}

/** @typedef {ReturnType<typeof startProgress>} Progress */
