/**
 * One post: headline, facts, contents, body, tags; and folded below it what was cleaned, the details of the file, the file
 * itself, and ways to take it along. It takes everything it needs as arguments, so that several can stand on one page.
 */
import { element, heading, outwardLink } from "./element.js";
import { cardsAtHead, cardSetter } from "../article/embeds.js";
import { grow } from "../article/progressive-render.js";
import { dateInWords } from "../i18n/words.js";
import { followWithin, inside, openOutwards } from "../article/links.js";
import { PictureGate, waybackAddress } from "../article/image-gate.js";
import { inertNodes } from "../article/sink.js";
import { contents } from "./contents.js";
import { embedPanel } from "./panels/embed.js";
import { citePanel } from "./panels/cite.js";
import { factsPanel } from "./panels/facts.js";
import { originalPanel } from "./panels/original.js";
import { recordPanel } from "./panels/record.js";
import { savePanel } from "./panels/save.js";
import { textInParts } from "./plain-text.js";
import { markRemovals, removalsInPlace } from "../article/removals.js";
import { scrollByWriting } from "../article/vertical-text.js";

/** @import { ArticleCore, Beside, PictureMode, Place, ReadingPage, Words } from '../types.js' */

/** Characters of Han; of letters, of which more go into a line, two and a half times as many. */
const LONG_TITLE = 32;

/**
 * @typedef {object} ArticleView
 * @property {HTMLElement} root
 * @property {HTMLElement} focus the headline
 * @property {(mode: PictureMode) => void} setPictures
 * @property {import('../article/progressive-render.js').Growth} growth
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {{ page: ReadingPage, base: string | null, beside?: Beside | null, place?: Place }} what.entry
 * @param {PictureMode} what.pictures
 * @param {object | null} what.sanitizer
 * @param {ArticleCore | null} [what.core] what shows removed parts in their places, where it can be asked
 * @param {{ href: string, text: string, go: () => void } | null} what.back the way to the list it came from
 * @param {number} [what.level] of the headline among the page's headings, 1 to 6
 * @param {boolean} [what.untitled] whether the page has a headline of its own above it
 * @param {boolean} [what.embeddable] whether to offer what embeds the post in another page
 * @param {boolean} [what.saveable] whether to offer files to save: other people's pages may not allow that
 * @param {(inert: DocumentFragment) => void} [what.prepare] what else is to be done to its nodes before they enter the page
 * @returns {ArticleView}
 */
export function articleView(words, what) {
  const { entry, sanitizer, core = null, back, level = 1, untitled = false, embeddable = false, saveable = false } = what;
  const { page, base, beside } = entry;
  const { lang, dir } = page;
  const isLong = page.title.length > (scriptOf(lang) === "han" ? LONG_TITLE : LONG_TITLE * 2.5);
  const headline = heading(level, { class: "post-headline", part: "headline", tabindex: "-1", "data-long": isLong }, page.title);

  const body = element("div", { class: "post-body", part: "body", tabindex: untitled && "-1" });
  const setCards = cardSetter(words, page);
  let mode = what.pictures;
  /** Hosts that the reader let pictures of this article come from. @type {Set<string>} */
  const allowed = new Set();

  /** @param {ReadingPage} drawn the page itself, or the same with removed parts in it */
  const draw = (drawn) => {
    const ownGate = new PictureGate({ mode, base, beside, date: page.date?.iso ?? null, words, enlarge, allowed });
    let { lead } = drawn;
    const ownGrowth = grow(body, drawn.slices, (html) => {
      const inert = inertNodes(html, sanitizer);
      openOutwards(inert);
      setCards(inert);
      markRemarks(inert);
      markRemovals(words, inert, page.record);
      what.prepare?.(inert);
      if (lead) inert.querySelector("figure:not(.was-removed figure)")?.classList.add("picture-lead");
      lead = false;
      ownGate.hold(inert);
      return inert;
    });
    return { gate: ownGate, growth: ownGrowth };
  };
  /** @param {HTMLImageElement} img @param {HTMLElement} button */
  const enlarge = async (img, button) => {
    const { enlargePicture } = await import("../lazy/zoom.js");
    enlargePicture(words, body, img, { date: page.date?.iso ?? null, back: button });
  };
  let { gate, growth } = draw(page);
  body.addEventListener("click", (event) => {
    followWithin(event, body, growth);
    // The button beside it is for everybody; who points at things points at the picture.
    const slot = event.target instanceof HTMLImageElement ? event.target.closest(".picture") : null;
    /** @type {HTMLElement | null | undefined} */ (slot?.querySelector(".picture-enlarge"))?.click();
  });

  const inPlace =
    core &&
    removalsInPlace(core, page, body, (drawn) => {
      growth.stop();
      // The sign beside paragraphs is no part of the article.
      const sign = body.querySelector(":scope > .paragraph-link");
      body.replaceChildren(...(sign ? [sign] : []));
      ({ gate, growth } = draw(drawn));
      growth.finish();
      // Who did something to the nodes that stood there does it again.
      body.dispatchEvent(new Event("redrawn"));
    });

  const head = cardsAtHead(words, page);
  if (page.text) {
    body.append(textInParts(words, page.text, (part) => element("div", { class: "post-plain" }, part)).root);
  } else if (growth.isWhole() && !body.textContent?.trim() && page.pictures + head.length === 0) {
    body.append(element("p", { class: "post-empty", lang: words.language, dir: words.dir }, words.t("post.empty")));
  }

  const article = element(
    "article",
    { class: "post", part: "post", lang, dir, "aria-label": untitled ? page.title : null },
    element("header", { class: "post-header" }, !untitled && headline, facts(words, page), notes(words, page)),
    head.length > 0 && element("div", { class: "post-head" }, head),
    contents(words, page.slices, body, () => growth),
    body,
    page.tags.length > 0 &&
      element(
        "ul",
        { class: "post-tags", part: "tags", "aria-label": words.t("post.tags") },
        page.tags.map((tag) => element("li", {}, tag)),
      ),
  );
  scrollByWriting(article);

  const root = element(
    "div",
    { class: "reading", "data-script": scriptOf(lang) },
    back && element("nav", { class: "reading-back", part: "back", "aria-label": words.t("list.title") }, backLink(back)),
    article,
    element(
      "footer",
      { class: "panels", part: "panels" },
      recordPanel(words, entry, level + 1, inPlace),
      factsPanel(words, entry, level + 1),
      originalPanel(words, page, level + 1),
      citePanel(words, page, level + 1),
      saveable && savePanel(words, { page, sanitizer, beside: beside ?? null }, level + 1),
      embeddable && embedPanel(words, entry, level + 1),
    ),
  );
  return {
    root,
    focus: untitled ? body : headline,
    setPictures(newMode) {
      mode = newMode;
      gate.setMode(newMode);
    },
    get growth() {
      return growth;
    },
  };
}

/**
 * What the length of lines goes by: a line of Han holds as many characters as a line of letters holds words' halves.
 * @param {string} lang BCP 47
 */
function scriptOf(lang) {
  const primary = lang.toLowerCase().split("-")[0];
  return ["zh", "ja"].includes(primary) ? "han" : primary === "ko" ? "hangul" : "letters";
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
      onclick: inside(go),
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
    source && element("span", { class: "facts-wayback" }, outwardLink(waybackAddress(source.url, date?.iso ?? null), t("post.wayback"))),
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
