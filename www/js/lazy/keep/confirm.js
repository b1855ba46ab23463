/**
 * Asks before something is gone for good, or which of two states is meant.
 */
import { element } from "../../views/element.js";

/** @import { Words } from '../../types.js' */

/**
 * @template {string} T
 * @param {string} heading
 * @param {string} sentence
 * @param {[T, string][]} ways and their labels, the usual one first
 * @param {T} otherwise where the dialog is closed
 * @returns {Promise<T>}
 */
export function ask(heading, sentence, ways, otherwise) {
  return new Promise((resolve) => {
    let chosen = otherwise;
    const dialog = element(
      "dialog",
      {
        class: "dialog",
        "aria-labelledby": "ask-heading",
        onclose: () => {
          dialog.remove();
          resolve(chosen);
        },
      },
      element("h2", { id: "ask-heading", class: "dialog-heading" }, heading),
      element("p", { class: "dialog-sentence" }, sentence),
      element(
        "div",
        { class: "paste-ways dialog-ways" },
        ways.map(([way, label], at) =>
          element(
            "button",
            {
              type: "button",
              class: at === 0 ? "button button-first" : "button",
              onclick: () => {
                chosen = way;
                dialog.close();
              },
            },
            label,
          ),
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** @param {Words} words @param {string} what @param {string} sentence */
export const confirmed = async ({ t }, what, sentence) =>
  (await ask(
    what,
    sentence,
    [
      ["yes", what],
      ["no", t("keep.cancel")],
    ],
    "no",
  )) === "yes";
