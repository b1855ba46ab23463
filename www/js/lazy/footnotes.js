/**
 * Notes get a way back to the place that refers to them.
 */
import { element } from "../views/element.js";

/**
 * @param {HTMLElement} body of an article, rendered
 * @param {string} label of a way back
 */
export function linkNotesBack(body, label) {
  for (const sup of body.querySelectorAll("sup")) {
    const reference = sup.closest("a") ?? sup.querySelector("a");
    const id = reference?.getAttribute("href")?.match(/^#(.+)/)?.[1];
    const note = id && body.querySelector(`li[id="${CSS.escape(decoded(id))}"]`);
    // One that the post links back itself needs no other.
    if (!reference || !note || note.querySelector('a[href^="#"]')) continue;
    const last = note.lastElementChild;
    (last?.localName === "p" ? last : note).append(
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

/** @param {string} text @returns {string} */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
