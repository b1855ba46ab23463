/**
 * The addresses of an article's links on paper: short beside their words, and whole in a list at the end.
 */
import { element } from "../views/element.js";

/**
 * Numbers the links of a body for print, each address once.
 * @param {HTMLElement} body
 * @param {string} label of the list, which shows in print alone
 */
export function printedLinks(body, label) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (body.querySelectorAll('a[href^="http"]'))) {
    const text = link.textContent?.trim() ?? "";
    // An address as its own text is there already.
    if (!text || bare(text) === bare(link.href)) continue;
    const number = numbers.get(link.href) ?? numbers.size + 1;
    numbers.set(link.href, number);
    link.dataset.printed = `${link.host.replace(/^www\./, "")}, ${number}`;
  }
  body.parentElement?.querySelector(".printed-links")?.remove();
  if (numbers.size === 0) return;
  const addresses = [...numbers.keys()].map((href) => element("li", {}, href));
  body.after(element("div", { class: "printed-links" }, element("ol", { "aria-label": label }, addresses)));
}

const bare = (/** @type {string} */ url) => url.replace(/^https?:\/\/(?:www\.)?|\/$/g, "");
