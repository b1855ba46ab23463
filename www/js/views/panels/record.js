/**
 * The record of everything that cleaning removed or changed, step by step, with reason and content. Removed parts with a known
 * place can be restored there. All of it is text: URLs are not links.
 */
import { element, heading } from "../element.js";
import { textInParts } from "../plain-text.js";
import { panel } from "./panel.js";
import { removedImage } from "./removed-image.js";

/** @import { FindImage, ReadingPage, RecordEntry, Words } from '../../types.js' */

/**
 * Restores removed parts in their places.
 * @typedef {object} InPlace
 * @property {ReadonlySet<number>} shown numbers of the restored entries
 * @property {(entries: number[], on: boolean) => Promise<boolean>} set restores entries or removes them again; false where that failed
 */

/** @typedef {RecordEntry & { number: number }} Numbered */

/**
 * @typedef {object} Drawing
 * @property {Words} words
 * @property {string} lang
 * @property {string} dir
 * @property {InPlace | null} inPlace
 * @property {string | null} base
 * @property {FindImage | null} findImage
 * @property {(() => void)[]} follow update the buttons
 */

/** Entries of one reason that are shown at first, and added by each click. */
const FEW = 3;
const MANY = 100;

/** Characters of an entry's text that are shown at first: about three lines. */
const CLIP = 240;

/** Longer texts are shown in parts. */
const LONG = 20_000;

/**
 * @param {Words} words
 * @param {{ page: ReadingPage, base?: string | null, findImage?: FindImage | null }} entry
 * @param {number} level of its heading
 * @param {InPlace | null} inPlace null where nothing can be restored
 */
export function recordPanel(words, { page, base = null, findImage = null }, level, inPlace) {
  const { t } = words;
  const { record, lang, dir } = page;
  const removed = record.filter(({ kind }) => kind === "removed").length;
  const aside =
    record.length === 0
      ? t("record.none")
      : [
          removed > 0 && t("record.count.removed", { count: removed }),
          record.length > removed && t("record.count.changed", { count: record.length - removed }),
        ]
          .filter(Boolean)
          .join(t("record.and"));
  return panel(level, t("record.heading"), aside, () => {
    if (record.length === 0) return [element("p", { class: "panel-sentence" }, t("record.nothing"))];
    /** @type {Drawing} */
    const drawing = { words, lang, dir, inPlace, base, findImage, follow: [] };
    const numbered = record.map((entry, number) => ({ ...entry, number }));
    const places = numbered.filter((entry) => entry.inPlace).map(({ number }) => number);
    return [
      element("p", { class: "panel-sentence" }, t("record.promise")),
      inPlace && places.length > 1
        ? element("p", { class: "record-all" }, placeButton(drawing, places, "record.place-all", "record.unplace-all"))
        : element("span"),
      ...groupedBy(numbered, ({ step }) => step).map((entries) => recordStep(drawing, entries, level + 1)),
    ];
  });
}

/**
 * @param {Drawing} drawing
 * @param {number[]} entries
 * @param {string} showKey
 * @param {string} hideKey
 */
function placeButton({ words: { t, language, dir }, inPlace, follow }, entries, showKey, hideKey) {
  const isShown = () => entries.every((entry) => inPlace?.shown.has(entry));
  const status = element("span", { class: "record-told", role: "status" });
  let isBusy = false;
  const button = element("button", {
    type: "button",
    class: "link-button record-place",
    lang: language,
    dir,
    onclick: async () => {
      if (isBusy) return;
      status.textContent = "";
      // Not disabled: that would lose the focus.
      isBusy = true;
      const could = await inPlace?.set(entries, !isShown());
      isBusy = false;
      for (const again of follow) again();
      if (!could) status.textContent = t("record.cannot-place");
    },
  });
  const show = () => {
    button.textContent = t(isShown() ? hideKey : showKey);
    button.setAttribute("aria-pressed", String(isShown()));
  };
  follow.push(show);
  show();
  return element("span", { class: "record-placing" }, button, status);
}

/**
 * @param {Drawing} drawing
 * @param {Numbered[]} entries of one step
 * @param {number} level of its heading
 */
