/**
 * All notes of this device: searched, saved as files, read in, removed.
 */
import { element, outwardLink } from "../../views/element.js";
import { nameWith, saveButton } from "../files.js";
import { commentOf, quoteOf } from "./annotation.js";
import { byPost, jsonOf, markdownOf, notesIn } from "./exchange.js";
import { noteItem } from "./items.js";
import { withPassage } from "./passage.js";
import { allNotes, onNotesChange, putNotes, removeAllNotes, removeNote } from "./store.js";
import "./words.js";

/** @import { Words } from '../../types.js' */
/** @import { Note } from './store.js' */

/**
 * @param {Words} words
 * @param {(key: string, args?: Record<string, string | number>) => void} announce
 * @returns {{ root: HTMLElement, stop: () => void }}
 */
export function notesView(words, announce) {
  const { t } = words;
  /** @type {Note[]} */
  let notes = [];
  const heading = element("h1", { class: "list-heading", tabindex: "-1" }, t("notes.heading"));
  const told = element("p", { class: "search-status", role: "status" });
  const place = element("div", { class: "notes-all" });
  const field = element("input", {
    type: "search",
    class: "search-field",
    "aria-label": t("notes.search"),
    placeholder: t("notes.search"),
    oninput: () => draw(),
  });
  const picker = element("input", {
    type: "file",
    accept: ".json,.jsonld,application/ld+json,application/json",
    class: "picker",
    tabindex: "-1",
    "aria-hidden": "true",
    onchange: () => void readIn(),
  });
  const today = new Date().toISOString().slice(0, 10);
  const blob = (/** @type {string} */ text, /** @type {string} */ type) => new Blob([text], { type });
  const ways = element(
    "p",
    { class: "panel-ways" },
    saveButton(words, t("notes.save-json"), nameWith(`notes-${today}`, "jsonld"), async () =>
      blob(jsonOf(notes), "application/ld+json"),
    ),
    saveButton(words, t("notes.save-markdown"), nameWith(`notes-${today}`, "md"), async () =>
      blob(markdownOf(notes), "text/markdown"),
    ),
    element("button", { type: "button", class: "quiet-button", onclick: () => picker.click() }, t("notes.read-in")),
    element("button", { type: "button", class: "quiet-button", onclick: () => void forget() }, t("notes.remove-all")),
    picker,
  );
  const root = element(
    "section",
    { class: "notes-view" },
    heading,
    element("p", { class: "panel-sentence" }, t("notes.where")),
    element("form", { class: "search", role: "search", onsubmit: (event) => event.preventDefault() }, field),
    told,
    place,
    ways,
  );

  function draw() {
    const wanted = field.value.trim().toLowerCase();
    const found = notes.filter(({ annotation }) =>
      [quoteOf(annotation), commentOf(annotation), annotation.target["dcterms:title"]].some((text) =>
        text.toLowerCase().includes(wanted),
      ),
    );
    told.textContent = t("notes.count", { count: found.length });
    place.replaceChildren(
      ...byPost(found).map(({ title, lang, url, notes: some }) =>
        element(
          "section",
          { class: "notes-post" },
          element("h2", { class: "notes-title", lang, dir: "auto" }, title),
          url && element("p", { class: "facts" }, outwardLink(url, new URL(url).host)),
          element("ol", { class: "notes" }, some.map(itemOf)),
        ),
      ),
    );
  }

  /** @param {Note} note */
  function itemOf({ id, href, annotation }) {
    const quote = quoteOf(annotation);
    return noteItem(words, annotation, {
      ways: [
        href
          ? element("a", { href: withPassage(href, quote, { start: 0, end: quote.length }) }, t("notes.open"))
          : null,
        element(
          "button",
          { type: "button", class: "link-button", onclick: () => void removeNote(id).then(() => heading.focus()) },
          t("notes.remove"),
        ),
      ],
    });
  }

  async function readIn() {
    const [file] = picker.files ?? [];
    picker.value = "";
    if (!file) return;
    try {
      const { notes: more, skipped } = notesIn(await file.text());
      const known = new Map(notes.map((note) => [note.id, note]));
      const newer = more.filter(({ id, annotation }) => {
        const own = known.get(id);
        return !own || own.annotation.modified < annotation.modified;
      });
      await putNotes(newer.map((note) => ({ ...note, href: known.get(note.id)?.href ?? "" })));
      announce("notes.were-read", { count: newer.length, skipped });
      told.textContent = t("notes.were-read", { count: newer.length, skipped });
    } catch {
      told.textContent = t("notes.unreadable", { file: file.name });
    }
  }

  async function forget() {
    if (!(await confirmed())) return;
    await removeAllNotes();
    announce("notes.all-removed");
    heading.focus();
  }

  /** @returns {Promise<boolean>} */
  function confirmed() {
    return new Promise((resolve) => {
      let isSure = false;
      const dialog = element(
        "dialog",
        { class: "dialog", "aria-labelledby": "forget-heading", onclose: () => (dialog.remove(), resolve(isSure)) },
        element("h2", { id: "forget-heading", class: "dialog-heading" }, t("notes.remove-all")),
        element("p", { class: "dialog-sentence" }, t("notes.sure", { count: notes.length })),
        element(
          "div",
          { class: "paste-ways" },
          element(
            "button",
            { type: "button", class: "button button-first", onclick: () => ((isSure = true), dialog.close()) },
            t("notes.remove-all"),
          ),
          element(
            "button",
            { type: "button", class: "button", autofocus: true, onclick: () => dialog.close() },
            t("notes.cancel"),
          ),
        ),
      );
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  async function load() {
    try {
      notes = await allNotes();
      draw();
    } catch {
      told.textContent = t("notes.not-kept");
    }
    ways.hidden = false;
  }
  const stop = onNotesChange(() => void load());
  void load();
  return { root, stop };
}
