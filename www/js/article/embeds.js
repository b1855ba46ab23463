/**
 * Embedded players and pages of other sites. The core replaced each by a paragraph with one link, which becomes a card here. No
 * request is made until the reader follows a link or opens the player in the card, where the site's host allows that.
 */
import { allowedFrames } from "../app/config.js";
import { element, outwardLink } from "../views/element.js";
import { waybackUrl } from "./wayback.js";
import { playerOf } from "./players.js";

/** @import { Embed, ReadingPage, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {ReadingPage} page
 * @returns {(inert: DocumentFragment) => void} makes the cards of a chunk before it enters the page
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
 * @returns {HTMLElement[]} cards of embeds that the article does not link, such as the video that the post was saved from
 */
export function cardsAtHead(words, page) {
  return page.unlinkedEmbeds.map((embed) => card(words, page, embed));
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
    // The title of the post's own video is the headline.
    title && title !== page.title && element("p", { class: "embed-title", dir: "auto" }, title),
    element(
      "p",
      { class: "embed-ways", lang: language, dir },
      player && showHere(words, player, title || kindInWords),
      outwardLink(url, t("embed.open")),
      outwardLink(waybackUrl(url, page.date?.iso ?? null), t("embed.wayback")),
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
          // It may open its own page beside this one.
          sandbox: "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox",
          allow: "fullscreen; encrypted-media; picture-in-picture",
          // Some players require the origin of the page.
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
