/**
 * The discussion below an article: the comments that were saved with it. A long one is folded. Its nodes are made when it is
 * first opened, searched or printed.
 */
import { threadOf } from "../article/thread.js";
import { element, heading } from "./element.js";

/** @import { FindNames, ReadingPage, Words } from '../types.js' */
/** @import { Rendering } from '../article/progressive-render.js' */

/** More comments than this are folded. */
const MANY = 6;

/** Longer text is folded: about a screen and a half. A Han character counts as two and a half letters. */
const LONG = 2500;

/** `auto` is open while it is short. @typedef {'auto' | 'folded' | 'open' | 'none'} DiscussionMode */

/**
 * @typedef {object} DiscussionView
 * @property {HTMLDetailsElement} root
 * @property {number} count of its comments
 * @property {() => Promise<void>} complete makes the nodes of all comments, also while it is folded
 * @property {Promise<void>} completed settles when that is done
 * @property {() => Element[]} texts of its comments
 * @property {() => void} stop
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {ReadingPage} what.page
 * @param {DiscussionMode} what.mode
 * @param {number} what.level of its heading
 * @param {FindNames | null} what.findNames
 * @param {(html: string) => DocumentFragment} what.prepare makes a comment's nodes, ready for the page
 * @returns {DiscussionView | null} null where there is none
 */
export function discussionView(words, { page, mode, level, findNames, prepare }) {
  const thread = mode === "none" ? [] : threadOf(page.discussion);
  if (thread.length === 0) return null;
  const { lang, dir } = page;
  const inside = element("div", { class: "discussion-inside", lang, dir });
  const root = element(
    "details",
    { class: "discussion", part: "discussion", open: mode === "open" || (mode === "auto" && !isLong(thread)) },
    element(
      "summary",
      { class: "panel-summary" },
      heading(level, { class: "panel-heading" }, words.t("discussion.heading", { count: thread.length })),
    ),
    inside,
  );

  /** @type {Promise<Rendering> | null} */
  let rendering = null;
  let isStopped = false;
  /** @type {() => void} */
  let settle = () => {};
  /** @type {Promise<void>} */
  const completed = new Promise((resolve) => {
    settle = resolve;
  });
  async function start() {
    inside.setAttribute("aria-busy", "true");
    const { renderThread } = await import("../lazy/discussion.js");
    const started = renderThread(words, inside, thread, { level: level + 1, lang, findNames, prepare });
    if (isStopped) started.stop();
    void started.completed.then(settle);
    return started;
  }
  const startOnce = () => {
    rendering ??= start();
    rendering.catch((error) => inside.replaceChildren(String(error)));
    return rendering;
  };
  root.addEventListener("toggle", () => root.open && void startOnce());
  if (root.open) void startOnce();

  return {
    root,
    count: thread.length,
    async complete() {
      try {
        await startOnce();
      } catch {
        return;
      }
      await completed;
    },
    completed,
    texts: () => [...inside.querySelectorAll(".comment-text")],
    stop() {
      isStopped = true;
      rendering?.then(
        (started) => started.stop(),
        () => {},
      );
    },
  };
}

/** @param {import('../article/thread.js').Threaded[]} thread */
function isLong(thread) {
  if (thread.length > MANY) return true;
  const han = /[\u2e80-\u9fff\uac00-\ud7af]/g;
  return (
    thread.reduce((sum, { comment: { text } }) => sum + text.length + 1.5 * (text.match(han)?.length ?? 0), 0) > LONG
  );
}
