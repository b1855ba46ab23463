/**
 * One post: headline, facts, contents, body, tags; below it the discussion; and folded the record of cleaning, details of the
 * file, the file itself, citations and copies. All it needs are arguments, so that a page can show several.
 */
import { cardsAtHead, cardSetter } from "../article/embeds.js";
import { setHanText } from "../article/han-text.js";
import { headlineNodes, setHeadings } from "../article/headline.js";
import { ImageGate } from "../article/image-gate.js";
import { followWithin, openOutwards } from "../article/links.js";
import { render } from "../article/progressive-render.js";
import { markRemovals, removalsInPlace } from "../article/removals.js";
import { inertNodes } from "../article/sink.js";
import { scrollVerticalText } from "../article/vertical-text.js";
import { waybackUrl } from "../article/wayback.js";
import { asSentence, dateInWords } from "../i18n/words.js";
import { element, heading, inwardLink, outwardLink } from "./element.js";
import { contents } from "./contents.js";
import { discussionView } from "./discussion.js";
import { embedPanel } from "./panels/embed.js";
import { citePanel } from "./panels/cite.js";
import { factsPanel } from "./panels/facts.js";
import { originalPanel } from "./panels/original.js";
import { recordPanel } from "./panels/record.js";
import { savePanel } from "./panels/save.js";
import { textInParts } from "./plain-text.js";

/** @import { ArticleCore, FindImage, FindNames, ImageMode, Place, ReadingPage, Words } from '../types.js' */

/** Han characters of a long title; for letters, which are narrower, 2.5 times as many. */
const LONG_TITLE = 32;

/**
 * @typedef {object} ArticleView
 * @property {HTMLElement} root
 * @property {HTMLElement} focus the headline
 * @property {(mode: ImageMode) => void} setImageMode
 * @property {import('../article/progressive-render.js').Rendering} rendering of the body
 * @property {import('./discussion.js').DiscussionView | null} discussion
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {{ page: ReadingPage, base: string | null, findImage?: FindImage | null, findNames?: FindNames | null, place?: Place, timeZone?: string | null }} what.entry
 * @param {ImageMode} what.images
 * @param {object | null} what.sanitizer
 * @param {ArticleCore | null} [what.core] restores removed parts
 * @param {{ href: string, text: string, go: () => void } | null} what.back link to its list
 * @param {Copy[]} [what.copies] all places of the post, if there are several
 * @param {(() => void) | null} [what.compareCopies] shows what is different in them
 * @param {number} [what.level] of the headline among the page's headings, 1 to 6
 * @param {boolean} [what.untitled] whether the surrounding page has its headline
 * @param {boolean} [what.embeddable] whether to offer code that embeds the post
 * @param {boolean} [what.saveable] whether to offer files to save, which an embedding page may not allow
 * @param {boolean} [what.writesFiles] whether there is the core that writes books and references
 * @param {import('./discussion.js').DiscussionMode} [what.discussion]
 * @param {(inert: DocumentFragment) => void} [what.prepare] processes nodes of the post before they enter the page
 * @returns {ArticleView}
 */
