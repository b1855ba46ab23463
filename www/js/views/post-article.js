/**
 * One post: headline, facts, body, tags; and folded below it what was cleaned, the details of the file and the file itself.
 * It takes everything it needs as arguments, so that several can stand on one page.
 */
import { element, heading, outwardLink } from "../element.js";
import { cardsAtHead, cardSetter } from "../embeds.js";
import { grow } from "../growing.js";
import { dateInWords } from "../i18n.js";
import { followWithin, openOutwards } from "../links.js";
import { PictureGate } from "../pictures.js";
import { inertNodes } from "../sink.js";
import { embedPanel, factsPanel, originalPanel, recordPanel } from "./panels.js";
import { textInParts } from "./plain-text.js";

/** @import { Beside, PictureMode, ReadingPage, Words } from '../types.js' */

/**
 * @typedef {object} ArticleView
 * @property {HTMLElement} root
 * @property {HTMLElement} focus the headline
 * @property {(mode: PictureMode) => void} setPictures
 * @property {import('../growing.js').Growth} growth
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {{ page: ReadingPage, base: string | null, beside?: Beside | null }} what.entry
 * @param {PictureMode} what.pictures
 * @param {object | null} what.sanitizer
 * @param {{ href: string, text: string, go: () => void } | null} what.back the way to the list it came from
 * @param {number} [what.level] of the headline among the page's headings, 1 to 6
 * @param {boolean} [what.untitled] whether the page has a headline of its own above it
 * @param {boolean} [what.embeddable] whether to offer what embeds the post in another page
 * @param {(inert: DocumentFragment) => void} [what.prepare] what else is to be done to its nodes before they enter the page
 * @returns {ArticleView}
 */
export function articleView(
  words,
  { entry, pictures, sanitizer, back, level = 1, untitled = false, embeddable = false, prepare },
) {
  const { page, base, beside } = entry;
  const { lang, dir } = page;
  const headline = heading(level, { class: "post-headline", part: "headline", tabindex: "-1" }, page.title);

  const body = element("div", { class: "post-body", part: "body", tabindex: untitled && "-1" });
  const gate = new PictureGate({ mode: pictures, base, beside, date: page.date?.iso ?? null, words });
  const setCards = cardSetter(words, page);
  let { lead } = page;
  const growth = grow(body, page.slices, (html) => {
    const inert = inertNodes(html, sanitizer);
    openOutwards(inert);
    setCards(inert);
    markRemarks(inert);
    prepare?.(inert);
    if (lead) inert.querySelector("figure")?.classList.add("picture-lead");
    lead = false;
    gate.hold(inert);
    return inert;
  });
  body.addEventListener("click", (event) => followWithin(event, body, growth));
  const head = cardsAtHead(words, page);
  if (page.text) {
    body.append(textInParts(words, page.text, (part) => element("div", { class: "post-plain" }, part)).root);
  } else if (growth.isWhole() && !body.textContent?.trim() && page.pictures + head.length === 0) {
    body.append(element("p", { class: "post-empty", lang: words.language, dir: words.dir }, words.t("post.empty")));
  }

  const root = element(
    "div",
    { class: "reading" },
    back && element("nav", { class: "reading-back", part: "back" }, backLink(back)),
    element(
      "article",
      { class: "post", part: "post", lang, dir, "aria-label": untitled ? page.title : null },
      element("header", { class: "post-header" }, !untitled && headline, facts(words, page), notes(words, page)),
      head.length > 0 && element("div", { class: "post-head" }, head),
      body,
      page.tags.length > 0 &&
        element(
          "ul",
          { class: "post-tags", part: "tags", "aria-label": words.t("post.tags") },
          page.tags.map((tag) => element("li", {}, tag)),
        ),
    ),
    element(
      "footer",
      { class: "panels", part: "panels" },
      recordPanel(words, page, level + 1),
      factsPanel(words, page, level + 1),
      originalPanel(words, page, level + 1),
      embeddable && embedPanel(words, entry, level + 1),
    ),
  );
  return { root, focus: untitled ? body : headline, setPictures: (mode) => gate.setMode(mode), growth };
}

/**
 * A paragraph that is emphasised as a whole is a caption or a remark. It is told from one with emphasis in it,
 * since the dots that Han scripts put beside each character would drown it.
 * @param {DocumentFragment} inert
 */
function markRemarks(inert) {
  for (const emphasis of inert.querySelectorAll("p > em:only-child")) {
    const paragraph = emphasis.parentElement;
    if (paragraph?.textContent?.trim() === emphasis.textContent?.trim()) paragraph?.setAttribute("data-remark", "");
  }
}

/** @param {{ href: string, text: string, go: () => void }} back */
function backLink({ href, text, go }) {
  return element(
    "a",
    {
      href,
      onclick: (/** @type {MouseEvent} */ event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go();
      },
    },
    text,
  );
}

/**
 * @param {Words} words
 * @param {ReadingPage} page
 */
function facts({ t, language, locale, dir }, { date, author, source, sourceText, lang }) {
  const known = [
    date &&
      element(
        "time",
        { datetime: date.iso, title: t("post.date-original", { original: date.original }) },
        dateInWords(date, locale, "long"),
      ),
    author && element("span", { lang, dir: "auto", class: "post-author" }, author),
    source && outwardLink(source.url, t("post.source", { host: source.host })),
    !source && sourceText && element("span", {}, t("post.source-text", { source: sourceText })),
  ].filter(Boolean);
  return known.length > 0 && element("p", { class: "facts", part: "facts", lang: language, dir }, known);
}

/**
 * What there is to know about the file, in the reader's language.
 * @param {Words} words
 * @param {ReadingPage} page
 */
function notes({ t, language, dir }, { problems, published }) {
  const sentences = [
    ...(published ? [] : [t("post.unpublished")]),
    ...problems.map(({ code, message, args }) =>
      code === "limit"
        ? t(`limit.${args.limit}`, args, asSentence(message))
        : t(`problem.${code}`, args, asSentence(message)),
    ),
  ];
  return (
    sentences.length > 0 &&
    element(
      "aside",
      { class: "post-notes", part: "notes", lang: language, dir, "aria-label": t("post.notes") },
      sentences.map((sentence) => element("p", {}, sentence)),
    )
  );
}

/** @param {string} message the core's messages begin small and have no full stop */
function asSentence(message) {
  return message.charAt(0).toUpperCase() + message.slice(1) + (/[.!?。]$/.test(message) ? "" : ".");
}
