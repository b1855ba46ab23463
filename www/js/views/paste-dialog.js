/**
 * Asks for a post's text, for readers without a keyboard shortcut for pasting.
 */
import { element } from "./element.js";

/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {(text: string) => void} give
 */
export function askForText({ t }, give) {
  const field = element("textarea", { class: "paste-field", rows: "12", spellcheck: "false", autofocus: true });
  const close = () => dialog.close();
  const show = () => {
    const text = field.value;
    close();
    give(text);
  };
  const dialog = element(
    "dialog",
    { class: "paste-dialog", "aria-labelledby": "paste-heading", onclose: () => dialog.remove() },
    element("h2", { id: "paste-heading", class: "paste-heading" }, t("paste.heading")),
    element("label", { class: "paste-label" }, t("paste.label"), field),
    element(
      "div",
      { class: "paste-ways" },
      element("button", { type: "button", class: "button button-first", onclick: show }, t("paste.show")),
      element("button", { type: "button", class: "button", onclick: close }, t("paste.cancel")),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
