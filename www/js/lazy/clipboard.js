/**
 * A button that copies a text. Where the page can't write to the clipboard, it shows the text to copy by hand.
 */
import { element } from "../views/element.js";

/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {string} label
 * @param {() => Promise<string>} text
 * @returns {HTMLElement}
 */
export function clipboardButton({ t }, label, text) {
  const status = element("span", { class: "told", role: "status" });
  const field = element("textarea", {
    class: "embed-code",
    readonly: true,
    rows: "6",
    hidden: true,
    "aria-label": label,
  });
  const button = element(
    "button",
    {
      type: "button",
      class: "quiet-button",
      onclick: async () => {
        status.textContent = "";
        let copied = "";
        try {
          copied = await text();
        } catch (error) {
          status.textContent = t("text.gone", { reason: /** @type {any} */ (error)?.message ?? String(error) });
          return;
        }
        try {
          await navigator.clipboard.writeText(copied);
          status.textContent = t("copy.done");
        } catch {
          field.value = copied;
          field.hidden = false;
          field.focus();
          field.select();
          status.textContent = t("copy.yourself");
        }
      },
    },
    label,
  );
  return element("span", { class: "panel-way" }, button, status, field);
}
