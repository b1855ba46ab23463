/**
 * Players and pages of other sites. The core left a paragraph with one link for each; here it becomes a card
 * that says what it was and where it is. Nothing is asked of any site until the reader follows a link.
 */
import { element, outwardLink } from "./element.js";
import { waybackAddress } from "./pictures.js";

/** @import { Embed, ReadingPage, Words } from './types.js' */

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @returns {(inert: DocumentFragment) => void} makes the cards of a part of the article before it enters the page
 */
export function cardSetter(words, page) {
  const embeds = new Map(page.embeds.map((embed) => [embed.url, embed]));
  return (inert) => {
    if (embeds.size === 0) return;
    for (const link of inert.querySelectorAll("p > a[href]:only-child")) {
      const paragraph = link.parentElement;
      const embed = embeds.get(link.getAttribute("href") ?? "");
      if (!embed || paragraph?.textContent !== link.textContent) continue;
      paragraph.replaceWith(card(words, page, embed));
    }
  };
}

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @returns {HTMLElement[]} cards of what the post was saved from and its text does not name
 */
export function cardsAtHead(words, page) {
  return page.placeless.map((embed) => card(words, page, embed));
}

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @param {Embed} embed
 */
function card({ t, language, dir }, page, { kind, title, url }) {
  const host = URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : "";
  const kindInWords = t(`embed.${kind}`, {}, t("embed.page"));
  return element(
    "div",
    { class: "embed", role: "group", "aria-label": title || kindInWords },
    element(
      "p",
      { class: "embed-kind", lang: language, dir },
      element("span", {}, kindInWords),
      element("span", { dir: "ltr" }, host),
    ),
    // What the post's own video is called stands above already.
    title && title !== page.title && element("p", { class: "embed-title", dir: "auto" }, title),
    element(
      "p",
      { class: "embed-ways", lang: language, dir },
      outwardLink(url, t("embed.open")),
      outwardLink(waybackAddress(url, page.date?.iso ?? null), t("embed.wayback")),
    ),
  );
}
