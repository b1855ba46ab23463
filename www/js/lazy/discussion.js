/**
 * The comments of a discussion as nested lists, made in steps. Their text is the post's: it passes the same sink, image gate
 * and links.
 */
import { followWithin } from "../article/links.js";
import { renderInSteps } from "../article/progressive-render.js";
import { dateInWords } from "../i18n/words.js";
import { element, heading } from "../views/element.js";

/** @import { Threaded } from '../article/thread.js' */
/** @import { Comment, FindNames, Words } from '../types.js' */
/** @import { Rendering } from '../article/progressive-render.js' */

/** Characters of HTML that are made in one step, and most comments. */
const STEP_LENGTH = 16 * 1024;
const STEP_COUNT = 40;

/** Replies nested deeper are in one list with their comment. */
const MAX_DEPTH = 6;

/** Characters that are shown of an id, and of what else a comment has. */
const MAX_ID = 12;
const MAX_EXTRA = 40;

/**
 * @param {Words} words
 * @param {HTMLElement} place
 * @param {Threaded[]} thread
 * @param {object} options
 * @param {number} options.level of the comments' headings
 * @param {string} options.lang of the post
 * @param {FindNames | null} options.findNames
 * @param {(html: string) => DocumentFragment} options.prepare makes a comment's nodes, ready for the page
 * @returns {Rendering}
 */
export function renderThread(words, place, thread, { level: headingLevel, lang, findNames, prepare }) {
  const steps = stepsOf(thread);
  /** The open list and its last item at each depth. @type {HTMLElement[]} */
  const lists = [element("ol", { class: "comments" })];
  /** @type {HTMLElement[]} */
  const items = [];
  place.append(lists[0]);
  place.addEventListener("click", (event) => {
    const text = event.target instanceof Element ? event.target.closest(".comment-text") : null;
    if (text) followWithin(event, /** @type {HTMLElement} */ (text));
  });
  let nth = 0;
  return renderInSteps(place, steps.length, (at) => {
    /** @type {Map<string, ((name: string) => void)[]>} */
    const unnamed = new Map();
    for (const { comment, depth } of steps[at]) {
      nth += 1;
      const level = Math.min(depth, MAX_DEPTH);
      const { root, setName } = commentView(words, comment, nth, { level: headingLevel, lang, prepare });
      const item = element("li", {}, root);
      if (!lists[level]) {
        lists[level] = element("ol", { class: "comments" });
        items[level - 1].append(lists[level]);
      }
      lists[level].append(item);
      items[level] = item;
      lists.length = level + 1;
      if (!comment.author && comment.authorId)
        unnamed.set(comment.authorId, [...(unnamed.get(comment.authorId) ?? []), setName]);
    }
    if (!findNames || unnamed.size === 0) return;
    void findNames([...unnamed.keys()]).then((names) => {
      for (const [id, name] of names) for (const setName of unnamed.get(id) ?? []) setName(name);
    });
  });
}

/** @param {Threaded[]} thread */
function stepsOf(thread) {
  /** @type {Threaded[][]} */
  const steps = [];
  let length = Infinity;
  for (const one of thread) {
    if (length > STEP_LENGTH || (steps.at(-1)?.length ?? 0) >= STEP_COUNT) {
      steps.push([]);
      length = 0;
    }
    steps.at(-1)?.push(one);
    length += one.comment.html.length;
  }
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
    element("div", { class: "post-body comment-text", "data-plain": !html }, html ? prepare(html) : text),
  );
  /** @param {string} known @param {string} of its language */
  const setName = (known, of) => {
    name.textContent = known;
    name.lang = of;
    root.setAttribute("aria-label", known);
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