function recordStep(drawing, entries, level) {
  const { t } = drawing.words;
  const { step } = entries[0];
  return element(
    "section",
    { class: "record-step" },
    heading(
      level,
      { class: "record-step-heading" },
      t(`step.${step}`, {}, step),
      element("span", { class: "record-step-count" }, String(entries.length)),
    ),
    element(
      "ul",
      { class: "record" },
      groupedBy(entries, ({ reason, kind, message }) => `${reason} ${kind} ${message}`).map((group) =>
        recordRow(drawing, group),
      ),
    ),
  );
}

/**
 * @param {Drawing} drawing
 * @param {Numbered[]} entries of one step, sentence and kind
 */
function recordRow(drawing, entries) {
  const { t } = drawing.words;
  const { kind, reason, args, message } = entries[0];
  const hasNoPlace = drawing.inPlace && kind === "removed" && !entries.some(({ inPlace }) => inPlace);
  return element(
    "li",
    { class: "record-row" },
    element("p", { class: "record-kind", "data-kind": kind }, t(`record.${kind}`, {}, kind)),
    element(
      "div",
      { class: "record-what" },
      element(
        "p",
        { class: "record-sentence" },
        t(`reason.${reason}`, args, message),
        entries.length > 1 && element("span", { class: "record-times" }, t("record.times", { count: entries.length })),
      ),
      hasNoPlace && element("p", { class: "record-no-place" }, t("record.no-place")),
      ...someFirst(drawing.words, entries, (entry) => recordEntry(drawing, entry)),
    ),
  );
}

/**
 * @param {Drawing} drawing
 * @param {Numbered} entry
 */
function recordEntry(drawing, { number, reason, text, images, inPlace }) {
  const { words, lang, dir, base, findImage } = drawing;
  return element(
    "div",
    { class: "record-entry" },
    text.trim() && recordText(words, text.trim(), lang, dir),
    ...someFirst(words, images, (address) =>
      removedImage(words, address, { base, findImage, isCounter: reason === "tracking-pixel" }),
    ),
    inPlace && drawing.inPlace && placeButton(drawing, [number], "record.place", "record.unplace"),
  );
}

/**
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => string} key
 * @returns {T[][]} grouped by key, in the order of first occurrence
 */
function groupedBy(things, key) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const thing of things) {
    const group = groups.get(key(thing));
    if (group) group.push(thing);
    else groups.set(key(thing), [thing]);
  }
  return [...groups.values()];
}

/**
 * @template T
 * @param {Words} words
 * @param {T[]} things
 * @param {(thing: T) => HTMLElement} show
 * @returns {HTMLElement[]} the first few, and a button that adds more
 */
function someFirst({ t }, things, show) {
  const first = things.slice(0, FEW).map(show);
  if (things.length <= FEW) return first;
  let shown = FEW;
  const label = () => t("record.more", { count: Math.min(MANY, things.length - shown) });
  const more = element(
    "button",
    {
      type: "button",
      class: "link-button record-more",
      onclick: () => {
        const next = things.slice(shown, shown + MANY).map(show);
        shown += next.length;
        more.before(...next);
        next[0].tabIndex = -1;
        next[0].focus({ preventScroll: true });
        if (shown >= things.length) more.remove();
        else more.textContent = label();
      },
    },
    label(),
  );
  return [...first, more];
}

/**
 * @param {Words} words
 * @param {string} text
 * @param {string} lang
 * @param {string} dir
 */
function recordText(words, text, lang, dir) {
  const quote = element("blockquote", { class: "record-text", lang, dir });
  if (text.length <= CLIP * 1.5) {
    quote.append(text);
    return quote;
  }
  // Surrogate pairs stay whole.
  const clipped = text.slice(0, CLIP).replace(/[\uD800-\uDBFF]$/, "");
  const more = element(
    "button",
    {
      type: "button",
      class: "link-button record-more",
      lang: words.language,
      dir: words.dir,
      onclick: () => {
        const whole =
          text.length <= LONG ? text : textInParts(words, new Blob([text]), (part) => element("div", {}, part)).root;
        quote.replaceChildren(whole);
        quote.tabIndex = -1;
        quote.focus({ preventScroll: true });
      },
    },
    words.t("record.whole-text", { count: text.length }),
  );
  quote.append(`${clipped}… `, more);
  return quote;
}
