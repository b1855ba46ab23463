/**
 * The dialog of one note: its quote, its colour and what the reader writes about it.
 */
import { element } from "../../views/element.js";
import { COLOURS, colourOf, commentOf, quoteOf } from "./annotation.js";

/** @import { Words } from '../../types.js' */
/** @import { Annotation, Colour } from './annotation.js' */

/**
 * @param {Words} words
 * @param {Annotation} annotation
 * @returns {Promise<{ colour: Colour, comment: string } | 'remove' | null>} null for no change
 */
export function editNote({ t }, annotation) {
  return new Promise((resolve) => {
    const field = element("textarea", { class: "paste-field note-comment", rows: "5", autofocus: true });
    field.value = commentOf(annotation);
    const chosen = () => /** @type {HTMLInputElement | null} */ (dialog.querySelector("input:checked"))?.value;
    /** @type {{ colour: Colour, comment: string } | 'remove' | null} */
    let outcome = null;
    const button = (/** @type {string} */ key, /** @type {string} */ looks, /** @type {() => void} */ choose) =>
      element("button", { type: "button", class: looks, onclick: () => (choose(), dialog.close()) }, t(key));
    const dialog = element(
      "dialog",
      {
        class: "dialog note-dialog",
        "aria-labelledby": "note-heading",
        onclose: () => {
          dialog.remove();
          resolve(outcome);
        },
      },
      element("h2", { id: "note-heading", class: "dialog-heading" }, t("notes.note")),
      element(
        "blockquote",
        { class: "note-quote", lang: annotation.target["dcterms:language"], dir: "auto" },
        quoteOf(annotation),
      ),
      element(
        "fieldset",
        { class: "note-colours" },
        element("legend", {}, t("notes.colour")),
        COLOURS.map((colour) =>
          element(
            "label",
            { class: "note-choice" },
            element("input", {
              type: "radio",
              name: "note-colour",
              value: colour,
              checked: colour === colourOf(annotation),
            }),
            element("span", { class: "note-chip", "data-colour": colour, "aria-hidden": "true" }),
            t(`notes.${colour}`),
          ),
        ),
      ),
      element("label", { class: "paste-label" }, t("notes.comment"), field),
      element(
        "div",
        { class: "paste-ways" },
        button("notes.save", "button button-first", () => {
          const colour = COLOURS.find((one) => one === chosen()) ?? colourOf(annotation);
          outcome = { colour, comment: field.value.trim() };
        }),
        button("notes.remove", "button", () => (outcome = "remove")),
        button("notes.cancel", "button", () => {}),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
