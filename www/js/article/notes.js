/**
 * What a post's blocks need beyond their styles: notes have a way back, tasks have no second sign, and print lists the addresses
 * of links.
 */
import { element } from "../views/element.js";

/**
 * @param {DocumentFragment} inert the next nodes of a post
 * @param {Map<string, HTMLElement>} references the links to notes so far, by the note's id
 * @param {string} label of a way back
 */
export function setNotes(inert, references, label) {
  for (const sup of inert.querySelectorAll("sup")) {
    const link = sup.closest("a") ?? sup.querySelector("a");
    const id = link?.getAttribute("href")?.match(/^#(.+)/)?.[1];
    if (link && id && !(references.get(id)?.getRootNode() === inert)) references.set(id, link);
  }
  for (const item of inert.querySelectorAll("li")) {
    if (/^\s*[☐☑]/.test(item.textContent ?? "")) item.classList.add("task");
    const reference = references.get(encodeURI(item.id)) ?? references.get(item.id);
    if (!item.id || !reference || item.querySelector('a[href^="#"]')) continue;
    const last = item.lastElementChild;
    (last?.localName === "p" ? last : item).append(
      element("a", {
        class: "note-back",
        href: "#",
        "aria-label": label,
        onclick: (/** @type {MouseEvent} */ event) => {
          event.preventDefault();
          event.stopPropagation();
          reference.focus();
        },
      }),
    );
  }
}

/**
 * Numbers the links of a body for print, each address once.
 * @param {HTMLElement} body
 * @param {string} label
 * @returns {HTMLElement | null} the list of addresses, which shows in print alone
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
  const list = element(
    "ol",
    { "aria-label": label },
    [...numbers.keys()].map((href) => element("li", {}, href)),
  );
  return numbers.size > 0 ? element("div", { class: "printed-links" }, list) : null;
}

const bare = (/** @type {string} */ url) => url.replace(/^https?:\/\/(?:www\.)?|\/$/g, "");
