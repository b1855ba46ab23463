/**
 * One post: headline, facts, body, tags; and folded below it what was cleaned, the details of the file and the file itself.
 * It takes everything it needs as arguments, so that several can stand on one page.
 */
import { element, outwardLink } from "../element.js";
import { dateInWords } from "../i18n.js";
import { followWithin, openOutwards } from "../links.js";
import { PictureGate } from "../pictures.js";
import { inertNodes } from "../sink.js";
import { factsPanel, originalPanel, recordPanel } from "./panels.js";
import { plainText } from "./plain-text.js";

/** @import { Entry, PictureMode, ReadingPage, Words } from '../types.js' */

/**
 * @typedef {object} ArticleView
 * @property {HTMLElement} root
 * @property {HTMLElement} focus the headline
 * @property {(mode: PictureMode) => void} setPictures
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {Entry} what.entry
 * @param {PictureMode} what.pictures
 * @param {object | null} what.sanitizer
 * @param {{ href: string, text: string, go: () => void } | null} what.back the way to the list it came from
 * @returns {ArticleView}
 */
export function articleView(words, { entry, pictures, sanitizer, back }) {
  const { page, base } = entry;
  const { lang, dir } = page;
  const headline = element("h1", { class: "post-headline", tabindex: "-1" }, page.title);

  const body = element("div", { class: "post-body" });
  const inert = inertNodes(page.html, sanitizer);
  openOutwards(inert);
  const gate = new PictureGate({ mode: pictures, base, date: page.date?.iso ?? null, words });
  gate.hold(inert);
  body.addEventListener("click", (event) => followWithin(event, body));
  body.append(document.adoptNode(inert));
  if (page.plain) {
    body.append(plainText(words, page.text));
  } else if (!body.textContent?.trim() && page.figures.length === 0) {
    body.append(element("p", { class: "post-empty", lang: words.language, dir: words.dir }, words.t("post.empty")));
  }

  const root = element(
    "div",
    { class: "reading" },
    back && element("nav", { class: "reading-back" }, backLink(back)),
    element(
      "article",
      { class: "post", lang, dir },
      element("header", { class: "post-header" }, headline, facts(words, page), notes(words, page)),
      body,
      page.tags.length > 0 &&
        element(
          "ul",
          { class: "post-tags", "aria-label": words.t("post.tags") },
          page.tags.map((tag) => element("li", {}, tag)),
        ),
    ),
    element(
      "footer",
      { class: "panels" },
      recordPanel(words, page),
      factsPanel(words, page),
      originalPanel(words, page),
    ),
  );
  return { root, focus: headline, setPictures: (mode) => gate.setMode(mode) };
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
  return known.length > 0 && element("p", { class: "facts", lang: language, dir }, known);
}

/**
 * What there is to know about the file, in the reader's language.
 * @param {Words} words
 * @param {ReadingPage} page
 */
function notes({ t, language, dir }, { problems, published }) {
  const sentences = [
    ...(published ? [] : [t("post.unpublished")]),
    ...problems.map(({ code, message, args }) => t(`problem.${code}`, args, asSentence(message))),
  ];
  return (
    sentences.length > 0 &&
    element(
      "aside",
      { class: "post-notes", lang: language, dir, "aria-label": t("post.notes") },
      sentences.map((sentence) => element("p", {}, sentence)),
    )
  );
}

/** @param {string} message the core's messages begin small and have no full stop */
function asSentence(message) {
  return message.charAt(0).toUpperCase() + message.slice(1) + (/[.!?。]$/.test(message) ? "" : ".");
}