export function articleView(words, what) {
  const {
    entry,
    sanitizer,
    core = null,
    back,
    copies = [],
    compareCopies = null,
    level = 1,
    untitled = false,
    embeddable = false,
    saveable = false,
    writesFiles = false,
  } = what;
  const { page, base, findImage = null, findNames = null, timeZone = null } = entry;
  const { lang, dir } = page;
  const isHan = scriptOf(lang) === "han";
  const isLong = page.title.length > (isHan ? LONG_TITLE : LONG_TITLE * 2.5);
  const phrases = headlineNodes(page.title, lang);
  const headline = heading(
    level,
    { class: "post-headline", part: "headline", tabindex: "-1", "data-long": isLong, "data-phrases": phrases !== null },
    phrases ?? page.title,
  );

  const body = element("div", { class: "post-body", part: "body", tabindex: untitled && "-1" });
  const setCards = cardSetter(words, page);
  let mode = what.images;
  /** Hosts whose images the reader allowed for this article. @type {Set<string>} */
  const allowed = new Set();
  const imageGate = (/** @type {() => HTMLElement} */ around) =>
    new ImageGate({
      mode,
      base,
      findImage,
      date: page.date?.iso ?? null,
      words,
      allowed,
      async enlarge(img, button) {
        const { enlargeImage } = await import("../lazy/zoom.js");
        enlargeImage(words, around(), img, { date: page.date?.iso ?? null, back: button });
      },
    });
  /** @param {string} html */
  const prepared = (html) => {
    const inert = inertNodes(html, sanitizer);
    openOutwards(inert);
    setCards(inert);
    markRemarks(inert);
    for (const item of inert.querySelectorAll("li"))
      if (/^\s*[☐☑]/.test(item.textContent ?? "")) item.classList.add("task");
    if (isHan) {
      setHanText(inert);
      setHeadings(inert, lang);
    }
    what.prepare?.(inert);
    return inert;
  };

  /** @param {ReadingPage} drawn the page, or the same with restored parts */
  const draw = (drawn) => {
    const gate = imageGate(() => body);
    let { lead } = drawn;
    const rendering = render(body, drawn.chunks, (html) => {
      const inert = prepared(html);
      markRemovals(words, inert, page.record);
      if (lead) inert.querySelector("figure:not(.was-removed figure)")?.classList.add("picture-lead");
      lead = false;
      gate.hold(inert);
      return inert;
    });
    void rendering.completed.then(finish);
    return { gate, rendering };
  };
  const finish = async () => {
    const parts = Promise.all([import("../lazy/footnotes.js"), import("../lazy/printed-links.js")]);
    // Without them the article is whole.
    const [notes, links] = await parts.catch(() => []);
    notes?.linkNotesBack(body, words.t("post.note-back"));
    links?.printedLinks(body, words.t("post.addresses"));
  };
  let { gate, rendering } = draw(page);
  body.addEventListener("click", (event) => {
    followWithin(event, body, rendering);
    clickPicture(event);
  });

  const discussionGate = imageGate(() => /** @type {HTMLElement} */ (discussion?.root));
  const discussion = discussionView(words, {
    page,
    mode: what.discussion ?? "auto",
    level: level + 1,
    findNames,
    prepare(html) {
      const inert = prepared(html);
      discussionGate.hold(inert);
      return inert;
    },
  });
  discussion?.root.addEventListener("click", clickPicture);

  const inPlace =
    core &&
    removalsInPlace(core, page, body, (drawn) => {
      rendering.stop();
      // The button of paragraph links is no part of the article.
      const button = body.querySelector(":scope > .paragraph-link");
      body.replaceChildren(...(button ? [button] : []));
      ({ gate, rendering } = draw(drawn));
      rendering.finish();
      // For those who changed the replaced nodes.
      body.dispatchEvent(new Event("redrawn"));
    });

  const head = cardsAtHead(words, page);
  if (page.text) {
    body.append(textInParts(words, page.text, (part) => element("div", { class: "post-plain" }, part)).root);
  } else if (rendering.isComplete() && !body.textContent?.trim() && page.pictures + head.length === 0) {
    body.append(element("p", { class: "post-empty", lang: words.language, dir: words.dir }, words.t("post.empty")));
  }

  const article = element(
    "article",
    { class: "post", part: "post", lang, dir, "aria-label": untitled ? page.title : null },
    element(
      "header",
      { class: "post-header" },
      !untitled && headline,
      facts(words, page, findNames, timeZone),
      notes(words, page, copies, compareCopies),
    ),
    head.length > 0 && element("div", { class: "post-head" }, head),
    contents(words, page.chunks, body, () => rendering),
    body,
    page.tags.length > 0 &&
      element(
        "ul",
        { class: "post-tags", part: "tags", "aria-label": words.t("post.tags") },
        page.tags.map((tag) => element("li", {}, tag)),
      ),
  );
  scrollVerticalText(article);

  const root = element(
    "div",
    { class: "reading", "data-script": scriptOf(lang) },
    back &&
      element(
        "nav",
        { class: "reading-back", part: "back", "aria-label": words.t("list.title") },
        inwardLink(back.href, back.go, {}, back.text),
      ),
    article,
    discussion?.root,
    element(
      "footer",
      { class: "panels", part: "panels" },
      recordPanel(words, entry, level + 1, inPlace),
      factsPanel(words, entry, level + 1),
      originalPanel(words, page, level + 1),
      citePanel(words, page, level + 1, writesFiles),
      saveable && savePanel(words, { page, sanitizer, findImage, findNames, discussion, writesFiles }, level + 1),
      embeddable && embedPanel(words, entry, level + 1),
    ),
  );
  return {
    root,
    focus: untitled ? body : headline,
    setImageMode(newMode) {
      mode = newMode;
      gate.setMode(newMode);
      discussionGate.setMode(newMode);
    },
    get rendering() {
      return rendering;
    },
    discussion,
  };
}

