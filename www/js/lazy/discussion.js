/**
 * The comments of a discussion as nested lists, made in steps. Their text passes the same sink, image gate and links as the
 * article's.
 */
import { followWithin } from "../article/links.js";
import { renderInSteps } from "../article/progressive-render.js";
import { dateInWords } from "../i18n/words.js";
import { element, heading } from "../views/element.js";

/** @import { Comment, FindNames, Words } from '../types.js' */
/** @import { Rendering } from '../article/progressive-render.js' */

/** Characters of HTML that are made in one step, and most comments. */
const STEP_LENGTH = 16 * 1024;
const STEP_COUNT = 40;

/** Replies nested deeper are in one list with their comment. */
const MAX_DEPTH = 6;

/** Characters that are shown of a name, of an id, and of what else a comment has. */
const MAX_NAME = 120;
const MAX_ID = 12;
const MAX_EXTRA = 40;

/**
 * @param {Words} words
 * @param {HTMLElement} place
 * @param {object} options
 * @param {Comment[]} options.discussion
 * @param {number} options.level of the comments' headings
 * @param {string} options.lang of the post
 * @param {FindNames | null} options.findNames
 * @param {(html: string) => DocumentFragment} options.prepare makes a comment's nodes, ready for the page
 * @returns {Rendering}
 */
export function renderDiscussion(words, place, { discussion, findNames, ...options }) {
  const steps = stepsOf(discussion);
  /** The open list at each depth, and its last item. @type {HTMLElement[]} */
  const lists = [element("ol", { class: "comments" })];
  /** @type {HTMLElement[]} */
  const items = [];
  place.append(lists[0]);
  place.addEventListener("click", (event) => {
    const text = event.target instanceof Element ? event.target.closest(".comment-text") : null;
    if (text) followWithin(event, /** @type {HTMLElement} */ (text));
  });
  let nth = 0;
  const rendering = renderInSteps(place, steps.length, (at) => {
    /** @type {[string, (name: string) => void][]} */
    const unnamed = [];
    for (const { comment, depth } of steps[at]) {
      nth += 1;
      const { root, setName } = commentView(words, comment, nth, options);
      if (!lists[depth]) items[depth - 1].append((lists[depth] = element("ol", { class: "comments" })));
      lists[depth].append((items[depth] = element("li", {}, root)));
      lists.length = depth + 1;
      if (!comment.author && comment.authorId) unnamed.push([comment.authorId, setName]);
    }
    if (findNames && unnamed.length > 0) {
      void findNames(unnamed.map(([id]) => id)).then((names) => {
        for (const [id, setName] of unnamed) if (names.has(id)) setName(names.get(id) ?? "");
      });
    }
    // The reader has left.
    if (at > 0 && !place.isConnected) rendering.stop();
  });
  void rendering.completed.then(() => place.parentElement?.dispatchEvent(new Event("rendered")));
  return rendering;
}

/** @typedef {{ comment: Comment, depth: number }} Placed */

/** @param {Comment[]} discussion @returns {Placed[][]} in reading order: replies follow their comment */
function stepsOf(discussion) {
  /** @type {Placed[][]} */
  const steps = [];
  let length = Infinity;
  /** @param {Comment[]} comments @param {number} depth */
  const add = (comments, depth) => {
    for (const comment of comments) {
      if (length > STEP_LENGTH || steps[steps.length - 1].length >= STEP_COUNT) {
        steps.push([]);
        length = 0;
      }
      steps[steps.length - 1].push({ comment, depth });
      length += comment.html.length;
      add(comment.replies, Math.min(depth + 1, MAX_DEPTH));
    }
  };
  add(discussion, 0);
  return steps;
}

/**
 * @param {Words} words
 * @param {Comment} comment
 * @param {number} nth from 1
 * @param {{ level: number, lang: string, prepare: (html: string) => DocumentFragment }} options
 */
function commentView({ t, language, locale, dir }, comment, nth, { level, lang, prepare }) {
  const { author, authorId, date, html, text, extra } = comment;
  const name = heading(level, { class: "comment-author", dir: "auto" });
  const root = element(
    "article",
    { class: "comment" },
    element(
      "header",
      { class: "facts", lang: language, dir },
      name,
      date &&
        element(
          "time",
          { datetime: date.iso, title: t("post.date-original", { original: date.original }) },
          dateInWords(date, locale, "medium"),
        ),
      extra.map(([key, value]) => element("span", { lang, title: value }, `${key}: ${clipped(value, MAX_EXTRA)}`)),
    ),
    // A comment beyond a limit has no HTML.
    element("div", { class: "post-body comment-text", dir: "auto", "data-plain": !html }, html ? prepare(html) : text),
  );
  /** @param {string} known @param {string} of its language */
  const setName = (known, of) => {
    name.textContent = clipped(known, MAX_NAME);
    name.lang = of;
    root.setAttribute("aria-label", name.textContent);
  };
  if (author) setName(author, lang);
  else if (authorId) setName(t("comment.user", { id: clipped(authorId, MAX_ID) }), language);
  else setName(t("comment.nth", { at: nth }), language);
  if (!author && authorId) name.title = authorId;
  name.dataset.named = String(Boolean(author || authorId));
  return { root, setName: (/** @type {string} */ known) => setName(known, lang) };
}

/** @param {string} text @param {number} most */
function clipped(text, most) {
  const characters = [...text.slice(0, 2 * most + 2)];
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : text;
}
