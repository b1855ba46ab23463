/**
 * The discussion below an article: the comments that came with it. A long one is folded, and its nodes are made when it is
 * first opened, searched or printed.
 */
import { element, heading } from "./element.js";

/** @import { Comment, FindNames, ReadingPage, Words } from '../types.js' */
/** @import { Rendering } from '../article/progressive-render.js' */

/** More comments than this are folded. */
const MANY = 6;

/** Longer ones too, in bytes of UTF-8, where a Han character counts as three letters: about a screen and a half. */
const LONG = 4000;

/** `auto` folds what is long. @typedef {'auto' | 'folded' | 'open' | 'none'} DiscussionMode */

/**
 * @param {Words} words
 * @param {object} what
 * @param {ReadingPage} what.page
 * @param {DiscussionMode} what.mode
 * @param {number} what.level of its heading
 * @param {FindNames | null} what.findNames
 * @param {(html: string) => DocumentFragment} what.prepare makes a comment's nodes, ready for the page
 * @returns {DiscussionView | null}
 */
export function discussionView(words, { page: { discussion, lang, dir }, mode, level, findNames, prepare }) {
  const count = countOf(discussion);
  if (count === 0 || mode === "none") return null;
  const isOpen = mode === "open" || (mode === "auto" && count <= MANY && sizeOf(discussion) <= LONG);
  const inside = element("div", { class: "discussion-inside", lang, dir });
  const root = element(
    "details",
    { class: "discussion", part: "discussion", open: isOpen, ontoggle: () => root.open && void start() },
    element(
      "summary",
      { class: "panel-summary" },
      heading(level, { class: "panel-heading" }, words.t("discussion.heading", { count })),
    ),
    inside,
  );

  /** @type {Promise<Rendering | void> | null} */
  let rendering = null;
  const start = () =>
    (rendering ??= import("../lazy/discussion.js").then(
      ({ renderDiscussion }) =>
        renderDiscussion(words, inside, { discussion, level: level + 1, lang, findNames, prepare }),
      (error) => inside.append(String(error)),
    ));
  if (isOpen) void start();
  return {
    root,
    count,
    texts: () => [...inside.querySelectorAll(".comment-text")],
    complete: async () => (await start())?.completed,
  };
}

/**
 * Its root gets the event `rendered` when all its nodes are made.
 * @typedef {object} DiscussionView
 * @property {HTMLDetailsElement} root
 * @property {number} count of its comments
 * @property {() => Element[]} texts of its comments, as far as they are made
 * @property {() => Promise<void>} complete makes all nodes, also while it is folded
 */

/** @param {Comment[]} comments @returns {number} with their replies */
const countOf = (comments) => comments.reduce((sum, { replies }) => sum + 1 + countOf(replies), 0);

/** @param {Comment[]} comments @returns {number} */
const sizeOf = (comments) =>
  comments.reduce((sum, { text, replies }) => sum + new Blob([text]).size + sizeOf(replies), 0);