/**
 * The script that decides the measure.
 * @param {string} lang BCP 47
 */
function scriptOf(lang) {
  const primary = lang.toLowerCase().split("-")[0];
  return ["zh", "ja"].includes(primary) ? "han" : primary === "ko" ? "hangul" : "letters";
}

/** A click on an image is one on its button. @param {MouseEvent} event */
function clickPicture({ target }) {
  const slot = target instanceof HTMLImageElement ? target.closest(".picture") : null;
  /** @type {HTMLElement | null | undefined} */ (slot?.querySelector(".picture-enlarge"))?.click();
}

/**
 * A wholly emphasised paragraph is a caption or a remark. It is marked, since emphasis dots beside each Han character would
 * drown it.
 * @param {DocumentFragment} inert
 */
function markRemarks(inert) {
  for (const emphasis of inert.querySelectorAll("p > em:only-child")) {
    const paragraph = emphasis.parentElement;
    if (paragraph?.textContent?.trim() === emphasis.textContent?.trim()) paragraph?.setAttribute("data-remark", "");
  }
}

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {FindNames | null} findNames
 * @param {string | null} timeZone of the site
 */
function facts(
  { t, language, locale, dir },
  { date, author, authorId, source, sourceText, lang },
  findNames,
  timeZone,
) {
  const isNamed = author || (authorId && findNames);
  const name = isNamed && element("span", { lang, dir: "auto", class: "post-author", hidden: !author }, author);
  if (!author && authorId && name)
    void findNames?.([authorId]).then((names) => {
      name.textContent = names.get(authorId) ?? "";
      name.hidden = !name.textContent;
    });
  const known = [
    date &&
      element(
        "time",
        { datetime: date.iso, title: t("post.date-original", { original: date.original }) },
        dateInWords(date, locale, "long", timeZone),
      ),
    name,
    source && outwardLink(source.url, t("post.source", { host: source.host })),
    source &&
      element(
        "span",
        { class: "facts-wayback" },
        outwardLink(waybackUrl(source.url, date?.iso ?? null), t("post.wayback")),
      ),
    !source && sourceText && element("span", {}, t("post.source-text", { source: sourceText })),
  ].filter(Boolean);
  return known.length > 0 && element("p", { class: "facts", part: "facts", lang: language, dir }, known);
}

/** A file with the post; `href` is null for the one that is shown. @typedef {{ place: Place, href: string | null, go: () => void }} Copy */

/**
 * Notes on the file, in the reader's language.
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {Copy[]} copies
 * @param {(() => void) | null} compareCopies
 */
function notes({ t, language, dir }, { problems, published, isEarly }, copies, compareCopies) {
  const sentences = [
    ...(published ? [] : [t("post.unpublished")]),
    ...(isEarly ? [t("post.archive-not-read-whole")] : []),
    ...problems.map(({ code, message, args }) =>
      code === "limit"
        ? t(`limit.${args.limit}`, args, asSentence(message))
        : t(`problem.${code}`, args, asSentence(message)),
    ),
  ];
  const isCopy = copies.length > 1;
  return (
    (sentences.length > 0 || isCopy) &&
    element(
      "aside",
      { class: "post-notes", part: "notes", lang: language, dir, "aria-label": t("post.notes") },
      sentences.map((sentence) => element("p", {}, sentence)),
      isCopy &&
        element(
          "details",
          { class: "post-copies" },
          element("summary", {}, t("list.places", { count: copies.length })),
          element(
            "ul",
            {},
            copies.map(({ place: { path, archive }, href, go }) =>
              element(
                "li",
                { "aria-current": href === null && "true" },
                href === null ? element("bdi", {}, path) : inwardLink(href, go, { dir: "auto" }, path),
                archive && " · ",
                archive && element("bdi", {}, archive),
              ),
            ),
          ),
          compareCopies &&
            element("button", { type: "button", class: "link-button", onclick: compareCopies }, t("list.compare")),
        ),
    )
  );
}
