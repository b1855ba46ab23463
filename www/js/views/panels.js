/**
 * The folded account below an article: what was taken out of it, the facts of its file, and the file as it was.
 * All of it is text; addresses stand there to be read and are no links.
 */
import { element, heading } from "../element.js";
import { sizeInWords } from "../i18n.js";
import { textInParts } from "./plain-text.js";

/** @import { ReadingPage, RecordEntry, Words } from '../types.js' */

/** Entries of one reason that are shown before the reader asks for more, and then at a time. */
const FEW = 3;
const MANY = 100;

/** Characters of an entry's text that are shown before the reader asks for the rest: some three lines. */
const CLIP = 240;

/** Above as many characters even the rest comes in parts. */
const LONG = 20_000;

/**
 * @param {number} level of its heading
 * @param {string} text
 * @param {string} aside
 * @param {() => Node[]} fill called when it is first opened: most readers never open it
 */
function panel(level, text, aside, fill) {
  const inside = element("div", { class: "panel-inside" });
  const details = element(
    "details",
    { class: "panel" },
    element(
      "summary",
      { class: "panel-summary" },
      heading(level, { class: "panel-heading" }, text),
      aside && element("span", { class: "panel-aside" }, aside),
    ),
    inside,
  );
  details.addEventListener("toggle", () => inside.append(...fill()), { once: true });
  return details;
}

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {number} level of its heading
 */
export function recordPanel(words, { record, lang, dir }, level) {
  const { t } = words;
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
  return panel(level, t("record.heading"), aside, () =>
    record.length === 0
      ? [element("p", { class: "panel-sentence" }, t("record.nothing"))]
      : [
          element("p", { class: "panel-sentence" }, t("record.promise")),
          ...groupedBy(record, ({ step }) => step).map((entries) => recordStep(words, entries, lang, dir, level + 1)),
        ],
  );
}

/**
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => string} key
 * @returns {T[][]} those of one key together, in the order of the first of them
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
 * @param {Words} words
 * @param {RecordEntry[]} entries of one step
 * @param {string} lang
 * @param {string} dir
 * @param {number} level of its heading
 */
function recordStep(words, entries, lang, dir, level) {
  const { t } = words;
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
      groupedBy(entries, ({ reason, kind }) => `${reason} ${kind}`).map((group) => recordRow(words, group, lang, dir)),
    ),
  );
}

/**
 * @param {Words} words
 * @param {RecordEntry[]} entries of one step, reason and kind
 * @param {string} lang
 * @param {string} dir
 */
function recordRow(words, entries, lang, dir) {
  const { t } = words;
  const { kind, reason, message } = entries[0];
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
        t(`reason.${reason}`, {}, message),
        entries.length > 1 && element("span", { class: "record-times" }, t("record.times", { count: entries.length })),
      ),
      ...byAndBy(
        words,
        entries.filter(({ text }) => text.trim()),
        ({ text }) => recordText(words, text.trim(), lang, dir),
      ),
      ...byAndBy(
        words,
        entries.flatMap(({ images }) => images),
        (address) => element("p", { class: "record-address", dir: "ltr" }, address),
      ),
    ),
  );
}

/**
 * @template T
 * @param {Words} words
 * @param {T[]} things
 * @param {(thing: T) => HTMLElement} show
 * @returns {HTMLElement[]} the first few, and a button for more of them
 */
function byAndBy({ t }, things, show) {
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
  // A character of two halves stays whole.
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
          text.length <= LONG
            ? text
            : textInParts(words, new Blob([text]), (part) => element("div", {}, part)).root;
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

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {number} level of its heading
 */
export function factsPanel({ t, locale }, page, level) {
  return panel(level, t("facts.heading"), sizeInWords(page.file.size, locale), () => {
    /** @type {[string, string | null][]} */
    const facts = [
      [t("facts.name"), page.file.name],
      [t("facts.size"), sizeInWords(page.file.size, locale)],
      [t("facts.encoding"), page.file.encoding],
      [t("facts.language"), page.lang],
      [t("facts.description"), page.description],
      [t("facts.layout"), page.layout],
      [t("facts.categories"), page.categories.join(", ")],
      ...page.extra,
    ];
    return [
      element(
        "dl",
        { class: "file-facts" },
        facts.flatMap(([name, value]) =>
          value ? [element("dt", {}, name), element("dd", { dir: "auto" }, value)] : [],
        ),
      ),
    ];
  });
}

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {number} level of its heading
 */
export function originalPanel(words, page, level) {
  const { t } = words;
  return panel(level, t("original.heading"), page.file.name, () => {
    const { root } = textInParts(words, page.original, (part) => element("pre", { lang: page.lang }, part));
    return [
      element("div", { class: "original", role: "region", tabindex: "0", "aria-label": t("original.heading") }, root),
    ];
  });
}

/**
 * What embeds the post in a page of one's own. It is loaded when somebody asks for it.
 * @param {Words} words
 * @param {{ page: ReadingPage, base: string | null }} entry
 * @param {number} level of its heading
 */
export function embedPanel(words, entry, level) {
  return panel(level, words.t("embedding.heading"), words.t("embedding.aside"), () => {
    const place = element("div");
    import("../../embed/offer.js")
      .then(({ waysToEmbed }) => waysToEmbed(words, entry))
      .then((ways) => place.append(...ways), (error) => place.append(String(error)));
    return [place];
  });
}
