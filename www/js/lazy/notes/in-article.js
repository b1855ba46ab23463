/**
 * The notes of an open article: marks them in the text, offers to mark what is selected, and lists them. Marks are the browser's
 * highlights, which need no nodes; without those the list still leads to each place.
 */
import { copyUrl } from "../../article/copy-url.js";
import { goToRange } from "../../article/paragraph-links.js";
import { element } from "../../views/element.js";
import { sha256 } from "../digest.js";
import { COLOURS, annotationOf, changed, colourOf, commentOf, placeIn } from "./annotation.js";
import { articleText } from "./article-text.js";
import { editNote } from "./editor.js";
import { noteItem } from "./items.js";
import { withPassage } from "./passage.js";
import { selectionTools } from "./selection-tools.js";
import { notesOf, onNotesChange, putNotes, removeNote } from "./store.js";
import "./words.js";

/** @import { ReadingPage, Words } from '../../types.js' */
/** @import { ArticleView } from '../../views/post-article.js' */
/** @import { Colour, Span, Target } from './annotation.js' */
/** @import { Note } from './store.js' */

/** @typedef {Note & { range: Range | null }} Placed a note and its place; null where its passage is no longer in the text */

/**
 * @typedef {object} ArticleNotes
 * @property {() => void} select offers to mark the selection, if it is in the article
 * @property {() => void} focusTools moves the focus to that offer
 * @property {HTMLElement} list
 * @property {() => void} stop
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {ArticleView} what.article
 * @param {ReadingPage} what.page
 * @param {string} what.href of the post in this viewer
 * @param {(key: string) => void} what.announce a sentence for screen readers
 * @param {(count: number) => void} what.counted
 * @returns {Promise<ArticleNotes>}
 */
export async function notesInArticle(words, { article, page, href, announce, counted }) {
  const { t } = words;
  const body = /** @type {HTMLElement} */ (article.root.querySelector(".post-body"));
  const list = element("div", { class: "notes-list" });
  /** @type {Target} */
  const target = {
    title: page.title,
    lang: page.lang,
    url: page.source?.url ?? null,
    digest: await sha256(page.raw),
  };
  /** @type {Placed[]} */
  let placed = [];
  let isShown = true;

  const current = () => {
    article.rendering.finish();
    return articleText(body);
  };

  async function show() {
    const notes = await notesOf(target.url ?? "", target.digest);
    if (!isShown) return;
    const text = current();
    placed = notes
      .map((note) => {
        const span = placeIn(note.annotation, text.text);
        return { ...note, span, range: span && text.rangeOf(span) };
      })
      .sort((one, other) => (one.span?.start ?? Infinity) - (other.span?.start ?? Infinity));
    highlight(placed);
    counted(placed.length);
    list.replaceChildren(
      placed.length === 0
        ? element("p", { class: "panel-sentence" }, t("notes.none"))
        : element("ol", { class: "notes" }, placed.map(itemOf)),
      element(
        "p",
        { class: "panel-ways" },
        element("a", { href: `${location.pathname}${location.search}#/notes` }, t("notes.all")),
      ),
    );
  }

  /** @param {Placed} note */
  function itemOf(note) {
    const ways = [
      note.range && way("notes.go", () => goToRange(/** @type {Range} */ (note.range))),
      way("notes.edit", () => void edit(note)),
    ];
    return noteItem(words, note.annotation, { isLost: !note.range, ways });
  }

  /** @param {string} key @param {() => void} run */
  const way = (key, run) => element("button", { type: "button", class: "link-button", onclick: run }, t(key));

  /** @param {Note} note */
  async function edit(note) {
    const { annotation } = note;
    const outcome = await editNote(words, annotation);
    if (outcome === "remove") await keep(() => removeNote(note.id), "notes.removed");
    else if (outcome) {
      const edited = changed(annotation, outcome.colour, outcome.comment);
      await keep(() => putNotes([{ ...note, annotation: edited }]), "notes.kept");
    }
  }

  /** @param {() => Promise<void>} change @param {string} done */
  async function keep(change, done) {
    try {
      await change();
      announce(done);
    } catch {
      announce("notes.not-kept");
      list.prepend(element("p", { class: "panel-sentence", role: "alert" }, t("notes.not-kept")));
    }
  }

  /** @param {Range} range @returns {Span | null} */
  const spanOf = (range) => current().spanOf(range);

  /** @param {Range} range @param {Colour} colour @returns {Promise<Note | null>} */
  async function mark(range, colour) {
    const text = current();
    const span = text.spanOf(range);
    if (!span) return null;
    const annotation = annotationOf(target, text.text, span, colour, "");
    const note = { id: annotation.id, url: target.url ?? "", digest: target.digest, href, annotation };
    await keep(() => putNotes([note]), "notes.kept");
    return note;
  }

  const tools = selectionTools(words, {
    within: body,
    mark,
    async comment(range) {
      const note = await mark(range, COLOURS[0]);
      if (note) await edit(note);
    },
    async copyLink(range) {
      const span = spanOf(range);
      if (!span) return;
      announce(await copyUrl(withPassage(href, current().text, span)));
    },
  });

  /** Opens the note under a click that does nothing else. @param {MouseEvent} event */
  function click(event) {
    if (!(event.target instanceof Element) || event.target.closest("a, button, summary, img")) return;
    if (!getSelection()?.isCollapsed) return;
    const at = caretAt(event.clientX, event.clientY);
    const note = at && placed.find(({ range }) => range?.isPointInRange(at.node, at.offset));
    if (note) void edit(note);
  }
  body.addEventListener("click", click);
  const again = () => void show().catch(() => {});
  body.addEventListener("redrawn", again);
  const quiet = onNotesChange(again);
  try {
    await show();
  } catch {
    list.replaceChildren(element("p", { class: "panel-sentence" }, t("notes.not-kept")));
  }

  return {
    select: tools.select,
    focusTools: tools.focus,
    list,
    stop() {
      isShown = false;
      quiet();
      tools.stop();
      highlight([]);
    },
  };
}

/** @param {Placed[]} placed */
function highlight(placed) {
  const { highlights } = /** @type {any} */ (CSS);
  const { Highlight } = /** @type {any} */ (globalThis);
  if (!highlights) return;
  const named = [
    ...COLOURS.map((colour) => ({
      name: `note-${colour}`,
      notes: placed.filter(({ annotation }) => colourOf(annotation) === colour),
    })),
    { name: "note-commented", notes: placed.filter(({ annotation }) => commentOf(annotation)) },
  ];
  for (const { name, notes } of named) {
    const ranges = notes.flatMap(({ range }) => range ?? []);
    if (ranges.length > 0) highlights.set(name, new Highlight(...ranges));
    else highlights.delete(name);
  }
}

/** @param {number} x @param {number} y @returns {{ node: Node, offset: number } | null} */
function caretAt(x, y) {
  const page = /** @type {any} */ (document);
  if (page.caretPositionFromPoint) {
    const at = page.caretPositionFromPoint(x, y);
    return at && { node: at.offsetNode, offset: at.offset };
  }
  const range = page.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}
