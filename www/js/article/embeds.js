/**
 * Players and pages of other sites. The core left a paragraph with one link for each; here it becomes a card
 * that says what it was and where it is. Nothing is asked of any site until the reader follows a link, or has the player
 * shown in the card, which only the site's keeper can allow.
 */
import { allowedFrames } from "../app/config.js";
import { element, outwardLink } from "../views/element.js";
import { waybackAddress } from "./image-gate.js";
import { playerOf } from "./players.js";

/** @import { Embed, ReadingPage, Words } from '../types.js' */

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
function card(words, page, { kind, title, url }) {
  const { t, language, dir } = words;
  const player = playerOf({ url }, allowedFrames);
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
      player && showHere(words, player, title || kindInWords),
      outwardLink(url, t("embed.open")),
      outwardLink(waybackAddress(url, page.date?.iso ?? null), t("embed.wayback")),
    ),
  );
}

/**
 * @param {Words} words
 * @param {string} player
 * @param {string} title
 */
function showHere({ t }, player, title) {
  const button = element(
    "button",
    {
      type: "button",
      class: "link-button",
      onclick: () => {
        const frame = element("iframe", {
          class: "embed-frame",
          title,
          tabindex: "0",
          // It runs in a place of its own, and may open its own page beside this one.
          sandbox: "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox",
          allow: "fullscreen; encrypted-media; picture-in-picture",
          // Some players refuse to play for a page that doesn't say whose it is; which of its pages, none is told.
          referrerpolicy: "strict-origin",
        });
        frame.src = player;
        button.closest(".embed")?.append(frame);
        button.remove();
        frame.focus();
      },
    },
    t("card.show-here", { host: new URL(player).host }),
  );
  return button;
}
