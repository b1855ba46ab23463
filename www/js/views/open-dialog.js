/**
 * Asks whether an archive is added to what is open or replaces it.
 */
import { element } from "./element.js";

/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {string} incoming its name
 * @param {string[]} open names of what is open
 * @returns {Promise<'add' | 'replace' | null>} null to cancel
 */
export function askAddOrReplace({ t }, incoming, open) {
  return new Promise((resolve) => {
    /** @type {'add' | 'replace' | null} */
    let chosen = null;
    const button = (/** @type {'add' | 'replace' | null} */ choice, /** @type {string} */ key, first = false) =>
      element(
        "button",
        {
          type: "button",
          class: first ? "button button-first" : "button",
          autofocus: first,
          onclick: () => {
            chosen = choice;
            dialog.close();
          },
        },
        t(key),
      );
    const dialog = element(
      "dialog",
      {
        class: "paste-dialog",
        "aria-labelledby": "open-heading",
        onclose: () => {
          dialog.remove();
          resolve(chosen);
        },
      },
      element("h2", { id: "open-heading", class: "paste-heading" }, t("open.heading", { file: incoming })),
      element("p", { class: "dialog-sentence" }, t("open.sentence", { names: open.join(t("record.and")) })),
      element(
        "div",
        { class: "paste-ways" },
        button("add", "open.add", true),
        button("replace", "open.replace"),
        button(null, "open.cancel"),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
